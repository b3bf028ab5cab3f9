"""What the coverage of one day is computed from: entrances, that day's visits, what phones still hold, work faces."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain import coverage, rights
from server.storage import devices, tables
from server.storage.state import State

_visit, _thing = tables.visit_place.c, tables.thing.c


def coverage_of(session: Session, project: str, day: str) -> dict[str, Any]:
    """{"day", "entrances": {id: {"state", "active", "visits", "reason"?}}, "parts": the same, "tally"} as of now."""
    state = State(session, project)
    places = [place for place in state.all("place").values() if place.get("active", True)]
    filings = list(state.all("filing").values())
    visits, waiting = visits_of(session, project, day), on_phone(session, state, day)
    doors = coverage.coverage(
        (place for place in places if place["kind"] == "entrance"), visits, waiting,
        coverage.active_buildings(filings, day), state.setting("coverage_policy"))
    parts = coverage.parts_coverage(places, visits, waiting, coverage.newest_faces(filings, day))
    return {"day": day, "entrances": doors, "parts": parts, "tally": coverage.tally(doors)}


def visits_of(session: Session, project: str, day: str) -> list[dict[str, Any]]:
    """The states of all visits that count for a day, by arrival."""
    ids = select(_visit.visit).where(_visit.project == project, _visit.day == day)
    rows = session.execute(select(_thing.state).where(
        _thing.project == project, _thing.kind == "visit", _thing.id.in_(ids)).order_by(_thing.seq, _thing.id))
    return [json.loads(row.state) for row in rows]


def on_phone(session: Session, state: State, day: str) -> set[str]:
    """Places whose record of that day is known to be on a phone of those who patrol, or here but still held.

    What a contractor's phone says it holds whitens no door: nobody's self-check is the patrol.
    """
    people = state.all("person")
    said = {place for phone in devices.all_of(session, state.project)
            if (people.get(phone["person"]) or {}).get("role") in rights.STAFF
            for place in (phone["holds"].get("visits") or {}).get(day, [])}
    held = {row["place"] for row in state.all("held").values()
            if row["type"] == "visit.recorded" and row.get("day") == day and row.get("place")}
    return said | held
