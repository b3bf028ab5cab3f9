"""What is done about the log itself: held records decided over, words covered, pictures erased, phones reset."""

import json

import pytest
from sqlalchemy import select, update

from server.domain.redaction import MARK
from server.storage import log, tables
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync import verify
from server.sync.intake import HOUSE, submit
from tests.people import ADA, ALICE, BOB, PAM, PROJECT, SAM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, folds, issued, move, new_id, photo, refused


def outcome(compound, id):
    with reading(compound.engine) as session:
        return State(session, PROJECT).event(id)["outcome"]


def resolve(compound, who, target, decision="apply", reason=""):
    return compound.say(who, "held.resolved", {"target": target, "decision": decision, "reason": reason})


@pytest.fixture
def left(compound):
    """A visit whose author had left the project before it arrived."""
    compound.say(None, "setup.changed", {"kind": "person", "id": ALICE.id, "state": None})
    return compound.say(ALICE, "visit.recorded", visit(DOOR))["id"]


def test_a_reviewer_may_let_in_what_somebody_left_behind(compound, left):
    assert outcome(compound, left) == "held"
    assert refused(resolve(compound, SAM, left)) == "not_allowed"
    resolve(compound, BOB, left)
    assert outcome(compound, left) == "applied" and compound.look("held", left) is None
    assert compound.look("place", DOOR)["last"]["by"] == "u1"
    assert refused(resolve(compound, BOB, left)) == "already_done"
    assert folds(compound)


def test_dropping_needs_a_reason_and_settles_it_for_all_that_waited(compound, left):
    waits = compound.say(BOB, "comment.added", {"finding": issued_by_bob(compound), "text": "好"}, after=[left])["id"]
    assert outcome(compound, waits) == "held"
    assert refused(resolve(compound, PAM, left, "drop")) == "missing_reason"
    resolve(compound, PAM, left, "drop", "误传")
    assert outcome(compound, left) == "no_effect" and compound.look("held", left) is None
    assert outcome(compound, waits) == "applied" and compound.look("place", DOOR).get("last", {}).get("by") != "u1"
    assert folds(compound)


def issued_by_bob(compound):
    found = finding("TEMP-01")
    compound.say(BOB, "visit.recorded", visit("SZ-B01-E1", outcome="findings", findings=[found]))
    return found["id"]


def test_even_what_nobody_can_read_can_be_dropped(compound):
    for type, body in (("weather.danced", {}), ("visit.recorded", {"day": 3}), ("decision.moved", {})):
        id = compound.say(ALICE, type, body)["id"]
        assert outcome(compound, id) == "held"
        resolve(compound, BOB, id, "drop", "无法识别")
        assert outcome(compound, id) == "no_effect" and compound.look("held", id) is None
    assert folds(compound)


def redact(compound, who, target, reason="含住户姓名"):
    return compound.say(who, "event.redacted", {"target": target, "reason": reason})


def test_covered_words_are_gone_from_bytes_and_pages_and_the_log_still_proves_itself(compound):
    found = finding("TEMP-01", text="张三家私接", photos=[PICTURE])
    walk = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found], note="张三在场"),
                        blobs=[photo()])["id"]
    ask = move(compound, BOB, found["id"], "ask", text="张三是谁")["id"]
    assert refused(redact(compound, BOB, walk)) == "not_allowed"
    assert refused(redact(compound, ADA, walk, " ")) == "missing_reason"
    for target in (walk, ask):
        assert redact(compound, ADA, target)["outcome"] == "applied"
    kept = compound.look("finding", found["id"])
    assert (kept["text"], kept["asked"], kept["number"]) == (MARK, MARK, "AQ-20230614-001")
    assert kept["photos"][0]["sha256"] == PICTURE
    with reading(compound.engine) as session:
        stored = b"".join(bytes(raw) for raw in session.scalars(select(tables.event.c.bytes)))
        states = "".join(session.scalars(select(tables.thing.c.state)))
        facts = "".join(session.scalars(select(tables.event.c.verdict)))
    assert "张三" not in stored.decode() and "张三" not in states and "张三" not in facts
    assert list(verify.verify_log(PROJECT, compound.engine)) == [] and folds(compound)


def test_bytes_changed_without_a_redaction_are_still_noticed(compound):
    redact(compound, ADA, compound.say(ALICE, "visit.recorded", visit(DOOR, note="张三"))["id"])
    other = compound.say(ALICE, "visit.recorded", visit(DOOR))["id"]
    with reading(compound.engine) as session:
        said = json.loads(log.find(session, PROJECT, other)["bytes"])
    said["body"]["note"] = "别的"
    with transaction(compound.engine) as session:
        session.execute(update(tables.event).where(tables.event.c.id == other).values(bytes=json.dumps(said).encode()))
    assert any("changed" in fault for fault in verify.verify_log(PROJECT, compound.engine))


def test_a_redaction_waits_for_its_record_and_covers_no_registers(compound):
    missing = new_id()
    assert redact(compound, ADA, missing)["outcome"] == "held"
    compound.say(ALICE, "visit.recorded", visit(DOOR, note="张三"), id=missing)
    assert compound.look("visit", missing)["note"] == MARK
    assert list(verify.verify_log(PROJECT, compound.engine)) == [] and folds(compound)
    place = compound.say(ADA, "setup.changed", {"kind": "setting", "id": "keep_days", "state": {"value": 20}})["id"]
    assert refused(redact(compound, ADA, place)) == "not_allowed"


def test_an_erased_picture_is_marked_and_refused_when_it_comes(compound):
    id = issued(compound, photos=[PICTURE])
    erase = {"sha256": PICTURE, "reason": "拍到住户室内"}
    assert refused(compound.say(BOB, "blob.erased", erase)) == "not_allowed"
    assert refused(compound.say(ADA, "blob.erased", {**erase, "reason": ""})) == "missing_reason"
    compound.say(ADA, "blob.erased", erase)
    assert compound.look("photo", PICTURE)["erased"]["reason"] == "拍到住户室内"
    with reading(compound.engine) as session:
        assert session.scalar(select(tables.blob.c.erased).where(tables.blob.c.sha256 == PICTURE)) is True
    assert compound.look("finding", id)["photos"][0]["sha256"] == PICTURE and folds(compound)


def test_a_picture_is_left_off_the_paper_and_put_back(compound):
    assert refused(compound.say(ALICE, "photo.marked", {"sha256": PICTURE, "printed": False})) == "not_allowed"
    for printed in (False, True):
        compound.say(PAM, "photo.marked", {"sha256": PICTURE, "printed": printed})
        assert compound.look("photo", PICTURE)["printed"] is printed


def test_a_phone_that_lost_its_storage_is_remembered_by_its_old_name(compound):
    id, old, new = new_id(), new_id(), new_id()
    said = {"id": id, "v": 1, "type": "device.reset", "project": PROJECT, "author": ALICE.id, "org": None,
            "device": new, "n": None, "after": [], "at": "2023-06-14T09:00:00+08:00", "skew_ms": None, "app": "t",
            "blobs": [], "body": {"device": new, "old_device": old, "missing_from": 15}}
    _, receipt = submit(PROJECT, id, json.dumps(said).encode(), HOUSE, compound.clock(), compound.engine)
    assert receipt["outcome"] == "applied"
    assert (compound.look("device", old)["missing_from"], compound.look("device", old)["device"]) == (15, new)
