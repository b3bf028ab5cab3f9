"""Whoever holds a phone in a simulation: records, loses it for a moment, goes on, and remembers what it was told."""

import random
import threading
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.faults.fleet import Crashed
from tests.faults.work import Act, clean, next_act
from tests.people import Person

AT = "2023-06-14T09:30:00.000+08:00"
ROUND_CHANCE, STEPS_TO_CRASH_MAX = 0.45, 60


class SimulatedPhone(Protocol):
    """What a simulation asks of a phone, scripted in Python or the product's own in JavaScript."""

    person: Person
    broken_receipts: int
    """How often the office said of something receipted that it is missing (I3)."""

    def sign_in(self) -> bool: ...
    def record(self, type: str, body: dict[str, Any], photos: list[bytes], at: str, **envelope: Any) -> str: ...
    def round(self) -> bool: ...
    def crash_after(self, steps: int | None) -> None: ...
    def restart(self) -> None: ...
    def waiting(self) -> int: ...
    def shown(self) -> dict[tuple[str, str], Any]: ...
    def missing(self, own: set[str]) -> set[str]: ...
    def kept(self) -> dict[str, tuple[int, str, str]]: ...
    def pictures(self) -> dict[str, str]: ...
    def cursor(self) -> str: ...


@dataclass
class Hand:
    """One person with one phone, which dies in a share `crash_chance` of his acts.

    `told`: ids the phone said were saved; `faults`: what it noticed to be wrong.
    """

    name: str
    phone: SimulatedPhone
    rng: random.Random
    crash_chance: float = 0.0
    told: list[str] = field(default_factory=list)
    own: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)
    crashes: int = 0
    faults: list[str] = field(default_factory=list)
    _last_seq: int = 0

    def work(self, acts: int, stop: threading.Event) -> None:
        """That many acts, a round now and then, a crash here and there."""
        for _ in range(acts):
            if stop.is_set():
                return
            if self.rng.random() < self.crash_chance:
                self.phone.crash_after(self.rng.randint(1, STEPS_TO_CRASH_MAX))
            try:
                self._act(next_act(self.rng, self.phone.person, self.phone.shown(), self.own))
                if self.rng.random() < ROUND_CHANCE:
                    self.exchange()
            except Crashed:
                self.crashes += 1
                self.phone.restart()

    def exchange(self) -> bool:
        """One round, signing in first when the office no longer knows us; whether nothing failed."""
        done = self.phone.round() or (self.phone.sign_in() and self.phone.round())
        self._watch_cursor()
        self._watch_own()
        return done

    def drain(self, rounds: int, *, stuck: int = 0) -> None:
        """After the faults: rounds until nothing waits but the `stuck` ones the network never lets through."""
        for _ in range(rounds):
            done = self.exchange()
            if self.phone.waiting() <= stuck and (done or stuck):
                return
        self.faults.append(f"{self.name} still had {self.phone.waiting()} to send after {rounds} rounds, {stuck} stuck")

    def wake(self) -> None:
        """Start the phone for good."""
        self.phone.restart()
        self.phone.crash_after(None)

    def plant(self) -> str:
        """Record what the network will not let through; its id."""
        self._act(clean(self.rng, self.phone.person, [], []))
        return self.told[-1]

    def forget_cursor(self) -> None:
        """Another epoch, or a server that was quietly set back: the cursor may go back once."""
        self._last_seq = 0

    def _act(self, act: Act) -> None:
        id = self.phone.record(act.type, act.body, act.photos, AT, **act.envelope)
        self.told.append(id)
        if act.type == "visit.recorded" and "author" not in act.envelope:
            self.own.append((id, act.body))
            self.visible.add(id)
        if act.type == "visit.withdrawn":
            self.visible.discard(act.body["target"])
        self._watch_own()

    def _watch_own(self) -> None:
        """From "saved" on an own visit is seen at every instant, and never twice (I10)."""
        missing = self.phone.missing(self.visible)
        self.faults += [f"{self.name} does not see own visit {id} once" for id in sorted(missing)]
        self.visible -= missing

    def _watch_cursor(self) -> None:
        """Within one epoch a cursor never goes back (I9); a start from zero is one."""
        seq = int(self.phone.cursor().split(".")[0])
        if 0 < seq < self._last_seq:
            self.faults.append(f"{self.name}: the cursor went back from {self._last_seq} to {seq}")
        self._last_seq = max(seq, self._last_seq) if seq else 0
