"""App servers on one set of data that are killed without mercy and back a tenth of a second later."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.steps.tools import ROOT
from tests.waiting import until

SOON = 0.005


class Farm:
    """`count` servers on `data`, forked from one process that has imported the application; a context manager.

    Settings are those of the environment, as for tests/servers.py; `now` is where their clocks start. Their ports
    stay the same, and nobody else gets them, for the life of the farm. What they print is kept in `log`.
    """

    def __init__(self, data: Path, count: int = 2, *, now: str | None = None, **settings: str) -> None:
        self.now = now
        self._stand_on(data, settings)
        self._reserved = [_reserved() for _ in range(count)]
        self._wanted: set[int] = set()
        self._alive: set[int] = set()
        self._statuses: dict[int, int] = {}
        self._told = threading.Thread(target=self._listen, daemon=True)
        self._zygote: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Farm":
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._zygote = subprocess.Popen([sys.executable, "-m", "tests.faults.zygote"], cwd=ROOT, bufsize=0,
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                            start_new_session=True)
        self._told.start()
        try:
            self._start_all()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._zygote is not None and self._zygote.stdin and self._zygote.stdout
        self._zygote.stdin.close()      # it kills its children and buries them
        try:
            self._zygote.wait(30)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
        self._told.join(30)
        self._zygote.stdout.close()
        for one in self._reserved:
            one.close()

    def move(self, data: Path, *, mutant: str = "", **settings: str) -> None:
        """Kill all and start them on other data: what has been imported serves many data, one after the other.

        `mutant` names a fault of tests/faults/mutants.py to be sown into them.
        """
        for i in range(len(self._reserved)):
            self.kill(i)
        self._stand_on(data, settings)
        self.environment["MUTANT"] = mutant
        self._start_all()

    def _stand_on(self, data: Path, settings: dict[str, str]) -> None:
        self.data, self.log = data, data / "servers.log"
        self.environment = {"XUNLOU_DATA": str(data), **{f"XUNLOU_{key}": value for key, value in settings.items()}}

    def _start_all(self) -> None:
        for i in range(len(self._reserved)):
            self.start(i)
            self.wait_ready(i)      # one after the other: the first one migrates

    @property
    def group(self) -> int:
        """The process group of all of them."""
        assert self._zygote is not None
        return self._zygote.pid

    def port(self, i: int) -> int:
        """Where server `i` listens whenever it is up."""
        return int(self._reserved[i].getsockname()[1])

    def ports(self) -> list[int]:
        """Of the servers that are meant to be up: started and not killed by us."""
        return [self.port(i) for i in sorted(self._wanted)]

    def start(self, i: int, *kill_at: str) -> None:
        """Fork server `i` (again), perhaps with crash points `MODULE:NAME:WHEN:N`; it answers a moment later."""
        assert i not in self._alive, f"server {i} is running"
        self._statuses.pop(i, None)
        self._order(start=i, port=self.port(i), environment=self.environment, log=str(self.log), now=self.now,
                    kill_at=kill_at)
        until(lambda: i in self._alive or i in self._statuses, f"the fork of server {i}", every=SOON)
        self._wanted.add(i)

    def kill(self, i: int) -> None:
        """SIGKILL server `i` at once; nothing is flushed, no handler runs. One that is dead already stays dead."""
        self._wanted.discard(i)
        self._order(kill=i)
        until(lambda: i not in self._alive, f"the death of server {i}", every=SOON)

    def dead(self) -> list[int]:
        """Servers that were meant to be up and died by themselves, at a crash point."""
        return sorted(self._wanted - self._alive)

    def status(self, i: int) -> int | None:
        """How server `i` last ended: -9 by SIGKILL; None while it lives."""
        return self._statuses.get(i)

    def wait_ready(self, i: int) -> None:
        """Return when server `i` answers; a failed test if it died instead."""
        until(lambda: self._answers(i), f"server {i} on port {self.port(i)}", seconds=60, every=SOON)

    def wait_dead(self, i: int) -> None:
        """Return when server `i` has died at its crash point."""
        until(lambda: i in self.dead(), f"the crash of server {i}", every=SOON)

    def _answers(self, i: int) -> bool:
        assert i in self._alive, f"server {i} died: {self.log.read_text(errors='replace')[-4000:]}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port(i), timeout=10)
        try:
            connection.request("GET", "/api/v1/hello")
            return connection.getresponse().status == 200
        except http.client.HTTPException:
            return False
        finally:
            connection.close()

    def _order(self, **order: Any) -> None:
        assert self._zygote is not None and self._zygote.stdin
        self._zygote.stdin.write(json.dumps(order).encode() + b"\n")

    def _listen(self) -> None:
        """What the zygote tells, as it tells it."""
        assert self._zygote is not None and self._zygote.stdout
        for line in self._zygote.stdout:
            said = json.loads(line)
            if "started" in said:
                self._alive.add(said["started"])
            else:
                self._statuses[said["died"]] = said["status"]
                self._alive.discard(said["died"])


def _reserved() -> socket.socket:
    """A port bound but not listened on: refused like a dead server's, and never given to somebody else.

    Linux lets another socket with SO_REUSEADDR listen on it all the same.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held
