"""What waits for review, in the order it is reviewed, and what was known of a place before: bounded looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from server.domain.moves import OPEN
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.db import Session
from server.storage.finding_pages import may_see

COUNTED_MAX = 99
"""Beyond it the page says "more than"; nobody plans his evening by the difference between 200 and 2000."""

EARLIER_MAX = 8
CANDIDATES_MAX = 4
_row = tables.finding_row.c
_WAITS = _row.state == literal("submitted", literal_execute=True)
"""Spelled out, so that databases see that the index of what waits answers it."""

Row = dict[str, Any]


LINES = tuple((asked, urgent, carried) for asked in (False, True) for urgent in (True, False)
              for carried in (True, False))
"""The queue is these lines one behind the other, each the oldest first: what was asked back and is not answered
waits last; urgent before the rest; disputed (a unit's book still carries it) before new. A matter of coordination,
which no book carries, keeps the place its age gives it."""


@dataclass(frozen=True)
class Waiting:
    """One finding that waits, and the line it waits in."""

    line: int
    id: str
    number: str


def first(session: Session, reader: Reader, rank: int, passed: Mapping[int, str]) -> Waiting | None:
    """The first finding of up to a severity that waits for this reader, beyond those passed.

    `passed` names for each line the number of the finding passed last in it: what came in the meantime is behind
    it in its own line, and still before the lines that follow.
    """
    for line in range(len(LINES)):
        after = _point(session, reader, passed.get(line))
        beyond = [] if after is None else [_row.filed_at >= after[0], or_(
            _row.filed_at > after[0], and_(_row.filed_at == after[0], _row.number > after[1]))]
        row = session.execute(select(_row.id, _row.number).where(
            *_waiting(reader, rank), *_in(line), *beyond).order_by(*_order(line)).limit(1)).first()
        if row is not None:
            return Waiting(line, row.id, row.number)
    return None


def passed_last(session: Session, reader: Reader, rank: int, line: int, number: str) -> list[Waiting]:
    """The last two of a line up to a number, the later one first: where a person goes back to, and what is before."""
    upto = _point(session, reader, number)
    if upto is None:
        return []
    before = [_row.filed_at <= upto[0], or_(
        _row.filed_at < upto[0], and_(_row.filed_at == upto[0], _row.number <= upto[1]))]
    rows = session.execute(select(_row.id, _row.number).where(*_waiting(reader, rank), *_in(line), *before).order_by(
        *(column.desc() for column in _order(line))).limit(2))
    return [Waiting(line, row.id, row.number) for row in rows]


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


def _in(line: int) -> tuple[ColumnElement[bool], ...]:
    asked, urgent, carried = LINES[line]
    return (_row.asked if asked else ~_row.asked, _row.urgent if urgent else ~_row.urgent,
            _row.counted_unit.is_not(None) if carried else _row.counted_unit.is_(None))


def _order(line: int) -> list[ColumnElement[Any]]:
    # Disputed ones are few and are sorted; the others the index gives in order, as long as its columns lead.
    carried = LINES[line][2]
    return [_row.filed_at, _row.number] if carried else [_row.counted_unit, _row.filed_at, _row.number]


def _point(session: Session, reader: Reader, number: str | None) -> tuple[datetime, str] | None:
    """Where a number stands in its line; None for one that is not known."""
    filed = session.scalar(select(_row.filed_at).where(
        _row.project == reader.project, _row.number == number)) if number else None
    return None if filed is None or number is None else (filed, number)


def _newest(session: Session, reader: Reader, finding: Row, wanted: tuple[ColumnElement[bool], ...],
            most: int) -> list[str]:
    # Not the bare column: an index that is in order of days would be walked from the newest of the whole project.
    day = func.coalesce(_row.day, "")
    return list(session.scalars(select(_row.id).where(
        _row.project == reader.project, _row.id != finding["id"], *wanted, may_see(reader)).order_by(
        day.desc(), _row.number.desc()).limit(most)))
