"""Nobody's word counts for somebody else's, and no broken record takes an honest one down."""

import json
import uuid

import pytest

from server.domain.rights import Reader
from server.storage import devices, tables
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync import rebuild
from server.sync.feed import feed
from server.sync.intake import Submitter, submit
from tests.people import ADA, ALICE, BOB, CAROL, GUS, PROJECT, SAM, TOM, finding, visit


def hand_in(compound, sender, author, type, body, device=None, sender_device=None, id=None, **more):
    """An event written in `author`'s name, sent by `sender`'s session."""
    id = id or str(uuid.uuid4())
    raw = json.dumps({"id": id, "v": 1, "type": type, "project": PROJECT, "author": author.id, "org": author.org,
                      "device": device, "n": None, "after": [], "at": "2023-06-14T09:00:00+08:00", "skew_ms": None,
                      "app": "t", "blobs": [], "body": body, **more}).encode()
    return submit(PROJECT, id, raw, Submitter(sender.id, sender_device), compound.clock(), compound.engine)[1]


def checked_in(compound, person, device, offset=0):
    with transaction(compound.engine) as work:
        devices.seen(work, PROJECT, device, person.id, app="t", n=1, at=compound.clock(), offset=offset, holds={})


def outcome(compound, id):
    with reading(compound.engine) as session:
        return State(session, PROJECT).event(id)["outcome"]


@pytest.mark.parametrize("type, body", [
    ("setup.changed", {"kind": "person", "id": "u2", "state": {"name": "x", "org": "o3", "role": "admin"}}),
    ("comment.added", None)])
def test_a_reviewer_cannot_accept_what_he_wrote_in_anothers_name(compound, type, body):
    found = finding()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    body = body or {"finding": found["id"], "text": "我看过了", "photos": [], "internal": False}
    receipt = hand_in(compound, BOB, ADA, type, body)
    assert receipt["outcome"] == "held"
    compound.say(BOB, "held.resolved", {"target": receipt["id"], "decision": "apply", "reason": "核对"})
    assert outcome(compound, receipt["id"]) == "held"
    assert compound.look("person", BOB.id)["role"] == "specialist"
    assert compound.look("held", receipt["id"])["submitter"] == BOB.id


def test_another_reviewer_may_accept_a_relayed_visit(compound):
    receipt = hand_in(compound, GUS, ALICE, "visit.recorded", visit("SZ-B03-E2"))
    assert receipt["reasons"][0]["code"] == "relay_refused"
    compound.say(CAROL, "held.resolved", {"target": receipt["id"], "decision": "apply", "reason": "电话核实"})
    assert outcome(compound, receipt["id"]) == "applied"


def test_knowing_a_device_id_is_not_owning_the_device(compound):
    device = str(uuid.uuid4())
    checked_in(compound, ALICE, device)
    assert hand_in(compound, TOM, ALICE, "visit.recorded", visit("SZ-B03-E2"), device)["outcome"] == "held"
    assert hand_in(compound, BOB, ALICE, "visit.recorded", visit("SZ-B03-E2"), device, device)["outcome"] == "applied"


def test_only_the_first_holder_can_prove_a_device(compound):
    device = str(uuid.uuid4())
    with transaction(compound.engine) as work:
        secret = devices.claim(work, device, compound.clock())
        assert devices.claim(work, device, compound.clock()) is None
        assert devices.proven(work, device, secret) and not devices.proven(work, device, "guess")


def test_nobody_can_shift_anothers_clock(compound):
    device = str(uuid.uuid4())
    checked_in(compound, ALICE, device)
    checked_in(compound, TOM, device, offset=-3 * 24 * 3600 * 1000)
    receipt = hand_in(compound, ALICE, ALICE, "visit.recorded", visit("SZ-B03-E2"), device)
    assert compound.look("visit", receipt["id"])["day"] == "2023-06-14"


def test_a_record_that_cannot_be_applied_is_held_and_blocks_nobody(compound, monkeypatch):
    from server.sync import apply
    real = apply.APPLIERS["visit.recorded"]

    def poisoned(state, event, verdict):
        if event.body["note"] == "poison":
            raise RuntimeError("a fault of ours")
        real(state, event, verdict)

    monkeypatch.setitem(apply.APPLIERS, "visit.recorded", poisoned)
    poison = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9", note="poison"))
    honest = compound.say(BOB, "visit.recorded", visit("SZ-B03-E9"))
    now = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", note="poison"))
    assert now["outcome"] == "held" and now["reasons"][0]["code"] == "judge_failed"
    place = {"kind": "entrance", "building": "SZ-B03", "label": "3号楼9门", "sort": 399, "route": 399}
    founded = compound.say(ADA, "setup.changed", {"kind": "place", "id": "SZ-B03-E9", "state": place})
    assert founded["outcome"] == "applied"
    assert outcome(compound, honest["id"]) == "applied"
    assert outcome(compound, poison["id"]) == "held"


def test_a_decision_once_made_outlives_another_wait(compound):
    receipt = hand_in(compound, GUS, ALICE, "visit.recorded", visit("SZ-B03-E9"))
    assert receipt["reasons"][0]["code"] == "relay_refused"
    compound.say(CAROL, "held.resolved", {"target": receipt["id"], "decision": "apply", "reason": "核实"})
    assert compound.look("held", receipt["id"])["reasons"][0]["code"] == "unknown_place"
    compound.say(None, "setup.changed", {"kind": "place", "id": "SZ-B03-E9", "state": {
        "kind": "entrance", "building": "SZ-B03", "label": "3号楼9门", "sort": 399, "route": 399}})
    assert outcome(compound, receipt["id"]) == "applied"


def test_the_rebuild_agrees_whatever_the_order_of_findings(compound):
    many = [finding(id=f"{letter}0000000-0000-4000-8000-000000000000") for letter in "f09a3"]
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=many))
    assert rebuild.differences(PROJECT, compound.engine) == []


def test_a_firm_under_another_parent_is_seen_by_the_new_one_only(compound):
    found = finding(unit="o5")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    compound.say(BOB, "finding.moved", {"finding": found["id"], "move": "issue", "unit": "o5", "due": "D1",
                                        "from": {"state": "submitted", "round": 1}})

    def sees(person):
        with reading(compound.engine) as session:
            page = feed(session, Reader(PROJECT, person.id, person.role, person.org), "0", 500, compound.clock())
        return found["id"] in {item["id"] for item in page["items"]}

    assert sees(GUS) and sees(SAM) and not sees(TOM)
    sub = {"name": "乙装饰", "short": "外檐分包乙", "kind": "subcontractor", "parent": "o6", "order": 5}
    compound.say(None, "setup.changed", {"kind": "org", "id": "o5", "state": {**sub, "parent": None}})
    assert not sees(GUS) and sees(SAM)
    assert rebuild.differences(PROJECT, compound.engine) == []


def test_each_persons_second_bodies_have_a_room_of_their_own(compound):
    id = str(uuid.uuid4())
    hand_in(compound, ALICE, ALICE, "visit.recorded", visit("SZ-B03-E2"), id=id)
    codes = []
    for sender, nr in [(TOM, nr) for nr in range(6)] + [(ALICE, 99)]:
        try:
            hand_in(compound, sender, ALICE, "visit.recorded", visit("SZ-B03-E2", note=str(nr)), id=id)
        except Exception as refused:
            codes.append(refused.code)
    assert codes == ["id_conflict"] * 5 + ["quota", "id_conflict"]
    with reading(compound.engine) as session:
        assert len(session.execute(tables.second_body.select()).all()) == 6
