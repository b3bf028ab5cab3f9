"""Releasing held events: a row of its own in the log, with a new verdict, when what was missing has come."""

import json
import logging
import uuid
from typing import Any

from sqlalchemy import bindparam, delete, select

from server.domain import envelope
from server.domain.events import Event
from server.domain.strict_json import canonical
from server.storage import log, tables
from server.storage.db import Session, TransactionLost, savepoint
from server.storage.state import State
from server.sync.apply import apply
from server.sync.judge import judge

logger = logging.getLogger(__name__)
_waiting = tables.waiting.c
_WAITING_FOR = select(_waiting.event, _waiting.seq).where(
    _waiting.project == bindparam("project"), _waiting.needs.in_(bindparam("brought", expanding=True)))
RELEASE_NAMESPACE = uuid.UUID("6f1c1f5e-6f0b-4b7c-8a3e-2f1f6c0f9d11")


def release_ready(session: Session, state: State, turn: log.Turn, brought: list[str]) -> log.Turn:
    """Judge again, by ascending seq, what waited for `brought` ("kind:id"); repeat with what that brings.

    Each release takes a turn of its own in the same transaction. Returns the last turn used.
    """
    while brought:
        ready, brought = _waiting_for(session, state.project, brought), []
        for target in ready:
            turn, more = release(session, state, turn, target)
            brought += more
    return turn


def _waiting_for(session: Session, project: str, brought: list[str]) -> list[str]:
    """Held events that wait for any of these, by ascending seq; asked in slices a database can take."""
    found = dict[str, int]()
    for start in range(0, len(brought), 500):
        rows = session.execute(_WAITING_FOR, {"project": project, "brought": brought[start:start + 500]})
        found.update((one.event, one.seq) for one in rows)
    return sorted(found, key=lambda event: found[event])


def release(session: Session, state: State, turn: log.Turn, target: str,
            **changed_facts: Any) -> tuple[log.Turn, list[str]]:
    """Try one held event again; (the turn used, what it brought). Nothing is written if it stays held as it was.

    Rights are judged as of arrival: the facts of its newest verdict, with `changed_facts` (a person's decision,
    the author's own session) over them. A fold that fails leaves the event held and takes nobody else down.
    """
    row = log.find(session, state.project, target)
    known = state.get("held", target)
    if row is None or known is None:
        return turn, []
    event = envelope.parse(row["bytes"], id=target, project=state.project)
    facts = {**_newest_facts(session, state.project, row), **changed_facts}
    verdict = judge(state, event, facts)
    if verdict["outcome"] == "held" and verdict["reasons"] == known["reasons"] and \
            verdict.get("needs", []) == known["needs"]:
        return turn, []
    try:
        with savepoint(session):
            claimed = log.claim(session, state.project, turn.received_at)
            write_release(session, state, claimed, event, facts, verdict)
    except TransactionLost:
        raise
    except Exception:
        logger.exception("releasing %s %s failed", event.type, event.id)
        state.forget()
        return turn, []
    return claimed, brought_by(state, event, verdict)


def _newest_facts(session: Session, project: str, row: dict[str, Any]) -> dict[str, Any]:
    """The facts of the event's last release, if it was released before and is held still; else those of arrival."""
    column = tables.event.c
    raw = session.scalar(select(column.bytes).where(
        column.project == project, column.target == row["id"]).order_by(column.seq.desc()).limit(1))
    facts: dict[str, Any] = row["facts"] if raw is None else released_parts(bytes(raw))[1]
    return facts


def write_release(session: Session, state: State, turn: log.Turn, event: Event,
                  facts: dict[str, Any], verdict: dict[str, Any]) -> None:
    """Append the `event.released` row and fold the target with its new verdict."""
    id = str(uuid.uuid5(RELEASE_NAMESPACE, f"{state.project}:{event.id}:{turn.seq}:{turn.chain}"))
    raw = canonical({"id": id, "v": 1, "type": "event.released", "project": state.project, "author": event.author,
                     "body": {"target": event.id, "facts": facts, "verdict": verdict}}).encode()
    row = log.Row(id=id, type="event.released", v=1, author=event.author, device=None, n=None, raw=raw,
                  target=event.id)
    own_facts = {"received_at": stamp(turn), "submitter": "server", "via": "server"}
    log.append(session, turn, row, own_facts, {"outcome": verdict["outcome"], "reasons": verdict["reasons"],
                                               "target": event.id})
    fold_release(state, event, facts, verdict, turn.seq)


def fold_release(state: State, event: Event, facts: dict[str, Any], verdict: dict[str, Any], seq: int) -> None:
    """Take the target out of the waiting room and apply it; the rebuild uses this same function."""
    state.created = []
    waiting = tables.waiting.c
    state.session.execute(delete(tables.waiting).where(
        waiting.project == state.project, waiting.event == event.id))
    if verdict["outcome"] != "held":
        state.put("held", event.id, None)
    apply(state, event, verdict, seq=seq, facts=facts)


def released_parts(raw: bytes) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """(target, facts, verdict) of the bytes of an `event.released`."""
    body = json.loads(raw)["body"]
    return body["target"], body["facts"], body["verdict"]


def brought_by(state: State, event: Event, verdict: dict[str, Any]) -> list[str]:
    """What others may have waited for: the event itself once settled, and each thing it created."""
    if verdict["outcome"] == "held":
        return []
    return [f"event:{event.id}", *state.created]


def stamp(turn: log.Turn) -> str:
    """The turn's received_at as it stands in facts: UTC, milliseconds, Z."""
    return turn.received_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
