"""The street's weekly meeting on one page: what the week says, the secretary's words, preview, 定稿 and print."""

from datetime import date
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies.sheets import VERSION_MAX
from server.domain.clock import text_of
from server.domain.days import shifted
from server.domain.problems import Problem
from server.domain.setting_values import in_force
from server.domain.sheet import Content
from server.domain.sheet_units import OutOfBalance
from server.domain.weekly_plans import OPINION_CHARS_MAX, PLAN_CHARS_MAX
from server.storage import log, queries, sheets
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.tiers import maker_for
from server.sync.types.sheet import preview
from server.web import headers, printing
from server.web.desk import preparing
from server.web.desk.forms import Form, read_form, whole
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.papers import as_pdf
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.today import asked_day
from server.web.desk.words import Words

TIER = "weekly"
WORDS = ("chair", "place", "plan", "opinion")
Row = dict[str, Any]


@blueprint.get("/<project>/weekly")
def weekly_now(project: str) -> Answer:
    """The meeting of the day asked for, else the newest one of the week's meeting day."""
    desk = sit_down(project, "prepare_sheet")
    day = asked_day(request.args.get("day") or meeting_day(desk))
    return redirect(url_for("desk.weekly", project=project, day=day), 303)


def meeting_day(desk: Desk) -> str:
    """The newest day, today included, that is the setting's weekday."""
    weekday = int(in_force("weekly_meeting", desk.settings["weekly_meeting"])["weekday"])
    return shifted(desk.day, -((date.fromisoformat(desk.day).isoweekday() - weekday) % 7))


@blueprint.get("/<project>/weekly/<day>")
def weekly(project: str, day: str) -> Response:
    """Everything for the weekly meeting of a day, in the order it is done."""
    desk = _sat(project, day)
    with reading() as look:
        newest = sheets.newest(look, project, TIER)
        stale = bool(newest and day < newest["day"])
        content = None if stale else _drafted(look, project, day, desk)
        shown: Row = {"versions": _versions(look, project, day), "known": queries.things(look, desk.reader, "sheet"),
                      "people": queries.things(look, desk.reader, "person"),
                      "info": _info(State(look, project), desk, day, newest)}
    sections = {section["id"]: section for section in content["sections"]} if content else {}
    answer = render("weekly.html", desk, day=day, content=content, part=sections, stale=stale, mint=minted,
                    said=_said(desk), most={"plan": PLAN_CHARS_MAX, "opinion": OPINION_CHARS_MAX}, **shown)
    answer.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return answer


@blueprint.post("/<project>/weekly/<day>")
def prepare_weekly(project: str, day: str) -> Answer:
    """Keep what the secretary wrote; with 定稿, issue the sheet from it."""
    desk, form = _sat(project, day), read_form(request)
    with reading() as look:
        before = State(look, project).get("preparation", f"{TIER}:{day}")
    body, event = _body(day, form), form.get("event")
    if before is None or any(body[key] != (before.get(key) or "") for key in WORDS):
        event = hand_in(desk, event, "sheet.prepared", body)
    if form.get("do") == "issue":
        expects = whole(form.get("expects_version"), len(str(VERSION_MAX)))
        if expects is None:
            raise Problem("bad_request")
        event = hand_in(desk, form.get("issue_event"), "sheet.issued",
                        {"day": day, "tier": TIER, "expects_version": expects})
    anchor = "issued" if form.get("do") == "issue" else "preview"
    return redirect(url_for("desk.weekly", project=project, day=day, said=event, _anchor=anchor), 303)


@blueprint.get("/<project>/weekly/<day>/preview.pdf")
def weekly_preview(project: str, day: str) -> Response:
    """What 定稿 would print now, marked as a preview."""
    desk = _sat(project, day)
    with reading() as look:
        content = _drafted(look, project, day, desk)
    return as_pdf(printing.drafted(content, request.args.get("part", "text")), f"{day}-weekly-preview.pdf")


@blueprint.get("/<project>/weekly/<int:number>/<int:version>/<part>.pdf")
def weekly_paper(project: str, number: int, version: int, part: str) -> Response:
    """The PDF of one part of an issued weekly sheet: the bytes of its first printing, for ever."""
    sit_down(project, "read_sheets")
    sheet = printing.issued(project, TIER, number, version)
    made = printing.paper(project, sheet, part)
    return as_pdf(made, f"{sheet['content']['day']}-weekly-{number}-{version}-{part}.pdf")


def _sat(project: str, day: str) -> Desk:
    """Whoever prepares sheets, for a day that has begun, in a project that has this meeting. Raises not_found."""
    desk = sit_down(project, "prepare_sheet")
    with reading() as look:
        kind = str(log.head(look, project)["kind"])
    if asked_day(day) > desk.day or maker_for(TIER, kind) is None:
        raise Problem("not_found")
    return desk


def _drafted(look: Session, project: str, day: str, desk: Desk) -> Content:
    try:
        return preview(State(look, project), TIER, day, text_of(desk.now))
    except OutOfBalance as fault:
        raise Problem("internal") from fault


def _info(state: State, desk: Desk, day: str, newest: Row | None) -> Row:
    """Chair and place as saved, as last time, or as set; plan and opinion are each week's own."""
    now = state.get("preparation", f"{TIER}:{day}") or {}
    last = (state.get("preparation", f"{TIER}:{newest['day']}") if newest else None) or {}
    usual = desk.settings["weekly_meeting"]
    return {**{key: now.get(key) or last.get(key) or usual.get(key) or "" for key in ("chair", "place")},
            **{key: now.get(key) or "" for key in ("plan", "opinion")}}


def _body(day: str, form: Form) -> Row:
    most = {"plan": PLAN_CHARS_MAX, "opinion": OPINION_CHARS_MAX}
    return {"day": day, "tier": TIER, **{key: form.get(key)[:most.get(key, preparing.NAME_CHARS_MAX)] for key in WORDS}}


def _versions(look: Session, project: str, day: str) -> list[Row]:
    """What was issued for this day, newest first."""
    newest = sheets.of_day(look, project, TIER, day)
    if newest is None:
        return []
    return [version for nr in range(newest["version"], 0, -1)
            if (version := sheets.read(look, project, TIER, newest["content"]["number"], nr))]


def _said(desk: Desk) -> Row | None:
    """What became of the last press, in a sentence; `kept`: saved only, said beside the preview it changed."""
    said = outcome(desk, request.args.get("said", ""))
    if said is None:
        return None
    words, verdict = Words(language(), desk.zone, desk.now), said["verdict"]
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, verdict))}
    if said["type"] != "sheet.issued":
        return {"good": True, "kept": True, "text": words.t("meeting.saved")}
    return {"good": True, "text": words.t("weekly.issued", number=verdict["number"],
                                          code=preparing.code_of(verdict["content_sha256"]))}
