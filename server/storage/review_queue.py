"""What waits for review, in the order it is reviewed, and what was known of a place before: bounded looks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select

from server.domain.moves import OPEN
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.db import Session
from server.storage.finding_pages import may_see

WINDOW = 100
"""Rows looked at: more than anybody passes over before he decides on one."""

COUNTED_MAX = 99
"""Beyond it the page says "more than"; nobody plans his evening by the difference between 200 and 2000."""

EARLIER_MAX = 8
CANDIDATES_MAX = 4
_row = tables.finding_row.c
_WAITS = _row.state == literal("submitted", literal_execute=True)
"""Spelled out, so that databases see that the index of what waits answers it."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Queue:
    """`rows` are (id, number), urgent first, then disputed, then oldest; `count` is COUNTED_MAX + 1 for more."""

    rows: list[tuple[str, str]]
    count: int


def queue(session: Session, reader: Reader, rank: int) -> Queue:
    """The findings of up to a severity that wait for this reader; at most WINDOW of them.

    A disputed finding is one that a unit's book still carries; a matter of coordination, which no book carries,
    keeps the place its age gives it.
    """
    found: list[tuple[str, str]] = []
    for urgent in (_row.urgent, ~_row.urgent):
        # Disputed ones are few and are sorted; the others the index gives in order, as long as its columns lead.
        for carried, order in ((_row.counted_unit.is_not(None), (_row.filed_at, _row.number)),
                               (_row.counted_unit.is_(None), (_row.counted_unit, _row.filed_at))):
            rows = session.execute(select(_row.id, _row.number).where(
                *_waiting(reader, rank), urgent, carried).order_by(*order).limit(WINDOW - len(found)))
            found += [(row.id, row.number) for row in rows]
    return Queue(found, count(session, reader, rank))


def count(session: Session, reader: Reader, rank: int) -> int:
    """How many wait for this reader; COUNTED_MAX + 1 stands for more."""
    some = select(literal(1)).select_from(tables.finding_row).where(*_waiting(reader, rank)).limit(COUNTED_MAX + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def earlier(session: Session, reader: Reader, finding: Row) -> list[Row]:
    """The newest findings of the same item at this place, then elsewhere in the building; without an item, at the
    place. As the reader sees them, at most EARLIER_MAX, without those that were merged into this one."""
    place, item = _row.place == finding["place"], _row.item == finding.get("item")
    asked: list[tuple[ColumnElement[bool], ...]] = [(place, item) if finding.get("item") else (place,)]
    building = session.scalar(select(_row.building).where(
        _row.project == reader.project, _row.id == finding["id"]))
    if building and finding.get("item"):
        asked.append((_row.building == building, item, ~place))
    ids = [id for wanted in asked for id in _newest(session, reader, finding, wanted, EARLIER_MAX)][:EARLIER_MAX]
    known = queries.things(session, reader, "finding", ids)
    return [known[id] for id in ids if id in known and known[id].get("merged_into") != finding["id"]]


def same_here(session: Session, reader: Reader, finding: Row) -> list[Row]:
    """Open findings at this place that may be the same: the one its filer named first, then those of its item."""
    wanted = [_row.place == finding["place"], _row.state.in_(OPEN)]
    if finding.get("item"):
        wanted.append(or_(_row.item == finding["item"], _row.item.is_(None)))
    named = [finding["same_as"]] if finding.get("same_as") else []
    ids = list(dict.fromkeys([*named, *_newest(session, reader, finding, tuple(wanted), CANDIDATES_MAX)]))
    known = queries.things(session, reader, "finding", ids)
    return [known[id] for id in ids if id in known]


def _waiting(reader: Reader, rank: int) -> tuple[ColumnElement[bool], ...]:
    above = () if rank >= 3 else (_row.severity <= rank,)
    return (_row.project == reader.project, _WAITS, *above, may_see(reader))


def _newest(session: Session, reader: Reader, finding: Row, wanted: tuple[ColumnElement[bool], ...],
            most: int) -> list[str]:
    # Not the bare column: an index that is in order of days would be walked from the newest of the whole project.
    day = func.coalesce(_row.day, "")
    return list(session.scalars(select(_row.id).where(
        _row.project == reader.project, _row.id != finding["id"], *wanted, may_see(reader)).order_by(
        day.desc(), _row.number.desc()).limit(most)))
