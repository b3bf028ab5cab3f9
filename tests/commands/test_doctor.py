"""What an administrator learns of what has not arrived: which records, which pictures, on whose phone, for how long."""

import uuid

import pytest

from server.commands.doctor import DURABLE
from server.domain.problems import Problem
from server.storage import devices
from server.storage.db import transaction
from server.sync.resets import reset_device
from tests import people
from tests.people import ALICE, BOB

pytestmark = pytest.mark.usefixtures("on_this_database")
PHONE = "a1b2c3d4-0000-4000-8000-000000000001"
OTHER = "b1b2c3d4-0000-4000-8000-000000000002"


@pytest.fixture
def doctor(typed, monkeypatch, clock):
    """The lines of what is awaited, as the doctor says them now; the server itself is well."""
    def run() -> list[str]:
        monkeypatch.setattr("server.storage.demo_clock.clock_of", lambda data: clock)
        code, said = typed("doctor")
        assert code == 0, said
        awaited = [line for line in said.splitlines() if line.startswith("… ")]
        assert (f"{len(awaited)} things are still awaited" in said) == bool(awaited)
        return awaited
    return run


def record(compound, n, place="SZ-B03-E2", author=ALICE, device=PHONE, **more):
    return compound.say(author, "visit.recorded", people.visit(place), device=device, n=n, **more)


def check_in(compound, n, *, events=0, blobs=0, device=PHONE, person=ALICE):
    """The phone says how many records it ever made, and what of them it still holds."""
    holds = {"events": events, "blobs": blobs, "bytes": 0, "oldest_at": None, "visits": {}}
    with transaction(compound.engine) as work:
        devices.seen(work, "p1", device, person.id, app="1", n=n, at=compound.clock(), offset=0, holds=holds)


def photo(name: str) -> dict:
    size = {"type": "image/jpeg", "w": 9, "h": 9, "source": "camera", "taken_at": None, "geo": None}
    return {"sha256": name * 64, "size": 9, **size,
            "preview": {"sha256": chr(ord(name) + 1) * 64, "size": 3, "w": 3, "h": 3}}


def test_a_database_that_would_lose_records_in_a_power_cut_is_called_a_trouble(compound, typed, monkeypatch):
    monkeypatch.setattr("server.commands.doctor.DURABLE", DURABLE)
    code, said = typed("doctor")
    hasty = compound.engine.dialect.name == "postgresql"
    assert (code == 1, "fsync, full_page_writes, synchronous_commit off" in said) == (hasty, hasty), said


def test_where_everything_arrived_nothing_is_awaited(compound, doctor):
    for n in (1, 2):
        record(compound, n)
    check_in(compound, 2)
    assert doctor() == []


def test_numbers_that_never_arrived_are_told_with_phone_person_and_the_time_it_was_last_seen(compound, doctor):
    for n in (1, 3, 7):
        record(compound, n)
    check_in(compound, 9, events=6)
    [line] = doctor()
    assert "编号 2, 4–6, 8–9 未到" in line and "no. 2, 4–6, 8–9" in line and "a1b2c3d4" in line
    assert "王巡 13800000001" in line and "06-14 09:00" in line and "it holds 6" in line and "手机上还有6条" in line


def test_a_phone_that_does_not_hold_what_is_missing_is_told_apart(compound, doctor):
    record(compound, 3)
    check_in(compound, 3, events=1)
    [line] = doctor()
    assert "1–2" in line and "it says it holds only 1" in line


def test_a_hole_is_seen_although_the_phone_never_checked_in(compound, doctor):
    record(compound, 2)
    [line] = doctor()
    assert "编号 1 未到" in line and "never seen" in line and "it never said what it holds" in line


def test_records_that_wait_for_a_cleared_phone_are_called_gone(compound, doctor):
    check_in(compound, 2, events=2)
    reset_device("p1", ALICE.id, old=PHONE, new=OTHER, app="1", now=compound.clock(), engine=compound.engine)
    [line] = doctor()
    assert "不会再来" in line and "they will not come" in line


def test_a_record_whose_id_was_taken_did_arrive(compound, doctor):
    first = record(compound, 1)
    with pytest.raises(Problem, match="both bodies are kept"):
        record(compound, 2, "SZ-B03-E1", id=first["id"])
    record(compound, 3)
    assert doctor() == []


def test_the_phone_not_seen_for_longest_comes_first(compound, doctor, clock):
    check_in(compound, 1, events=1, device=OTHER, person=BOB)
    clock.later(hours=3)
    check_in(compound, 1, events=1)
    assert ["李专监" in line for line in doctor()] == [True, False]


def test_a_held_record_is_told_with_its_reason_in_both_languages_and_how_long_it_waits(compound, doctor, clock):
    receipt = record(compound, 1, after=[str(uuid.uuid4())])
    assert receipt["outcome"] == "held"
    clock.later(hours=5)
    [line] = doctor()
    assert receipt["id"] in line and "等待相关记录到达" in line and "Waiting for something it builds on" in line
    assert "王巡" in line and "已等5小时" in line and "for 5 h" in line


def test_missing_photos_are_told_with_the_person_and_the_phone_that_has_them(compound, doctor, clock):
    record(compound, 1, blobs=[photo("a"), photo("c")])
    record(compound, 2, "SZ-B03-E1", blobs=[photo("a")])
    check_in(compound, 2, blobs=2)
    clock.later(days=3)
    [line] = doctor()
    assert "照片 2 张未到" in line and "2 pictures are missing" in line, "a preview is no photo, one named twice is one"
    assert "王巡 13800000001" in line and "a1b2c3d4" in line and "the phone holds 2" in line and "for 3 days" in line
