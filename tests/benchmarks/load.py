"""Phones that bring visits as fast as they are taken: each visit one record, two photos and their previews."""

import base64
import hashlib
import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.people import PASSWORD, PROJECT, Person, finding, visit

HERE = f"/api/v1/projects/{PROJECT}"
PHOTO_BYTES, PREVIEW_BYTES, PHOTOS = 300_000, 40_000, 2
NOISE = hashlib.shake_256(b"xunlou").digest(PHOTO_BYTES)
TIMEOUT_S = 60


@dataclass(frozen=True)
class Call:
    """One PUT; the body is put together when it is sent, so that thousands wait in little memory."""

    noun: str
    name: str
    sha256: str
    head: bytes
    size: int

    def body(self) -> bytes:
        """`head`, filled up with noise to `size`."""
        return self.head + NOISE[: self.size - len(self.head)]


@dataclass
class Took:
    """What the phones of one run saw: seconds each call took, and what went wrong."""

    calls_s: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    wall_s: float = 0.0


class Phone:
    """One phone on a connection of its own, kept open as browsers do."""

    def __init__(self, port: int, person: Person, device: str) -> None:
        self.port, self.person, self.device, self.n = port, person, device, 0
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        self.cookie = ""

    def sign_in(self) -> None:
        """As on the first screen."""
        said = json.dumps({"login": self.person.login, "password": PASSWORD})
        self.line.request("POST", "/api/v1/session", said, {"Content-Type": "application/json", **self._origin()})
        answer = self.line.getresponse()
        assert answer.status == 200, answer.read()
        self.cookie = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or [])
        answer.read()

    def visit(self, place: str, item: str, at: datetime) -> list[Call]:
        """The calls of one visit: a finding with two photos, its record first, then pictures, smallest first."""
        pictures = [(picture(PREVIEW_BYTES), picture(PHOTO_BYTES)) for _ in range(PHOTOS)]
        named = [{**_told(full, 1536, 2048), "taken_at": None, "source": "camera", "geo": None,
                  "preview": _told(small, 480, 640, typed=False)} for small, full in pictures]
        found = finding(item, photos=[full.sha256 for _, full in pictures])
        self.n += 1
        said = {"id": str(uuid.uuid4()), "v": 1, "type": "visit.recorded", "project": PROJECT, "author": self.person.id,
                "org": self.person.org, "device": self.device, "n": self.n, "after": [], "skew_ms": 0, "app": "1.0.0",
                "at": at.isoformat(timespec="milliseconds"), "blobs": named,
                "body": visit(place, at.date().isoformat(), outcome="findings", findings=[found])}
        raw = json.dumps(said, ensure_ascii=False).encode()
        record = Call("events", said["id"], hashlib.sha256(raw).hexdigest(), raw, len(raw))
        return [record, *(small for small, _ in pictures), *(full for _, full in pictures)]

    def send(self, call: Call) -> tuple[int, float]:
        """(status, seconds) of one call. Raises ValueError for an answer that is no receipt, OSError for none."""
        body = call.body()
        digest = base64.b64encode(bytes.fromhex(call.sha256)).decode()
        kind = "application/json" if call.noun == "events" else "image/jpeg"
        headers = {"Content-Type": kind, "Content-Digest": f"sha-256=:{digest}:", "Cookie": self.cookie, **self._origin()}
        began = time.perf_counter()
        self.line.request("PUT", f"{HERE}/{call.noun}/{call.name}", body, headers)
        answer = self.line.getresponse()
        said = answer.read()
        took = time.perf_counter() - began
        if answer.status not in (200, 201) or json.loads(said).get("sha256") != call.sha256:
            raise ValueError(f"{answer.status} {said[:200]!r}")
        return answer.status, took

    def _origin(self) -> dict[str, str]:
        return {"Origin": f"http://127.0.0.1:{self.port}"}


def picture(size: int) -> Call:
    """A picture nobody has sent before."""
    head = b"\xff\xd8\xff" + uuid.uuid4().bytes
    sha256 = hashlib.sha256(head + NOISE[: size - len(head)]).hexdigest()
    return Call("blobs", sha256, sha256, head, size)


def _told(picture: Call, w: int, h: int, *, typed: bool = True) -> dict[str, object]:
    kind = {"type": "image/jpeg"} if typed else {}
    return {"sha256": picture.sha256, "size": picture.size, "w": w, "h": h, **kind}


def at_once(works: list[Callable[[], None]]) -> float:
    """Do all of them at the same time; the seconds until the last one is done."""
    gate = threading.Barrier(len(works) + 1)

    def begin(work: Callable[[], None]) -> None:
        gate.wait()
        work()

    threads = [threading.Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def bring(phones: list[Phone], visits: list[list[list[Call]]]) -> Took:
    """Each phone brings its visits, one call after the other, all phones at once."""
    took = Took()

    def work(phone: Phone, mine: list[list[Call]]) -> None:
        for call in (call for calls in mine for call in calls):
            try:
                took.calls_s.append(phone.send(call)[1])
            except (OSError, ValueError, http.client.HTTPException) as fault:
                took.wrong.append(f"{call.noun}/{call.name}: {fault!r}")
                phone.line.close()

    took.wall_s = at_once([lambda pair=pair: work(*pair) for pair in zip(phones, visits, strict=True)])
    return took
