"""The district's brief at the desk, one column: who reports, the meeting, preview, 定稿 and print."""

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from server.domain.problems import Problem
from server.storage import sheets
from server.storage.db import reading
from server.storage.district_inputs import TIER, reporting
from server.storage.state import State
from server.web.desk import issuing
from server.web.desk.clashing import opened_on
from server.web.desk.forms import read_form
from server.web.desk.page import Desk, sit_down
from server.web.desk.preparing import NAME_CHARS_MAX
from server.web.desk.rooms import blueprint
from server.web.desk.today import asked_day

Row = dict[str, Any]


@blueprint.get("/<project>/district/<day>")
def brief(project: str, day: str) -> Response:
    """Everything the district's office does before its meeting."""
    return _shown(_sat(project, day), day)


def _shown(desk: Desk, day: str, clash: Row | None = None) -> Response:
    """The page; after a clash with what was typed."""
    project = desk.reader.project
    with reading() as look:
        state, newest = State(look, project), sheets.newest(look, project, TIER)
        stale = bool(newest and day < newest["day"])
        content = None if stale else issuing.drafted(look, desk, TIER, day)
        shown: Row = {"paper": issuing.issued(look, desk, TIER, day), "silent": _silent(state, desk),
                      "info": clash["merged"] if clash else _info(state, desk, day, newest)}
    return issuing.shown("brief.html", desk, status=409 if clash else 200, clash=clash, day=day,
                         content=content, stale=stale, said=issuing.said(desk),
                         changed=issuing.changed(content, shown["paper"]["versions"]), **shown)


@blueprint.post("/<project>/district/<day>")
def prepare_brief(project: str, day: str) -> Answer:
    """Keep place and chair; with 定稿, issue the brief."""
    desk, form = _sat(project, day), read_form(request)
    body = {"day": day, "tier": TIER, **{key: form.get(key)[:NAME_CHARS_MAX] for key in ("chair", "place")}}
    with reading() as look:
        before = opened_on(look, desk, form, TIER, day)
        showed = _info(State(look, project), desk, day, sheets.newest(look, project, TIER), before or {})
    return issuing.pressed(desk, form, "desk.brief", body, before, lambda clash: _shown(desk, day, clash), showed)


@blueprint.get("/<project>/district/<day>/preview.pdf")
def brief_pdf(project: str, day: str) -> Response:
    """What 定稿 would print now, marked as a preview."""
    return issuing.draft_pdf(_sat(project, day), TIER, day)


def _sat(project: str, day: str) -> Desk:
    """Whoever prepares the brief, in a district's project, on a day that has begun. Raises Problem not_found."""
    desk = sit_down(project, "prepare_sheet")
    if desk.kind != "district" or asked_day(day) > desk.day:
        raise Problem("not_found")
    return desk


def _silent(state: State, desk: Desk) -> list[str]:
    """The listed projects that do not report: by the name the district gave them, nothing else of them is known."""
    listed = list(desk.settings["compounds"])
    told = reporting(state.session, desk.reader.project, listed)
    return [id for id in listed if id not in told]


def _info(state: State, desk: Desk, day: str, newest: Row | None, now: Row | None = None) -> Row:
    """Chair and place: as saved for this day, else as last time, else the setting's."""
    kept = [state.get("preparation", f"{TIER}:{at}") or {} for at in (day, newest["day"] if newest else day)]
    saved = kept if now is None else [now, kept[1] if newest and newest["day"] != day else {}]
    return {key: next((said for one in (*saved, desk.settings["district_meeting"]) if (said := one.get(key))), "")
            for key in ("chair", "place")}
