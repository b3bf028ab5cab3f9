"""A disk that is full: pictures wait and records pass, then records wait too; with room again all is there once."""

import hashlib
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import on_postgres
from tests.faults.line import Answer
from tests.faults.small_disk import MIB, small_disk
from tests.people import ALICE, BOB
from tests.web.calls import HERE

RESERVE = {"DISK_RESERVE_MB": "4"}
NO_RESERVE = {"DISK_RESERVE_MB": "0"}


@pytest.fixture
def disk(tmp_path):
    """Under the whole data folder; of a SQLite database too."""
    with small_disk(tmp_path / "data", 16 * MIB) as small:
        yield small


@pytest.fixture
def data(disk):
    return disk.root


def put_picture(hand, raw: bytes) -> Answer:
    name = hashlib.sha256(raw).hexdigest()
    return hand.phone.line.ask("PUT", f"{HERE}/blobs/{name}", raw, Content_Type="image/jpeg")


def test_below_the_reserve_pictures_wait_and_records_still_pass(office, disk):
    alice, bob = office.real(ALICE), office.scripted(BOB)
    office.restart(**RESERVE)
    disk.leave(3 * MIB)
    for hand in (alice, bob):
        office.report(hand)
        assert not hand.phone.round()
    refused = put_picture(bob, b"one more")
    assert (refused.status, refused.said["error"], refused.said["retry"]) == (507, "storage_full", True)
    assert len(office.log("id")) == 2 and office.pictures() == []
    disk.make_room()
    office.settle()
    assert len(office.pictures()) == 3 and office.complaints() == []


def test_pictures_that_race_for_the_last_room_are_there_whole_or_not_at_all(office, disk):
    alice = office.scripted(ALICE)
    office.restart(**NO_RESERVE)
    disk.leave(MIB)
    raws = [random.Random(nr).randbytes(MIB // 4) for nr in range(16)]
    with ThreadPoolExecutor(len(raws)) as pool:
        statuses = [answer.status for answer in pool.map(lambda raw: put_picture(alice, raw), raws)]
    assert 507 in statuses and set(statuses) <= {201, 503, 507}, "503: there was room for a picture, not for its row"
    there = {path.read_bytes() for path in office.pictures()}
    assert {raw for raw, status in zip(raws, statuses, strict=True) if status == 201} <= there <= set(raws)
    disk.make_room()
    assert {put_picture(alice, raw).status for raw in raws} <= {200, 201}, "200: it was there already, if any fitted"
    assert len(office.pictures()) == len(raws) and office.complaints() == []


def test_a_disk_full_to_the_last_byte_refuses_for_now_and_takes_everything_once_there_is_room(office, disk):
    alice, bob = office.real(ALICE), office.scripted(BOB)
    office.restart(**NO_RESERVE)
    disk.leave(0)
    for hand in (alice, bob):
        office.report(hand, photos=2)
        assert not hand.phone.round()
    told = {bob.phone.disk.events[id].verdict is None for id in bob.told}
    assert (len(office.log("id")), told) == ((2, {False}) if on_postgres() else (0, {True})), "there it lies elsewhere"
    assert put_picture(bob, b"one more").status == 507
    office.restart(**NO_RESERVE)
    disk.make_room()
    office.settle()
    assert len(office.pictures()) == 6 and len(office.log("id")) == 2 and office.complaints() == []
