"""议定事项 as the desk lists them: those not done, however old, those done lately, those of one meeting."""

import json
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from server.domain import rights
from server.domain.decisions import answered_at, in_order
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import Session

RECENT_MAX = 200
Row = dict[str, Any]
_scope, _thing = tables.thing_scope.c, tables.thing.c

_DONE = _thing.state.contains('"status":"done"', autoescape=True)
"""States are canonical JSON: no text written by a person can hold these signs, and what is done stays done."""


def open_ones(session: Session, reader: Reader) -> list[Row]:
    """What this reader may see of decisions not done, by meeting and line; only those are read."""
    return _read(session, reader, ~_DONE)


def open_count(session: Session, reader: Reader) -> int:
    """How many decisions are not done, of those this reader may see."""
    return int(session.scalar(select(func.count()).select_from(tables.thing).where(
        *_mine(reader), ~_DONE)) or 0)


def done_lately(session: Session, reader: Reader, since: str) -> list[Row]:
    """Those done at or after an instant (ISO, Z), the newest meeting first; at most the RECENT_MAX last changed."""
    query = select(_thing.state).where(*_mine(reader), _DONE).order_by(_thing.seq.desc()).limit(RECENT_MAX)
    found = _seen(reader, session.scalars(query))
    return [one for one in reversed(in_order(found)) if (answered_at(one) or "") >= since]


def of_meeting(session: Session, reader: Reader, day: str) -> list[Row]:
    """What the meeting of a day (2023-06-14) decided, in the order it was written down."""
    return _read(session, reader, _thing.state.contains(f'"meeting":"{day}"', autoescape=True))


def _read(session: Session, reader: Reader, *where: ColumnElement[bool]) -> list[Row]:
    return in_order(_seen(reader, session.scalars(select(_thing.state).where(*_mine(reader), *where))))


def _seen(reader: Reader, states: Any) -> list[Row]:
    views = (rights.view("decision", json.loads(state), reader, whole=True) for state in states)
    return [one for one in views if one is not None]


def _mine(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    """The decisions of the project that this reader's scopes show."""
    return (_thing.project == reader.project, _thing.kind == "decision", exists().where(
        _scope.project == _thing.project, _scope.kind == _thing.kind, _scope.id == _thing.id, _scope.visible,
        _scope.scope.in_(sorted(rights.scopes_of(reader)))))
