"""The district's brief at the desk, one column: who reports, the meeting, preview, 定稿 and print."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies.sheets import VERSION_MAX
from server.domain.clock import text_of
from server.domain.problems import Problem
from server.domain.sheet_units import OutOfBalance
from server.storage import queries, sheets
from server.storage.db import Session, reading
from server.storage.district_inputs import TIER, reporting
from server.storage.state import State
from server.sync.types.sheet import preview
from server.web import headers, printing
from server.web.desk.forms import Form, read_form, whole
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.papers import as_pdf
from server.web.desk.preparing import NAME_CHARS_MAX, code_of
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.today import asked_day
from server.web.desk.words import Words

Row = dict[str, Any]


@blueprint.get("/<project>/district/<day>")
def brief(project: str, day: str) -> Response:
    """Everything the district's office does before its meeting."""
    desk = _sat(project, day)
    with reading() as look:
        state = State(look, project)
        newest = sheets.newest(look, project, TIER)
        stale = bool(newest and day < newest["day"])
        content = None if stale else _content(state, desk, day)
        shown: Row = {"versions": _versions(look, project, day), "known": queries.things(look, desk.reader, "sheet"),
                      "silent": _silent(state, desk), "info": _info(state, desk, day, newest)}
    answer = render("brief.html", desk, day=day, content=content, stale=stale, mint=minted, said=_said(desk), **shown)
    answer.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return answer


@blueprint.post("/<project>/district/<day>")
def prepare_brief(project: str, day: str) -> Answer:
    """Keep place and chair; with 定稿, issue the brief."""
    desk, form = _sat(project, day), read_form(request)
    event = _prepare(desk, day, form)
    if form.get("do") == "issue":
        expects = whole(form.get("expects_version"), len(str(VERSION_MAX)))
        if expects is None:
            raise Problem("bad_request")
        event = hand_in(desk, form.get("issue_event"), "sheet.issued",
                        {"day": day, "tier": TIER, "expects_version": expects})
    anchor = "issued" if form.get("do") == "issue" else "preview"
    return redirect(url_for("desk.brief", project=project, day=day, said=event, _anchor=anchor), 303)


@blueprint.get("/<project>/district/<day>/preview.pdf")
def brief_pdf(project: str, day: str) -> Response:
    """What 定稿 would print now, marked as a preview."""
    desk = _sat(project, day)
    with reading() as look:
        content = _content(State(look, project), desk, day)
    return as_pdf(printing.drafted(content), f"{day}-district-preview.pdf")


def _sat(project: str, day: str) -> Desk:
    """Whoever prepares the brief, in a district's project, on a day that has begun. Raises Problem not_found."""
    desk = sit_down(project, "prepare_sheet")
    if desk.kind != "district" or asked_day(day) > desk.day:
        raise Problem("not_found")
    return desk


def _content(state: State, desk: Desk, day: str) -> Row:
    try:
        return preview(state, TIER, day, text_of(desk.now))
    except OutOfBalance as fault:
        raise Problem("internal") from fault


def _prepare(desk: Desk, day: str, form: Form) -> str:
    """Hand in what was written, unless it says what is known already; the event's id, or the form's."""
    body = {"day": day, "tier": TIER, **{key: form.get(key)[:NAME_CHARS_MAX] for key in ("chair", "place")}}
    with reading() as look:
        before = State(look, desk.reader.project).get("preparation", f"{TIER}:{day}")
    if before is not None and all(before.get(key) == said for key, said in body.items()):
        return form.get("event")
    return hand_in(desk, form.get("event"), "sheet.prepared", body)


def _silent(state: State, desk: Desk) -> list[str]:
    """The listed projects that do not report: by the name the district gave them, nothing else of them is known."""
    listed = list(desk.settings["compounds"])
    told = reporting(state.session, desk.reader.project, listed)
    return [id for id in listed if id not in told]


def _info(state: State, desk: Desk, day: str, newest: Row | None) -> Row:
    """Chair and place: as saved for this day, else as last time, else the setting's."""
    saved = [state.get("preparation", f"{TIER}:{at}") or {} for at in (day, newest["day"] if newest else day)]
    return {key: next((said for one in (*saved, desk.settings["district_meeting"]) if (said := one.get(key))), "")
            for key in ("chair", "place")}


def _versions(look: Session, project: str, day: str) -> list[Row]:
    """What was issued for this day, newest first."""
    newest = sheets.of_day(look, project, TIER, day)
    if newest is None:
        return []
    return [found for nr in range(newest["version"], 0, -1)
            if (found := sheets.read(look, project, TIER, newest["content"]["number"], nr))]


def _said(desk: Desk) -> Row | None:
    """What became of the last press, in a sentence."""
    said = outcome(desk, request.args.get("said", ""))
    if said is None:
        return None
    words, verdict = Words(language(), desk.zone, desk.now), said["verdict"]
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, verdict))}
    if said["type"] != "sheet.issued":
        return {"good": True, "text": words.t("meeting.saved")}
    return {"good": True, "text": words.t("meeting.issued", number=verdict["number"],
                                          code=code_of(verdict["content_sha256"]))}
