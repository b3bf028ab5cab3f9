"""What has come and what has not: pictures that records promise, and findings that reached their unit."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, func, select

from server.domain.clock import text_of
from server.storage import tables
from server.storage.db import Session

ASKED_AT_ONCE = 500
"""Values in one question; databases refuse much longer lists."""

_owed, _blob, _delivery = tables.blob_owed.c, tables.blob.c, tables.delivery.c


def promised_pictures(session: Session, project: str, events: Iterable[str] | Select[Any]) -> tuple[int, int]:
    """(here, promised): the full pictures of these records, each once; previews do not count.

    One that was erased has been here: nobody waits for it.
    """
    named = events if isinstance(events, Select) else list(events)
    full = select(_owed.sha256).where(_owed.project == project, _owed.event.in_(named), _owed.preview_of.is_(None))
    here = select(func.count()).select_from(tables.blob).where(_blob.project == project, _blob.sha256.in_(full))
    promised = select(func.count()).select_from(full.distinct().subquery())
    return session.scalar(here) or 0, session.scalar(promised) or 0


def pictures_here(session: Session, project: str, shas: Iterable[str]) -> set[str]:
    """Which of these pictures this project holds and may show."""
    found: set[str] = set()
    for some in _parts(shas):
        found |= set(session.scalars(select(_blob.sha256).where(
            _blob.project == project, _blob.sha256.in_(some), _blob.erased.is_(False))))
    return found


def delivered(session: Session, project: str, findings: Iterable[str]) -> dict[str, str]:
    """已送达: {finding: UTC instant at which it first reached a phone of its unit} of those that did."""
    found: dict[str, str] = {}
    for some in _parts(findings):
        rows = session.execute(select(_delivery.finding, func.min(_delivery.at)).where(
            _delivery.project == project, _delivery.finding.in_(some)).group_by(_delivery.finding))
        found |= {finding: text_of(at) for finding, at in rows}
    return found


def _parts(asked: Iterable[str]) -> Iterator[list[str]]:
    each = sorted(set(asked))
    return (each[start:start + ASKED_AT_ONCE] for start in range(0, len(each), ASKED_AT_ONCE))
