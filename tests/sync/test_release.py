"""What was held is judged again when its cause goes away, as a row of its own."""

import json
import uuid

from server.storage import log, tables
from server.storage.db import reading
from server.sync.intake import Submitter, submit
from tests.people import ALICE, BOB, PROJECT, finding, visit


def log_types(compound):
    with reading(compound.engine) as session:
        return [row["type"] for row in log.rows(session, PROJECT)]


def verdict_now(compound, id):
    from server.storage.state import State
    with reading(compound.engine) as session:
        return State(session, PROJECT).event(id)


def place(id):
    return {"kind": "place", "id": id, "state": {"kind": "entrance", "building": "SZ-B03", "label": "3号楼9门",
                                                 "sort": 399, "route": 399}}


def test_a_visit_to_an_unknown_door_counts_once_the_door_is_registered(compound):
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9"))
    assert receipt["outcome"] == "held"
    compound.say(None, "setup.changed", place("SZ-B03-E9"))
    assert verdict_now(compound, receipt["id"])["outcome"] == "applied"
    assert compound.look("held", receipt["id"]) is None
    assert compound.look("place", "SZ-B03-E9")["last"]["outcome"] == "clean"
    assert log_types(compound)[-1] == "event.released"


def test_a_move_that_overtook_its_finding_waits_for_it(compound):
    found = finding()
    first, later = str(uuid.uuid4()), str(uuid.uuid4())
    move = {"finding": found["id"], "move": "issue", "from": {"state": "submitted", "round": 0}, "unit": "o5",
            "due": "D0"}
    held = compound.say(BOB, "finding.moved", move, id=later, after=[first])
    assert held["outcome"] == "held" and held["reasons"][0]["code"] == "waiting"
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]), id=first)
    assert verdict_now(compound, later)["outcome"] == "applied"
    assert compound.look("finding", found["id"])["state"] == "issued"


def test_a_chain_of_waiting_events_is_released_in_one_go(compound):
    found = finding()
    ids = [str(uuid.uuid4()) for _ in range(3)]
    comment = {"finding": found["id"], "text": "请补拍全景", "photos": [], "internal": False}
    compound.say(BOB, "comment.added", comment, id=ids[2], after=[ids[1]])
    compound.say(BOB, "comment.added", comment, id=ids[1], after=[ids[0]])
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]), id=ids[0])
    assert [verdict_now(compound, id)["outcome"] for id in ids] == ["applied"] * 3


def test_a_move_brought_by_a_colleague_counts_when_its_author_sends_it_himself(compound):
    found = finding()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    id = str(uuid.uuid4())
    raw = json.dumps({
        "id": id, "v": 1, "type": "finding.moved", "project": PROJECT, "author": BOB.id, "org": BOB.org,
        "device": None, "n": None, "after": [], "at": "2023-06-14T09:00:00+08:00", "skew_ms": None, "app": "t",
        "blobs": [], "body": {"finding": found["id"], "move": "issue", "unit": "o5", "due": "D0",
                              "from": {"state": "submitted", "round": 0}}}).encode()
    _, receipt = submit(PROJECT, id, raw, Submitter(ALICE.id), compound.clock(), compound.engine)
    assert receipt["reasons"][0]["code"] == "needs_author"
    new, receipt = submit(PROJECT, id, raw, Submitter(BOB.id), compound.clock(), compound.engine)
    assert not new and receipt["outcome"] == "applied"
    assert compound.look("finding", found["id"])["state"] == "issued"


def test_nothing_stays_waiting_for_what_has_arrived(compound):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9"))
    compound.say(None, "setup.changed", place("SZ-B03-E9"))
    with reading(compound.engine) as session:
        assert session.execute(tables.waiting.select()).all() == []
