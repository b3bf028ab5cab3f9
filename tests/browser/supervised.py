"""A compound with work for those who supervise: findings to review, repairs to re-inspect, reports with an answer."""

import hashlib
import io
import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from server.demo.photos import Photo, photo
from tests.browser.office import HERE, Office
from tests.people import ALICE, BOB, CAROL, SAM, TOM, Compound, Person, finding, visit

DOOR, SIDE, OTHER_DOOR = "SZ-B03-E2", "SZ-B03-FE", "SZ-B01-E1"


@cache
def shot(scene: str, plate: str, after: bool, taken_at: Any) -> Photo:
    return photo(scene, plate, taken_at, after=after)


class Day:
    """What happened so far; `ids` names the findings by what is to be done with them.

    `painted`: the photos are drawn and can be uploaded; else they are only named, as if still on other phones.
    """

    def __init__(self, compound: Compound, *, painted: bool = True) -> None:
        self.compound = compound
        self.painted = painted
        self.ids: dict[str, str] = {}
        self.photos: list[Photo] = []

    def picture(self, scene: str, *, after: bool = False) -> list[dict[str, Any]]:
        """One photo of the scene, as an envelope names it; it is uploaded with `upload`."""
        if not self.painted:
            sha = hashlib.sha256(f"{scene} {after} {len(self.ids)}".encode()).hexdigest()
            return [{"sha256": sha, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "source": "camera",
                     "preview": None}]
        taken = self.compound.clock().replace(minute=0, second=0, microsecond=0)
        self.photos.append(shot(scene, "3-2", after, taken))
        return [self.photos[-1].entry()]

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

    def upload(self, origin: str) -> None:
        """The pictures arrive too."""
        office = Office(origin, ALICE)
        for one in self.photos:
            for sha, raw in ((one.sha256, one.jpeg), (one.preview_sha256, one.preview)):
                answer = office.put(f"{HERE}/blobs/{sha}", data=io.BytesIO(raw), headers={"Content-Type": "image/jpeg"})
                assert answer.ok, answer.text
        office.close()


def reviews(day: Day) -> None:
    """Six findings wait for review: urgent, severe, ordinary ones, one disputed, one sent back."""
    day.file("plain", DOOR, "scaffold")
    day.file("twin", DOOR, "scaffold", text="东侧脚手架缺挡脚板")
    day.file("urgent", SIDE, "gondola", item="GON-04", severity=3, urgent=True, text="2号吊篮未设置独立安全绳")
    day.file("unsorted", OTHER_DOOR, "puddle", item=None, severity=1, unit=None, text="一楼走道积水")
    day.file("disputed", "SZ-B10-E1", "crack", item="FAC-01", severity=1, text="窗下抹灰空鼓")
    day.move(BOB, "disputed", "issue", unit="o6", due="D3")
    day.move(TOM, "disputed", "dispute", text="不是我单位施工范围")
    day.file("asked", "SZ-B10-E2", "canopy", item="FALL-01", severity=1, text="雨篷下有杂物")
    day.move(BOB, "asked", "ask", text="照片看不清，请补近景")


def rechecks(day: Day) -> None:
    """Repairs at two doors and a face; one is above a specialist."""
    day.repaired("first", DOOR, "balcony", item="BAL-01", severity=1, text="三层阳台栏杆高度不足")
    day.repaired("second", DOOR, "cable", item="TEMP-01", severity=2, text="楼道内电缆拖地")
    day.repaired("third", OTHER_DOOR, "fence", by=TOM, item="FALL-01", severity=1, unit="o6",
                 text="临边防护缺一道横杆")
    day.repaired("severe", SIDE, "scaffold", item="SCF-01", severity=3, text="连墙件缺失3处")


def answers(day: Day) -> None:
    """What became of an inspector's reports: every sentence there is."""
    reviews(day)
    rechecks(day)
    day.move(BOB, "plain", "issue", unit="o5", due="D1")
    day.move(BOB, "twin", "merge", target=day.ids["plain"])
    day.file("rejected", "SZ-B02-E1", "pipe", item="FAC-01", severity=1, text="立管根部渗水")
    day.move(BOB, "rejected", "reject", text="现状符合设计图纸")
    day.move(BOB, "first", "pass")
    day.move(BOB, "second", "fail", "cable", text="只改了一部分")
    later = day.compound.clock() + timedelta(days=3)
    day.move(SAM, "plain", "extend_ask", new_due=later.isoformat(), text="材料未到场")
    day.move(CAROL, "severe", "confirm", confirmed=True)
