"""The current state of one project's things, read by judges and changed by apply alone."""

import copy
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from server.domain import settings, shape
from server.domain.strict_json import canonical
from server.storage import tables
from server.storage.db import Session
from server.storage.lineage import moved_by
from server.storage.publish import publish

Key = tuple[str, str]
BOUNDED = ("setting", "org", "order", "gap")
"""Kinds of which every judge asks for all: read together."""

ASKED_AT_ONCE = 500
"""Keys in one question; databases refuse much longer lists."""

_thing = tables.thing.c
_ONE = select(_thing.state).where(
    _thing.project == bindparam("project"), _thing.kind == bindparam("kind"), _thing.id == bindparam("id"))
_WHOLE = select(_thing.kind, _thing.id, _thing.state).where(
    _thing.project == bindparam("project"), _thing.kind.in_(bindparam("kinds", expanding=True)))
_SOME = _WHOLE.where(_thing.id.in_(bindparam("ids", expanding=True)))
_event, _row = tables.event.c, tables.finding_row.c
_NEWEST = (
    select(_event.seq, _event.type, _event.author, _event.outcome, _event.verdict, _event.target)
    .where(_event.project == bindparam("project"), (_event.id == bindparam("id")) | (_event.target == bindparam("id")))
    .order_by(_event.seq.desc()).limit(1))
_RAW = select(_event.bytes).where(_event.project == bindparam("project"), _event.seq == bindparam("seq"))
_LIKE = (
    select(_row.id).where(
        _row.project == bindparam("project"), _row.item == bindparam("item"), _row.day >= bindparam("since"))
    .order_by(_row.day.desc(), _row.number.desc()).limit(50))
"""Built once: judging one record asks for a few dozen things."""


class State:
    """Things by (kind, id). Puts stay in memory until `flush(seq)`; reads see them at once.

    Kept as their texts: whoever asks gets a thing of his own, and none that the database would not give back.
    """

    def __init__(self, session: Session, project: str) -> None:
        self.session, self.project = session, project
        self.seq = 0
        self.forget()

    def forget(self) -> None:
        """Drop what was put and read: after a fold that failed nothing in memory can be trusted."""
        self._texts: dict[Key, str | None] = {}
        self._kinds: dict[str, dict[str, str]] = {}
        self._dirty: dict[Key, str | None] = {}
        self._fresh: set[Key] = set()
        self._flows: list[dict[str, Any]] = []
        self.created: list[str] = []

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        """One thing's state, or None."""
        return _said(self._text(kind, id))

    def changed_at(self, kind: str, id: str) -> int:
        """The seq of the last event that changed one thing, as flushed; 0 if it is not here."""
        return int(self.session.scalar(select(_thing.seq).where(
            _thing.project == self.project, _thing.kind == kind, _thing.id == id)) or 0)

    def all(self, kind: str) -> dict[str, dict[str, Any]]:
        """Every thing of a kind by id: for kinds whose number is bounded (orgs, places, orders)."""
        return {id: json.loads(text) for id, text in self._whole(kind).items()}

    def expect(self, keys: Iterable[Key]) -> None:
        """Read these in one go, if they are not known yet: each would cost a question of its own."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._texts and key[0] not in self._kinds]
        if len(wanted) < 2:
            return
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            some = wanted[start:start + ASKED_AT_ONCE]
            rows = self.session.execute(_SOME, {
                "project": self.project, "kinds": list({kind for kind, _ in some}), "ids": [id for _, id in some]})
            found = {(row.kind, row.id): row.state for row in rows}
            self._texts.update((key, found.get(key)) for key in some)

    def _text(self, kind: str, id: str) -> str | None:
        if kind in self._kinds:
            return self._kinds[kind].get(id)
        if (kind, id) not in self._texts:
            self._texts[kind, id] = self.session.scalar(_ONE, {"project": self.project, "kind": kind, "id": id})
        return self._texts[kind, id]

    def _whole(self, kind: str) -> dict[str, str]:
        if kind not in self._kinds:
            kinds = BOUNDED if kind in BOUNDED else (kind,)
            self._kinds |= {of: {} for of in kinds}
            for row in self.session.execute(_WHOLE, {"project": self.project, "kinds": kinds}):
                self._kinds[row.kind][row.id] = row.state
            for (of, id), text in self._dirty.items():
                self._note(of, id, text)
        return self._kinds[kind]

    def _note(self, kind: str, id: str, text: str | None) -> None:
        """Let later reads see what was put."""
        self._texts[kind, id] = text
        if kind in self._kinds and text is None:
            self._kinds[kind].pop(id, None)
        elif kind in self._kinds and text is not None:
            self._kinds[kind][id] = text

    def put(self, kind: str, id: str, state: dict[str, Any] | None) -> None:
        """Set one thing (None removes it). Only appliers call this."""
        if state is not None and self._text(kind, id) is None:
            self.created.append(f"{kind}:{id}")
            if (kind, id) not in self._dirty:
                self._fresh.add((kind, id))
        self._dirty[kind, id] = None if state is None else canonical(state)
        self._note(kind, id, self._dirty[kind, id])

    def setting(self, id: str) -> Any:
        """The project's value of a setting; of a record-valued one, its keys over the defaults."""
        default = settings.DEFAULTS.get(id)
        found = _said(self._whole("setting").get(id))
        if found is None:
            return copy.deepcopy(default)
        value = found.get("value")
        return {**default, **value} if isinstance(default, dict) and isinstance(value, dict) else value

    def org_ancestors(self, org: str | None) -> list[str]:
        """The organisation and those above it, nearest first; [] for None."""
        orgs, chain = self.all("org"), list[str]()
        while org and org not in chain:
            chain.append(org)
            org = (orgs.get(org) or {}).get("parent")
        return chain

    def findings_like(self, item: str, since_day: str) -> list[dict[str, Any]]:
        """Findings with this check item found on or after a day, newest first (for the repeat rule)."""
        alike = self.session.scalars(_LIKE, {"project": self.project, "item": item, "since": since_day})
        return self._findings(list(alike))

    def _findings(self, ids: list[str]) -> list[dict[str, Any]]:
        """The states of these findings in this order, read in one go."""
        missing = [id for id in ids if ("finding", id) not in self._texts]
        rows = self.session.execute(select(_thing.id, _thing.state).where(
            _thing.project == self.project, _thing.kind == "finding", _thing.id.in_(missing))) if missing else ()
        self._texts.update({("finding", id): text for id, text in rows})
        found = [self.get("finding", id) for id in ids]
        return [state for state in found if state]

    def event(self, id: str) -> dict[str, Any] | None:
        """What the log holds of an event: {"seq", "type", "author", "outcome", "verdict"}; None if not here.

        `outcome` and `verdict` are the newest: those of its release, if it was held and released.
        """
        if not shape.UUID.fullmatch(id):
            return None
        found = self.session.execute(_NEWEST, {"project": self.project, "id": id}).mappings().first()
        if found is None:
            return None
        verdict = json.loads(found["verdict"])
        if found["type"] == "event.released":       # the row's own verdict tells only the outcome
            raw = self.session.scalar(_RAW, {"project": self.project, "seq": found["seq"]})
            verdict = json.loads(bytes(raw or b""))["body"]["verdict"]
        return {**found, "verdict": verdict}

    def add_flow(self, finding: str, unit: str, effect: str, tag: str | None = None) -> None:
        """Record one counting effect (state.md §7): `new`, `closed` or `void` of `unit`."""
        self._flows.append({"finding": finding, "unit": unit, "effect": effect, "tag": tag})

    def flush(self, seq: int) -> None:
        """Write what was put, with this seq, into things, scopes and the rows derived from them."""
        orgs = {id: _said(text) for (kind, id), text in self._dirty.items() if kind == "org"}
        for key in moved_by(self, orgs):
            self._dirty[key] = self._text(*key)
        publish(self.session, self.project, seq, self._dirty, self._fresh, self.all("org"), self.get)
        if self._flows:
            self.session.execute(tables.flow.insert(), [
                {"project": self.project, "seq": seq, "nr": nr, **entry} for nr, entry in enumerate(self._flows)])
        self._dirty, self._fresh, self._flows = {}, set(), []


def _said(text: str | None) -> dict[str, Any] | None:
    """The state a text says."""
    said: dict[str, Any] | None = None if text is None else json.loads(text)
    return said
