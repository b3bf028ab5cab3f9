"""How much one person may hand in on one day of receipt: a fence against a runaway client, not a ration."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from server.domain import limits
from server.domain.problems import Problem
from server.storage import tables
from server.storage.db import Session
from server.storage.upsert import upsert

_row = tables.quota.c
_USED = select(_row.events, _row.bytes).where(
    _row.project == bindparam("project"), _row.person == bindparam("person"), _row.day == bindparam("day"))


def check(session: Session, project: str, person: str, now: datetime, *, events: int = 0, size: int = 0) -> None:
    """Raises Problem quota when today's share is used up; a refill after an epoch change is exempt (state.md §9)."""
    used = session.execute(_USED, {"project": project, "person": person, "day": _day(now)}).one_or_none()
    if used is None:
        return
    over = (used.events + events > limits.EVENTS_PER_PERSON_AND_DAY_MAX
            or used.bytes + size > limits.BLOB_BYTES_PER_PERSON_AND_DAY_MAX)
    if over and not _refilling(session, project, now):
        raise Problem("quota")


def spend(session: Session, project: str, person: str, now: datetime, *, events: int = 0, size: int = 0) -> None:
    """Count what was stored."""
    upsert(session, tables.quota, [{
        "project": project, "person": person, "day": _day(now), "events": events, "bytes": size}], add=True)


def _day(now: datetime) -> str:
    return now.date().isoformat()


def _refilling(session: Session, project: str, now: datetime) -> bool:
    row = tables.project.c
    epoch_at, created_at = session.execute(select(row.epoch_at, row.created_at).where(row.id == project)).one()
    return bool(epoch_at > created_at and now - epoch_at < timedelta(days=limits.REFILL_DAYS))
