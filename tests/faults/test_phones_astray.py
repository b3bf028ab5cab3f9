"""Phones that lose their storage, their owner, their place in the project, their uniqueness or their sense of time."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from server.storage import tables
from server.storage.db import reading, transaction
from tests.faults.fleet import Crashed
from tests.faults.hands import AT
from tests.faults.office import real_phone
from tests.people import ADA, ALICE, BOB, finding, visit

YEARS_10 = timedelta(days=3652)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def ms(time: timedelta) -> int:
    return int(time.total_seconds() * 1000)


def check_in_and_no_more(office, hand, n: int) -> None:
    """Rounds that die one call later each time, until the office has been told of record `n`."""
    phone, device = real_phone(hand), tables.device.c
    for k in range(1, 60):
        phone.crash_at(k)
        with pytest.raises(Crashed):
            hand.phone.round()
        hand.phone.restart()
        with reading(office.engine) as look:
            if look.scalar(select(device.n).where(device.person == hand.phone.person.id)) == n:
                return
    raise AssertionError("no check-in came through")


def test_a_phone_whose_storage_is_gone_is_another_one_and_the_office_learns_what_never_arrived(office, compound):
    alice = office.real(ALICE)
    arrived = [office.report(alice), office.report(alice)]
    office.settle()
    lost = [office.report(alice), office.report(alice)]
    check_in_and_no_more(office, alice, 4)
    real_phone(alice).wipe()
    alice.told.clear()
    assert alice.phone.sign_in()
    office.settle()
    (reset,) = office.log("bytes", type="device.reset")
    said = json.loads(reset.bytes)["body"]
    assert said["missing_from"] == 3 and compound.look("device", said["old_device"])["missing_from"] == 3
    anew = office.report(alice)
    office.settle()
    ids = {row.id: row for row in office.log("id", "device", "n")}
    assert set(ids) == {*arrived, anew} and not set(lost) & set(ids)
    assert (ids[anew].device, ids[anew].n) == (said["device"], 1)
    assert sorted(office.complaints()) == sorted(f"wrong: {id} was recorded by no phone" for id in arrived)


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_when_a_session_ends_work_goes_on_and_everything_is_sent_after_signing_in(office, how):
    alice = office.real(ALICE)
    office.report(alice)
    session = tables.session.c.person == ALICE.id
    with transaction(office.engine) as work:
        ended = delete(tables.session) if how == "revoked" else update(tables.session).values(expires_at=LONG_AGO)
        work.execute(ended.where(session))
    assert real_phone(alice).round()["signed_out"]
    office.report(alice)
    assert not alice.phone.round() and office.log("id") == []
    assert {state for _, _, state in alice.phone.kept().values()} == {"queued"}
    office.settle()
    assert len(office.log("id")) == 2 and office.complaints() == []


def test_whoever_signs_in_next_brings_visits_but_no_moves_and_sees_neither(office, compound):
    """Unsent records are sealed to their author; a colleague's session may carry only what says nothing in his name."""
    bob = office.real(BOB)
    found = finding(place="SZ-B10-FN")
    compound.say(ALICE, "visit.recorded", visit("SZ-B10-E1", outcome="findings", findings=[found]))
    bob.exchange()
    moved = bob.phone.record("finding.moved", {"finding": found["id"], "move": "reject", "text": "不成立", "from": {
        "state": "submitted", "round": 1}}, [], AT)
    seen = office.report(bob)
    alice = office.next_owner(bob, ALICE)
    shown = real_phone(alice).dump()
    assert seen not in shown["own_visible"] and shown["pending"] == 0
    assert alice.phone.round()
    sent = {row.id: row for row in office.log("id", "author", "submitter", "outcome")}
    assert (sent[seen].author, sent[seen].submitter, sent[seen].outcome) == (BOB.id, ALICE.id, "applied")
    assert office.log("id", type="finding.moved") == []
    assert real_phone(alice).round(all=True) and bob.phone.kept()[moved][2] == "queued"
    bob.phone.sign_in()
    office.settle()
    assert [row.outcome for row in office.log("outcome", type="finding.moved")] == ["applied"]
    assert [line for line in office.complaints() if "recorded by no phone" not in line] == []


def test_what_somebody_recorded_before_he_was_removed_is_kept_for_a_decision(office, compound):
    alice = office.real(ALICE)
    saved = office.report(alice)
    person = {"name": ALICE.name, "org": ALICE.org, "role": ALICE.role}
    compound.say(ADA, "setup.changed", {"kind": "person", "id": ALICE.id, "state": {**person, "active": False}})
    real_phone(alice).round()
    assert [tuple(row) for row in office.log("id", "outcome")] == [(saved, "held")] and len(office.pictures()) == 2
    assert alice.phone.kept()[saved][2] in ("receipted", "confirmed")
    compound.say(ADA, "setup.changed", {"kind": "person", "id": ALICE.id, "state": {**person, "active": True}})
    compound.say(BOB, "held.resolved", {"target": saved, "decision": "apply", "reason": "人还在项目上"})
    office.settle()
    assert len(compound.everything("finding")) == 1
    assert [line for line in office.complaints() if "recorded by no phone" not in line] == []


def test_two_phones_with_one_storage_send_each_record_once_and_the_log_tells_them_by_their_numbers(office):
    alice = office.real(ALICE)
    before = office.report(alice)
    twin = office.twin(alice)
    own = [office.report(alice, "SZ-B01-E1"), office.report(twin, "SZ-B02-E1")]
    office.settle()
    rows = office.log("id", "device", "n")
    assert sorted(row.id for row in rows) == sorted([before, *own])
    device = rows[0].device
    assert {(row.device, row.n) for row in rows} == {(device, 1), (device, 2)}
    assert office.complaints() == [f"doubled: number 2 of {device} came 2 times"]


def test_a_clock_ten_years_wrong_changes_nothing_once_the_office_has_measured_it(office):
    off = {"early": -YEARS_10, "late": YEARS_10, "right": timedelta()}
    hands = {name: office.real(ALICE, name) for name in off}
    for name, hand in hands.items():
        real_phone(hand).clock(ms(off[name]))
        hand.phone.restart()
        hand.exchange()
    sent = [office.report(hands[name]) for name in ("late", "right", "early")]
    for name in ("late", "right", "early"):
        assert hands[name].phone.round()
    office.settle()
    rows = office.log("id", "verdict")
    assert [row.id for row in rows] == sent and {json.loads(row.verdict)["day"] for row in rows} == {"2023-06-14"}
    assert {row["state"] for hand in hands.values() for row in real_phone(hand).dump()["blobs"]} == {"confirmed"}
    assert office.complaints() == []


def test_a_clock_that_jumps_changes_no_order_and_no_acceptance(office):
    hands = [office.real(ALICE, name) for name in ("one", "other")]
    sent = []
    for nr, jump in enumerate((YEARS_10, -YEARS_10, timedelta(), -YEARS_10, YEARS_10)):
        hand = hands[nr % 2]
        real_phone(hand).clock(ms(jump))
        sent.append(office.report(hand))
        real_phone(hand).clock(-ms(jump))
        assert hand.phone.round()
    office.settle()
    rows = office.log("id", "outcome", "received_at")
    assert [row.id for row in rows] == sent and {row.outcome for row in rows} == {"applied"}
    assert [row.received_at for row in rows] == sorted(row.received_at for row in rows)
    assert office.complaints() == []


@pytest.mark.parametrize("jump", [-YEARS_10, YEARS_10], ids=["back", "ahead"])
def test_no_jump_of_the_clock_frees_a_picture_before_its_time(office, jump):
    alice = office.real(ALICE)
    office.report(alice, photos=2)
    office.settle()
    real_phone(alice).clock(ms(jump))
    assert alice.phone.round() and real_phone(alice).round(all=True)["verified"]["missing"] == 0
    assert {row["state"] for row in real_phone(alice).dump()["blobs"]} == {"confirmed"}
    assert office.complaints() == []
