"""The product's own phone in a simulation: the JavaScript sync core, one of a fleet."""

import base64
import random
from typing import Any

from tests.faults.fleet import Fleet, Refused
from tests.people import Person

NEVER = 10**9
WAITING = ("queued", "receipted")


class JavaScriptPhone:
    """What `Hand` asks of a phone, answered by the real core; raises Crashed while it is dead."""

    def __init__(self, fleet: Fleet, name: str, person: Person, rng: random.Random) -> None:
        self.person = person
        self.inner = fleet.phone(name)
        self._rng = rng
        self.broken_receipts = 0

    def sign_in(self) -> bool:
        """True when the office knows this person again."""
        try:
            self.inner.sign_in(self.person)
        except Refused:
            return False
        return True

    def record(self, type: str, body: dict[str, Any], photos: list[bytes], _at: str, **envelope: Any) -> str:
        """Save one event with its pictures; its own clock says when, and of `envelope` it takes `after` alone."""
        told = [{"bytes_b64": base64.b64encode(one).decode()} for one in photos]
        return str(self.inner.record(type, body, told, envelope.get("after"))["saved"])

    def round(self) -> bool:
        """One exchange; whether nothing failed."""
        outcome = self.inner.round()
        self.broken_receipts += (outcome["verified"] or {"missing": 0})["missing"]
        return not outcome["failed"] and not outcome["signed_out"]

    def crash_after(self, steps: int | None) -> None:
        """Die at that many calls of network or storage from now; None: live on."""
        self.inner.crash_at(steps or NEVER, self._rng.getrandbits(32))

    def restart(self) -> None:
        """A new page on the same storage."""
        self.inner.restart()

    def waiting(self) -> int:
        """What has not safely arrived, records and pictures."""
        held = self.inner.dump()
        return sum(row["state"] in WAITING for row in [*held["events"], *held["blobs"]])

    def shown(self) -> dict[tuple[str, str], Any]:
        """(kind, id) → state, as replicated."""
        return {(kind, id): state for kind, id, state in self.inner.dump()["things"]}

    def missing(self, own: set[str]) -> set[str]:
        """Of these own visits, those a person does not see exactly once."""
        seen = self.inner.dump()["own_visible"]
        return {id for id in own if seen.get(id) != 1}

    def kept(self) -> dict[str, tuple[int, str, str]]:
        """id → (n, sha256 of the bytes, state) of every event."""
        return {row["id"]: (row["n"], row["sha256"], _state(row)) for row in self.inner.dump()["events"]}

    def pictures(self) -> dict[str, str]:
        """sha256 → state of every picture of a record."""
        return {row["sha256"]: _state(row) for row in self.inner.dump()["blobs"] if row["state"] != "draft"}

    def cursor(self) -> str:
        """Where the next page begins."""
        return str(self.inner.dump()["cursor"])


def _state(row: dict[str, Any]) -> str:
    """As the phone says, unless the bytes it should still keep are gone (I12) or are others."""
    if row["state"] != "released" and row["bytes_sha256"] != row["sha256"]:
        return f"{row['state']} without its bytes"
    return str(row["state"])
