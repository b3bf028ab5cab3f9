"""What 外檐分包乙 has on this site, told to nobody but itself, those above it and those who check."""

import hashlib
import uuid
from dataclasses import asdict, dataclass

from tests import people
from tests.people import ALICE, BOB, CAROL, PAM, SAM, TOM
from tests.pictures import saved, with_corner
from tests.web.calls import HERE

UNIT = "o5"
DAY = "2023-06-14"


@dataclass(frozen=True)
class Told:
    """Ids, words and hashes of the unit's things; one more of these names things that do not exist."""

    finding: str
    event: str
    held: str
    notice: str
    decision: str
    case: str
    filing: str
    number: str
    text: str
    position: str
    reply: str
    internal: str
    ask: str
    work: str
    before: str
    after: str
    person: str = SAM.name
    firm: str = "乙装饰工程有限公司"
    short: str = "外檐分包乙"

    def words(self) -> list[str]:
        """Everything no stranger's answer may hold."""
        return list(asdict(self).values())


def nothing() -> Told:
    """The same shape about things nobody ever recorded."""
    ids = {name: str(uuid.uuid4()) for name in ("finding", "event", "held", "notice", "decision", "case", "filing")}
    return Told(**ids, number="AQ-20230614-777", text="没有说过的话", position="没有的部位", reply="没有的回复",
                internal="没有的内部意见", ask="没有的请示", work="没有的作业", before="0" * 64, after="1" * 64,
                person="没有的人", firm="没有的公司", short="没有的简称")


class Site:
    """The compound before and after the unit's story; `told` is known once it has happened."""

    def __init__(self, compound, browser):
        self.compound, self.browser = compound, browser
        self.told: Told | None = None

    def begin(self) -> None:
        """Another unit has its own finding at the same place, so that its pages are not empty."""
        id = self._filed(people.finding("ROOF-01", kind="quality", unit=TOM.org, text="卷材空鼓"))[0]
        self._say(BOB, "finding.moved", {"finding": id, "move": "issue", "from": {}, "due": "D1"})

    def happen(self) -> Told:
        """Filed with a picture, issued, noticed, replied, talked about, put to the street, decided on, printed."""
        before, after = self._picture(ALICE, 321), self._picture(SAM, 322)
        words = {"text": "密目网脱落两处", "position": "五层东南角", "reply": "已重新绑扎牢固",
                 "internal": "该队第三次整改", "ask": "请街道协调吊篮进场", "work": "吊篮移位拆装"}
        found = people.finding("SCF-01", text=words["text"], position=words["position"], unit=UNIT,
                               photos=[before["sha256"]])
        finding, event = self._filed(found, blobs=[before])
        move = {"finding": finding, "from": {}}
        self._say(BOB, "finding.moved", {**move, "move": "issue", "due": "D1"})
        ids = {"notice": self._say(BOB, "notice.issued", {
            "kind": "supervision", "findings": [finding], "to": UNIT, "text": "网"})}
        self._say(BOB, "comment.added", {"finding": finding, "text": words["internal"], "photos": [], "internal": True})
        self._say(SAM, "finding.moved", {**move, "move": "reply", "text": words["reply"], "photos": [after["sha256"]]},
                  blobs=[after])
        ids["case"] = self._say(CAROL, "case.escalated", {
            "finding": finding, "tier": "street", "ask": words["ask"], "lead": None, "needed_by": None, "text": ""})
        ids["decision"] = self._say(PAM, "decision.recorded", {
            "meeting": DAY, "line": 1, "text": words["ask"], "unit": UNIT, "due": None, "finding": finding})
        ids["filing"] = self._say(SAM, "filing.recorded", {
            "day": DAY, "tomorrow": [{"work": "basket", "count": 1, "place": "SZ-B03", "text": words["work"]}]})
        ids["held"] = self._say(SAM, "comment.added", {
            "finding": str(uuid.uuid4()), "text": words["reply"], "photos": [], "internal": False}, outcome="held")
        self._say(PAM, "sheet.issued", {"day": DAY, "tier": "daily", "expects_version": 1})
        number = self.compound.look("finding", finding)["number"]
        self.told = Told(finding=finding, event=event, number=number, before=before["sha256"],
                         after=after["sha256"], **words, **ids)
        return self.told

    def _filed(self, found: dict, **more) -> tuple[str, str]:
        event = self._say(ALICE, "visit.recorded", people.visit(
            "SZ-B03-E2", DAY, outcome="findings", findings=[found]), **more)
        return found["id"], event

    def _say(self, author, type, body, outcome="applied", **more) -> str:
        receipt = self.compound.say(author, type, body, **more)
        assert receipt["outcome"] == outcome, receipt
        return receipt["id"]

    def _picture(self, author, width: int) -> dict:
        raw = saved(with_corner(width))
        sha = hashlib.sha256(raw).hexdigest()
        assert self.browser(author).ask("PUT", f"{HERE}/blobs/{sha}", data=raw,
                                        content_type="image/jpeg").status_code == 201
        return {"sha256": sha, "size": len(raw), "type": "image/jpeg", "w": width, "h": 480, "taken_at": None,
                "source": "camera", "geo": None, "preview": None}
