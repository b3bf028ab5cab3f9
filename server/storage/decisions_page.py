"""议定事项 as the desk lists them: those not done, however old, those done lately, those of one meeting."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from server.domain import rights
from server.domain.decisions import answered_at, in_order
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import Session

RECENT_MAX = 200
Row = dict[str, Any]
_dated, _scope, _thing = tables.dated.c, tables.thing_scope.c, tables.thing.c


def open_ones(session: Session, reader: Reader) -> list[Row]:
    """What this reader may see of decisions not done, by meeting and line; only those are read."""
    return in_order(_seen(reader, session.scalars(_which(reader, _thing.state, _dated.live))))


def open_count(session: Session, reader: Reader) -> int:
    """How many decisions are not done, of those this reader may see."""
    return int(session.scalar(_which(reader, func.count(), _dated.live)) or 0)


def done_lately(session: Session, reader: Reader, since: str) -> list[Row]:
    """Those done at or after an instant (ISO, Z), the newest meeting first; at most the RECENT_MAX last changed."""
    wanted = _which(reader, _thing.state, ~_dated.live, _dated.at >= datetime.fromisoformat(since))
    found = _seen(reader, session.scalars(wanted.order_by(_thing.seq.desc(), _thing.id).limit(RECENT_MAX)))
    return [one for one in reversed(in_order(found)) if (answered_at(one) or "") >= since]


def of_meeting(session: Session, reader: Reader, day: str) -> list[Row]:
    """What the meeting of a day (2023-06-14) decided, in the order it was written down."""
    return in_order(_seen(reader, session.scalars(_which(reader, _thing.state, _dated.day == day))))


def _which(reader: Reader, what: Any, *where: ColumnElement[bool]) -> Select[Any]:
    """Of the decisions of the project that this reader's scopes show, those of these rows of `dated`.

    The rows are found first, by themselves: joined, SQLite goes through every decision there has ever been.
    """
    rows = select(_dated.id).where(_dated.project == reader.project, _dated.kind == "decision", *where)
    return select(what).select_from(tables.thing).where(
        _thing.project == reader.project, _thing.kind == "decision", _thing.id.in_(rows), exists().where(
            _scope.project == _thing.project, _scope.kind == _thing.kind, _scope.id == _thing.id, _scope.visible,
            _scope.scope.in_(sorted(rights.scopes_of(reader)))))


def _seen(reader: Reader, states: Any) -> list[Row]:
    views = (rights.view("decision", json.loads(state), reader, whole=True) for state in states)
    return [one for one in views if one is not None]
