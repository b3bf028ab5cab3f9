"""The log: a counter row locked for each write, a row per event, a chain over all of them."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from server.domain.problems import Problem
from server.domain.strict_json import canonical
from server.storage import tables
from server.storage.db import Session

ZERO_CHAIN = "0" * 64
_event, _project = tables.event.c, tables.project.c
_FIND = select(tables.event).where(_event.project == bindparam("project"), _event.id == bindparam("id"))
_HEAD = select(tables.project).where(_project.id == bindparam("project"))
_OF_TURN = (_project.seq, _project.chain, _project.received_at, _project.epoch, _project.epoch_at)
_CLAIM = update(tables.project).where(_project.id == bindparam("of")).values(seq=_project.seq + 1).returning(*_OF_TURN)
_APPEND = tables.event.insert()
_MOVE_ON = update(tables.project).where(_project.id == bindparam("of")).values(
    chain=bindparam("chain"), received_at=bindparam("received_at"))
"""Built once: putting a statement together costs more than running it."""


@dataclass(frozen=True)
class Turn:
    """The write lock of a project's log: this row's `seq`, the chain before it, the instant it is received."""

    project: str
    seq: int
    chain: str
    received_at: datetime
    epoch: str
    epoch_at: datetime


@dataclass(frozen=True)
class Row:
    """What is stored of one event beside the bytes."""

    id: str
    type: str
    v: int
    author: str
    device: str | None
    n: int | None
    raw: bytes
    target: str | None = None


def create_project(session: Session, id: str, name: str, kind: str, now: datetime) -> None:
    """Add an empty log. Raises nothing if `id` is new; the primary key refuses a second one."""
    session.execute(tables.project.insert().values(
        id=id, name=name, kind=kind, epoch=str(uuid.uuid4()), epoch_at=now, seq=0, chain=ZERO_CHAIN,
        received_at=now, created_at=now))


def claim(session: Session, project: str, now: datetime) -> Turn:
    """Lock the counter row and take the next seq; the lock is held to the end of the transaction.

    `received_at` never runs back (state.md §1). Raises Problem not_found for an unknown project.
    """
    found = session.execute(_CLAIM, {"of": project}).one_or_none()
    if found is None:
        raise Problem("not_found")
    return Turn(project, found.seq, found.chain, max(found.received_at, now), found.epoch, found.epoch_at)


def hold(session: Session, project: str, now: datetime) -> Turn:
    """Lock the counter row without taking a seq: the turn that was last, for what may or may not write one."""
    found = session.execute(select(*_OF_TURN).where(_project.id == project).with_for_update()).one()
    return Turn(project, found.seq, found.chain, max(found.received_at, now), found.epoch, found.epoch_at)


def link(chain: str, sha256: str, facts: str, verdict: str) -> str:
    """sha256(previous chain ‖ sha256(bytes) ‖ facts ‖ verdict), in hex (state.md §1); `sha256` is that of the bytes."""
    digest = hashlib.sha256(bytes.fromhex(chain))
    digest.update(bytes.fromhex(sha256))
    digest.update(facts.encode())
    digest.update(verdict.encode())
    return digest.hexdigest()


def append(session: Session, turn: Turn, row: Row, facts: dict[str, Any], verdict: dict[str, Any]) -> None:
    """Write the row of this turn and move the chain on."""
    facts_text, verdict_text = canonical(facts), canonical(verdict)
    sha256 = hashlib.sha256(row.raw).hexdigest()
    chain = link(turn.chain, sha256, facts_text, verdict_text)
    session.execute(_APPEND, {
        "project": turn.project, "id": row.id, "seq": turn.seq, "type": row.type, "v": row.v, "author": row.author,
        "submitter": facts["submitter"], "device": row.device, "n": row.n, "received_at": turn.received_at,
        "outcome": verdict["outcome"], "target": row.target, "sha256": sha256, "bytes": row.raw,
        "facts": facts_text, "verdict": verdict_text, "chain": chain})
    session.execute(_MOVE_ON, {"of": turn.project, "chain": chain, "received_at": turn.received_at})


def covered(session: Session, project: str, after: int = 0) -> set[str]:
    """The ids of events whose words were covered by law: their bytes changed, their hash stands (state.md §8).

    With `after`, only those covered by what the log says beyond that seq.
    """
    row = tables.event.c
    released = select(row.target).where(
        row.project == project, row.type == "event.released", row.outcome == "applied", row.seq > after)
    found = session.scalars(select(row.bytes).where(
        row.project == project, row.type == "event.redacted",
        ((row.outcome == "applied") & (row.seq > after)) | row.id.in_(released)))
    return {json.loads(bytes(raw))["body"]["target"] for raw in found}


def find(session: Session, project: str, id: str) -> dict[str, Any] | None:
    """One row of the log by id, as a dict of its columns, facts and verdict read; None if absent."""
    found = session.execute(_FIND, {"project": project, "id": id}).mappings().first()
    return None if found is None else _read(dict(found))


def rows(session: Session, project: str, after: int = 0, upto: int | None = None,
         *, parsed: bool = True) -> Iterator[dict[str, Any]]:
    """Rows by ascending seq in (after, upto], fetched a few hundred at a time.

    `parsed=False` leaves facts and verdict as text: a proof must read rows that somebody has damaged.
    """
    column = tables.event.c
    while True:
        query = select(tables.event).where(column.project == project, column.seq > after).order_by(column.seq)
        if upto is not None:
            query = query.where(column.seq <= upto)
        page = session.execute(query.limit(300)).mappings().all()
        for found in page:
            yield _read(dict(found)) if parsed else {**found, "bytes": bytes(found["bytes"])}
        if len(page) < 300:
            return
        after = page[-1]["seq"]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "bytes": bytes(row["bytes"]), "facts": json.loads(row["facts"]),
            "verdict": json.loads(row["verdict"]), "facts_text": row["facts"], "verdict_text": row["verdict"]}


def head(session: Session, project: str) -> dict[str, Any]:
    """The project's row: seq, chain, epoch, received_at, name, kind. Raises Problem not_found."""
    found = session.execute(_HEAD, {"project": project}).mappings().first()
    if found is None:
        raise Problem("not_found")
    return dict(found)


def chain_at(session: Session, project: str, seq: int) -> str | None:
    """The chain after row `seq`; of 0 the zero chain; None where there is no such row."""
    if seq == 0:
        return ZERO_CHAIN
    return session.scalar(select(tables.event.c.chain).where(
        tables.event.c.project == project, tables.event.c.seq == seq))
