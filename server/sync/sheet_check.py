"""Proves an issued sheet: its content, made again from the log alone, must have the hash it was issued with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from server.domain.problems import Problem
from server.domain.sheet import content_sha256
from server.storage import log, sheets
from server.storage.db import Session, reading
from server.sync.rebuild import rebuilt
from server.sync.release import released_parts


@dataclass(frozen=True)
class Proof:
    """`verdict` is same, different, or redacted (an event before the cut was lawfully blackened since)."""

    number: int
    version: int
    issued: str
    made_again: str
    verdict: str


def check(project: str, tier: str, number: int, engine: Engine) -> Proof:
    """Re-make the newest version of a sheet from its log prefix in an empty database. Raises Problem not_found."""
    with reading(engine) as session:
        stored = sheets.read(session, project, tier, number)
        if stored is None:
            raise Problem("not_found")
        issued = _issued_hash(session, project, stored["seq"])
        redacted = _covered_since(session, project, stored)
    with rebuilt(project, engine, upto=stored["seq"]) as memory, reading(memory) as session:
        again = sheets.read(session, project, tier, number, stored["version"])
    made = content_sha256(again["content"]) if again else ""
    same = issued == made == content_sha256(stored["content"])
    return Proof(number, stored["version"], issued, made, "same" if same else "redacted" if redacted else "different")


def _covered_since(session: Session, project: str, stored: dict[str, Any]) -> bool:
    """Whether words that this sheet was made of, those of events up to its cut, were covered after it was issued."""
    events = (log.find(session, project, id) for id in log.covered(session, project, after=stored["seq"]))
    return any(event is not None and event["seq"] <= stored["content"]["cut_seq"] for event in events)


def _issued_hash(session: Session, project: str, seq: int) -> str:
    """What the verdict said, from the log itself and not from the table beside it."""
    row = next(log.rows(session, project, after=seq - 1, upto=seq))
    verdict = row["verdict"]
    if row["type"] == "event.released":
        verdict = released_parts(row["bytes"])[2]
    return str(verdict["content_sha256"])
