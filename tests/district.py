"""A district above the compound of tests/people.py: a project of its own, and a person who sits in both."""

from dataclasses import dataclass
from typing import Any

from server.storage import accounts, log, sheets
from server.storage.db import reading, transaction
from tests import people
from tests.people import BOB, DORA, PAM, SAM, Compound, Person

DISTRICT, OTHER = "d1", "d2"
ERIN = Person("u30", "何区办", "district", "o7", OTHER)
"""Of another district; a member of no compound."""


@dataclass(frozen=True)
class District:
    """One district's project; `say` is handed in there."""

    compound: Compound
    id: str = DISTRICT
    person: Person = DORA

    def say(self, author: Person | None, type: str, body: dict[str, Any], **envelope: Any) -> dict[str, Any]:
        """`people.say` in the district's project, now; the receipt."""
        return people.say(self.compound.engine, author, type, body, self.compound.clock(), project=self.id, **envelope)

    def lists(self, *compounds: str) -> None:
        """Which compounds it would have in its brief."""
        settle(self.compound, self.id, "compounds", list(compounds))

    def issue(self, day: str = "2023-06-14", expects: int = 1, by: Person | None = None) -> dict[str, Any]:
        """定稿 of the brief; the receipt."""
        return self.say(by or self.person, "sheet.issued", {"day": day, "tier": "district", "expects_version": expects})

    def content(self, number: int = 1, version: int | None = None) -> dict[str, Any]:
        """What was issued."""
        with reading(self.compound.engine) as session:
            found = sheets.read(session, self.id, "district", number, version)
        assert found is not None, "issued"
        return found["content"]


def found(compound: Compound, id: str = DISTRICT, person: Person = DORA, listed: tuple[str, ...] = ("p1",)) -> District:
    """The district's project with its person, naming the compounds; none of them has agreed yet."""
    now = compound.clock()
    with transaction(compound.engine) as work:
        log.create_project(work, id, {DISTRICT: "红桥区", OTHER: "别的区"}[id], "district", now)
        if person is ERIN:      # the others have an account
            accounts.add(work, id=person.id, login=person.login, name=person.name, password_hash=people._hash(),
                         by="command", now=now)
        accounts.join(work, person.id, id, by="command", now=now)
    district = District(compound, id, person)
    office = {"name": "区协调工作组办公室", "short": "区协调办", "kind": "district_office"}
    for kind, key, state in (("org", "o7", office),
                             ("person", person.id, {"name": person.name, "org": "o7", "role": "district"})):
        district.say(None, "setup.changed", {"kind": kind, "id": key, "state": state})
    district.lists(*listed)
    return district


def settle(compound: Compound, project: str, setting: str, value: Any) -> None:
    """Change one setting of a project by the operator's console."""
    receipt = people.say(compound.engine, None, "setup.changed", {
        "kind": "setting", "id": setting, "state": {"value": value}}, compound.clock(), project=project)
    assert receipt["outcome"] == "applied", receipt


def agrees(compound: Compound, district: str = DISTRICT, project: str = "p1") -> None:
    """The compound's consent; "" takes it back."""
    settle(compound, project, "reports_to", district)


def daily(compound: Compound, day: str = "2023-06-14", expects: int = 1) -> None:
    """The compound's daily sheet."""
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": expects})
    assert receipt["outcome"] == "applied", receipt


def ordered(compound: Compound, place: str = "SZ-B03-E2", day: str = "2023-06-14", **more: Any) -> str:
    """A finding filed and sent down to its unit; its id."""
    told = people.finding(**more)
    for receipt in (compound.say(people.ALICE, "visit.recorded", people.visit(
            place, day, outcome="findings", findings=[told])),
            compound.say(BOB, "finding.moved", {"finding": told["id"], "move": "issue", "from": {}, "unit": "o5",
                                                "due": "D1"})):
        assert receipt["outcome"] == "applied", receipt
    return told["id"]


def closed(compound: Compound, id: str) -> None:
    """Its unit replies, supervision passes it."""
    for who, move, more in ((SAM, "reply", {"text": "已整改", "photos": ["ab" * 32]}), (BOB, "pass", {})):
        receipt = compound.say(who, "finding.moved", {"finding": id, "move": move, "from": {}, **more})
        assert receipt["outcome"] == "applied", receipt


def asked(compound: Compound, finding: str | None = None, **more: Any) -> str:
    """A case put to the district; its id."""
    receipt = compound.say(PAM, "case.escalated", {
        "tier": "district", "finding": finding, "ask": "请区城管委牵头拆除违建", "lead": "区城管委",
        "needed_by": "2023-06-20", "text": "居民已谈2次未拆", **more})
    assert receipt["outcome"] == "applied", receipt
    return str(receipt["id"])
