"""Reads for a person: what a reader may not see does not exist for him."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, exists, select

from server.domain import rights
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import Session

_scope, _thing = tables.thing_scope.c, tables.thing.c


def visible_ids(reader: Reader, kind: str) -> Select[tuple[str]]:
    """A sub-select of the ids of a kind this reader may see; every list starts from it."""
    return select(_scope.id).where(
        _scope.project == reader.project, _scope.kind == kind, _scope.visible,
        _scope.scope.in_(sorted(rights.scopes_of(reader))))


def things(session: Session, reader: Reader, kind: str, ids: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """{id: state as this reader sees it} of a kind, all or those asked for; unseen ones are absent."""
    query = select(_thing.id, _thing.state).where(_thing.project == reader.project, _thing.kind == kind)
    if ids is None:
        query = query.where(_thing.id.in_(visible_ids(reader, kind)))
    else:   # one look-up for each: the sub-select would be read whole, however few are asked for
        query = query.where(_thing.id.in_(list(ids)), exists().where(
            _scope.project == _thing.project, _scope.kind == _thing.kind, _scope.id == _thing.id, _scope.visible,
            _scope.scope.in_(sorted(rights.scopes_of(reader)))))
    seen = ((id, rights.view(kind, json.loads(state), reader, whole=True)) for id, state in session.execute(query))
    return {id: state for id, state in seen if state is not None}


def thing(session: Session, reader: Reader, kind: str, id: str) -> dict[str, Any]:
    """One thing as this reader sees it, closed ones with timeline and photos. Raises Problem not_found."""
    found = things(session, reader, kind, [id]).get(id)
    if found is None:
        raise Problem("not_found")
    return found
