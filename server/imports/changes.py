"""Turns what a spreadsheet says into setup events: only for what really changes, so a second import writes nothing."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from server.domain.strict_json import canonical
from server.storage import tables
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.intake import Submitter, submit
from server.sync.types.setup import GIVEN

NAMES = uuid.UUID("5e0c4b0e-6f42-4f35-8a39-0b7b4a0f7a11")
OPERATOR = Submitter("command", via="command")
_thing = tables.thing.c


@dataclass(frozen=True)
class Change:
    """One register entry as it ought to be: a place, org, person, item, default or setting."""

    kind: str
    id: str
    state: dict[str, Any]


@dataclass
class Outcome:
    """How many entries were written and how many stood already; `refused` says what the server did not apply."""

    written: int
    unchanged: int
    refused: list[str]


def write(project: str, changes: Iterable[Change], now: datetime, *, submitter: Submitter = OPERATOR,
          engine: Engine | None = None) -> Outcome:
    """Submit one `setup.changed` per entry that differs from what stands.

    An event's id follows from the entry and what it replaces: interrupted and begun again, or run twice at
    once, nothing is written twice.
    """
    outcome = Outcome(0, 0, [])
    for change in changes:
        with reading(engine) as session:
            stands, seq = _current(session, project, change)
        if stands:
            outcome.unchanged += 1
            continue
        id, raw = _event(project, change, seq, now, submitter)
        _, receipt = submit(project, id, raw, submitter, now, engine)
        if receipt["outcome"] == "applied":
            outcome.written += 1
        else:
            reasons = "; ".join(reason["text"] for reason in receipt["reasons"])
            outcome.refused.append(f"{change.kind} {change.id}: {reasons}")
    return outcome


def _current(session: Session, project: str, change: Change) -> tuple[bool, int]:
    """(does the entry already stand so, the seq of its newest change or 0)."""
    found = State(session, project).get(change.kind, change.id)
    seq = session.scalar(select(_thing.seq).where(
        _thing.project == project, _thing.kind == change.kind, _thing.id == change.id))
    given = GIVEN[change.kind]
    ought = {key: given.get(key) if value is None else value for key, value in change.state.items()}
    stands = found is not None and all(found.get(key) == value for key, value in ought.items())
    return stands, seq or 0


def _event(project: str, change: Change, seq: int, now: datetime, submitter: Submitter) -> tuple[str, bytes]:
    digest = hashlib.sha256(canonical(change.state).encode()).hexdigest()
    id = str(uuid.uuid5(NAMES, f"{project}:{change.kind}:{change.id}:{seq}:{digest}"))
    envelope = {"id": id, "v": 1, "type": "setup.changed", "project": project, "author": submitter.person,
                "org": None, "device": None, "n": None, "after": [], "at": now.isoformat(timespec="milliseconds"),
                "skew_ms": None, "app": "import", "blobs": [],
                "body": {"kind": change.kind, "id": change.id, "state": change.state}}
    return id, json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
