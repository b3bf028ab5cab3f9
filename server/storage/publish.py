"""Writes changed things with the scopes that may see them; the feed is a range scan over the result."""

import json
from collections.abc import Callable, Mapping, Set
from typing import Any

from sqlalchemy import bindparam, delete, select

from server.domain import rights
from server.storage import dated, tables
from server.storage.db import Session
from server.storage.projections import finding_columns, leaves_at, named_blobs, visit_rows
from server.storage.upsert import upsert

Key = tuple[str, str]
Changed = dict[Key, dict[str, Any] | None]
Things = dict[str, dict[str, Any]]
Get = Callable[[str, str], dict[str, Any] | None]
_scope = tables.thing_scope.c
_SEEN_BY = select(_scope.scope).where(
    _scope.project == bindparam("project"), _scope.kind == bindparam("kind"), _scope.id == bindparam("id"),
    _scope.visible)
_FORGET_WALKS = delete(tables.visit_place).where(
    tables.visit_place.c.project == bindparam("project"), tables.visit_place.c.visit == bindparam("visit"))
"""Built once."""


def publish(session: Session, project: str, seq: int, texts: Mapping[Key, str | None], fresh: Set[Key],
            orgs: Things, get: Get) -> None:
    """Write each changed thing, its scopes and its derived rows, all carrying `seq`.

    `texts` are the new states, None for what goes; `fresh` those that nobody has seen before; `get(kind, id)` reads
    a thing.
    """
    if not texts:
        return
    things = [{"project": project, "kind": kind, "id": id, "seq": seq, "state": text}
              for (kind, id), text in texts.items() if text is not None]
    upsert(session, tables.thing, things)
    for (kind, id), text in texts.items():
        if text is None:
            _delete(session, tables.thing, project, kind, id)
            _delete(session, tables.blob_named, project, kind, id)
            if kind in dated.KINDS:
                _delete(session, tables.dated, project, kind, id)
    changed = {key: None if text is None else json.loads(text) for key, text in texts.items()}
    _publish_scopes(session, project, seq, changed, fresh, orgs)
    _derive(session, project, changed, fresh, get)


def _delete(session: Session, table: Any, project: str, kind: str, id: str) -> None:
    session.execute(delete(table).where(table.c.project == project, table.c.kind == kind, table.c.id == id))


def _publish_scopes(session: Session, project: str, seq: int, changed: Changed, fresh: Set[Key],
                    orgs: Things) -> None:
    """Visible rows for who may see it now, a gone row for every scope that saw it before."""
    rows = []
    for (kind, id), state in changed.items():
        now = set() if state is None else set(rights.scopes(kind, state, orgs))
        unseen = (kind, id) in fresh or kind not in rights.KINDS
        before = set[str]() if unseen else {*session.scalars(_SEEN_BY, {"project": project, "kind": kind, "id": id})}
        leaves = None if state is None else leaves_at(kind, state)
        rows += [{"project": project, "scope": name, "kind": kind, "id": id, "seq": seq, "visible": True,
                  "leaves_at": leaves} for name in sorted(now)]
        rows += [{"project": project, "scope": name, "kind": kind, "id": id, "seq": seq, "visible": False,
                  "leaves_at": None} for name in sorted(before - now)]
    upsert(session, tables.thing_scope, rows)


def _derive(session: Session, project: str, changed: Changed, fresh: Set[Key], get: Get) -> None:
    named: dict[tuple[str, str, str], bool] = {}
    for (kind, id), state in changed.items():
        if state is None:
            continue
        for sha, internal in named_blobs(state):
            key = (sha, kind, id)
            named[key] = named.get(key, True) and internal
        if kind == "finding":
            building = (get("place", state["place"]) or {}).get("building")
            upsert(session, tables.finding_row, [{"project": project, "id": id, **finding_columns(state, building)}])
        elif kind == "visit":
            if (kind, id) not in fresh:
                session.execute(_FORGET_WALKS, {"project": project, "visit": id})
            upsert(session, tables.visit_place, [{"project": project, **row} for row in visit_rows(state)])
        elif kind in dated.KINDS:
            upsert(session, tables.dated, [{"project": project, "kind": kind, "id": id, **dated.row_of(kind, state)}])
    upsert(session, tables.blob_named, [
        {"project": project, "sha256": sha, "kind": kind, "id": id, "internal": internal}
        for (sha, kind, id), internal in named.items()])
