"""When a firm gets another parent, everything its line may see has to be published anew (protocol.md I22)."""

import json
from typing import Any, Protocol

from sqlalchemy import select

from server.domain import rights
from server.storage import tables
from server.storage.db import Session

Things = dict[str, dict[str, Any]]
_thing = tables.thing.c


class Stands(Protocol):
    """What is asked of the state: where it is stored, and what the organisations will be."""

    session: Session
    project: str

    def all(self, kind: str) -> Things: ...


def moved_by(state: Stands, changed: dict[str, dict[str, Any] | None]) -> list[tuple[str, str]]:
    """(kind, id) of the stored things whose scopes change because organisations in `changed` moved in the tree."""
    if not changed:
        return []
    before = _stored_orgs(state)
    if all(_place_in_tree(before[id]) == _place_in_tree(new) for id, new in changed.items() if id in before):
        return []
    after, moved = state.all("org"), []
    for kind, id, text in state.session.execute(select(_thing.kind, _thing.id, _thing.state).where(
            _thing.project == state.project, _thing.kind.in_(rights.KINDS)).order_by(_thing.kind, _thing.id)):
        stands = json.loads(text)
        if rights.scopes(kind, stands, before) != rights.scopes(kind, stands, after):
            moved.append((kind, id))
    return moved


def _stored_orgs(state: Stands) -> Things:
    rows = state.session.execute(select(_thing.id, _thing.state).where(
        _thing.project == state.project, _thing.kind == "org"))
    return {id: json.loads(text) for id, text in rows}


def _place_in_tree(org: dict[str, Any] | None) -> tuple[Any, Any]:
    return ((org or {}).get("parent"), (org or {}).get("kind"))
