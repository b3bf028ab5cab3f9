"""No time that a camera or a person writes, however odd, keeps a paper from being made."""

import pytest

from server.domain.rights import Reader
from server.domain.sheet_material import Previous
from server.storage import dated
from server.storage.captions import caption
from server.storage.db import reading
from tests.people import ALICE, BOB, PAM, PROJECT, SAM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, file, folds, issued, move, photo

ODD = ("昨天", "", "2023-06-14", "2023-06-14T09:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")
AGES_AWAY = ("0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "9999-12-31T23:59:59Z")


def issue_sheet(compound, day="2023-06-14", tier="daily"):
    return compound.say(PAM, "sheet.issued", {"day": day, "tier": tier, "expects_version": 1})


@pytest.mark.parametrize("taken_at", ODD)
def test_a_camera_that_does_not_know_the_time_stops_no_sheet_and_no_caption(compound, taken_at):
    found = finding("TEMP-01", photos=[PICTURE])
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]),
                 blobs=[photo(taken_at=taken_at)])
    move(compound, BOB, found["id"], "issue", due="D1")
    assert compound.look("finding", found["id"])["photos"][0]["at"] is None
    assert issue_sheet(compound)["outcome"] == "applied"
    with reading(compound.engine) as session:
        assert caption(session, Reader(PROJECT, BOB.id, "specialist", "o3"), PICTURE)[1] == "2023-06-14 09:00"
    assert folds(compound)


@pytest.mark.parametrize("when", AGES_AWAY)
def test_a_deadline_no_project_could_see_is_held_and_the_sheet_is_issued_all_the_same(compound, when):
    fresh, known = file(compound), issued(compound)
    receipts = [
        move(compound, BOB, fresh, "issue", unit="o5", due=when),
        move(compound, SAM, known, "extend_ask", new_due=when),
        compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[finding(due=when)])),
        compound.say(PAM, "decision.recorded", {"meeting": "2023-06-14", "line": 1, "text": "x", "unit": "o5",
                                                "due": when}),
        compound.say(PAM, "decision.recorded", {"meeting": "2023-06-14", "line": 1, "text": "x", "unit": "o5",
                                                "due": when[:10]}),
        compound.say(PAM, "case.escalated", {"tier": "district", "ask": "x", "needed_by": when[:10]}),
        compound.say(PAM, "milestone.set", {"building": "SZ-B03", "item": "facade", "stage": "done",
                                            "planned": when[:10]})]
    assert [receipt["reasons"][0]["code"] for receipt in receipts] == ["schema_invalid"] * len(receipts)
    assert issue_sheet(compound)["outcome"] == "applied"


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01"])
def test_a_meeting_of_a_day_no_project_could_have_is_held_and_later_ones_have_their_sheets(compound, day):
    receipts = [*(issue_sheet(compound, day, tier) for tier in ("daily", "weekly")),
                compound.say(PAM, "sheet.prepared", {"day": day, "tier": "daily"}),
                compound.say(PAM, "decision.recorded", {"meeting": day, "line": 1, "text": "x", "unit": "o5"})]
    assert [receipt["reasons"][0]["code"] for receipt in receipts] == ["schema_invalid"] * len(receipts)
    assert issue_sheet(compound)["outcome"] == issue_sheet(compound, tier="weekly")["outcome"] == "applied"


def test_a_sheet_once_issued_for_the_first_day_of_the_calendar_does_not_stop_the_next(compound):
    since = Previous(1, "0001-01-01", "2023-06-13T09:00:00.000Z", 1, {}, 1)
    id = compound.say(PAM, "decision.recorded", {"meeting": "2023-06-14", "line": 1, "text": "x", "unit": "o5"})["id"]
    with reading(compound.engine) as session:
        assert list(dated.decisions_for(session, PROJECT, since)) == [id]
