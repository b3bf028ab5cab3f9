"""A compound on a working day, and people sitting down at its office pages."""

import pytest

from tests import people
from tests.pictures import saved, with_corner
from tests.web.desk.brought import bring
from tests.web.desk.office import Office


@pytest.fixture
def office(browser, compound):
    """`office(people.PAM)`: her browser, signed in, at the office pages of the settled compound."""
    def sat(person: people.Person) -> Office:
        return Office(browser(person), person)
    return sat


@pytest.fixture
def filed(compound):
    """`filed(people.ALICE, "SZ-B03-E1", text="…")` files one finding at a door and gives its id."""
    def file(author: people.Person, place: str, *, blobs: tuple = (), **more) -> str:
        found = people.finding(photos=[blob["sha256"] for blob in blobs], **more)
        receipt = compound.say(author, "visit.recorded", people.visit(place, outcome="findings", findings=[found]),
                               blobs=list(blobs))
        assert receipt["outcome"] == "applied", receipt
        return found["id"]
    return file


@pytest.fixture
def moved(compound):
    """`moved(people.BOB, id, "issue")` makes one move, which must be allowed."""
    def move(author: people.Person, id: str, move: str, **more) -> None:
        receipt = compound.say(author, "finding.moved", {"finding": id, "move": move, "from": {}, **more})
        assert receipt["outcome"] == "applied", receipt
    return move


@pytest.fixture(scope="session")
def photo() -> bytes:
    """The bytes of a small picture."""
    return saved(with_corner())


@pytest.fixture
def ordered(filed, moved):
    """`ordered("SZ-B03-E1", unit="o5")`: a finding ordered to be put right; its id."""
    def order(place="SZ-B03-E1", unit="o5", requirement="补齐挡脚板并固定", **more):
        id = filed(people.ALICE, place, **more)
        moved(people.BOB, id, "issue", unit=unit, due="D1", edits={"requirement": requirement})
        return id
    return order


@pytest.fixture
def brought(browser, compound, app):
    """`brought(raw)` uploads a picture in the inspector's session; as an envelope names it."""
    alice = browser(people.ALICE)
    return lambda raw, **more: bring(alice, raw, **more)


@pytest.fixture
def secretary(office, clock, filed, moved, compound):
    """代建 at the meeting's page at half past four: two key findings, one door locked."""
    for door, text in ((1, "缺挡脚板约3米"), (2, "安全绳共点固定")):
        moved(people.BOB, filed(people.ALICE, f"SZ-B03-E{door}", text=text), "issue")
    locked = people.visit("SZ-B02-E1", outcome="no_access", reason={"code": "locked"})
    compound.say(people.ALICE, "visit.recorded", locked)
    clock.set("2023-06-14T16:30:00+08:00")
    desk = office(people.PAM)
    desk.open("meeting/2023-06-14")
    return desk
