"""Many phones in one Node process, each the app's real sync core: started, told what to do, killed."""

import itertools
import json
import os
import subprocess
import threading
from concurrent.futures import Future
from typing import Any

from tests.people import PASSWORD, Person
from tests.steps.tools import JS, javascript_modules, node

SECONDS = 120


class Crashed(Exception):
    """The phone died while it did this, or was dead already."""


class Refused(Exception):
    """The phone answered with an error, `name: message`."""


class Fleet:
    """The process, a context manager; `origin` is what every phone calls. Usable from several threads.

    `mutant` names a fault of tests/js/fleet/mutants.json to be sown into the phones' code.
    """

    def __init__(self, origin: str, mutant: str = "") -> None:
        self.origin, self.mutant = origin, mutant
        self._ids = itertools.count(1)
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> "Fleet":
        javascript_modules()
        self.process = subprocess.Popen([node(), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", JS / "fleet.mjs",
                                         self.origin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "MUTANT": self.mutant})
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(30)
        self._reader.join(10)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def phone(self, name: str) -> "JsPhone":
        """The phone of this name, fresh from the shop when it is new."""
        return JsPhone(self, name)

    def call(self, phone: str, do: str, *, seconds: float = SECONDS, **values: Any) -> dict[str, Any]:
        """Tell one phone to do something; its answer. Raises Crashed, Refused, TimeoutError."""
        answer: Future[dict[str, Any]] = Future()
        with self._lock:
            id = next(self._ids)
            self._waiting[id] = answer
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps({"id": id, "phone": phone, "do": do, **values}) + "\n")
            self.process.stdin.flush()
        said = answer.result(seconds)
        if said.get("crashed"):
            raise Crashed(f"{phone} during {do}")
        if "error" in said:
            raise Refused(said["error"])
        return said

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            self._waiting.pop(said.pop("id")).set_result(said)
        for left in self._waiting.values():
            left.set_exception(RuntimeError("the fleet's process ended"))


class JsPhone:
    """One phone. Every method raises Crashed when the phone dies in between or is dead."""

    def __init__(self, fleet: Fleet, name: str) -> None:
        self.fleet = fleet
        self.name = name

    def _do(self, do: str, **values: Any) -> dict[str, Any]:
        return self.fleet.call(self.name, do, **values)

    def sign_in(self, person: Person) -> dict[str, Any]:
        """{person, project, projects} as the server knows them."""
        return self._do("sign_in", login=person.login, password=PASSWORD)

    def record(self, type: str, body: dict[str, Any], photos: list[dict[str, Any]] | None = None,
               after: list[str] | None = None) -> dict[str, Any]:
        """{saved: id, n, digest: of the event's bytes, sha256: of photos and previews}, once the phone said "saved".

        A photo is {bytes_b64} or {seed, size in bytes}; `@0` in the body stands for the first one's hash.
        """
        return self._do("record", type=type, body=body, photos=photos or [], after=after or [])

    def round(self, *, all: bool = False) -> dict[str, Any]:
        """The outcome of one exchange; `all` verifies everything kept."""
        return self._do("round", all=all)

    def crash(self) -> None:
        """Kill the page; the storage stays."""
        try:
            self._do("crash")
        except Crashed:
            return

    def crash_at(self, k: int, seed: int = 0) -> None:
        """Die at the k-th call of network or storage from now (from 1), before or after it as `seed` decides."""
        self._do("crash_at", k=k, seed=seed)

    def restart(self) -> None:
        """Start the app anew on what the storage holds."""
        self._do("restart")

    def refuse(self, at: int | None) -> None:
        """The storage has no room for the at-th put from now; None: for all again."""
        self._do("refuse", at=at)

    def dump(self) -> dict[str, Any]:
        """Everything the phone keeps and shows: events, blobs, things, cursor, seq, own_visible, pending."""
        return self._do("dump")

    def clone(self, name: str) -> "JsPhone":
        """A second phone with all that is in this one, cookies included."""
        self._do("clone", **{"as": name})
        return JsPhone(self.fleet, name)

    def wipe(self) -> None:
        """The browser clears its storage and keeps its cookies."""
        self._do("wipe")

    def clock(self, offset_ms: int) -> None:
        """Set the phone's clock this far ahead of the real one."""
        self._do("clock", offset_ms=offset_ms)
