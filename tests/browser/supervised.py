"""A compound with work for those who supervise: findings to review, repairs to re-inspect, reports with an answer."""

import hashlib
import io
import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from server.demo.paint import Canvas
from server.demo.photos import SCENES
from server.domain import catalogue
from tests.browser.office import HERE
from tests.browser.phone import Phone
from tests.people import ALICE, BOB, CAROL, SAM, TOM, Compound, Person, finding, visit

DOOR, SIDE, OTHER_DOOR = "SZ-B03-E2", "SZ-B03-FE", "SZ-B01-E1"


SIZE = (960, 720)
ITEMS = ("SCF-03", "SCF-06")
"""Of the catalogue, beside those the compound has anyway."""


@cache
def drawn(scene: str, after: bool, nr: int) -> bytes:
    """The scene as a small photo, quickly drawn; another `nr` gives another picture of it."""
    canvas = Canvas(f"{scene} {nr}", scene_seed=f"{scene} {nr}")
    SCENES[scene](canvas, after)
    out = io.BytesIO()
    canvas.image.resize(SIZE).save(out, "JPEG", quality=75)
    return out.getvalue()


class Day:
    """What happened so far; `ids` names the findings by what is to be done with them.

    `painted`: the photos are drawn and `bring` uploads them; else they are only named, as if still on other phones.
    """

    def __init__(self, compound: Compound, *, painted: bool = True) -> None:
        self.compound = compound
        self.painted = painted
        self.ids: dict[str, str] = {}
        self.photos: dict[str, bytes] = {}
        for code in ITEMS:
            state = {**(catalogue.item(code) or {}), "id": code}
            assert compound.say(None, "setup.changed", {"kind": "item", "id": code, "state": state})["outcome"] == "applied"

    def picture(self, scene: str, *, after: bool = False) -> list[dict[str, Any]]:
        """One photo of the scene, as an envelope names it."""
        raw = drawn(scene, after, len(self.ids)) if self.painted else f"{scene} {after} {len(self.ids)}".encode()
        sha = hashlib.sha256(raw).hexdigest()
        self.photos[sha] = raw
        width, height = SIZE
        return [{"sha256": sha, "size": len(raw), "type": "image/jpeg", "w": width, "h": height, "source": "camera",
                 "preview": None}]

    def file(self, name: str, place: str, scene: str = "", *, by: Person = ALICE, **more: Any) -> str:
        """A finding reported at the place."""
        blobs = self.picture(scene) if scene else []
        body = finding(place=place, photos=[blob["sha256"] for blob in blobs], **more)
        self.say(by, "visit.recorded", visit(place, self.compound.today(), outcome="findings", findings=[body]),
                 blobs)
        self.ids[name] = str(body["id"])
        return self.ids[name]

    def move(self, by: Person, name: str, move: str, scene: str = "", *, after: bool = False,
             **more: Any) -> None:
        """One move of a finding, with a photo of the scene if one is named."""
        blobs = self.picture(scene, after=after) if scene else []
        self.say(by, "finding.moved", {
            "finding": self.ids[name], "move": move, "from": {"state": "submitted", "round": 1},
            "photos": [blob["sha256"] for blob in blobs], **more}, blobs)

    def repaired(self, name: str, place: str, scene: str, *, by: Person = SAM, **more: Any) -> str:
        """A finding issued and answered: it waits for its re-inspection."""
        self.file(name, place, scene, **more)
        self.move(BOB, name, "issue", unit=by.org, due="D1")
        self.move(by, name, "reply", scene, after=True, text="已按要求整改到位，请复查")
        return self.ids[name]

    def say(self, by: Person, type: str, body: dict[str, Any], blobs: list[dict[str, Any]]) -> None:
        receipt = self.compound.say(by, type, body, blobs=blobs, id=str(uuid.uuid4()))
        assert receipt["outcome"] == "applied", receipt

    def bring(self, phone: Phone) -> None:
        """The pictures arrive too, in the session of whoever is signed in."""
        for sha, raw in self.photos.items():
            answer = phone.chromium.context.request.put(
                f"{phone.origin}{HERE}/blobs/{sha}", data=raw,
                headers={"Origin": phone.origin, "Content-Type": "image/jpeg"})
            assert answer.ok, answer.text()


def reviews(day: Day) -> None:
    """Six findings wait for review: urgent, severe, ordinary ones, one disputed, one sent back."""
    day.file("plain", DOOR, "scaffold", item="SCF-06", position="门口外架第3步")
    day.file("twin", DOOR, "scaffold", item="SCF-06", position="门口外架第3步",
             text="门口脚手架缺挡脚板")
    day.file("urgent", SIDE, "gondola", item="GON-04", severity=3, urgent=True, position="2号吊篮",
             text="2号吊篮未设置独立安全绳")
    day.file("unsorted", OTHER_DOOR, "puddle", item=None, severity=1, unit=None, position="一层走道",
             text="一楼走道积水")
    day.file("disputed", "SZ-B10-E1", "crack", item="FAC-01", severity=1, position="二层窗下",
             text="窗下抹灰空鼓")
    day.move(BOB, "disputed", "issue", unit="o6", due="D3")
    day.move(TOM, "disputed", "dispute", text="不是我单位施工范围")
    day.file("asked", "SZ-B10-E2", "canopy", item="FALL-01", severity=1, position="雨篷下",
             text="雨篷下有杂物")
    day.move(BOB, "asked", "ask", text="照片看不清，请补近景")


def rechecks(day: Day) -> None:
    """Repairs at two doors and a face; one is above a specialist."""
    day.repaired("first", DOOR, "balcony", item="BAL-01", severity=1, position="三层阳台",
                 text="三层阳台栏杆高度不足")
    day.repaired("second", DOOR, "cable", item="TEMP-01", severity=2, position="二层楼道", text="楼道内电缆拖地")
    day.repaired("third", OTHER_DOOR, "fence", by=TOM, item="FALL-01", severity=1, unit="o6",
                 position="一层坡道旁", text="临边防护缺一道横杆")
    day.repaired("severe", SIDE, "scaffold", item="SCF-03", severity=3, position="四层、五层",
                 text="连墙件缺失3处")


def answers(day: Day) -> None:
    """What became of an inspector's reports: every sentence there is."""
    reviews(day)
    rechecks(day)
    day.move(BOB, "plain", "issue", unit="o5", due="D1")
    day.move(BOB, "twin", "merge", target=day.ids["plain"])
    day.file("rejected", "SZ-B02-E1", "pipe", item="FAC-01", severity=1, position="立管根部",
             text="立管根部渗水")
    day.move(BOB, "rejected", "reject", text="现状符合设计图纸")
    day.move(BOB, "first", "pass")
    day.move(BOB, "second", "fail", "cable", text="只改了一部分")
    later = day.compound.clock() + timedelta(days=3)
    day.move(SAM, "plain", "extend_ask", new_due=later.isoformat(), text="材料未到场")
    day.move(CAROL, "severe", "confirm", confirmed=True)
