"""What must be true of the log, the waiting room and the feed after every step (protocol.md §5)."""

import hashlib
from typing import Any

from sqlalchemy import select

from server.domain.rights import Reader, lineage
from server.storage import log, tables
from server.storage.db import reading
from server.storage.state import State
from server.sync import rebuild, verify
from tests.people import PROJECT, Compound
from tests.sync.model.phones import Phone, Things

Row = dict[str, Any]
REPAIRING = ("issued", "replied", "returned", "closed")


def rows_of(compound: Compound) -> list[Row]:
    """The whole log, in order."""
    with reading(compound.engine) as session:
        return list(log.rows(session, PROJECT))


def log_only_grew(before: list[Row], rows: list[Row]) -> None:
    """I5, I6: numbers without gaps, times that never run back, and every stored row still as it was."""
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[:len(before)] == before, "a stored row changed"
    times = [row["received_at"] for row in rows]
    assert times == sorted(times)


def nothing_invented(rows: list[Row], handed_in: dict[str, bytes]) -> None:
    """I1, I2: each record handed in is one row with its bytes; beside them stand only releases of such records."""
    stored = [row["id"] for row in rows if row["type"] != "event.released"]
    assert sorted(stored) == sorted(handed_in)
    for row in rows:
        if row["type"] == "event.released":
            assert row["target"] in handed_in
        else:
            assert row["bytes"] == handed_in[row["id"]]


def things_have_authors(compound: Compound, handed_in: dict[str, bytes], findings: set[str]) -> None:
    """I2 in the state: visits and held records are records, findings were filed, every line is of a record."""
    assert {visit["id"] for visit in compound.everything("visit")} <= set(handed_in)
    known = compound.everything("finding")
    assert {one["id"] for one in known} <= findings
    assert len({one["number"] for one in known}) == len(known), "two findings of one number"
    for one in known:
        lines = [(line["event"], line["move"]) for line in one["timeline"]]
        assert {event for event, _ in lines} <= set(handed_in) and len(set(lines)) == len(lines)


def waiting_room_is_true(compound: Compound, handed_in: dict[str, bytes]) -> None:
    """I8, I14: held is what has no verdict yet, and nothing waits for something that has arrived and is settled."""
    held = {one["id"]: one for one in compound.everything("held")}
    with reading(compound.engine) as session:
        state = State(session, PROJECT)
        verdicts = {id: state.event(id) for id in handed_in}
        assert set(held) == {id for id, known in verdicts.items() if known["outcome"] == "held"}
        waiting = {(row.event, row.needs) for row in session.execute(select(tables.waiting))}
        assert waiting == {(id, need) for id, one in held.items() for need in one["needs"]}
        for id, need in waiting:
            kind, _, wanted = need.partition(":")
            here = (state.event(wanted) or {"outcome": "held"})["outcome"] != "held" if kind == "event" \
                else state.get(kind, wanted) is not None
            assert not here, f"{id} waits for {need}, which has come"


def given_what_concerns_him(compound: Compound, reader: Reader, things: Things) -> None:
    """I22 in the words of state.md §4, without the server's own table: firms get their subtree, viewers nothing."""
    findings = {one["id"]: one for one in compound.everything("finding")}
    orgs = {one["id"]: one for one in compound.everything("org")}
    given = {id for kind, id in things if kind == "finding"}
    if reader.role in ("viewer", "district"):
        assert not given and {kind for kind, _ in things} <= {"sheet", "place"}
    elif reader.role in ("contractor", "subcontractor"):
        def mine(*named: str | None) -> bool:
            return any(reader.org in lineage(org, orgs) for org in named)
        assert {id for id in given if not mine(findings[id]["unit"], findings[id]["filed_org"])} == set()
        owed = {id for id, one in findings.items() if one["state"] in REPAIRING and mine(one["unit"])}
        assert owed <= given, "a firm was not given its own finding"
        assert not any(line.get("internal") for kind, id in things if kind == "finding"
                       for line in things[kind, id].get("timeline", [])), "an internal comment went to a firm"
    else:
        assert given == set(findings)
    strangers = [state for (kind, _), state in things.items() if kind == "visit" and state["author"] != reader.person]
    assert strangers == []


def verdicts_heard(phone: Phone) -> None:
    """I21: the feed tells everybody the newest verdict on each of his own events, lost ones included."""
    with reading(phone.compound.engine) as session:
        row, state = tables.event.c, State(session, PROJECT)
        own = session.scalars(select(row.id).where(
            row.project == PROJECT, row.author == phone.person.id, row.target.is_(None)))
        assert phone.heard == {id: (state.event(id) or {})["outcome"] for id in own}


def second_bodies(compound: Compound, id: str, submitter: str) -> list[bytes]:
    """Other bytes that this person sent under a known id, kept beside the first."""
    row = tables.second_body.c
    with reading(compound.engine) as session:
        return [bytes(raw) for raw in session.scalars(select(row.bytes).where(
            row.project == PROJECT, row.id == id, row.submitter == submitter))]


def sha256(raw: bytes) -> str:
    """In hex."""
    return hashlib.sha256(raw).hexdigest()


def log_decides(compound: Compound) -> None:
    """I23: the chain holds, and applying the log again gives the same rows."""
    assert list(verify.verify_log(PROJECT, compound.engine)) == []
    assert rebuild.differences(PROJECT, compound.engine) == []
