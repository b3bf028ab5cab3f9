"""A paper made of what its day needs says the same as one made of everything there ever was."""

import random

import pytest
from alembic import command
from sqlalchemy import func, select

from server.domain.clock import text_of
from server.domain.days import shifted
from server.storage import dated, tables
from server.storage.coverage_day import coverage_of
from server.storage.db import reading
from server.storage.forerunners import forerunners
from server.storage.heard import said_between
from server.storage.migrations import alembic_config, upgrade
from server.storage.state import State
from server.sync.rebuild import differences, rebuilt
from server.sync.types.sheet import preview
from tests.people import ADA, ALICE, BOB, DORA, GUS, HAL, PAM, PROJECT, SAM, TOM, finding, visit

DAYS, SEEDS = 30, (1, 2, 3)
FIRMS = {"o4": GUS, "o5": SAM, "o6": TOM}
BUILDINGS = ("SZ-B01", "SZ-B02", "SZ-B03", "SZ-B10")


class Works:
    """A month in which firms file or not, twice or not; decisions are answered or not; cases stay or come back."""

    def __init__(self, compound, clock, seed: int) -> None:
        self.compound, self.clock, self.dice = compound, clock, random.Random(seed)
        self.decisions: list[tuple[str, str]] = []
        self.cases: list[str] = []

    def say(self, author, type, body, **more) -> dict:
        self.clock.later(seconds=1)
        return self.compound.say(author, type, body, **more)

    def file(self) -> None:
        for firm in FIRMS.values():
            for _ in range(self.dice.choice((0, 1, 1, 2))):
                told = {"facade": self.dice.randrange(500)} if self.dice.random() < 0.2 else {}
                self.say(firm, "filing.recorded", {
                    "day": self.compound.today(), "quantities": told, "people": {"workers": self.dice.randrange(40)},
                    "faces": [{"building": one, "item": "facade"} for one in self.dice.sample(BUILDINGS, 2)],
                    "tomorrow": [{"work": "basket", "count": 1}], "outages": []})

    def decide(self) -> None:
        for id, unit in [one for one in self.decisions if self.dice.random() < 0.3]:
            self.say(FIRMS[unit], "decision.moved", {"decision": id, "done": self.dice.random() < 0.6, "reason": "雨"})
        for line in range(1, self.dice.choice((1, 1, 3))):
            unit = self.dice.choice(list(FIRMS))
            said = {"meeting": self.compound.today(), "line": line, "text": f"第{line}项", "unit": unit}
            self.decisions.append((self.say(PAM, "decision.recorded", said)["id"], unit))

    def escalate(self, found: list[str]) -> None:
        for case in [one for one in self.cases if self.dice.random() < 0.15]:
            self.say(DORA, "case.answered", {"case": case, "answer": "已协调"})
        if self.dice.random() < 0.4:
            about = {"finding": self.dice.choice(found)} if found and self.dice.random() < 0.7 else {}
            who = self.dice.choice((BOB, PAM, HAL))
            self.cases.append(self.say(who, "case.escalated", {"tier": "district", "ask": "请协调", **about})["id"])

    def walk(self) -> list[str]:
        found = [finding(kind=self.dice.choice(("safety", "coordination"))) for _ in range(2)]
        told = visit(f"{self.dice.choice(BUILDINGS)}-E1", self.compound.today(), outcome="findings", findings=found)
        self.say(ALICE, "visit.recorded", told)
        return [one["id"] for one in found]


@pytest.fixture
def everything(monkeypatch):
    """`everything()`: from now on the readers give all there is, as if nothing bounded them."""
    def unbounded() -> None:
        def every(session, kind):
            return State(session, PROJECT).all(kind)
        monkeypatch.setattr(dated, "filings_for", lambda session, *_: list(every(session, "filing").values()))
        monkeypatch.setattr(dated, "filings_before", lambda session, *_: list(every(session, "filing").values()))
        monkeypatch.setattr(dated, "decisions_for", lambda session, *_: every(session, "decision"))
        monkeypatch.setattr(dated, "cases_for", lambda session, *_: every(session, "case"))
    yield unbounded


@pytest.mark.parametrize("seed", SEEDS)
def test_bounded_and_unbounded_readers_give_the_same_paper(compound, clock, everything, monkeypatch, seed):
    works, found, papers = Works(compound, clock, seed), list[str](), {}

    def said(look=compound.engine) -> tuple:
        day = compound.today()
        with reading(look) as session:
            state = State(session, PROJECT)
            return tuple(preview(state, "daily", one, text_of(clock())) for one in (day, shifted(day, -1))
                         if one >= newest) + (coverage_of(session, PROJECT, day),)
    newest = ""
    for nr in range(DAYS):
        clock.set(f"{shifted('2023-06-14', nr)}T10:00:00+08:00")
        found += works.walk()
        works.file()
        works.decide()
        works.escalate(found[-12:])
        if works.dice.random() < 0.7:
            issued = {"day": compound.today(), "tier": "daily", "expects_version": 1}
            assert works.say(PAM, "sheet.issued", issued)["outcome"] == "applied"
            newest = compound.today()
        clock.later(minutes=1)
        papers[nr] = said()
        with monkeypatch.context():
            before = {name: getattr(dated, name) for name in
                      ("filings_for", "filings_before", "decisions_for", "cases_for")}
            everything()
            assert said() == papers[nr], compound.today()
            for name, was in before.items():
                monkeypatch.setattr(dated, name, was)
    with rebuilt(PROJECT, compound.engine) as memory:
        assert said(memory) == papers[DAYS - 1]
    assert differences(PROJECT, compound.engine) == []
    assert _says_something(papers.values())


def _says_something(papers) -> bool:
    """Old filings, old decisions and old cases were on some paper, or nothing was compared."""
    told = [one["sections"] for paper in papers for one in paper[:-1]]
    return (any("以前遗留" in paper[1]["sentence"] for paper in told) and any(paper[5]["rows"] for paper in told)
            and any("数" in paper[4]["quantities"] for paper in told))


def test_an_answer_is_given_to_the_paper_after_it_by_the_order_of_the_log(compound):
    """Answered within the very second of the cut, or with a clock of another year: the rows of the log decide."""
    case = compound.say(PAM, "case.escalated", {"tier": "district", "ask": "请协调"})["id"]
    compound.say(DORA, "case.answered", {"case": case, "answer": "已协调"}, at="2023-06-01T10:00:00.000+08:00")
    with reading(compound.engine) as look:
        cut = State(look, PROJECT).changed_at("case", case)
        for after, expected in ((cut - 1, {case}), (cut, set())):
            said = said_between(look, PROJECT, after, cut)
            assert said == expected and set(dated.cases_for(look, PROJECT, [], said)) == expected
        assert set(dated.cases_for(look, PROJECT, [], None)) == {case}, "before the first paper every answer is new"


def test_an_older_database_finds_its_papers_after_the_upgrade(compound, clock):
    """Downgraded, written and covered things and all, and brought up again: row for row what the log gives."""
    works, found = Works(compound, clock, 4), list[str]()
    for nr in range(6):
        clock.set(f"{shifted('2023-06-14', nr)}T10:00:00+08:00")
        found += works.walk()
        works.file()
        works.decide()
        works.escalate(found)
        works.say(PAM, "sheet.issued", {"day": compound.today(), "tier": "daily", "expects_version": 1})
        works.say(ALICE, "day.closed", {"day": compound.today(), "visits": []})
        works.say(BOB, "notice_of_day.set", {"day": compound.today(), "text": "大风"})
    for id, _ in works.decisions[:1]:
        works.say(PAM, "decision.moved", {"decision": id, "done": True})
        works.say(ADA, "event.redacted", {"target": id, "reason": "依法遮盖"})
    config = alembic_config(compound.engine)
    command.downgrade(config, "0004")
    upgrade(compound.engine)
    assert differences(PROJECT, compound.engine) == []
    with reading(compound.engine) as look:
        kinds = set(look.scalars(select(tables.dated.c.kind)))
        assert kinds == set(dated.KINDS)
        assert look.scalar(select(func.count()).where(tables.finding_row.c.repeat_of.is_not(None))) > 0


def test_repeats_are_counted_through_forerunners_nobody_reads(compound, clock):
    """Four times the same: the chain is followed to its end, from whichever finding one asks."""
    ids = []
    for nr in range(4):
        clock.set(f"{shifted('2023-06-14', 2 * nr)}T10:00:00+08:00")
        one = finding(unit="o5")
        compound.say(ALICE, "visit.recorded", visit(f"SZ-B0{nr % 3 + 1}-E1", compound.today(), outcome="findings",
                                                    findings=[one]))
        compound.say(BOB, "finding.moved", {"finding": one["id"], "move": "issue", "from": {}, "unit": "o5",
                                            "due": "D1"})
        ids.append(one["id"])
    chain = [compound.look("finding", id)["repeat_of"] for id in ids]
    with reading(compound.engine) as look:
        known = forerunners(look, PROJECT, ids[-1:])
        told = preview(State(look, PROJECT), "daily", compound.today(), text_of(clock()))
    assert known == {id: {"id": id, "repeat_of": before} for id, before in zip(ids, chain, strict=True) if id in chain}
    assert chain == [None, *ids[:-1]]
    assert any("重复4次" in row["tags"] for part in told["annex"]["ledger"] for row in part["rows"])
