"""What the coverage of one day is computed from: entrances, that day's visits, what phones still hold, work faces."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from server.domain import coverage, rights
from server.storage import dated, devices, tables
from server.storage.db import Session
from server.storage.state import State

_visit, _thing = tables.visit_place.c, tables.thing.c


def coverage_of(session: Session, project: str, day: str) -> dict[str, Any]:
    """{"day", "entrances": {id: {"state", "active", "visits", "reason"?}}, "parts": the same, "tally", "filed"} as of
    now; `filed`: some firm has said where it works, before that all parts count."""
    state = State(session, project)
    found = covered(state, day, visits_of(session, project, day), on_phone(state, day))
    return {"day": day, **found, "tally": coverage.tally(found["entrances"])}


def covered(state: State, day: str, visits: list[dict[str, Any]], waiting: Collection[str]) -> dict[str, Any]:
    """{"entrances", "parts", "filed"} of a day with these visits, while the records of `waiting` places are awaited."""
    places = [place for place in state.all("place").values() if place.get("active", True)]
    filings = dated.filings_before(state.session, state.project, day)
    faces = coverage.newest_faces(filings, day)
    doors = coverage.coverage(
        (place for place in places if place["kind"] == "entrance"), visits, waiting,
        coverage.active_buildings(filings, day), state.setting("coverage_policy"))
    return {"entrances": doors, "parts": coverage.parts_coverage(places, visits, waiting, faces),
            "filed": faces is not None}


def visits_of(session: Session, project: str, day: str) -> list[dict[str, Any]]:
    """The states of all visits that count for a day, by arrival."""
    ids = select(_visit.visit).where(_visit.project == project, _visit.day == day)
    rows = session.execute(select(_thing.state).where(
        _thing.project == project, _thing.kind == "visit", _thing.id.in_(ids)).order_by(_thing.seq, _thing.id))
    return [json.loads(row.state) for row in rows]


def announced(state: State, day: str) -> dict[str, set[str]]:
    """{person: places} of the records of a day that phones of those who patrol said they still hold.

    What a contractor's phone says it holds whitens no door: nobody's self-check is the patrol.
    """
    people = state.all("person")
    found: dict[str, set[str]] = {}
    for phone in devices.all_of(state.session, state.project):
        held = (phone["holds"].get("visits") or {}).get(day)
        if held and (people.get(phone["person"]) or {}).get("role") in rights.STAFF:
            found.setdefault(phone["person"], set()).update(held)
    return found


def on_phone(state: State, day: str) -> set[str]:
    """Places whose record of that day is known to be on a phone, or here but still held."""
    said = {place for places in announced(state, day).values() for place in places}
    held = {row["place"] for row in state.all("held").values()
            if row["type"] == "visit.recorded" and row.get("day") == day and row.get("place")}
    return said | held
