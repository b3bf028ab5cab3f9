"""The network of a simulation: a seeded HTTP proxy that loses, cuts, doubles, delays and spoils requests.

It reads every request whole, picks one of the servers that are meant to be up, and does mischief to some. One
request per connection; Host and Origin stay as the client said them. A server that refuses is a reset to the
client. The same seed and the same order of requests make the same choices.
"""

import contextlib
import random
import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.mischief import MISCHIEF, Mischief, Trip, can_befall, pass_on
from tests.faults.road import PATIENCE_S, Road
from tests.faults.wire import Message, read_request
from tests.listener import reset


@dataclass(eq=False)
class _Hold:
    others: int
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, eq=False)
class _Kept:
    request: Message
    due: int
    dice: random.Random


class Network(Road):
    """Between phones and `targets()`, the ports of servers; a share `rate` of requests meets one of `mischief`.

    `only_api`: what is not below /api/ passes unharmed. `stall_s`: the longest stall; `hold_s`: how long at most
    others may overtake. `counts`: the faults so far, by name.
    """

    hold_s = 0.5

    def __init__(self, targets: Callable[[], list[int]], seed: int, rate: float, *, only_api: bool = True,
                 stall_s: float = 1.0, mischief: Mischief = MISCHIEF) -> None:
        super().__init__()
        self.targets, self.rate, self.only_api, self.stall_s = targets, rate, only_api, stall_s
        self.mischief = mischief
        self.counts: Counter[str] = Counter()
        self.poison: set[str] = set()
        self._dice = random.Random(seed)
        self._passed = 0
        self._out = 0
        self._holds: set[_Hold] = set()
        self._kept: list[_Kept] = []
        self._stalled: set[socket.socket] = set()

    def stop(self) -> None:
        """Nobody can connect, what was open is reset, and nothing is waited for."""
        self._let_go()
        super().stop()

    def healthy(self) -> None:
        """No more mischief: outages, stalls and holds end now, and what is slow goes on at once."""
        self.rate = 0.0
        self.calm.set()
        self._let_go()

    def unhealthy(self, rate: float) -> None:
        """Mischief to a share `rate` of requests (again)."""
        self.calm.clear()
        self.rate = rate

    def replay(self) -> int:
        """Send everything kept for later once more, now; how many were answered."""
        with self._lock:
            due, self._kept = self._kept, []
        return sum(map(self._send_again, due))

    def meet(self, guest: socket.socket, stopping: threading.Event) -> None:
        """One request, one answer or a reset."""
        guest.settimeout(PATIENCE_S)
        with contextlib.suppress(ConnectionAbortedError), self.keeping(guest), guest.makefile("rb") as stream:
            try:
                request = read_request(stream)
                if request is not None:
                    self._carry(guest, request)
            except (OSError, ValueError):
                reset(guest)

    def send_aside(self, request: Message, dice: random.Random) -> threading.Thread:
        """Send the same at the same time, perhaps to another server; nobody reads that answer."""
        return self.spawn(self._send_again, _Kept(request, 0, dice))

    def keep(self, request: Message, after: int, dice: random.Random) -> None:
        """Send it once more when `after` further requests are through, or at `replay`."""
        with self._lock:
            self._kept.append(_Kept(request, self._passed + 1 + after, dice))

    def hold(self, others: int) -> None:
        """Return when so many others are through, or after `hold_s`."""
        mine = _Hold(others)
        with self._lock:
            self._holds.add(mine)
        if not self.calm.is_set():
            mine.over.wait(self.hold_s)
        with self._lock:
            self._holds.discard(mine)

    def stall(self, client: socket.socket) -> None:
        """Return when the client has given up, or after `stall_s`."""
        with self._lock:
            self._stalled.add(client)
        client.settimeout(self.stall_s)
        with contextlib.suppress(OSError):
            if not self.calm.is_set():
                client.recv(1)
        with self._lock:
            self._stalled.discard(client)

    def stalled(self) -> int:
        """How many requests are stalled now."""
        return len(self._stalled)

    def begin_outage(self, requests: int) -> None:
        """Reset the next so many requests."""
        with self._lock:
            self._out = requests

    def _carry(self, guest: socket.socket, request: Message) -> None:
        """Raises OSError for what is to end in a reset."""
        harmless = self.only_api and not request.path.startswith("/api/")
        with self._lock:
            dice = self._dice if harmless else random.Random(self._dice.getrandbits(64))
            act = pass_on if harmless else self._choose(request, dice)
        try:
            act(Trip(self, guest, request, self._port(dice), dice))
        finally:
            self._one_more_is_through()

    def _choose(self, request: Message, dice: random.Random) -> Callable[[Trip], None]:
        if any(part in request.path for part in self.poison):
            return Trip.reset
        unlucky = dice.random() < self.rate
        names = [name for name in self.mischief if can_befall(name, request)]
        if self._out > 0:
            self._out -= 1
            return Trip.reset
        if not unlucky or not names:
            return pass_on
        name = dice.choices(names, [self.mischief[name][0] for name in names])[0]
        self.counts[name] += 1
        return self.mischief[name][1]

    def _port(self, dice: random.Random) -> int:
        """Of a server that is meant to be up. Raises ConnectionRefusedError if none is."""
        ports = self.targets()
        if not ports:
            raise ConnectionRefusedError("no server")
        return ports[int(dice.random() * len(ports))]

    def _one_more_is_through(self) -> None:
        with self._lock:
            self._passed += 1
            for one in self._holds:
                one.others -= 1
                if one.others <= 0:
                    one.over.set()
            due = [one for one in self._kept if one.due <= self._passed]
            self._kept = [one for one in self._kept if one not in due]
        for one in due:
            self.spawn(self._send_again, one)

    def _send_again(self, kept: _Kept) -> bool:
        try:
            self.ask(kept.request, self._port(kept.dice))
        except (OSError, ValueError):
            return False
        return True

    def _let_go(self) -> None:
        with self._lock:
            self._out = 0
            holds, stalled = list(self._holds), list(self._stalled)
        for one in holds:
            one.over.set()
        for client in stalled:
            reset(client)
