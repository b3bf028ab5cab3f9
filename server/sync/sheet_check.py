"""Proves an issued sheet: its content, made again from the log alone, must have the hash it was issued with."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from server.domain.problems import Problem
from server.domain.sheet import content_sha256
from server.storage import log, sheets
from server.storage.db import Session, reading
from server.sync.rebuild import rebuilt
from server.sync.release import released_parts
from server.sync.verify import first_fault


@dataclass(frozen=True)
class Proof:
    """`verdict` is same, different, or redacted (an event before the cut was lawfully blackened since)."""

    number: int
    version: int
    issued: str
    made_again: str
    verdict: str
    tier: str = "daily"
    day: str = ""


def check(project: str, tier: str, number: int, engine: Engine) -> Proof:
    """Re-make the newest version of a sheet from its log prefix in an empty database. Raises Problem not_found.

    Like `check_all`, it trusts a prefix only as far as its chain holds.
    """
    with reading(engine) as session:
        stored = sheets.read(session, project, tier, number)
        if stored is None:
            raise Problem("not_found")
        issued = _issued_hash(session, project, stored["seq"])
        redacted = _covered_since(session, project, stored)
        broken = first_fault(project, engine)
    if broken is not None and broken <= stored["seq"]:
        return Proof(number, stored["version"], issued, "", "different", tier, stored["day"])
    with rebuilt(project, engine, upto=stored["seq"]) as memory, reading(memory) as session:
        again = sheets.read(session, project, tier, number, stored["version"])
    made = content_sha256(again["content"]) if again else ""
    same = issued == made == content_sha256(stored["content"])
    verdict = "same" if same else "redacted" if redacted else "different"
    return Proof(number, stored["version"], issued, made, verdict, tier, stored["day"])


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


def check_all(project: str, engine: Engine) -> list[Proof]:
    """A proof of every version of every tier, in the order of issue: the log is folded once, whatever their number.

    A row of the log that is not what was stored makes every sheet issued from there on `different`, even if the
    changed byte is nowhere on it: its 核对码 is cut from the chain as well. So does a sheet that the log knows and
    the table does not, or the other way round. Sheets issued while this runs are left to the next time.
    """
    with reading(engine) as session:
        head, broken = int(log.head(session, project)["seq"]), first_fault(project, engine)
        sound = head if broken is None else min(head, broken - 1)
        stored = {_key(row): row for row in sheets.kept(session, project) if broken or row["seq"] <= head}
        again = _made_again(project, engine, sound)
        known = sorted({**again, **stored}.items(), key=lambda pair: (pair[1]["seq"], pair[0]))
        return [_proof(session, project, again.get(key), stored.get(key)) for key, _ in known]


def _made_again(project: str, engine: Engine, upto: int) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What folding the log up to a seq makes: every version stands as it was made at its own row.

    The one place that has to know what a tier needs beside the log of its own project.
    """
    with rebuilt(project, engine, upto=upto) as memory, reading(memory) as session:
        return {_key(row): row for row in sheets.kept(session, project)}


def _proof(session: Session, project: str, again: dict[str, Any] | None, stored: dict[str, Any] | None) -> Proof:
    """Of a version that the log makes, the table keeps, or both."""
    row = stored or again
    assert row is not None, "a version is known from one of the two"
    issued = _issued_hash(session, project, again["seq"]) if again else ""
    made, stands = (hashlib.sha256(one["content"].encode()).hexdigest() if one else "" for one in (again, stored))
    verdict = "same" if "" != issued == made == stands else "different"
    if verdict == "different" and again and issued == stands and _covered_after(session, project, row["seq"]):
        verdict = "redacted"
    return Proof(row["number"], row["version"], issued, made, verdict, row["tier"], row["day"])


def _covered_after(session: Session, project: str, seq: int) -> bool:
    """Whether words said before this row were covered by law after it."""
    events = (log.find(session, project, id) for id in log.covered(session, project, after=seq))
    return any(event is not None and event["seq"] < seq for event in events)


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["tier"], row["number"], row["version"]
