"""A scripted phone: its own queue of sealed bytes, check-ins, receipts compared, photos smallest first, the feed."""

import hashlib
import json
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from server.demo.cast import Person
from server.demo.photos import Photo
from server.demo.times import ZONE
from server.demo.wire import Wire

APP = "demo-1.0"
CHECKIN_EVERY = timedelta(seconds=60)


class WrongReceipt(Exception):
    """The server's receipt is not for the bytes that were sent."""


@dataclass
class Queued:
    """One record as sealed on this phone; `place` and `day` are set for visits."""

    id: str
    raw: bytes
    day: str | None
    place: str | None


def uuid_for(*parts: object) -> str:
    """A uuid that follows from what it is for: a second run of the demo makes the same records."""
    seeded = random.Random("xunlou demo " + " ".join(map(str, parts)))
    return str(uuid.UUID(int=seeded.getrandbits(128), version=4))


@dataclass
class Phone:
    """One person's phone. `clock` gives the demo's time, `tick` lets a moment pass before each call."""

    person: Person
    project: str
    wire: Wire
    clock: Callable[[], datetime]
    tick: Callable[[], None]
    nr: int = 1
    desk: bool = False
    """A browser in the office: sends each record as it is made, keeps no queue, numbers nothing, checks in never."""

    online: bool = True
    drift: timedelta = timedelta(0)
    n: int = 0
    queue: list[Queued] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    things: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    visits: list[tuple[str, str, str]] = field(default_factory=list)
    cursor: str = "0"
    _full: set[str] = field(default_factory=set)
    seen_at: datetime | None = None
    sent: int = 0

    @property
    def device(self) -> str:
        """This phone's own id."""
        return uuid_for("device", self.person.key, self.nr)

    def sign_in(self, password: str) -> None:
        """Open a session; the cookie stays in the wire."""
        self.wire.cookies["xunlou_device"] = self.device
        self.wire.ask("POST", "/api/v1/session", {"login": self.person.login, "password": password})

    def record(self, key: str, type: str, body: dict[str, Any], photos: Sequence[Photo] = (), *,
               after: Sequence[str] = (), source: str = "camera") -> str:
        """Seal one record into the queue; its id follows from `key`. Nothing is sent yet."""
        id, self.n = uuid_for("event", key), self.n + 1
        at = _local(self.clock() + self.drift)
        said = {"id": id, "v": 1, "type": type, "project": self.project, "author": self.person.id,
                "org": self.person.org, "device": self.device, "n": None if self.desk else self.n, "after": list(after),
                "at": at.isoformat(timespec="milliseconds"), "skew_ms": None, "app": APP,
                "blobs": [photo.entry(source) for photo in photos], "body": body}
        raw = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        visit = type == "visit.recorded"
        self.queue.append(Queued(id, raw, body["day"] if visit else None, body["place"] if visit else None))
        if visit:
            self.visits.append((id, body["day"], body["place"]))
        for photo in photos:
            self._full.add(photo.sha256)
            self.pictures |= {photo.sha256: photo.jpeg, photo.preview_sha256: photo.preview}
        return id

    def about(self, finding: str) -> dict[str, Any]:
        """The finding as this phone last heard of it, or nothing."""
        return self.things.get(("finding", finding), {})

    def sync(self, *, twice: bool = False) -> None:
        """One round: check-in, records, photos, feed. `twice` sends each record again, as after a lost answer."""
        self.send(twice=twice)
        self.refresh()

    def send(self, *, twice: bool = False) -> None:
        """The first half of a round: everything this phone holds goes out."""
        if not self.online:
            return
        if not self.desk:
            self.check_in()
        while self.queue:
            self._send(self.queue[0], again=twice)
            self.queue.pop(0)
        self._send_pictures()

    def check_in(self, *, force: bool = False) -> None:
        """Say what is still only here; skipped when it was said within a minute."""
        now = self.clock()
        if not force and self.seen_at is not None and now - self.seen_at < CHECKIN_EVERY and not self.queue:
            return
        visits: dict[str, list[str]] = {}
        for item in reversed(self.queue):
            if item.day and item.place:
                visits.setdefault(item.day, []).append(item.place)
        full = sum(1 for sha256 in self.pictures if sha256 in self._full)
        holds = {"events": len(self.queue), "blobs": full,
                 "bytes": sum(len(item.raw) for item in self.queue) + sum(map(len, self.pictures.values())),
                 "oldest_at": None, "visits": visits}
        self._ask("POST", "checkin", {"device": self.device, "app": APP, "n": self.n, "holds": holds,
                                      "at": _local(now + self.drift).isoformat(timespec="milliseconds")})
        self.seen_at = now

    def refresh(self) -> None:
        """Take over what changed, page by page; a second look at the new cursor is the proof of delivery."""
        while self.online:
            page = self._ask("GET", f"feed?after={quote(self.cursor)}")
            for item in page["items"]:
                key = (item["kind"], item["id"])
                if item["state"] is None:
                    self.things.pop(key, None)
                else:
                    self.things[key] = item["state"]
            self.cursor = page["next"]
            if not page["more"]:
                return

    def _send(self, item: Queued, *, again: bool) -> None:
        for _ in range(2 if again else 1):
            self.tick()
            _, said = self.wire.call("PUT", f"/api/v1/projects/{self.project}/events/{item.id}", item.raw, digest=True)
            receipt = json.loads(said)
            if receipt["sha256"] != hashlib.sha256(item.raw).hexdigest() or receipt["id"] != item.id:
                raise WrongReceipt(f"event {item.id}")
            if receipt["outcome"] != "applied":
                raise WrongReceipt(f"{json.loads(item.raw)['type']} {json.loads(item.raw)['body']}: "
                                   f"{receipt['outcome']} {receipt['reasons']}")
        self.sent += 1

    def _send_pictures(self) -> None:
        """Smallest first; what is withheld waits for a better network."""
        for sha256, bytes_ in sorted(self.pictures.items(), key=lambda pair: (len(pair[1]), pair[0])):
            if sha256 in self.withheld:
                continue
            self.tick()
            path = f"/api/v1/projects/{self.project}/blobs/{sha256}"
            _, said = self.wire.call("PUT", path, bytes_, mime="image/jpeg")
            if json.loads(said)["sha256"] != sha256:
                raise WrongReceipt(f"blob {sha256}")
            del self.pictures[sha256]

    def _ask(self, method: str, call: str, said: Any = None) -> Any:
        self.tick()
        return self.wire.ask(method, f"/api/v1/projects/{self.project}/{call}", said)


def _local(at: datetime) -> datetime:
    """The phone shows the time of the place."""
    return at.astimezone(ZONE)
