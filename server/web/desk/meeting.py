"""The meeting's page, one column: chase, review, key findings, the meeting, preview, 定稿 and print."""

from dataclasses import replace
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from server.domain.clock import text_of
from server.domain.days import shifted
from server.domain.problems import Problem
from server.domain.sheet import assemble
from server.domain.sheet_changes import changes
from server.domain.sheet_material import Material
from server.domain.sheet_units import OutOfBalance
from server.storage import decisions_page, finding_pages, office, queries, sheets
from server.storage.chase import chase, firms_filed
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.tiers.daily import material_of
from server.sync.types.sheet import moment_now
from server.web.desk import issuing, preparing
from server.web.desk.clashing import opened_on
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.today import asked_day

TIER = preparing.TIER
CALLED = ("specialist", "chief")
Row = dict[str, Any]


@blueprint.get("/<project>/meeting/<day>")
def meeting(project: str, day: str) -> Response:
    """Everything the secretary needs before the meeting, in the order it is done."""
    return _shown(_sat(project, day), day)


def _shown(desk: Desk, day: str, *, typed: Form | None = None, refused: str = "",
           clash: Row | None = None) -> Response:
    """The page; after a refusal with what was typed, and the label of what is lacking beside its field."""
    project = desk.reader.project
    with reading() as look:
        state = State(look, project)
        newest = sheets.newest(look, project, TIER)
        stale = bool(newest and day < newest["day"])
        material = None if stale else _material(state, day, desk)
        shown = {**_people(look, desk), "chased": chase(look, desk.reader, day),
                 "firms": firms_filed(look, desk.reader, day), "paper": issuing.issued(look, desk, TIER, day),
                 "review": finding_pages.open_ones(look, desk.reader, states=("submitted",)),
                 "decided": decisions_page.open_count(look, desk.reader),
                 "info": preparing.info(state, desk, day, newest, look) if material else {}}
    changed = _changed(material, shown["paper"]["versions"])
    if material and typed:
        said = clash["merged"] if clash else preparing.body(desk, day, typed, material)
        material, shown["info"] = preparing.retyped(material, said), {key: said[key] for key in shown["info"]}
    return issuing.shown(
        "meeting.html", desk, status=409 if clash else 400 if refused else 200, day=day, clash=clash,
        material=material, typed=typed, refused=refused,
        before=shifted(day, -1), after=shifted(day, 1), stale=stale, said=issuing.said(desk),
        left_for=preparing.LEFT_FOR, most=desk.settings["sheet"].get("pages_key_items_max") or 8,
        keys=preparing.keys(material) if material else [], doors=preparing.doors(material),
        lacking=_lacking(material, shown) if material else [], late=preparing.late(material) if material else [],
        changed=changed, same=not any((changed or {}).values()), **shown)


@blueprint.post("/<project>/meeting/<day>")
def prepare(project: str, day: str) -> Answer:
    """Keep what the secretary wrote; with 定稿, issue the sheet from it."""
    desk, form = _sat(project, day), read_form(request)
    with reading() as look:
        state = State(look, project)
        material = _material(state, day, desk)
        before = opened_on(look, desk, form, TIER, day)
        showed = preparing.info(state, desk, day, sheets.newest(look, project, TIER), look, before or {})
        material = replace(material, prepared=before or {})
        issued = sheets.of_day(look, project, TIER, day)
    said = preparing.body(desk, day, form, material)
    refused = preparing.lacks(form) or _nothing_new(form, replace(material, prepared=said), issued)
    if refused:
        return _shown(desk, day, typed=form, refused=refused)
    return issuing.pressed(desk, form, "desk.meeting", said, before,
                           lambda clash: _shown(desk, day, typed=form, clash=clash), showed)


def _nothing_new(form: Form, material: Material, issued: Row | None) -> str:
    """The label of a refusal where this press would correct a sheet into the same one, else nothing."""
    correcting = form.get("do") == "issue" and issued and form.get("expects_version") == str(material.version)
    changed = _changed(material, [issued]) if correcting and issued else None
    return "meeting.no_change" if changed and not any(changed.values()) else ""


@blueprint.get("/<project>/meeting/<day>/preview.pdf")
def preview_pdf(project: str, day: str) -> Response:
    """What 定稿 would print now, marked as a preview."""
    return issuing.draft_pdf(_sat(project, day), TIER, day)


def _sat(project: str, day: str) -> Desk:
    """Whoever prepares sheets, for a day that has begun. Raises Problem not_found for one that has not."""
    desk = sit_down(project, "prepare_sheet")
    if asked_day(day) > desk.day:
        raise Problem("not_found")
    return desk


def _material(state: State, day: str, desk: Desk) -> Material:
    return material_of(state, day, moment_now(state, TIER, day, text_of(desk.now)))


def _changed(material: Material | None, versions: list[Row]) -> Row | None:
    """What a correction would change now; None where there is nothing to correct. Raises Problem internal."""
    if material is None or not versions:
        return None
    try:
        return changes(versions[0]["content"], assemble(material))
    except OutOfBalance as fault:
        raise Problem("internal") from fault


def _people(look: Session, desk: Desk) -> Row:
    """Names, and whom to call about reviews."""
    people = queries.things(look, desk.reader, "person")
    called = [id for id, one in people.items() if one["role"] in CALLED and one.get("active", True)]
    phones = office.phones(look, desk.reader, called)
    return {"people": people, "orgs": queries.things(look, desk.reader, "org"),
            "places": queries.things(look, desk.reader, "place"),
            "supervisors": [{**people[id], "phone": phones.get(id, "")} for id in sorted(called)]}


def _lacking(material: Material, shown: Row) -> list[tuple[str, int]]:
    """What the sheet would be issued without: (label key, how many)."""
    return [("doors", sum(1 for one in material.coverage.values() if one["state"] == "no_record")),
            ("review", len(shown["review"])), ("reports", sum(1 for row in shown["chased"] if not row["closed"])),
            ("filings", sum(1 for firm in shown["firms"] if not firm["filing"]))]
