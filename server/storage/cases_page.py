"""Cases as the desk lists them: those that wait, however old, and the newest of those that are settled."""

import json
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select

from server.domain import rights
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import Session

READ_AT_ONCE, READ_MOST = 80, 240
"""Of what is settled; what was taken into another case is among it, and not shown."""

SHOWN = ("answered", "declined")
Row = dict[str, Any]
_dated, _scope, _thing = tables.dated.c, tables.thing_scope.c, tables.thing.c


def waiting(session: Session, reader: Reader) -> list[Row]:
    """What this reader may see of the cases proposed or put that nobody has answered; only those are read."""
    return _seen(reader, session.scalars(_which(reader, _dated.live)))


def settled(session: Session, reader: Reader, most: int) -> list[Row]:
    """At most `most` of those answered or declined, the last one put first; the whole past is not looked through."""
    newest = _which(reader, ~_dated.live).order_by(_dated.day.desc(), _dated.id.desc())
    found: list[Row] = []
    for start in range(0, READ_MOST, READ_AT_ONCE):
        rows = session.scalars(newest.limit(READ_AT_ONCE).offset(start)).all()
        found += [case for case in _seen(reader, rows) if case["status"] in SHOWN]
        if len(found) >= most or len(rows) < READ_AT_ONCE:
            break
    return sorted(found, key=lambda case: str(case["at"]), reverse=True)[:most]


def _which(reader: Reader, *where: ColumnElement[bool]) -> Select[Any]:
    """Of the cases of the project that this reader's scopes show, those of these rows of `dated`."""
    return select(_thing.state).select_from(tables.dated).join(tables.thing, (
        (_dated.project == _thing.project) & (_dated.kind == _thing.kind) & (_dated.id == _thing.id))).where(
        _dated.project == reader.project, _dated.kind == "case", *where, exists().where(
            _scope.project == _thing.project, _scope.kind == _thing.kind, _scope.id == _thing.id, _scope.visible,
            _scope.scope.in_(sorted(rights.scopes_of(reader)))))


def _seen(reader: Reader, states: Any) -> list[Row]:
    views = (rights.view("case", json.loads(state), reader, whole=True) for state in states)
    return [one for one in views if one is not None]
