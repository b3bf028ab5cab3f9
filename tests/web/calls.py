"""The calls of a phone's round, as a phone makes them."""

import base64
import hashlib
import json
import uuid

from tests import people

HERE = "/api/v1/projects/p1"


def record(author=people.ALICE, type="visit.recorded", body=None, **envelope) -> tuple[str, bytes]:
    """(id, bytes) of an event as a phone freezes them."""
    id = str(uuid.uuid4())
    said = {"id": id, "v": 1, "type": type, "project": "p1", "author": author.id, "org": author.org,
            "device": None, "n": None, "after": [], "at": "2023-06-14T08:59:00.000+08:00", "skew_ms": None,
            "app": "0.1.0", "blobs": [], "body": body or people.visit("SZ-B03-E2"), **envelope}
    return id, json.dumps(said, ensure_ascii=False).encode()


def digest(raw: bytes) -> dict[str, str]:
    return {"Content-Digest": f"sha-256=:{base64.b64encode(hashlib.sha256(raw).digest()).decode()}:"}


def put(browser, id: str, raw: bytes, **headers):
    return browser.ask("PUT", f"{HERE}/events/{id}", data=raw, headers={**digest(raw), **headers})


def checkin(device: str, n: int | None = 3, **holds) -> dict:
    return {"device": device, "app": "0.1.0", "at": "2023-06-14T09:00:04+08:00", "n": n,
            "holds": {"events": 0, "blobs": 0, "bytes": 0, "oldest_at": None, "visits": {}, **holds}}
