"""One simulated day under faults: people with phones, a bad network, two servers that are killed; then a check."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from tests import people
from tests.faults.checker import Report, check
from tests.faults.hands import Hand, SimulatedPhone
from tests.faults.mischief import MISCHIEF, Mischief
from tests.faults.network import Network
from tests.faults.points import CRASH_POINTS
from tests.faults.servers import Farm
from tests.faults.stage import SERVERS, Stage
from tests.faults.watcher import Watcher
from tests.waiting import until

CREW = {"alice": people.ALICE, "alice2": people.ALICE, "bob": people.BOB, "carol": people.CAROL, "gus": people.GUS,
        "sam": people.SAM, "pam": people.PAM}
"""Phone by phone; one inspector has two. Two reviewers decide at once, a firm and its subcontractor answer."""

ACTS, FAULT_RATE, CRASH_CHANCE = 8, 0.25, 0.15
KILL_EVERY_S, POINT_CHANCE, DATABASE_CHANCE = (0.2, 0.9), 0.6, 0.2
ROUNDS_MAX = 8
STALL_S = 0.5
Crew = dict[str, SimulatedPhone]
Client = Callable[[str, random.Random, str], AbstractContextManager[Crew]]
"""Given the origin of the network, chance and perhaps a mutant, everybody's phone for one simulation."""


@dataclass
class Outcome:
    """What a simulation did, and what was wrong afterwards."""

    seed: int
    report: Report
    faults: int = 0
    kills: int = 0
    crashes: int = 0
    seconds: float = 0.0
    by_fault: dict[str, int] = field(default_factory=dict)


def simulate(stage: Stage, seed: int, client: Client, mutant: str = "", crash_chance: float = CRASH_CHANCE,
             mischief: Mischief = MISCHIEF) -> Outcome:
    """Play the day of this seed on a fresh database, heal everything, and check all invariants."""
    started, rng = time.monotonic(), random.Random(seed)
    with ExitStack() as stack:
        data, engine, store = stack.enter_context(stage.fresh(mutant))
        farm = stage.farm
        network = stack.enter_context(Network(farm.ports, rng.getrandbits(64), 0.0, stall_s=STALL_S, mischief=mischief))
        crew = stack.enter_context(client(network.origin, rng, mutant))
        hands = [Hand(name, phone, random.Random(rng.random()), crash_chance) for name, phone in crew.items()]
        watcher = Watcher(engine, store)
        kills = disturb(stage, network, hands, rng)
        heal(farm, network, hands)
        watcher.stop()
        report = check(engine, store, data / "blobs" / "incoming", hands, farm.ports()[0])
        report.wrong += watcher.faults
        report.lost += [f"{hand.name} had {hand.phone.broken_receipts} receipts for what was missing later"
                        for hand in hands if hand.phone.broken_receipts]
        return Outcome(seed, report, network.counts.total(), kills, sum(hand.crashes for hand in hands),
                       time.monotonic() - started, dict(network.counts))


def disturb(stage: Stage, network: Network, hands: list[Hand], rng: random.Random) -> int:
    """Everybody works at once while the network fails and servers die; how often one was killed."""
    for hand in hands:
        until(hand.phone.sign_in, f"a database that was shot to let {hand.name} in")
        hand.exchange()
    network.poison.add(hands[0].plant())
    network.unhealthy(FAULT_RATE)
    stop, killer = threading.Event(), Killer(stage, rng)
    working = [threading.Thread(target=hand.work, args=(ACTS, stop), daemon=True) for hand in hands]
    for thread in [*working, killer]:
        thread.start()
    for thread in working:
        thread.join()
    killer.stop()
    return killer.kills


def heal(farm: Farm, network: Network, hands: list[Hand]) -> None:
    """The faults end; late duplicates come; every phone exchanges until nothing waits, first beside the poison."""
    network.healthy()
    network.replay()
    for i in range(SERVERS):
        farm.kill(i)
        farm.start(i)
        farm.wait_ready(i)
    for hand in hands:
        hand.wake()
    hands[0].drain(ROUNDS_MAX, stuck=1)
    network.poison.clear()
    for hand in hands:
        hand.drain(ROUNDS_MAX)
    for hand in hands:
        hand.exchange()     # news of what the others have sent since


class Killer(threading.Thread):
    """SIGKILLs a server about every second, at once or at a named point, and starts it again; sometimes PostgreSQL."""

    def __init__(self, stage: Stage, rng: random.Random) -> None:
        super().__init__(daemon=True)
        self.stage, self.rng, self.kills = stage, random.Random(rng.random()), 0
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.wait(self.rng.uniform(*KILL_EVERY_S)):
            self.kills += 1
            if not (self.rng.random() < DATABASE_CHANCE and self.stage.crash_database()):
                self._kill_server(self.rng.randrange(SERVERS))

    def stop(self) -> None:
        """No more kills; waits for the one under way."""
        self._stopping.set()
        self.join(30)

    def _kill_server(self, which: int) -> None:
        self.stage.farm.kill(which)
        point = f"{self.rng.choice(sorted(CRASH_POINTS.values()))}:{self.rng.randint(1, 6)}"
        self.stage.farm.start(which, *([point] if self.rng.random() < POINT_CHANCE else []))
