"""The street's weekly meeting on one page: what the week says, the secretary's words, preview, 定稿 and print."""

from datetime import date
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.days import days_between, shifted
from server.domain.problems import Problem
from server.domain.setting_values import in_force
from server.domain.weekly_plans import OPINION_CHARS_MAX, PLAN_CHARS_MAX
from server.storage import sheets
from server.storage.db import reading
from server.storage.state import State
from server.sync.tiers import maker_for
from server.web.desk import issuing, preparing
from server.web.desk.clashing import opened_on
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.today import asked_day

TIER = "weekly"
WORDS = ("chair", "place", "plan", "opinion")
Row = dict[str, Any]


@blueprint.get("/<project>/weekly")
def weekly_now(project: str) -> Answer:
    """The meeting of the day asked for, else the one whose week the day `of` belongs to, by default today's."""
    desk = sit_down(project, "prepare_sheet")
    day = request.args.get("day") or min(meeting_day(desk, asked_day(request.args.get("of") or desk.day)), _last(desk))
    return redirect(url_for("desk.weekly", project=project, day=asked_day(day)), 303)


def meeting_day(desk: Desk, day: str) -> str:
    """The first day from this one on, itself included, that is the setting's weekday: it sums the days up to it."""
    weekday = int(in_force("weekly_meeting", desk.settings["weekly_meeting"])["weekday"])
    return shifted(day, (weekday - date.fromisoformat(day).isoweekday()) % 7)


def _last(desk: Desk) -> str:
    """The latest day a weekly paper can be prepared for: the meeting that comes next."""
    return meeting_day(desk, desk.day)


@blueprint.get("/<project>/weekly/<day>")
def weekly(project: str, day: str) -> Response:
    """Everything for the weekly meeting of a day, in the order it is done."""
    return _shown(_sat(project, day), day)


def _shown(desk: Desk, day: str, clash: Row | None = None) -> Response:
    """The page; after a clash with what was typed."""
    project = desk.reader.project
    with reading() as look:
        newest = sheets.newest(look, project, TIER)
        stale = bool(newest and day < newest["day"])
        content = None if stale else issuing.drafted(look, desk, TIER, day)
        paper, info = issuing.issued(look, desk, TIER, day), _info(State(look, project), desk, day, newest)
    sections = {section["id"]: section for section in content["sections"]} if content else {}
    return issuing.shown("weekly.html", desk, day=day, content=content, part=sections, stale=stale, paper=paper,
                         info=clash["merged"] if clash else info, clash=clash,
                         status=409 if clash else 200, said=issuing.said(desk),
                         last=_last(desk), missing=_missing(content, desk.day),
                         changed=issuing.changed(content, paper["versions"]),
                         most={"plan": PLAN_CHARS_MAX, "opinion": OPINION_CHARS_MAX})


@blueprint.post("/<project>/weekly/<day>")
def prepare_weekly(project: str, day: str) -> Answer:
    """Keep what the secretary wrote; with 定稿, issue the sheet from it."""
    desk, form = _sat(project, day), read_form(request)
    with reading() as look:
        before = opened_on(look, desk, form, TIER, day)
        showed = _info(State(look, project), desk, day, sheets.newest(look, project, TIER), before or {})
    return issuing.pressed(desk, form, "desk.weekly", _body(day, form), before,
                           lambda clash: _shown(desk, day, clash), showed)


@blueprint.get("/<project>/weekly/<day>/preview.pdf")
def weekly_preview(project: str, day: str) -> Response:
    """What 定稿 would print now, marked as a preview."""
    return issuing.draft_pdf(_sat(project, day), TIER, day)


def _sat(project: str, day: str) -> Desk:
    """Whoever prepares sheets, for a day up to the next meeting, in a project that has this meeting. Raises not_found.
    """
    desk = sit_down(project, "prepare_sheet")
    if asked_day(day) > _last(desk) or maker_for(TIER, desk.kind) is None:
        raise Problem("not_found")
    return desk


def _missing(content: Row | None, today: str) -> list[str]:
    """Days of the week before the meeting's own that are over and have no daily sheet; none before the first ever."""
    if not content or not content["days"]:
        return []
    told = {row["day"] for row in content["days"]}
    first = content["week"]["from"] if content["previous"] else min(told)
    end = min(content["day"], today)
    return [day for nr in range(days_between(first, end)) if (day := shifted(first, nr)) not in told]


def _info(state: State, desk: Desk, day: str, newest: Row | None, now: Row | None = None) -> Row:
    """Chair and place as saved, as last time, or as set; plan and opinion are each week's own."""
    now = (state.get("preparation", f"{TIER}:{day}") or {}) if now is None else now
    last = (state.get("preparation", f"{TIER}:{newest['day']}") if newest and newest["day"] != day else None) or {}
    usual = desk.settings["weekly_meeting"]
    return {**{key: now.get(key) or last.get(key) or usual.get(key) or "" for key in ("chair", "place")},
            **{key: now.get(key) or "" for key in ("plan", "opinion")}}


def _body(day: str, form: Form) -> Row:
    most = {"plan": PLAN_CHARS_MAX, "opinion": OPINION_CHARS_MAX}
    return {"day": day, "tier": TIER, **{key: form.get(key)[:most.get(key, preparing.NAME_CHARS_MAX)] for key in WORDS}}
