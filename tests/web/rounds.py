"""Somebody's phone in a test of the API: its device, its clock, what it still holds, and what its feed has told it."""

import hashlib
import itertools
import uuid
from dataclasses import dataclass, field

from tests.people import Person
from tests.pictures import saved, with_corner
from tests.web.calls import HERE, checkin, put, record

_widths = itertools.count()


@dataclass
class Phone:
    """`things`: {(kind, id): state} as the feed gave them; `verdicts`: {event: (outcome, codes)} of its own records."""

    browser: object
    person: Person
    clock: object
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    cursor: str = "0"
    things: dict = field(default_factory=dict)
    verdicts: dict = field(default_factory=dict)
    unsent: list = field(default_factory=list)
    n: int = 0

    def writes(self, type: str, body: dict, at: str, *, blobs: tuple = (), after: tuple = ()) -> str:
        """Record something now, without a network; the event's id."""
        self.n += 1
        id, raw = record(self.person, type, body, device=self.device, n=self.n, at=at, blobs=list(blobs),
                         after=list(after))
        self.unsent.append((id, raw))
        return id

    def takes(self) -> tuple[dict, bytes]:
        """A picture like no other: (how the envelope names it, its bytes)."""
        width = 300 + next(_widths)
        raw = saved(with_corner(width))
        return {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw), "type": "image/jpeg", "w": width,
                "h": 480, "taken_at": None, "source": "camera", "geo": None, "preview": None}, raw

    def sends(self) -> dict[str, dict]:
        """A network is there: check in, hand in what waited, fetch the feed; {event: receipt}."""
        said = checkin(self.device, self.n, events=len(self.unsent))
        answer = self.browser.ask("POST", f"{HERE}/checkin", json={**said, "at": self.clock().isoformat()})
        assert answer.status_code == 200, answer.text
        receipts = {}
        for id, raw in self.unsent:
            answer = put(self.browser, id, raw)
            assert answer.status_code == 201, answer.text
            receipts[id] = answer.json
        self.unsent.clear()
        self.looks()
        return receipts

    def hands_over(self, raw: bytes) -> None:
        """Upload a picture."""
        sha = hashlib.sha256(raw).hexdigest()
        assert self.browser.ask("PUT", f"{HERE}/blobs/{sha}", data=raw, content_type="image/jpeg").status_code == 201

    def looks(self) -> None:
        """Fetch what changed since last time."""
        while True:
            page = self.browser.ask("GET", f"{HERE}/feed?after={self.cursor}").json
            for item in page["items"]:
                key = item["kind"], item["id"]
                self.things.pop(key, None)
                if item["state"] is not None:
                    self.things[key] = item["state"]
            self.verdicts |= {row["id"]: (row["outcome"], [reason["code"] for reason in row["reasons"]])
                              for row in page["mine"]}
            self.cursor = page["next"]
            if not page["more"]:
                return

    def finding(self, id: str) -> dict | None:
        """A finding as this phone shows it now, or None."""
        self.looks()
        return self.things.get(("finding", id))

    def all(self, kind: str) -> list[dict]:
        """Everything of a kind this phone has."""
        self.looks()
        return [state for (known, _), state in self.things.items() if known == kind]
