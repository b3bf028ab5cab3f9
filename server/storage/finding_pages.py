"""Lists of findings for one reader: filtered, newest first, a page at a time by a cursor that stays cheap."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, true, tuple_

from server.domain import rights
from server.domain.conditions import awaits_answer
from server.domain.moves import WITH_UNIT
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import tables
from server.storage.book import is_overdue
from server.storage.db import Session

PAGE_MAX = 200
SCANNED_MAX = 2000
"""Rows looked at for one page of a text search; the next page goes on from there."""
SEARCHED = ("number", "alias", "position", "text", "requirement", "item")
Row = dict[str, Any]
_row, _scope, _thing = tables.finding_row.c, tables.thing_scope.c, tables.thing.c


@dataclass(frozen=True)
class Filter:
    """What is asked for; empty fields ask nothing. `extension`: one was asked for and nobody has answered yet;
    `counted`: only what stands in the book of a unit."""

    states: tuple[str, ...] = ()
    unit: str = ""
    building: str = ""
    kind: str = ""
    severity: int = 0
    overdue: bool = False
    counted: bool = False
    urgent: bool = False
    extension: bool = False
    text: str = ""


@dataclass(frozen=True)
class Page:
    """Findings as the reader sees them; `after` continues the list, None at its end."""

    findings: list[Row]
    after: str | None


def page(session: Session, reader: Reader, wanted: Filter, now: datetime, *, after: str = "", size: int = 30,
         whole: bool = True, oldest: bool = False) -> Page:
    """At most `size` findings, newest day and number first, or `oldest`; `whole`: closed ones with timeline and photos.

    A page may be short, even empty, while there is more. Raises Problem bad_request for a cursor not ours.
    """
    size = min(size, PAGE_MAX)
    found: list[Row] = []
    scanned, cursor = 0, _read(after)
    while scanned < SCANNED_MAX:
        query = _select(reader, wanted, now).order_by(*((_row.day, _row.number) if oldest else
                                                        (_row.day.desc(), _row.number.desc())))
        if cursor is not None:
            here, there = tuple_(_row.day, _row.number), _point(*cursor)
            query = query.where(here > there if oldest else here < there)
        rows = session.execute(query.limit(size + 1)).all()
        for row in rows[:size]:
            scanned, cursor = scanned + 1, (row.day, row.number)
            seen = rights.view("finding", json.loads(row.state), reader, whole=whole)
            if seen is not None and _says(seen, wanted.text) and (not wanted.extension or awaits_answer(seen)):
                found.append(seen)
            if len(found) == size:
                return Page(found, _write(cursor) if row is not rows[-1] else None)
        if len(rows) <= size:
            return Page(found, None)
    return Page(found, _write(cursor) if cursor else None)


def count(session: Session, reader: Reader, wanted: Filter, now: datetime) -> int:
    """How many rows all pages will look at: their number, or a little more where a text or an answer is asked for."""
    return session.scalar(select(func.count()).select_from(_select(reader, wanted, now).subquery())) or 0


def count_open(session: Session, reader: Reader, states: Iterable[str], severity_max: int = 3) -> int:
    """How many `open_ones` would give, without reading them."""
    found = _open(reader, states, severity_max).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def open_ones(session: Session, reader: Reader, states: Iterable[str], severity_max: int = 3, *,
              urgent: bool = False) -> list[Row]:
    """Every finding (or every urgent one) in some of the open states, up to a severity: bounded by what is open."""
    # Their ids first, sorted here: joined or ordered, SQLite goes through all there ever were to save sorting a few.
    ids = _open(reader, states, severity_max)
    ids = ids.where(_row.urgent) if urgent else ids
    texts = session.scalars(select(_thing.state).where(
        _thing.project == reader.project, _thing.kind == "finding", _thing.id.in_(ids)))
    seen = (rights.view("finding", json.loads(text), reader, whole=True) for text in texts)
    found = [finding for finding in seen if finding is not None]
    return sorted(found, key=lambda finding: (finding["day"], finding["number"]))


def _open(reader: Reader, states: Iterable[str], severity_max: int) -> Select[Any]:
    return select(_row.id).where(_row.project == reader.project, may_see(reader), _row.state.in_(list(states)),
                                 _row.severity <= severity_max)


def may_see(reader: Reader) -> ColumnElement[bool]:
    """Whether this reader may see a row of `finding_row`: one look-up a row at most, none for who reads all."""
    if rights.reads_all(reader, "finding"):
        return true()
    return exists().where(_scope.project == _row.project, _scope.kind == "finding", _scope.id == _row.id,
                          _scope.visible, _scope.scope.in_(sorted(rights.scopes_of(reader))))


def _visible(reader: Reader) -> Select[Any]:
    """Rows of findings this reader may see."""
    return select(_row.day, _row.number, _thing.state).join(tables.thing, (
        (_thing.project == _row.project) & (_thing.kind == "finding") & (_thing.id == _row.id))).where(
        _row.project == reader.project, may_see(reader))


def _select(reader: Reader, wanted: Filter, now: datetime) -> Select[Any]:
    query = _visible(reader)
    given: list[ColumnElement[bool]] = []
    if wanted.extension:
        given.append(_row.state.in_(WITH_UNIT))
    if wanted.states:
        given.append(_row.state.in_(wanted.states))
    for column, value in ((_row.unit, wanted.unit), (_row.kind, wanted.kind), (_row.severity, wanted.severity)):
        if value:
            given.append(column == value)
    if wanted.building:
        given.append(or_(_row.building == wanted.building, _row.place == wanted.building))
    if wanted.urgent:
        given.append(_row.urgent)
    if wanted.overdue:
        given.append(is_overdue(now))
    if wanted.counted:
        given.append(_row.counted_unit.is_not(None))
    if wanted.text:
        written = json.dumps(wanted.text, ensure_ascii=False)[1:-1]     # as the stored JSON spells it
        given.append(_thing.state.icontains(written, autoescape=True))
    return query.where(*given)


def _says(finding: Row, text: str) -> bool:
    """The stored state also holds what this reader must not search in; only what he sees counts."""
    shown = (finding.get(key) or "" for key in SEARCHED)
    return not text or any(text.lower() in said.lower() for said in shown)


def _point(day: str, number: str) -> Any:
    return tuple_(literal(day), literal(number))


def _read(after: str) -> tuple[str, str] | None:
    if not after:
        return None
    day, _, number = after.partition(".")
    if not number or len(after) > 60 or "\x00" in after:
        raise Problem("bad_request")
    return day, number


def _write(cursor: tuple[str, str]) -> str:
    return f"{cursor[0]}.{cursor[1]}"


def id_of_number(session: Session, reader: Reader, number: str) -> str | None:
    """The id of the finding with that number, if this reader may see it."""
    row = session.execute(_visible(reader).add_columns(_row.id).where(_row.number == number.strip().upper())).first()
    return None if row is None else str(row.id)


def neighbours(session: Session, reader: Reader, finding: Row) -> tuple[str | None, str | None]:
    """(the newer, the older) open finding beside this one, to go through them one by one."""
    def nearest(newer: bool) -> str | None:
        here = tuple_(_row.day, _row.number)
        there = _point(finding["day"], finding["number"])
        order = (_row.day, _row.number) if newer else (_row.day.desc(), _row.number.desc())
        row = session.execute(_visible(reader).add_columns(_row.id).where(
            _row.state == finding["state"], here > there if newer else here < there).order_by(*order).limit(1)).first()
        return None if row is None else str(row.id)
    return nearest(True), nearest(False)
