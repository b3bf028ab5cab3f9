"""The office as tests reach it: signed-in clients of the server's interface, and what a supervisor sees at the desk."""

import base64
import hashlib
import io
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pypdf
import requests
from playwright.sync_api import Page, expect

from tests import pictures
from tests.people import PASSWORD, PROJECT, Person

HERE = f"/api/v1/projects/{PROJECT}"


class Office(requests.Session):
    """A signed-in client of one server, asked by paths."""

    def __init__(self, origin: str, person: Person) -> None:
        super().__init__()
        self.origin = origin
        self.person = person
        self.headers["Origin"] = origin
        answer = self.post("/api/v1/session", json={"login": person.login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text

    def request(self, method, url, **more):
        return super().request(method, self.origin + url, timeout=30, **more)

    def tell(self, type: str, body: dict[str, Any]) -> dict[str, Any]:
        """Hand one event in, now; the receipt of one that was applied."""
        id = str(uuid.uuid4())
        said = {"id": id, "v": 1, "type": type, "project": PROJECT, "author": self.person.id, "org": self.person.org,
                "device": None, "n": None, "after": [], "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "skew_ms": None, "app": "tests", "blobs": [], "body": body}
        raw = json.dumps(said, ensure_ascii=False).encode()
        digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
        answer = self.put(f"{HERE}/events/{id}", data=raw, headers={
            "Content-Type": "application/json", "Content-Digest": f"sha-256=:{digest}:"})
        assert answer.ok and answer.json()["outcome"] == "applied", answer.text
        return answer.json()

    def photo(self, sha256: str) -> bytes:
        """The photo as it is printed."""
        answer = self.get(f"{HERE}/blobs/{sha256}?as=print")
        assert answer.status_code == 200, answer.text
        return answer.content

    def issue_sheet(self, day: str) -> tuple[dict[str, Any], str]:
        """Issue the first sheet of the day: its content, and the text of its paper without white space."""
        self.tell("sheet.issued", {"day": day, "tier": "daily", "expects_version": 1})
        content = self.get(f"{HERE}/sheets/daily/1").json()["content"]
        paper = self.get(f"{HERE}/sheets/daily/1/pdf")
        assert paper.status_code == 200, paper.text
        pages = pypdf.PdfReader(io.BytesIO(paper.content)).pages
        return content, "".join("".join(page.extract_text().split()) for page in pages)


def corners_at_desk(page: Page) -> list[str]:
    """Where the red corner is in each photo of the finding on this page, as a supervisor sees it on the screen."""
    shown = page.get_by_test_id("photo").locator("img")
    expect(shown.first).to_be_visible()
    corners = []
    for image in shown.all():
        image.evaluate("one => { one.loading = 'eager'; return one.decode() }")
        corners.append(pictures.corner_of(image.screenshot()))
    return corners
