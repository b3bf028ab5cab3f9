"""What is known to exist and is not here: records, by the numbers phones gave them, and pictures that records name."""

import json
from typing import Any

from sqlalchemy import func, select

from server.storage import devices, tables
from server.storage.db import Session
from server.storage.state import State

Row = dict[str, Any]
Range = tuple[int, int]
_event, _owed, _blob = tables.event.c, tables.blob_owed.c, tables.blob.c
NEVER_SEEN: Row = {"seen_at": None, "n": None, "holds": {}}


def missing_numbers(session: Session, project: str, device: str, told: int) -> list[Range]:
    """The numbers 1 … `told` of this device under which nothing has arrived, as (first, last) of each run."""
    found, expected = [], 1
    arrived = set(session.scalars(select(_event.n).where(
        _event.project == project, _event.device == device, _event.n.between(1, told)).distinct()))
    for n in [*sorted(arrived | _second_numbers(session, project, device, told)), told + 1]:
        if n > expected:
            found.append((expected, n - 1))
        expected = n + 1
    return found


def _second_numbers(session: Session, project: str, device: str, told: int) -> set[int]:
    """Those of records whose id was taken: kept beside the log, so they did arrive."""
    second = tables.second_body.c
    bodies = (json.loads(bytes(raw)) for raw in session.scalars(select(second.bytes).where(second.project == project)))
    return {said["n"] for said in bodies if said.get("device") == device
            and isinstance(said.get("n"), int) and 1 <= said["n"] <= told}


def holes(session: Session, project: str) -> list[Row]:
    """A row per device of which something never arrived, the one not seen for longest first.

    {"device", "people": who used it, "missing": [(first, last), …], "count", "seen_at", "holds": its last check-in
    or None and {}, "lost": its storage is known to be gone}.
    """
    told, people = _numbers(session, project)
    seen, lost = _last_seen(session, project), State(session, project).all("device")
    rows = []
    for device, top in sorted(told.items()):
        missing = missing_numbers(session, project, device, top)
        if missing:
            rows.append({"device": device, "people": sorted(people[device]), "missing": missing,
                         "count": sum(last - first + 1 for first, last in missing), "lost": device in lost,
                         **_spoken(seen, device)})
    return sorted(rows, key=_when)


def _numbers(session: Session, project: str) -> tuple[dict[str, int], dict[str, set[str]]]:
    """The highest number each device is known to have given, by a record or at a check-in, and who used it."""
    told: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    arrived = session.execute(select(_event.device, _event.author, func.max(_event.n)).where(
        _event.project == project, _event.device.is_not(None), _event.n.is_not(None)).group_by(
        _event.device, _event.author))
    said = [(phone["id"], phone["person"], phone["n"] or 0) for phone in devices.all_of(session, project)]
    for device, person, n in [*arrived, *said]:
        told[device] = max(told.get(device, 0), n)
        people.setdefault(device, set()).add(person)
    return told, people


def missing_pictures(session: Session, project: str) -> list[Row]:
    """A row per author and device whose records name full pictures that are not here, the longest awaited first.

    {"author", "device" or None, "count", "since": arrival of the first such record, "seen_at", "holds"}.
    """
    here = select(_blob.sha256).where(_blob.project == project, _blob.sha256 == _owed.sha256)
    found = session.execute(select(
        _event.author, _event.device, func.count(_owed.sha256.distinct()), func.min(_event.received_at)).where(
        _owed.project == project, _owed.preview_of.is_(None), ~here.exists(),
        _event.project == _owed.project, _event.id == _owed.event).group_by(_event.author, _event.device))
    seen = _last_seen(session, project)
    rows = [{"author": author, "device": device, "count": count, "since": since, **_spoken(seen, device)}
            for author, device, count, since in found]
    return sorted(rows, key=lambda row: (row["since"], row["author"]))


def _last_seen(session: Session, project: str) -> dict[str, Row]:
    """The newest check-in of each device, whoever was signed in."""
    found: dict[str, Row] = {}
    for phone in devices.all_of(session, project):
        found.setdefault(phone["id"], phone)
    return found


def _spoken(seen: dict[str, Row], device: str | None) -> Row:
    phone = seen.get(device or "", NEVER_SEEN)
    return {"seen_at": phone["seen_at"], "holds": phone["holds"]}


def _when(row: Row) -> tuple[bool, Any, str]:
    return row["seen_at"] is not None, row["seen_at"] or 0, row["device"]
