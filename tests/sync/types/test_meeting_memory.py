"""What section two of a sheet is given from the log: nothing a meeting has not heard is lost on the way."""

import pytest

from server.domain.clock import text_of
from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.people import PAM, PROJECT, SAM


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

    def done(self, at: str, text: str) -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        self.compound.say(SAM, "decision.moved", {"decision": self.ids[text], "done": True})

    def issue(self, at: str, day: str, version: int = 1) -> None:
        self.clock.set(f"2023-06-{at}:00+08:00")
        receipt = self.compound.say(PAM, "sheet.issued", {
            "day": f"2023-06-{day}", "tier": "daily", "expects_version": version})
        assert receipt["outcome"] == "applied", receipt

    def told(self, at: str) -> list[tuple[str, str]]:
        """(what, outcome) of section two of the sheet as it would be issued at this time."""
        self.clock.set(f"2023-06-{at}:00+08:00")
        with reading(self.compound.engine) as look:
            content = preview(State(look, PROJECT), "daily", f"2023-06-{at[:2]}", text_of(self.clock()))
        rows = next(part for part in content["sections"] if part["id"] == "decided")["rows"]
        return [(row["text"], row["outcome"]) for row in rows]


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
