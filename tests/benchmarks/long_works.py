"""Works that go on for years: each day the same amount of everything, so that only what is past grows.

A day: 150 visits of six inspectors, 20 of them with a finding (two of them found again), each issued at once, answered on
the second day and closed on the third, so that 60 stand open after every meeting; filings of four firms, reports of the
day, decisions, a case a week, stages, and the sheet of every day. Days are counted back from the last, so that the last
days of a short project and of a long one say the same. None is shorter than what phones are told of (30 days): one with few
visits walks, before the last two days, hardly further than where something is found.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine

from server.domain import catalogue
from server.storage.db import transaction
from server.storage.migrations import upgrade
from tests import people
from tests.benchmarks.big_compound import grow, say
from tests.benchmarks.long_findings import (
    FOUND,
    HUGO,
    LAST,
    UNITS,
    VISITS,
    WALKERS,
    Found,
    at_hour,
    finding_of,
    walked,
)
from tests.benchmarks.scribe import Scribe, hurry, minted, picture
from tests.people import BOB, DORA, HAL, PAM, Compound, Person, visit

DAYS_MIN, FULL_DAYS = 35, 2
MILESTONES = 5


def fill(engine: Engine, visits: int) -> int:
    """Let a project work until it has about so many visits; the number of days."""
    days = max(DAYS_MIN, round(visits / VISITS))
    each = max(FOUND, min(VISITS, round((visits - FULL_DAYS * VISITS) / (days - FULL_DAYS))))
    work(engine, [each] * (days - FULL_DAYS) + [VISITS] * FULL_DAYS)
    return days


def work(engine: Engine, visits: list[int], found: int = FOUND) -> None:
    """Found the project; then one day after the other with so many visits, of which `found` find something."""
    upgrade(engine)
    hurry(engine)
    days = len(visits)
    then = at_hour(days, 9)
    people.settle(engine, then)
    compound = Compound(engine, lambda: then)
    doors = grow(compound)
    _staff(compound)
    for nr, count in enumerate(visits):
        back = days - 1 - nr
        with transaction(engine) as session:
            Day(Scribe(session, at_hour(back, 7)), back, days, doors, walked(count, found)).play()


def _staff(compound: Compound) -> None:
    say(compound, "org", "o8", {"name": "丁市政工程有限公司", "short": "市政分包丁", "kind": "subcontractor",
                                "parent": "o4", "order": 8})
    for one in (HUGO, *WALKERS[1:]):
        say(compound, "person", one.id, {"name": one.name, "org": one.org, "role": one.role})


class Day:
    """One day of the works, said by those who work."""

    def __init__(self, scribe: Scribe, back: int, days: int, doors: list[str], walks: list[int]) -> None:
        self.scribe, self.back, self.days, self.doors, self.walks = scribe, back, days, doors, walks
        self.found = [nr for walk in walks if (nr := finding_of(walk)) is not None]
        self.day = (LAST - timedelta(days=back)).isoformat()

    def play(self) -> None:
        """From the first walk to the issued sheet."""
        if self.back == self.days - 1:
            self._plan()
        self._settle()
        self._walk()
        self._firms()
        self._reports()
        self._decide()
        self._case()
        self._sheet()

    def _say(self, author: Person, type: str, body: dict, *what: object, **more: object) -> str:
        id = minted(type, self.back, *what)
        self.scribe.say(author, type, body, id, **more)
        return id

    def _earlier(self, days: int) -> Iterator[Found]:
        """What was found so many days ago, if the project was at work by then."""
        if self.back + days < self.days:
            yield from (Found(self.back + days, nr) for nr in self.found)

    def _settle(self) -> None:
        """Repaired since the day before yesterday, looked at again the day after."""
        for one in self._earlier(3):
            self._say(BOB, "finding.moved", {"finding": one.id, "move": "pass", "from": {}}, "pass", one.nr)
        for one in self._earlier(2):
            after = picture("after", one.id)
            self._say(UNITS[one.unit], "finding.moved", {"finding": one.id, "move": "reply", "from": {},
                      "text": "已补齐并固定", "photos": [after["sha256"]]}, "reply", one.nr, blobs=[after])

    def _door(self, nr: int) -> str:
        return self.doors[(nr * 37 - self.back * 11) % len(self.doors)]

    def _walk(self) -> None:
        self.scribe.at(at_hour(self.back, 8))
        for nr in self.walks:
            walker, found = WALKERS[nr % len(WALKERS)], finding_of(nr)
            place, told, blobs = self._door(nr), {}, []
            if found is not None:
                one = Found(self.back, found)
                place = self.doors[(one.of.nr * 29 - one.of.back * 11) % len(self.doors)]
                told, blobs = {"outcome": "findings", "findings": [one.filed(place)]}, [picture("before", one.id)]
            elif nr % 25 == 3:
                told = {"outcome": "no_access", "reason": {"code": "locked"}}
            device = {"device": minted("device", walker.id), "n": (self.days - self.back) * VISITS + nr}
            self._say(walker, "visit.recorded", visit(place, self.day, **told), nr, blobs=blobs, **device)
        for one in (Found(self.back, nr) for nr in self.found):
            self._say(BOB, "finding.moved", {"finding": one.id, "move": "issue", "from": {}, "unit": one.unit,
                                             "due": "D3"}, "issue", one.nr)

    def _firms(self) -> None:
        self.scribe.at(at_hour(self.back, 16))
        buildings = sorted({door.rsplit("-", 1)[0] for door in self.doors})
        for nr, (unit, firm) in enumerate(UNITS.items()):
            here = [buildings[(nr * 5 + shift - self.back) % len(buildings)] for shift in range(5)]
            self._say(firm, "filing.recorded", {
                "day": self.day, "people": {"managers": 5, "workers": 40},
                "faces": [{"building": one, "item": "facade"} for one in here], "outages": [],
                "tomorrow": [{"work": "basket", "count": 3, "place": here[0]}],
                "quantities": {"facade": 100 + self.days - self.back} if unit == "o4" else {}}, unit)

    def _reports(self) -> None:
        for nr, walker in enumerate(WALKERS):
            told = [{"visit": minted("visit.recorded", self.back, at), "place": self._door(at)}
                    for at in self.walks if at % len(WALKERS) == nr]
            self._say(walker, "day.closed", {"day": self.day, "visits": told, "weather": "晴 31℃"}, walker.id)
        self._say(BOB, "notice_of_day.set", {"day": self.day, "text": "大风，吊篮停用"})

    def _decide(self) -> None:
        """Three a meeting, answered on the next day."""
        units = list(UNITS)
        for nr in range(3):
            unit = units[(nr - self.back) % len(units)]
            self._say(PAM, "decision.recorded", {"meeting": self.day, "line": nr + 1, "text": f"补齐第{nr}处防护",
                                                 "unit": unit, "due": self.day}, nr)
            if self.back + 1 < self.days:
                before = minted("decision.recorded", self.back + 1, nr)
                firm = UNITS[units[(nr - self.back - 1) % len(units)]]
                self._say(firm, "decision.moved", {"decision": before, "done": True}, nr)

    def _case(self) -> None:
        """One a week, answered three days later."""
        if self.back % 7 == 4:
            self._say(PAM, "case.escalated", {"tier": "district", "ask": "请协调燃气改线", "lead": "区住建委"})
        if self.back % 7 == 1 and self.back + 3 < self.days:
            case = minted("case.escalated", self.back + 3)
            self._say(DORA, "case.answered", {"case": case, "answer": "已协调，三日内改线"})

    def _plan(self) -> None:
        """倒排工期, and where each building stands."""
        buildings = sorted({door.rsplit("-", 1)[0] for door in self.doors})
        items = [row["id"] for row in catalogue.words("work_items")][:MILESTONES]
        for building in buildings:
            for item in items:
                self._say(HAL, "milestone.set", {"building": building, "item": item, "stage": "done",
                                                 "planned": LAST.isoformat()}, building, item)
                self._say(BOB, "stage.set", {"building": building, "item": item, "stage": "working",
                                             "date": self.day}, building, item)

    def _sheet(self) -> None:
        self.scribe.at(at_hour(self.back, 17.3))
        self._say(PAM, "sheet.prepared", {"day": self.day, "tier": "daily", "weather": "晴 31℃", "chair": "冯指挥"})
        if self.back:       # the last day's meeting is the one that is measured
            self._say(PAM, "sheet.issued", {"day": self.day, "tier": "daily", "expects_version": 1})
