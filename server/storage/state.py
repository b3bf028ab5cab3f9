"""The current state of one project's things, read by judges and changed by apply alone."""

import copy
import json
from typing import Any

from sqlalchemy import bindparam, select

from server.domain import settings, shape
from server.storage import tables
from server.storage.db import Session
from server.storage.lineage import moved_by
from server.storage.publish import publish

Key = tuple[str, str]

_thing = tables.thing.c
_ONE = select(_thing.state).where(
    _thing.project == bindparam("project"), _thing.kind == bindparam("kind"), _thing.id == bindparam("id"))
_ALL = select(_thing.id, _thing.state).where(
    _thing.project == bindparam("project"), _thing.kind == bindparam("kind"))
"""Built once: judging one record asks for a few dozen things."""


class State:
    """Things by (kind, id). Puts stay in memory until `flush(seq)`; reads see them at once."""

    def __init__(self, session: Session, project: str) -> None:
        self.session, self.project = session, project
        self.seq = 0
        self._read: dict[Key, dict[str, Any] | None] = {}
        self._kinds: dict[str, dict[str, dict[str, Any]]] = {}
        self._dirty: dict[Key, dict[str, Any] | None] = {}
        self._flows: list[dict[str, Any]] = []
        self.created: list[str] = []

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        """A copy of one thing's state, or None."""
        if (kind, id) in self._dirty:
            return copy.deepcopy(self._dirty[kind, id])
        if (kind, id) not in self._read:
            found = self.session.scalar(_ONE, {"project": self.project, "kind": kind, "id": id})
            self._read[kind, id] = None if found is None else json.loads(found)
        return copy.deepcopy(self._read[kind, id])

    def changed_at(self, kind: str, id: str) -> int:
        """The seq of the last event that changed one thing, as flushed; 0 if it is not here."""
        return int(self.session.scalar(select(_thing.seq).where(
            _thing.project == self.project, _thing.kind == kind, _thing.id == id)) or 0)

    def all(self, kind: str) -> dict[str, dict[str, Any]]:
        """Every thing of a kind by id: for kinds whose number is bounded (orgs, places, orders)."""
        return copy.deepcopy(self._shared(kind))

    def _shared(self, kind: str) -> dict[str, dict[str, Any]]:
        """As `all`, but the states themselves: for reading within this class only."""
        if kind not in self._kinds:
            rows = self.session.execute(_ALL, {"project": self.project, "kind": kind})
            self._kinds[kind] = {id: json.loads(state) for id, state in rows}
        found = dict(self._kinds[kind])
        for (dirty_kind, id), state in self._dirty.items():
            if dirty_kind == kind:
                found.pop(id, None)
                if state is not None:
                    found[id] = state
        return found

    def put(self, kind: str, id: str, state: dict[str, Any] | None) -> None:
        """Set one thing (None removes it). Only appliers call this."""
        if state is not None and self.get(kind, id) is None:
            self.created.append(f"{kind}:{id}")
        self._dirty[kind, id] = copy.deepcopy(state)

    def setting(self, id: str) -> Any:
        """The project's value of a setting; of a record-valued one, its keys over the defaults."""
        default = settings.DEFAULTS.get(id)
        found = self._shared("setting").get(id)
        if found is None:
            return copy.deepcopy(default)
        value = copy.deepcopy(found.get("value"))
        return {**default, **value} if isinstance(default, dict) and isinstance(value, dict) else value

    def org_ancestors(self, org: str | None) -> list[str]:
        """The organisation and those above it, nearest first; [] for None."""
        orgs, chain = self._shared("org"), []
        while org and org not in chain:
            chain.append(org)
            org = (orgs.get(org) or {}).get("parent")
        return chain

    def findings_like(self, item: str, since_day: str) -> list[dict[str, Any]]:
        """Findings with this check item found on or after a day, newest first (for the repeat rule)."""
        row = tables.finding_row.c
        query = (select(row.id).where(row.project == self.project, row.item == item, row.day >= since_day)
                 .order_by(row.day.desc(), row.number.desc()).limit(50))
        return self._findings(list(self.session.scalars(query)))

    def _findings(self, ids: list[str]) -> list[dict[str, Any]]:
        """The states of these findings in this order, read in one go."""
        missing = [id for id in ids if ("finding", id) not in self._read]
        rows = self.session.execute(select(_thing.id, _thing.state).where(
            _thing.project == self.project, _thing.kind == "finding", _thing.id.in_(missing))) if missing else ()
        self._read.update({("finding", id): json.loads(state) for id, state in rows})
        found = [self.get("finding", id) for id in ids]
        return [state for state in found if state]

    def event(self, id: str) -> dict[str, Any] | None:
        """What the log holds of an event: {"seq", "type", "author", "outcome", "verdict"}; None if not here.

        `outcome` is the newest: that of its release, if it was held and released.
        """
        row = tables.event.c
        newest = (select(row.seq, row.type, row.author, row.outcome, row.verdict, row.target)
                  .where(row.project == self.project, (row.id == id) | (row.target == id))
                  .order_by(row.seq.desc()).limit(1))
        found = self.session.execute(newest).mappings().first() if shape.UUID.fullmatch(id) else None
        return None if found is None else {**found, "verdict": json.loads(found["verdict"])}

    def add_flow(self, finding: str, unit: str, effect: str, tag: str | None = None) -> None:
        """Record one counting effect (state.md §7): `new`, `closed` or `void` of `unit`."""
        self._flows.append({"finding": finding, "unit": unit, "effect": effect, "tag": tag})

    def forget(self) -> None:
        """Drop what was put and read: after a fold that failed nothing in memory can be trusted."""
        self._read, self._kinds, self._dirty, self._flows, self.created = {}, {}, {}, [], []

    def flush(self, seq: int) -> None:
        """Write what was put, with this seq, into things, scopes and the rows derived from them."""
        for kind, id in moved_by(self, {id: state for (kind, id), state in self._dirty.items() if kind == "org"}):
            self.put(kind, id, self.get(kind, id))
        publish(self.session, self.project, seq, self._dirty, self._shared("org"), self.get)
        if self._flows:
            self.session.execute(tables.flow.insert(), [
                {"project": self.project, "seq": seq, "nr": nr, **entry} for nr, entry in enumerate(self._flows)])
        for (kind, id), state in self._dirty.items():
            self._read[kind, id] = state
            self._kinds.pop(kind, None)
        self._dirty, self._flows = {}, []

