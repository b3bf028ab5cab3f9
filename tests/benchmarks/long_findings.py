"""What is found on the days of long works, counted back from the last, and who finds it and puts it right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.domain import catalogue
from tests.benchmarks.scribe import minted, picture
from tests.people import ALICE, GUS, SAM, SHANGHAI, TOM, Person, finding

LAST = date(2026, 6, 30)
VISITS, FOUND, AGAIN = 150, 20, 2
HUGO = Person("u13", "何市政", "subcontractor", "o8")
WALKERS = (ALICE, *(Person(f"u{nr}", f"巡查{nr}", "inspector", "o2") for nr in range(14, 19)))
UNITS = {"o4": GUS, "o5": SAM, "o6": TOM, "o8": HUGO}
CODES = [row["code"] for row in catalogue.items()]


@dataclass(frozen=True)
class Found:
    """The nr-th finding of the day `back` days before the last."""

    back: int
    nr: int

    @property
    def id(self) -> str:
        return minted("finding", self.back, self.nr)

    @property
    def of(self) -> "Found":
        """Whose place, item and unit it has: its own, or those of one closed on this very morning."""
        return Found(self.back + 4, self.nr + AGAIN) if self.nr < AGAIN else self

    @property
    def combination(self) -> int:
        """No item of a unit comes again for five weeks, unless it is to be found again."""
        return (-self.of.back * FOUND + self.of.nr) % (len(CODES) * len(UNITS))

    @property
    def unit(self) -> str:
        return list(UNITS)[self.combination // len(CODES)]

    def filed(self, door: str) -> dict:
        """As its visit names it."""
        sha = picture("before", self.id)["sha256"]
        return finding(CODES[self.combination % len(CODES)], id=self.id, unit=self.unit, place=door,
                       severity=2 if self.nr % 3 == 0 else 1, kind=("safety", "quality")[self.nr % 2], photos=[sha],
                       text=f"第{self.nr}处：缺挡脚板约三米，作业层未满铺脚手板")


def walked(count: int, found: int) -> list[int]:
    """Which of the day's visits are made when only so many are: those with one of the first `found` findings first."""
    numbers = {nr: finding_of(nr) for nr in range(VISITS)}
    here = [nr for nr, number in numbers.items() if number is not None and number < found]
    return sorted([*here, *(nr for nr, number in numbers.items() if number is None)][:count])


def finding_of(nr: int) -> int | None:
    """Which finding of the day is made on this visit, if any."""
    every = VISITS // FOUND
    return nr // every if nr % every == 0 and nr // every < FOUND else None


def at_hour(back: int, hour: float) -> datetime:
    """That hour in Shanghai on the day `back` days before the last."""
    day = LAST - timedelta(days=back)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(hours=hour)
