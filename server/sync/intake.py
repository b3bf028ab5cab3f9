"""Intake: an authenticated, digest-checked body becomes one row of the log, exactly once; then it is judged."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, select

from server.domain import envelope, limits
from server.domain.events import SERVER_MADE, Event
from server.domain.problems import Problem
from server.storage import devices, log, quotas, tables
from server.storage.db import Session, TransactionLost, reading, savepoint, transaction
from server.storage.state import State
from server.storage.upsert import upsert
from server.sync.apply import apply, owe
from server.sync.judge import judge
from server.sync.release import brought_by, release, release_ready, stamp
from server.sync.verdicts import held

logger = logging.getLogger(__name__)
_owed = tables.blob_owed.c
_here = select(tables.blob.c.sha256).where(tables.blob.c.project == bindparam("project"))
_MISSING = select(_owed.sha256).where(
    _owed.project == bindparam("project"), _owed.event == bindparam("event"), _owed.sha256.not_in(_here),
    _owed.preview_of.is_(None) | _owed.preview_of.not_in(_here))


@dataclass(frozen=True)
class Submitter:
    """Who hands an event in: the session's person and device; `via` is session, token or command."""

    person: str
    device: str | None = None
    via: str = "session"


HOUSE = Submitter("server", via="command")
"""The server itself, for the types only it may write."""


class _Duplicate(Exception):
    """Found under the lock: roll back, so that seq keeps no gap."""


def submit(project: str, id: str, raw: bytes, submitter: Submitter, now: datetime,
           engine: Engine | None = None) -> tuple[bool, dict[str, Any]]:
    """Store one event and judge it: (stored now, receipt of protocol.md §3.2 without server_time).

    Raises Problem bad_envelope, too_large, id_conflict (the second body is kept), quota, not_found.
    """
    event = envelope.parse(raw, id=id, project=project)
    if event.type in SERVER_MADE and submitter != HOUSE:
        raise Problem("bad_envelope", "this type is written by the server only")
    with reading(engine) as session:
        known = log.find(session, project, id)
        if known is None and submitter.via != "command":
            quotas.check(session, project, submitter.person, now, events=1)
    if known is None:
        try:
            with transaction(engine) as session:
                return True, _store(session, event, raw, submitter, now)
        except _Duplicate:
            with reading(engine) as session:
                known = log.find(session, project, id)
    assert known is not None
    return False, _again(event, raw, known, submitter, now, engine)


def _store(session: Session, event: Event, raw: bytes, submitter: Submitter, now: datetime) -> dict[str, Any]:
    turn = log.claim(session, event.project, now)
    if log.find(session, event.project, event.id) is not None:
        raise _Duplicate
    state = State(session, event.project)
    state.seq = turn.seq
    facts = _facts(session, state, event, submitter, stamp(turn))
    verdict = _write(session, state, turn, event, raw, facts)
    if submitter.via != "command":
        quotas.spend(session, event.project, submitter.person, now, events=1)
    brought = brought_by(state, event, verdict)
    last = turn
    for target in verdict.get("retry", []):
        last, more = release(session, state, last, target, resolved=verdict["decision"],
                             resolved_by=event.author)
        brought += more
    release_ready(session, state, last, brought)
    return _receipt(session, event, hashlib.sha256(raw).hexdigest(), turn.seq, turn.epoch, verdict, facts)


def _write(session: Session, state: State, turn: log.Turn, event: Event, raw: bytes,
           facts: dict[str, Any]) -> dict[str, Any]:
    """Judge, append and fold; if folding fails, the row is held instead: our faults never cost custody."""
    row = log.Row(event.id, event.type, event.v, event.author, event.device, event.n, raw)
    verdict = judge(state, event, facts)
    for decided in (verdict, held("judge_failed")):
        try:
            with savepoint(session):
                log.append(session, turn, row, facts, decided)
                owe(state, event)
                apply(state, event, decided, seq=turn.seq, facts=facts)
            return decided
        except TransactionLost:
            raise
        except Exception:
            if decided is not verdict:
                raise
            logger.exception("applying %s %s failed", event.type, event.id)
            state.forget()
    raise AssertionError("unreachable")


def _facts(session: Session, state: State, event: Event, submitter: Submitter, received_at: str) -> dict[str, Any]:
    """What is true of this arrival, stored beside the bytes (state.md §1)."""
    author = state.get("person", event.author) or {}
    sender = state.get("person", submitter.person) or {}
    held_author, arrival = devices.checked_in(session, event.project, event.device, event.author)
    proven = submitter.device is not None and submitter.device == event.device
    return {
        "received_at": received_at, "submitter": submitter.person, "author": event.author,
        "role": author.get("role") if author.get("active") else None, "org": author.get("org"),
        "submitter_role": sender.get("role") if sender.get("active") else None, "device": submitter.device,
        "offset_ms": event.skew_ms if event.skew_ms is not None else arrival, "arrival_offset_ms": arrival,
        "relay": submitter.via != "command" and event.author != submitter.person,
        "device_held_author": proven and held_author,
        "via": submitter.via}


def _again(event: Event, raw: bytes, known: dict[str, Any], submitter: Submitter, now: datetime,
           engine: Engine | None) -> dict[str, Any]:
    """The same id once more: the same bytes are a success; other bytes are kept beside the first (state.md §9)."""
    if hashlib.sha256(raw).hexdigest() != known["sha256"]:
        _keep_second(event, raw, submitter, now, engine)
        raise Problem("id_conflict")
    if submitter.person == known["author"] != known["submitter"] and known["outcome"] == "held":
        with transaction(engine) as session:
            turn = log.hold(session, event.project, now)
            state = State(session, event.project)
            if state.get("held", event.id):
                used, brought = release(session, state, turn, event.id, relay=False)
                release_ready(session, state, used, brought)
    with reading(engine) as session:
        epoch, newest = log.head(session, event.project)["epoch"], State(session, event.project).event(event.id)
        assert newest is not None
        return _receipt(session, event, known["sha256"], known["seq"], epoch, newest["verdict"], known["facts"])


def _keep_second(event: Event, raw: bytes, submitter: Submitter, now: datetime, engine: Engine | None) -> None:
    with transaction(engine) as session:
        row = tables.second_body.c
        kept = set(session.scalars(select(row.sha256).where(
            row.project == event.project, row.id == event.id, row.submitter == submitter.person)))
        sha256 = hashlib.sha256(raw).hexdigest()
        if sha256 not in kept and len(kept) >= limits.CONFLICT_BODIES_PER_ID_MAX:
            raise Problem("quota", "too many different bodies under one id; this one was not kept")
        upsert(session, tables.second_body, [{
            "project": event.project, "id": event.id, "sha256": sha256, "bytes": raw,
            "submitter": submitter.person, "received_at": now}], update=False)


def _receipt(session: Session, event: Event, sha256: str, seq: int, epoch: str, verdict: dict[str, Any],
             facts: dict[str, Any]) -> dict[str, Any]:
    """{"id","sha256","project","seq","epoch","outcome","reasons","missing_blobs","received_at"} of a stored event.

    `sha256`, `seq` and `facts` are its row's, `verdict` is the newest.
    """
    return {"id": event.id, "sha256": sha256, "project": event.project, "seq": seq, "epoch": epoch,
            "outcome": verdict["outcome"], "reasons": verdict["reasons"],
            "missing_blobs": missing_blobs(session, event.project, event.id), "received_at": facts["received_at"]}


def missing_blobs(session: Session, project: str, id: str) -> list[str]:
    """Pictures this event owes and that are not here; a preview only while its full picture is not here either."""
    return sorted(session.scalars(_MISSING, {"project": project, "event": id}))
