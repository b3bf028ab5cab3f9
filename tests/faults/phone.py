"""A scripted phone for volume: the client of protocol.md §4 without screens, whose memory can be lost at any call.

What a browser keeps in IndexedDB is its `Disk`; every change of it is one step that happens whole or not at all.
"""

import base64
import hashlib
import json
import random
import uuid
from dataclasses import replace
from typing import Any

from tests.faults.disk import Disk, Kept
from tests.faults.fleet import Crashed
from tests.faults.line import Answer, Line
from tests.people import PASSWORD, PROJECT, Person

HERE = f"/api/v1/projects/{PROJECT}"
FEED_LIMIT = 50


class PythonPhone:
    """A phone in somebody's hand; raises Crashed from whatever it is doing once its time has come."""

    def __init__(self, port: int, person: Person, rng: random.Random) -> None:
        self.person, self.disk, self.line = person, Disk(), Line(port)
        self.signed_out = True
        self.broken_receipts = 0
        self._rng = rng
        self._steps_left: int | None = None

    def crash_after(self, steps: int | None) -> None:
        """Die at that many calls or writes from now; None: live on."""
        self._steps_left = steps

    def restart(self) -> None:
        """Memory is lost, the disk is not."""
        self._steps_left = None

    def sign_in(self) -> bool:
        """True when the office knows this person again."""
        body = json.dumps({"login": self.person.login, "password": PASSWORD}).encode()
        answer = self._ask("POST", "/api/v1/session", body, Content_Type="application/json")
        if answer.status in (200, 201) and answer.said.get("person"):
            self.signed_out = False
        return not self.signed_out

    def record(self, type: str, body: dict[str, Any], photos: list[bytes], at: str, **envelope: Any) -> str:
        """Freeze one event and its pictures in one step; the id once it is "saved on this phone"."""
        id, names = str(uuid.uuid4()), [hashlib.sha256(one).hexdigest() for one in photos]
        told = [{"sha256": name, "size": len(one), "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None,
                 "source": "camera", "geo": None, "preview": None} for name, one in zip(names, photos, strict=True)]
        said = {"id": id, "v": 1, "type": type, "project": PROJECT, "author": self.person.id, "org": self.person.org,
                "device": self.disk.device, "n": self.disk.n + 1, "after": [], "at": at, "skew_ms": 0,
                "app": "1.0.0", "blobs": told, "body": body, **envelope}
        raw = json.dumps(said, ensure_ascii=False).encode()
        kept = Kept(id, said["n"], said["author"], raw, hashlib.sha256(raw).hexdigest(), tuple(names))
        self._step()
        self.disk.n += 1
        self.disk.events[id] = kept
        for name, one in zip(names, photos, strict=True):
            self.disk.blobs.setdefault(name, (one, "queued"))
        self._step()
        return id

    def round(self) -> bool:
        """Check in, events by number, pictures smallest first, news, verification; whether nothing failed."""
        if self.signed_out or not self._check_in():
            return False
        ended = [self._send_event(one) for one in sorted(self.disk.events.values(), key=lambda one: one.n)
                 if one.state == "queued"]
        ended += [self._send_blob(name) for name, (raw, state) in
                  sorted(self.disk.blobs.items(), key=lambda one: len(one[1][0])) if state == "queued"]
        return all([*ended, self._pull(), self._verify()])

    def waiting(self) -> int:
        """What has not safely arrived, records and pictures."""
        states = [*(one.state for one in self.disk.events.values()), *(state for _, state in self.disk.blobs.values())]
        return sum(state in ("queued", "receipted") for state in states)

    def shown(self) -> dict[tuple[str, str], Any]:
        """(kind, id) → state, as replicated."""
        return self.disk.things

    def missing(self, _own: set[str]) -> set[str]:
        """It has no screen on which an own visit could be missing."""
        return set()

    def kept(self) -> dict[str, tuple[int, str, str]]:
        """id → (n, sha256 of the bytes, state) of every event."""
        return {one.id: (one.n, hashlib.sha256(one.raw).hexdigest(), one.state) for one in self.disk.events.values()}

    def pictures(self) -> dict[str, str]:
        """sha256 → state of every picture."""
        return {name: state for name, (_, state) in self.disk.blobs.items()}

    def cursor(self) -> str:
        """Where the next page begins."""
        return self.disk.cursor

    def _check_in(self) -> bool:
        said = {"device": self.disk.device, "app": "1.0.0", "at": "2023-06-14T09:00:00+08:00", "n": self.disk.n,
                "holds": {"events": 0, "blobs": 0, "bytes": 0, "oldest_at": None, "visits": {}}}
        answer = self._ask("POST", f"{HERE}/checkin", json.dumps(said).encode(), Content_Type="application/json")
        self.signed_out = self.signed_out or answer.signed_out
        return answer.status == 200 and "server_time" in answer.said

    def _send_event(self, one: Kept) -> bool:
        digest = base64.b64encode(bytes.fromhex(one.sha256)).decode()
        answer = self._ask("PUT", f"{HERE}/events/{one.id}", one.raw, Content_Type="application/json",
                           Content_Digest=f"sha-256=:{digest}:")
        if answer.is_receipt(one.sha256, one.id):
            verdict = {name: answer.said.get(name) for name in ("outcome", "reasons", "seq")}
            self._keep(replace(one, state="receipted", verdict=verdict))
            return True
        if word := answer.stops():
            self._keep(replace(one, state=f"attention {word}"))
        self.signed_out = self.signed_out or answer.signed_out
        return False

    def _send_blob(self, name: str) -> bool:
        raw, _ = self.disk.blobs[name]
        answer = self._ask("PUT", f"{HERE}/blobs/{name}", raw, Content_Type="image/jpeg")
        if not answer.is_receipt(name):
            return False
        self._step()
        self.disk.blobs[name] = (raw, "receipted")
        return True

    def _pull(self) -> bool:
        for _ in range(200):
            answer = self._ask("GET", f"{HERE}/feed?after={self.disk.cursor}&limit={FEED_LIMIT}")
            page = answer.said
            if answer.status != 200 or not (page.get("reset") or isinstance(page.get("items"), list)):
                return False
            self._step()
            if page.get("reset") or self.disk.view not in (None, page["view"]):
                self.disk.cursor, self.disk.things, self.disk.view = "0", {}, page["view"]
                continue
            self._apply(page)
            if not page["more"]:
                return True
        return False

    def _apply(self, page: dict[str, Any]) -> None:
        """One page and its cursor, in one step."""
        for item in page["items"]:
            if item["state"] is None:
                self.disk.things.pop((item["kind"], item["id"]), None)
            else:
                self.disk.things[item["kind"], item["id"]] = item["state"]
        self.disk.cursor, self.disk.view = page["next"], page["view"]

    def _verify(self) -> bool:
        events = [one for one in self.disk.events.values() if one.state == "receipted"]
        blobs = [name for name, (_, state) in self.disk.blobs.items() if state == "receipted"]
        if not events and not blobs:
            return True
        body = json.dumps({"events": [one.id for one in events], "blobs": blobs}).encode()
        answer = self._ask("POST", f"{HERE}/have", body, Content_Type="application/json")
        if answer.status != 200 or "missing_events" not in answer.said:
            return False
        self._step()
        gone = {*answer.said["missing_events"], *answer.said["missing_blobs"]}
        self.broken_receipts += len(gone)
        for one in events:
            self.disk.events[one.id] = replace(one, state="queued" if one.id in gone else "confirmed")
        for name in blobs:
            self.disk.blobs[name] = (self.disk.blobs[name][0], "queued" if name in gone else "confirmed")
        return True

    def _keep(self, one: Kept) -> None:
        self._step()
        self.disk.events[one.id] = one

    def _ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        self._step()
        answer = self.line.ask(method, path, body, **headers)
        self._step()
        return answer

    def _step(self) -> None:
        if self._steps_left is None:
            return
        self._steps_left -= 1
        if self._steps_left <= 0:
            self._steps_left = None
            raise Crashed
