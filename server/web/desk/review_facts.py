"""What a reviewer sees beside one finding: what was here before, what is to be checked, what the form begins with."""

import re
from typing import Any

from markupsafe import Markup, escape

from server.domain import catalogue, deadlines, lifecycle
from server.storage import arrived, queries, review_queue
from server.storage.db import Session
from server.storage.state import State
from server.sync.types.responsible import unit_for
from server.web.desk import offers
from server.web.desk.calling import whom
from server.web.desk.doubted import doubts
from server.web.desk.finding import groups, recorded_at, source_note, units_of
from server.web.desk.findings import first_picture
from server.web.desk.page import Desk

STANDARD = re.compile(r"([A-Z]+(?:/T)?) ([0-9][0-9.]*-[0-9]{4})")
"""The letters, number and year of a standard: no line ends within them."""

FORMS = ("issue", "merge", "ask", "reject")
Row = dict[str, Any]


def facts(look: Session, desk: Desk, found: Row, orgs: dict[str, Row]) -> Row:
    """Everything shown beside one finding."""
    people, places = queries.things(look, desk.reader, "person"), queries.things(look, desk.reader, "place")
    items = queries.things(look, desk.reader, "item")
    item = items.get(found.get("item") or "")
    before = review_queue.earlier(look, desk.reader, found)
    twins = mergeable(desk, found, review_queue.same_here(look, desk.reader, found))
    offered = {offer["move"]: offer for offer in offers.offers(look, desk, found, item) if offer["move"] in FORMS}
    return {
        "people": people, "places": places, "items": in_catalogue(items), "items_by": items, "item": item,
        "before": before, "twins": twins, "codes": offers.DUES, "thumbs": thumbs(look, desk, [*before, *twins]),
        "groups": groups(look, desk, found, people), "offers": offered, "units": units_of(orgs),
        "recorded_at": recorded_at(look, desk, found), "source_note": source_note(look, desk, found),
        "callees": whom(look, desk, found, people, orgs), "basis": basis(item, found["day"]),
        "doubts": doubts(look, desk, found, people, places), "filled": filled(look, desk, found, item),
        "usual": {n: deadlines.usual_due(found["kind"], n) for n in (1, 2, 3)}}


def thumbs(look: Session, desk: Desk, findings: list[Row]) -> dict[str, str | None]:
    """{finding: the picture a list shows of it, if it is here}."""
    pictures = {one["id"]: first_picture(one) for one in findings}
    here = arrived.pictures_here(look, desk.reader.project, [sha for pair in pictures.values() for sha in pair])
    return {id: next((sha for sha in pair if sha in here), None) for id, pair in pictures.items()}


def filled(look: Session, desk: Desk, found: Row, item: Row | None) -> Row:
    """{"unit", "text", "requirement", "phrases"} as the form begins: the finding's own, else the catalogue's."""
    phrases = [row["zh"] for row in (item or {}).get("phrases") or []]
    whole = next((said for said in phrases if "__" not in said), "")
    said = (item or {}).get("requirement")
    wanted = said.get("zh") if isinstance(said, dict) else said
    unit = found.get("unit") or unit_for(State(look, desk.reader.project), found.get("item"), found["place"])
    return {"unit": unit, "text": found.get("text") or whole, "phrases": phrases,
            "requirement": found.get("requirement") or wanted or ""}


def basis(item: Row | None, day: str) -> str:
    """The printed names of what an item rests on, as they stood on a day, marked up for a page; "" where the
    catalogue knows none."""
    code = (item or {}).get("basis")
    try:
        said = catalogue.basis_name(code, day) if code else ""
        return Markup(STANDARD.sub('<span class="whole">\\1\u00a0\\2</span>', str(escape(said))))
    except KeyError:
        return str(code)


def mergeable(desk: Desk, found: Row, others: list[Row]) -> list[Row]:
    """Those of the others this person could merge it into, by the table of moves."""
    return [other for other in others if isinstance(lifecycle.decide(
        found, {"move": "merge", "target": other["id"]}, offers.actor(desk), desk.now, target=other),
        lifecycle.Allowed)]


def in_catalogue(items: dict[str, Row]) -> list[Row]:
    """[{"name", "items"}] of the check items in use, group by group."""
    found: dict[str, Row] = {}
    for row in sorted(items.values(), key=lambda row: row["id"]):
        if row.get("active", True):
            group = found.setdefault(row.get("group") or "", {
                "zh": row.get("group_zh") or "", "en": row.get("group_en") or row.get("group_zh") or "", "items": []})
            group["items"].append(row)
    return list(found.values())
