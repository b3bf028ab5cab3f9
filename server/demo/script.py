"""The play: steps in order of time, each done by somebody's phone through the real HTTP API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.demo.cast import BY_KEY
from server.demo.darkroom import Darkroom
from server.demo.phone import Phone
from server.demo.times import ScriptClock, day_at, instant
from server.demo.wire import Wire

PROJECT, DISTRICT = "p1", "d1"
"""The compound, and the district whose brief tells of it."""

DESKS = ("pm", "district")
"""Who works at a desk in the office; everybody else has a phone."""

OFFICE = ("district", 2)
"""The district's liaison in her own project; under number 1 she sits in the compound's."""

SECRETARY = ("pm", 1)
"""Whose desk the compound's papers are issued at."""

DRIFT = {"yang": timedelta(minutes=8)}
"""Whose phone's clock is wrong, and by how much."""


@dataclass
class Script:
    """`day` is the day shown; every other day is a distance from it. What comes after `until`, if given, is not played.
    """

    day: str
    clock: ScriptClock
    host: str
    port: int
    password: str
    until: datetime | None = None
    darkroom: Darkroom = field(default_factory=Darkroom)
    phones: dict[tuple[str, int], Phone] = field(default_factory=dict)
    _steps: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def at(self, distance: int, time: str, step: Callable[[], None]) -> None:
        """Have a step done on that day and time; equal times keep the order they were written in."""
        self._steps.append((self.when(distance, time), len(self._steps), step))

    def when(self, distance: int, time: str) -> datetime:
        """The instant of `09:12` on the day `distance` days from the one shown."""
        return instant(day_at(self.day, distance), time)

    def day_at(self, distance: int) -> str:
        """The day that many days from the one shown."""
        return day_at(self.day, distance)

    def play(self) -> int:
        """Do all steps in their order, the clock moving along; how many."""
        steps = sorted((step for step in self._steps if self.until is None or step[0] <= self.until),
                       key=lambda step: step[:2])
        for at, _, step in steps:
            self.clock.advance(at)
            step()
        return len(steps)

    def phone(self, who: str, nr: int = 1) -> Phone:
        """Somebody's phone, signed in at its first use."""
        if (who, nr) not in self.phones:
            project = DISTRICT if (who, nr) == OFFICE else PROJECT
            phone = Phone(BY_KEY[who], project, Wire(self.host, self.port), self.clock, self.clock.tick, nr=nr,
                          desk=who in DESKS, drift=DRIFT.get(who, timedelta(0)))
            phone.sign_in(self.password)
            self.phones[who, nr] = phone
        return self.phones[who, nr]

    def close(self) -> None:
        """Hang up everywhere."""
        self.darkroom.close()
        for phone in self.phones.values():
            phone.wire.close()
