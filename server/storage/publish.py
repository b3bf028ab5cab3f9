"""Writes changed things with the scopes that may see them; the feed is a range scan over the result."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, delete, select

from server.domain import rights
from server.domain.strict_json import canonical
from server.storage import tables
from server.storage.db import Session
from server.storage.projections import finding_columns, leaves_at, named_blobs, visit_rows
from server.storage.upsert import upsert

Changed = dict[tuple[str, str], dict[str, Any] | None]
Things = dict[str, dict[str, Any]]
Get = Callable[[str, str], dict[str, Any] | None]
_scope = tables.thing_scope.c
_SEEN_BY = select(_scope.scope).where(
    _scope.project == bindparam("project"), _scope.kind == bindparam("kind"), _scope.id == bindparam("id"),
    _scope.visible)


def publish(session: Session, project: str, seq: int, changed: Changed, orgs: Things, get: Get) -> None:
    """Write each changed thing, its scopes and its derived rows, all carrying `seq`; `get(kind, id)` reads a thing."""
    if not changed:
        return
    things = [{"project": project, "kind": kind, "id": id, "seq": seq, "state": canonical(state)}
              for (kind, id), state in changed.items() if state is not None]
    upsert(session, tables.thing, things)
    for (kind, id), state in changed.items():
        if state is None:
            _delete(session, tables.thing, project, kind, id)
            _delete(session, tables.blob_named, project, kind, id)
    _publish_scopes(session, project, seq, changed, orgs)
    _derive(session, project, changed, get)


def _delete(session: Session, table: Any, project: str, kind: str, id: str) -> None:
    session.execute(delete(table).where(table.c.project == project, table.c.kind == kind, table.c.id == id))


def _publish_scopes(session: Session, project: str, seq: int, changed: Changed, orgs: Things) -> None:
    """Visible rows for who may see it now, a gone row for every scope that saw it before."""
    rows = []
    for (kind, id), state in changed.items():
        now = set() if state is None else set(rights.scopes(kind, state, orgs))
        before = session.scalars(_SEEN_BY, {"project": project, "kind": kind, "id": id})
        leaves = None if state is None else leaves_at(kind, state)
        rows += [{"project": project, "scope": name, "kind": kind, "id": id, "seq": seq, "visible": True,
                  "leaves_at": leaves} for name in sorted(now)]
        rows += [{"project": project, "scope": name, "kind": kind, "id": id, "seq": seq, "visible": False,
                  "leaves_at": None} for name in sorted(set(before) - now)]
    upsert(session, tables.thing_scope, rows)


def _derive(session: Session, project: str, changed: Changed, get: Get) -> None:
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
            visits = tables.visit_place
            session.execute(delete(visits).where(visits.c.project == project, visits.c.visit == id))
            rows = [{"project": project, **row} for row in visit_rows(state)]
            if rows:
                session.execute(visits.insert(), rows)
    upsert(session, tables.blob_named, [
        {"project": project, "sha256": sha, "kind": kind, "id": id, "internal": internal}
        for (sha, kind, id), internal in named.items()])
