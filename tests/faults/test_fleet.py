"""The phones of the simulation are the real app: what they say is saved survives them, and no phone is another."""

import pytest
from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from tests.faults.fleet import Crashed, Fleet, Refused
from tests.people import ALICE, BOB, PROJECT, finding, visit
from tests.servers import Server

PHOTO = {"seed": 7, "size": 5000}


@pytest.fixture
def fleet(compound, data, database):
    with Server(data, DATABASE_URL=database) as server, Fleet(server.origin) as running:
        yield running


def log(compound) -> list[tuple[str, str]]:
    """(id, sha256) of the visits the server has."""
    with reading(compound.engine) as look:
        found = look.execute(select(tables.event.c.id, tables.event.c.sha256).where(
            tables.event.c.project == PROJECT, tables.event.c.type == "visit.recorded"))
        return [(row.id, row.sha256) for row in found]


def save(phone, place="SZ-B03-E2"):
    return phone.record("visit.recorded", visit(place, outcome="findings", findings=[finding(photos=["@0"])]), [PHOTO])


def test_what_is_saved_arrives_once_as_it_was_frozen(fleet, compound):
    phone = fleet.phone("alice")
    assert phone.sign_in(ALICE)["project"] == PROJECT
    saved = save(phone)
    assert phone.round()["failed"] == 0
    phone.round(all=True)
    assert log(compound) == [(saved["saved"], saved["digest"])]
    kept = phone.dump()
    assert [(one["state"], one["bytes_sha256"]) for one in kept["events"]] == [("confirmed", saved["digest"])]
    assert {one["bytes_sha256"] for one in kept["blobs"]} == set(saved["sha256"])
    assert (kept["pending"], kept["own_visible"][saved["saved"]]) == (0, 1)


def test_a_phone_that_dies_at_any_call_keeps_what_it_said_was_saved_and_sends_it_once(fleet, compound):
    phone, saved = fleet.phone("alice"), {}
    phone.sign_in(ALICE)
    died = 0
    for k in range(1, 25):
        phone.crash_at(k, seed=k)
        try:
            one = save(phone)
            saved[one["saved"]] = one["digest"]
            phone.round()
        except Crashed:
            died += 1
        phone.restart()
        held = {one["id"]: one["bytes_sha256"] for one in phone.dump()["events"]}
        assert saved.items() <= held.items(), k
    assert died == 24
    phone.round()
    arrived = log(compound)
    assert len(arrived) == len(dict(arrived)) and saved.items() <= dict(arrived).items()


def test_a_full_phone_says_so_and_keeps_nothing_by_halves(fleet):
    phone = fleet.phone("alice")
    phone.sign_in(ALICE)
    phone.refuse(5)
    with pytest.raises(Refused, match="QuotaExceededError"):
        save(phone)
    assert phone.dump()["events"] == []


def test_a_started_page_remembers_only_what_is_stored_and_a_phone_only_its_own(fleet):
    alice, bob = fleet.phone("alice"), fleet.phone("bob")
    alice.sign_in(ALICE)
    assert bob.sign_in(BOB)["person"] == BOB.id
    alice.round()
    alice.crash()
    with pytest.raises(Crashed):
        alice.dump()
    alice.restart()
    alice.round()
    assert alice.dump()["things"]
    alice.wipe()
    assert alice.sign_in(ALICE)["person"] == ALICE.id
    assert bob.dump()["events"] == []


def test_a_cloned_phone_has_the_records_and_goes_its_own_way(fleet, compound):
    phone = fleet.phone("alice")
    phone.sign_in(ALICE)
    saved = save(phone)
    twin = phone.clone("twin")
    twin.clock(10 * 365 * 86_400_000)
    assert [one["id"] for one in twin.dump()["events"]] == [saved["saved"]]
    save(twin, "SZ-B01-E1")
    assert (len(phone.dump()["events"]), len(twin.dump()["events"])) == (1, 2)
    twin.round()
    phone.round()
    assert len(log(compound)) == 2
