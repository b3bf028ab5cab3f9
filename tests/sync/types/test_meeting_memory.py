"""What section two of a sheet is given from the log: nothing a meeting has not heard is lost on the way."""

from uuid import uuid4

import pytest

from server.domain.clock import text_of
from server.storage.db import reading
from server.storage.heard import said_between
from server.storage.state import State
from server.sync.sheet_check import check_all
from server.sync.types.sheet import preview
from tests.people import DORA, PAM, PROJECT, SAM


@pytest.fixture
def site(compound, clock):
    """The secretary's and the unit's acts at their times: `site.decide(...)` and so on."""
    return Site(compound, clock)


class Site:
    def __init__(self, compound, clock):
        self.compound, self.clock, self.ids = compound, clock, {}

    def decide(self, at: str, text: str) -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        receipt = self.compound.say(PAM, "decision.recorded", {
            "meeting": f"2023-06-{at[:2]}", "line": 1, "text": text, "unit": "o5", "due": "2023-06-20"})
        self.ids[text] = receipt["id"]

    def done(self, at: str, text: str, said: str = "") -> None:
        """Its unit says so; `said`: written without network at that time, and here only now."""
        self.clock.set(f"2023-06-{at}:00+08:00")
        told = {"at": f"2023-06-{said}:00.000+08:00"} if said else {}
        self.compound.say(SAM, "decision.moved", {"decision": self.ids[text], "done": True}, **told)

    def escalate(self, at: str) -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        self.ids["case"] = self.compound.say(PAM, "case.escalated", {"tier": "district", "ask": "请协调"})["id"]

    def answer(self, at: str, said: str) -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        self.compound.say(DORA, "case.answered", {"case": self.ids["case"], "answer": "同意"},
                          at=f"2023-06-{said}:00.000+08:00")

    def issue(self, at: str, day: str, version: int = 1, tier: str = "daily") -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        receipt = self.compound.say(PAM, "sheet.issued", {
            "day": f"2023-06-{day}", "tier": tier, "expects_version": version})
        assert receipt["outcome"] == "applied", receipt

    def told(self, at: str) -> list[tuple[str, str]]:
        """(what, outcome) of section two of the sheet as it would be issued at this time."""
        return [(row["text"], row["outcome"]) for row in self.rows(at, "decided")]

    def rows(self, at: str, section: str, tier: str = "daily") -> list[dict]:
        """Those of a section of the paper as it would be issued at this time."""
        self.clock.set(f"2023-06-{at}:00+08:00")
        with reading(self.compound.engine) as look:
            content = preview(State(look, PROJECT), tier, f"2023-06-{at[:2]}", text_of(self.clock()))
        return next(part for part in content["sections"] if part["id"] == section)["rows"]


def test_what_was_done_before_a_correction_of_the_morning_after_is_told_to_the_next_meeting(site):
    site.decide("12T17:40", "迁改")
    site.issue("13T17:00", "13")
    site.decide("13T17:40", "让行")
    site.done("14T08:00", "迁改")
    site.issue("14T09:00", "13", 2)
    assert site.told("14T17:00") == [("让行", "未反馈"), ("迁改（6月12日）", "完成")]


def test_what_the_last_sheets_meeting_decided_is_told_though_a_meeting_without_a_sheet_came_between(site):
    site.issue("13T17:00", "13")
    site.decide("13T17:40", "让行")
    site.done("13T17:50", "让行")
    site.issue("13T18:30", "13", 2)
    site.decide("14T17:40", "停水告知")
    assert site.told("15T17:00") == [("停水告知", "未反馈"), ("让行（6月13日）", "完成")]


def test_what_is_done_and_told_does_not_come_again_and_what_is_not_done_stays(site):
    site.decide("12T17:40", "迁改")
    site.decide("12T17:41", "让行")
    site.done("13T08:00", "迁改")
    site.issue("13T17:00", "13")
    assert site.told("14T17:00") == [("让行（6月12日）", "未反馈")]
    site.issue("16T17:00", "16")
    assert site.told("17T17:00") == [("让行（6月12日）", "未反馈")]


def test_what_only_a_correction_of_the_same_day_has_told_its_meeting_has_heard(site):
    site.decide("12T17:40", "迁改")
    site.issue("13T17:00", "13")
    site.done("13T17:10", "迁改")
    site.issue("13T17:20", "13", 2)
    assert site.told("14T17:00") == []


@pytest.mark.parametrize("said", ["14T10:00", "12T09:00", "25T09:00"])
def test_an_answer_written_without_network_reaches_the_next_sheet_of_every_tier_once(site, said):
    """It came an hour after the sheet; the hour on it is before that sheet, or one of a wrong clock."""
    site.decide("12T17:40", "迁改")
    site.escalate("12T17:50")
    for tier in ("daily", "weekly"):
        site.issue("14T17:00", "14", tier=tier)
    site.done("14T18:00", "迁改", said=said)
    site.answer("14T18:10", said)
    for tier in ("daily", "weekly"):
        assert "同意" in site.rows("15T17:00", "requests", tier)[0]["answer"]
    assert site.told("15T17:00") == [("迁改（6月12日）", "完成")]
    for tier in ("daily", "weekly"):
        site.issue("15T17:10", "15", tier=tier)
        assert site.rows("16T17:00", "requests", tier) == []
    assert site.told("16T17:00") == []
    assert {proof.verdict for proof in check_all(PROJECT, site.compound.engine)} == {"same"}


def test_an_answer_that_was_held_counts_where_what_it_waited_for_came(site):
    """Its second word arrives before the sheet, the first one after it: then both count."""
    site.decide("12T17:40", "迁改")
    site.clock.set("2023-06-14T16:00:00+08:00")
    first, about = str(uuid4()), {"decision": site.ids["迁改"]}
    held = site.compound.say(SAM, "decision.moved", {**about, "done": True}, after=[first])
    assert held["outcome"] == "held"
    site.issue("14T17:00", "14")
    site.clock.set("2023-06-14T18:00:00+08:00")
    site.compound.say(SAM, "decision.moved", {**about, "done": False, "reason": "雨"}, id=first,
                      at="2023-06-14T15:00:00.000+08:00")
    assert site.told("15T17:00") == [("迁改（6月12日）", "完成")]
    with reading(site.compound.engine) as look:
        cut = State(look, PROJECT).changed_at("decision", site.ids["迁改"])
        assert said_between(look, PROJECT, cut - 1, cut) == {site.ids["迁改"]}, "the row of its release alone"
