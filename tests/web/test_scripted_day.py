"""A day with eight roles through the real interface: each does his part and reads what he must, and nothing else.

Filed without a network, reviewed, noticed, replied without a network, not passed, replied again, closed.
"""

import re

import pytest

from tests import people
from tests.people import ALICE, ANN, BOB, CAROL, DORA, GUS, HAL, PAM, SAM, TOM, VIC
from tests.web.calls import HERE
from tests.web.desk.office import Office
from tests.web.rounds import Phone

EVERYBODY = (ALICE, ANN, BOB, CAROL, GUS, SAM, PAM, HAL)
STRANGERS = (TOM, DORA, VIC)
INTERNAL = "吊篮班组昨日已口头警告"
REASON = "安全绳仍与悬挂支架共点，未独立设置"
DAY, NEXT = "2023-06-14T", "2023-06-15T"


class Day:
    """Everybody's phone on this day, and the one finding it is about."""

    def __init__(self, browser, clock):
        self.clock = clock
        self.phones = {person: Phone(browser(person), person, clock) for person in (*EVERYBODY, *STRANGERS)}
        self.found = people.finding("GON-04", severity=3, position="1号吊篮", text="安全绳未独立固定", unit=None)
        self.id = self.found["id"]

    def at(self, instant: str) -> None:
        self.clock.set(f"{instant}:00+08:00")

    def move(self, person, name: str, at: str, *, sent: str | None = None, **more) -> dict:
        """A move written at one time and sent at another (or at once); the receipt."""
        phone, blobs = self.phones[person], []
        raw = None
        if more.pop("photo", False):
            photo, raw = phone.takes()
            blobs, more["photos"] = [photo], [photo["sha256"]]
        seen = phone.finding(self.id)
        body = {"finding": self.id, "move": name, "from": {key: seen[key] for key in ("state", "round")}, **more}
        last = seen["timeline"][-1]["event"] if seen.get("timeline") else None
        event = phone.writes("finding.moved", body, f"{at}:00+08:00", blobs=blobs, after=(last,) if last else ())
        self.at(sent or at)
        receipt = phone.sends()[event]
        if raw:
            phone.hands_over(raw)
        return receipt

    def tell(self, person, type: str, body: dict) -> dict:
        """Something else said now; the receipt."""
        phone = self.phones[person]
        event = phone.writes(type, body, self.clock().isoformat(timespec="milliseconds"))
        return phone.sends()[event]

    def states(self) -> dict:
        """{person: the state his phone shows} of those who see the finding at all."""
        shown = {person: phone.finding(self.id) for person, phone in self.phones.items()}
        return {person: state["state"] for person, state in shown.items() if state}

    def file(self) -> None:
        """08:40 in a stairwell; 11:30 back in the open, the picture a while later."""
        phone = self.phones[ALICE]
        photo, raw = phone.takes()
        visit = people.visit("SZ-B10-FN", outcome="findings", findings=[{**self.found, "photos": [photo["sha256"]]}])
        self.at(f"{DAY}11:30")
        event = phone.writes("visit.recorded", visit, f"{DAY}08:40:00+08:00", blobs=(photo,))
        assert phone.sends()[event]["missing_blobs"] == [photo["sha256"]]
        answer = self.phones[BOB].browser.ask("GET", f"{HERE}/blobs/{photo['sha256']}")
        assert (answer.status_code, answer.json["error"]) == (404, "not_yet")
        phone.hands_over(raw)


@pytest.fixture
def day(compound, browser, clock):
    clock.set(f"{DAY}08:30:00+08:00")
    day = Day(browser, clock)
    day.file()
    return day


def reviewed(day: Day) -> None:
    """The assistant was there, the specialist issues and serves a notice."""
    day.at(f"{DAY}11:50")
    day.tell(ANN, "comment.added", {"finding": day.id, "text": INTERNAL, "photos": [], "internal": True})
    assert day.move(ANN, "issue", f"{DAY}11:55", unit="o5", due="D0")["reasons"][0]["code"] == "not_allowed"
    assert day.move(BOB, "issue", f"{DAY}12:10", unit="o5", due="D0")["outcome"] == "applied"
    assert day.tell(BOB, "notice.issued", {"kind": "supervision", "findings": [day.id], "to": "o5", "text": "吊篮"})
    day.at(f"{DAY}12:20")
    assert day.tell(SAM, "finding.seen", {"findings": [day.id]})["outcome"] == "applied"


def returned(day: Day) -> None:
    """Replied without a network; only the chief re-inspects a danger, and does not pass it."""
    reviewed(day)
    assert day.move(CAROL, "confirm", f"{DAY}12:30", confirmed=True)["outcome"] == "applied"
    reply = {"text": "已重新固定", "photo": True}
    assert day.move(SAM, "reply", f"{DAY}13:30", sent=f"{DAY}15:00", **reply)["outcome"] == "applied"
    assert day.move(BOB, "pass", f"{DAY}15:20")["reasons"][0]["code"] == "rank"
    failed = day.move(CAROL, "fail", f"{DAY}15:30", text=REASON, photo=True)
    assert failed["outcome"] == "applied"


def closed(day: Day) -> None:
    """The meeting decides, the street issues the sheet; next morning the unit replies, the chief closes."""
    returned(day)
    day.at(f"{DAY}17:30")
    decided = {"meeting": DAY[:10], "line": 1, "text": "1号吊篮停用，验收后启用", "unit": "o5", "finding": day.id}
    assert day.tell(PAM, "decision.recorded", decided)["outcome"] == "applied"
    issued = day.tell(HAL, "sheet.issued", {"day": DAY[:10], "tier": "daily", "expects_version": 1})
    assert issued["outcome"] == "applied"
    assert day.move(SAM, "reply", f"{NEXT}09:00", sent=f"{NEXT}09:40", text="独立锚点已设", photo=True)["outcome"] == \
        "applied"
    [decision] = day.phones[GUS].all("decision")
    assert day.tell(GUS, "decision.moved", {"decision": decision["id"], "done": True})["outcome"] == "applied"
    assert day.move(CAROL, "pass", f"{NEXT}10:10", text="独立固定，复查合格")["outcome"] == "applied"


def test_before_review_those_who_check_see_a_danger_with_its_unit_and_nobody_else(day):
    """The item is due at once, so the general contractor, to whom it falls, sees it unreviewed; no other firm does."""
    assert day.states() == dict.fromkeys((ALICE, ANN, BOB, CAROL, PAM, HAL, GUS), "submitted")
    filed = day.phones[ALICE].finding(day.id)
    assert re.fullmatch(r"AQ-20230614-\d{3}", filed["number"])
    line = filed["timeline"][0]
    assert (line["at"], line["received_at"]) == ("2023-06-14T00:40:00.000Z", "2023-06-14T03:30:00.000Z")


def test_after_the_order_the_unit_and_its_contractor_read_it_without_internal_words(day):
    reviewed(day)
    assert day.states() == dict.fromkeys(EVERYBODY, "issued")
    for person in (SAM, GUS):
        phone = day.phones[person]
        assert INTERNAL not in str(phone.things) and "device" not in phone.finding(day.id)["timeline"][0]
        assert [notice["number"] for notice in phone.all("notice")] == ["监通-001"]
    assert INTERNAL in str(day.phones[ALICE].finding(day.id))
    told = day.phones[ALICE].finding(day.id)
    assert (told["unit"], told["deadlines"]["fix_by"], told["seen"]["by"]) == (
        "o5", "2023-06-14T10:00:00.000Z", SAM.id)
    answer = day.phones[BOB].browser.ask("GET", f"{HERE}/findings/{day.id}").json
    assert answer["delivered_at"].startswith("2023-06-14T"), "the unit's phone came back with a cursor past it"


def test_what_was_not_passed_says_why_to_filer_and_unit_alike(day):
    returned(day)
    assert day.states() == dict.fromkeys(EVERYBODY, "returned")
    for person in (ALICE, SAM, GUS):
        seen = day.phones[person].finding(day.id)
        line = seen["timeline"][-1]
        assert (seen["round"], line["move"], line["text"], line["by"]) == (2, "fail", REASON, CAROL.id)
        assert seen["deadlines"]["fix_by"] == "2023-06-15T02:00:00.000Z", "under three hours were left"
        assert seen["confirmed"] is True
    refused = [row for row in day.phones[ALICE].finding(day.id)["timeline"] if row["outcome"] == "no_effect"]
    assert [(row["by"], row["move"], row["code"]) for row in refused] == [
        (ANN.id, "issue", "not_allowed"), (BOB.id, "pass", "rank")]


def test_at_the_end_everybody_reads_closed_and_strangers_never_heard_of_it(day):
    closed(day)
    assert day.states() == dict.fromkeys(EVERYBODY, "closed")
    verdicts = {person: [outcome for outcome, _ in day.phones[person].verdicts.values()] for person in EVERYBODY}
    assert verdicts[ALICE] == ["applied"] and set(verdicts[CAROL]) == {"applied"} and "no_effect" in verdicts[ANN]
    number = day.phones[BOB].finding(day.id)["number"]
    for person in (TOM, DORA):
        kept = {key: state for key, state in day.phones[person].things.items() if key[0] != "sheet"}
        assert day.id not in str(kept) and number not in str(kept), person.role
    assert {kind for kind, _ in day.phones[VIC].things} <= {"sheet"}
    assert not day.phones[SAM].all("sheet") and len(day.phones[HAL].all("sheet")) == 1
    assert day.phones[SAM].all("decision")[0]["status"] == "done" and day.phones[TOM].all("decision") == []


def test_the_story_says_who_and_when_by_both_clocks_and_from_which_phone(day, browser):
    closed(day)
    whole = day.phones[BOB].browser.ask("GET", f"{HERE}/findings/{day.id}").json["finding"]
    moves = [(row["move"], row["by"]) for row in whole["timeline"] if row["outcome"] == "applied"]
    assert moves == [("file", ALICE.id), ("comment", ANN.id), ("issue", BOB.id), ("notice", BOB.id),
                     ("confirm", CAROL.id), ("reply", SAM.id), ("fail", CAROL.id), ("reply", SAM.id),
                     ("pass", CAROL.id)]
    assert all(row["device"] == day.phones[by].device for row in whole["timeline"]
               for by in EVERYBODY if by.id == row["by"])
    desk = Office(browser(PAM), PAM)
    desk.open(f"findings/{day.id}")
    lines = desk.texts("from")
    assert lines[-1] == f"记录 6月14日08:40 · 收到 6月14日11:30 · 手机 {day.phones[ALICE].device[:8]}"
    assert lines[1] == f"记录 6月15日09:00 · 收到 6月15日09:40 · 手机 {day.phones[SAM].device[:8]}"
    firm = Office(browser(SAM), SAM)
    page = firm.open(f"findings/{day.id}").text
    assert not firm.shows("from") and not any(phone.device[:8] in page for phone in day.phones.values())
