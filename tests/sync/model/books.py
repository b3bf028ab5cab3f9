"""A compound whose days go as Hypothesis likes, and what each of its issued sheets must say with a pencil."""

import itertools
import uuid
from collections import Counter
from typing import Any

from hypothesis import strategies as st

from server.storage import sheets
from server.storage.db import reading
from tests.clock import Clock
from tests.people import ALICE, ANN, BOB, CAROL, HAL, PAM, PROJECT, Compound, Person, visit
from tests.sync.model import bodies

DOORS = 9
BOOK = ("opening", "new", "closed", "void", "closing")
TURNS = (*["files"] * 2, *["moves"] * 4, "repairs", "amends", "withdraws", *["sheet"] * 2, "days")
"""What may happen next, the usual more often."""


class Life:
    """One history: `turn` lets one thing happen through the real judges, `sheet` issues and checks."""

    def __init__(self, compound: Compound, data: st.DataObject) -> None:
        self.compound, self.draw = compound, data.draw
        self.visits: dict[str, list[dict[str, Any]]] = {}
        self.findings: list[str] = []
        self.issued: list[tuple[int, int]] = []
        self.happened: Counter[str] = Counter()
        self.ids = itertools.count(1)

    @property
    def clock(self) -> Clock:
        """The test's own, which stands still until it is moved."""
        assert isinstance(self.compound.clock, Clock)
        return self.compound.clock

    def new_id(self) -> str:
        """The same in every run of an example, so that it can be played again."""
        return str(uuid.UUID(int=next(self.ids), version=4))

    def say(self, author: Person, type: str, body: dict[str, Any]) -> dict[str, Any]:
        """Hand an event in; the receipt."""
        return self.compound.say(author, type, body, id=self.new_id())

    def turn(self) -> None:
        """One more thing happens, an hour after the last."""
        self.clock.later(minutes=40)
        getattr(self, self.draw(st.sampled_from(TURNS)))()

    def files(self) -> None:
        """A visit with one or two findings, some of them repaired on the spot."""
        author = self.draw(st.sampled_from((ALICE, ANN, BOB)))
        body = self.draw(bodies.visits())
        told = [{**one, "id": self.new_id()} for one in body["findings"]]
        receipt = self.say(author, "visit.recorded", {**body, "day": self.compound.today(), "findings": told})
        if receipt["outcome"] == "applied":
            self.visits[receipt["id"]] = told
            self.findings += [one["id"] for one in told]

    def moves(self) -> None:
        """A move that the table allows, by somebody it names, on any finding; merges find a target."""
        known = self._any()
        if known is None:
            return
        author, said = self.draw(bodies.fitting_moves(known["state"], known["unit"]))
        if said["move"] == "merge":
            said["target"] = self.draw(st.sampled_from(self.findings))
        self._say(author, known, said)

    def repairs(self) -> None:
        """The way every finding is meant to go, as far as it goes: issued, replied, looked at, sometimes reopened."""
        known = self._any()
        if known is None or known["kind"] == "coordination":
            return
        good = self.draw(st.booleans())
        for author, move, more in ((CAROL, "issue", {"unit": self.draw(st.sampled_from(bodies.UNITS)), "due": "D1"}),
                                   (None, "reply", {}), (CAROL, "pass" if good else "fail", {}), (CAROL, "reopen", {})):
            known = self.compound.look("finding", known["id"]) or known
            who = author or bodies.MOVERS["contractor"][0]
            self._say(who, known, {"move": move, "text": "按要求", "photos": [bodies.PICTURES[1]], **more})
            if not self.draw(st.booleans()):
                return

    def amends(self) -> None:
        """Somebody says a visit again otherwise: without a finding, of another severity, as coordination."""
        if self.visits:
            id = self.draw(st.sampled_from(list(self.visits)))
            told = [{**one, "severity": self.draw(st.integers(1, 3)), "on_spot": None} for one in self.visits[id]]
            self.say(self._author(id), "visit.amended", {"target": id, "body": visit(
                bodies.PLACES[0], self.compound.today(), outcome="findings", findings=told[self.draw(
                    st.integers(0, 1)):] or told)})

    def withdraws(self) -> None:
        """Somebody takes a visit back."""
        if self.visits:
            id = self.draw(st.sampled_from(list(self.visits)))
            self.say(self._author(id), "visit.withdrawn", {"target": id, "reason": "记错"})

    def days(self) -> None:
        """Days without a sheet: one, or a gap."""
        days = self.draw(st.integers(1, 4))
        self.clock.later(days=days)
        self.happened["gap"] += days > 1

    def sheet(self) -> None:
        """The press of 定稿: today's sheet, or its next version."""
        day = self.compound.today()
        with reading(self.compound.engine) as session:
            newest = sheets.newest(session, PROJECT, "daily")
        again = newest is not None and newest["day"] == day
        receipt = self.say(self.draw(st.sampled_from((PAM, HAL))), "sheet.issued", {
            "day": day, "tier": "daily", "expects_version": newest["version"] + 1 if newest and again else 1})
        assert receipt["outcome"] == "applied", receipt
        with reading(self.compound.engine) as session:
            newest = sheets.newest(session, PROJECT, "daily")
        assert newest is not None
        self.issued.append((newest["number"], newest["version"]))
        balanced(self.content(), self.before(), self.compound.everything("finding"))
        self.happened.update(["correction" if again else "sheet", *(
            row["tag"] for row in self.content()["flows"] if row["tag"])])

    def content(self) -> dict[str, Any]:
        """Of the sheet issued last."""
        return self._read(*self.issued[-1])

    def before(self) -> dict[str, Any] | None:
        """The newest version of the number before it."""
        earlier = [one for one in self.issued if one[0] < self.issued[-1][0]]
        return self._read(*max(earlier)) if earlier else None

    def _read(self, number: int, version: int) -> dict[str, Any]:
        with reading(self.compound.engine) as session:
            found = sheets.read(session, PROJECT, "daily", number, version)
        assert found is not None
        content: dict[str, Any] = found["content"]
        return content

    def _any(self) -> dict[str, Any] | None:
        return self.compound.look("finding", self.draw(st.sampled_from(self.findings))) if self.findings else None

    def _author(self, visit_id: str) -> Person:
        by = (self.compound.look("visit", visit_id) or {}).get("author")
        return next(person for person in (ALICE, ANN, BOB) if person.id == by or by is None)

    def _say(self, author: Person, known: dict[str, Any], said: dict[str, Any]) -> None:
        receipt = self.say(author, "finding.moved", {
            "finding": known["id"], "from": {"state": known["state"], "round": known["round"]}, **said})
        self.happened[f"{said['move']} {receipt['outcome']}"] += 1


def balanced(told: dict[str, Any], before: dict[str, Any] | None, findings: list[dict[str, Any]]) -> None:
    """state.md §7 of one sheet, the sheet it opens from, and the findings as they stand at its cut."""
    units, total = told["units"], told["reconcile"]
    total = {**total, "void": total["void_merged"]}
    for row in (*units, total):
        assert row["opening"] + row["new"] - row["closed"] - row["void"] == row["closing"] >= 0, row
    assert {key: sum(row[key] for row in units) for key in BOOK} == {key: total[key] for key in BOOK}
    standing = Counter(one["counted_unit"] for one in findings if one["counted_unit"] is not None)
    assert {row["unit"]: row["closing"] for row in units if row["closing"]} == standing
    assert Counter(row["unit"] for row in told["standing"]) == standing
    assert {row["finding"] for row in told["standing"]} == {one["id"] for one in findings if one["counted_unit"]}
    opening = {row["unit"]: row["closing"] for row in before["units"] if row["closing"]} if before else {}
    assert {row["unit"]: row["opening"] for row in units if row["opening"]} == opening
    flows = Counter((row["unit"], row["effect"]) for row in told["flows"])
    assert {(row["unit"], key): row[key] for row in units for key in ("new", "closed", "void") if row[key]} == flows
    states = {key: n for key, n in told["coverage"].items() if key != "denominator"}
    assert sum(states.values()) == told["coverage"]["denominator"] == DOORS and min(states.values()) >= 0
    assert (before or {}).get("number") == (told["previous"] or {}).get("number")
