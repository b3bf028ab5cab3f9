"""The day as the office sees it: every entrance in one state, parts with work, and whom to chase for what."""

from datetime import datetime
from typing import Any

from server.domain import coverage, places, rights
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import dated, devices, queries
from server.storage.coverage_day import coverage_of
from server.storage.db import Session

Row = dict[str, Any]


def last_filings(session: Session, reader: Reader, day: str) -> list[Row]:
    """施工单位每日报备 of a day, each firm's last word."""
    return [filing for filing in dated.filings_of(session, reader.project, day) if not filing.get("replaced_by")]


def board(session: Session, reader: Reader, day: str) -> Row:
    """{"total", "numbers", "rows": [{"building", "doors": [{"place", "state", …}]}], "said", "parts"} of one day.

    Every entrance is in exactly one state; `said` lists them as the coverage sentence does. Raises Problem
    not_allowed for those who may not read visits.
    """
    if not rights.may(reader.role, "read_visits"):
        raise Problem("not_allowed")
    known, found = queries.things(session, reader, "place"), coverage_of(session, reader.project, day)
    covered = found["entrances"]
    return {"total": len(covered), "numbers": found["tally"], "rows": _rows(known, covered),
            "said": coverage.coverage_sentence(covered, [known[id] for id in covered]),
            "parts": _parts(known, found["parts"]), "filed": found["filed"]}


def _rows(known: dict[str, Row], covered: dict[str, Row]) -> list[Row]:
    doors: dict[str | None, list[Row]] = {}
    for place in places.in_order(known[id] for id in covered):
        doors.setdefault(place.get("building"), []).append({"place": place, **covered[place["id"]]})
    buildings = [known.get(id or "", {"id": id, "label": "", "sort": 0}) for id in doors]
    return [{"building": building, "doors": doors[building["id"]]} for building in places.in_order(buildings)]


def _parts(known: dict[str, Row], covered: dict[str, Row]) -> Row:
    here = places.in_order(known[id] for id in covered)
    looked = [place for place in here if covered[place["id"]]["state"] in ("findings", "clean", "no_access")]
    waits = [place for place in here if covered[place["id"]]["state"] == "on_phone"]
    missing = [place for place in here if covered[place["id"]]["state"] == "no_record"]
    return {"total": len(here), "looked": len(looked), "on_phone": len(waits), "missing": missing}


def last_check_in(session: Session, project: str) -> dict[str, tuple[datetime, Row]]:
    """{person: (when one of his phones last spoke, what all of them said they hold)}."""
    found: dict[str, tuple[datetime, Row]] = {}
    for phone in devices.all_of(session, project):
        seen, holds = found.get(phone["person"], (phone["seen_at"], {"events": 0, "blobs": 0}))
        both = {key: holds[key] + int(phone["holds"].get(key) or 0) for key in ("events", "blobs")}
        found[phone["person"]] = (max(seen, phone["seen_at"]), both)
    return found
