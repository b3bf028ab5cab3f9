"""Whose day, whose sheet: the night shift, the late report, the wrong clock and other zones, as printed."""

from datetime import timedelta

import pytest

from server.storage import devices, sheets
from server.storage.db import reading, transaction
from server.sync.sheet_check import check_all
from tests.people import ADA, ALICE, PAM, PROJECT, visit

DOOR, OTHER = "SZ-B03-E2", "SZ-B10-E1"
PHONE = "11111111-1111-4111-8111-111111111111"
HOURS = 3_600_000


def issue(compound, day):
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": 1})
    assert receipt["outcome"] == "applied", receipt
    with reading(compound.engine) as session:
        return sheets.of_day(session, PROJECT, "daily", day)["content"]


def walk(compound, place=DOOR, at=None, day="2023-06-14", **envelope):
    """A clean door; the day it landed on, and its flags."""
    given = {"at": at} if at else {}
    receipt = compound.say(ALICE, "visit.recorded", visit(place, day), **given, **envelope)
    assert receipt["outcome"] == "applied", receipt
    kept = compound.look("visit", receipt["id"])
    return kept["day"], kept["flags"]


def seen(content):
    return content["coverage"]["clean"]


def said(content):
    return content["sections"][0]["outside"]


def clean(compound):
    assert {proof.verdict for proof in check_all(PROJECT, compound.engine)} == {"same"}


def test_the_visit_at_two_in_the_night_is_yesterdays_and_comes_to_the_next_sheet_as_late(compound, clock):
    clock.set("2023-06-14T17:00:00+08:00")
    assert seen(issue(compound, "2023-06-14")) == 0
    clock.set("2023-06-15T02:00:00+08:00")
    assert walk(compound) == ("2023-06-14", [])
    clock.set("2023-06-15T05:00:00+08:00")
    assert walk(compound, OTHER, day="2023-06-15") == ("2023-06-15", [])
    clock.set("2023-06-15T17:00:00+08:00")
    told = issue(compound, "2023-06-15")
    assert seen(told) == 1 and "补录1条（6月14日）" in said(told)
    clean(compound)


def test_a_sheet_issued_after_the_night_shift_has_its_walk(compound, clock):
    clock.set("2023-06-15T02:00:00+08:00")
    walk(compound)
    clock.set("2023-06-15T04:30:00+08:00")
    told = issue(compound, "2023-06-14")
    assert seen(told) == 1 and "补录" not in said(told) and "数据截止6月15日04:30" in told["head"][0]
    assert told["sections"][6]["title"] == "七、明日重点（6月15日）"


def test_the_report_three_days_late_is_told_once_and_changes_no_sheet(compound, clock):
    issued = []
    for day in (14, 15, 16):
        clock.set(f"2023-06-{day}T17:00:00+08:00")
        issued.append(issue(compound, f"2023-06-{day}"))
    clock.set("2023-06-17T08:00:00+08:00")
    assert walk(compound, at="2023-06-14T10:00:00+08:00") == ("2023-06-14", [])
    clock.set("2023-06-17T17:00:00+08:00")
    told = issue(compound, "2023-06-17")
    assert "补录1条（6月14日）" in said(told) and [seen(one) for one in (*issued, told)] == [0] * 4
    clock.set("2023-06-18T17:00:00+08:00")
    assert "补录" not in said(issue(compound, "2023-06-18"))
    clean(compound)


def test_the_walks_of_days_without_a_meeting_stand_on_the_next_sheet(compound, clock):
    clock.set("2023-06-14T17:00:00+08:00")
    issue(compound, "2023-06-14")
    clock.set("2023-06-14T18:00:00+08:00")
    walk(compound)
    for day in (15, 16):
        clock.set(f"2023-06-{day}T10:00:00+08:00")
        walk(compound, day=f"2023-06-{day}")
    clock.set("2023-06-17T17:00:00+08:00")
    told = issue(compound, "2023-06-17")
    assert "补录1条（6月14日）；未开会日（6月15日、6月16日）巡查记录2条" in said(told)
    assert seen(told) == 0 and "自第1期（6月14日）截止后" in told["sections"][0]["interval"]
    clock.set("2023-06-18T17:00:00+08:00")
    assert "未开会日" not in said(issue(compound, "2023-06-18"))
    clean(compound)


def test_a_walk_that_came_before_the_sheet_of_the_day_before_stands_on_the_next_sheet(compound, clock):
    """The meeting at eight about yesterday, its correction at nine, and no meeting on the day itself."""
    clock.set("2023-06-15T07:30:00+08:00")
    walk(compound, day="2023-06-15")
    clock.set("2023-06-15T08:00:00+08:00")
    assert "巡查记录" not in said(issue(compound, "2023-06-14"))
    clock.set("2023-06-15T08:30:00+08:00")
    walk(compound, OTHER, day="2023-06-15")
    clock.set("2023-06-15T09:00:00+08:00")
    correction = {"day": "2023-06-14", "tier": "daily", "expects_version": 2}
    assert compound.say(PAM, "sheet.issued", correction)["outcome"] == "applied"
    clock.set("2023-06-15T10:00:00+08:00")
    walk(compound, "SZ-B01-E1", day="2023-06-15")
    clock.set("2023-06-16T17:00:00+08:00")
    assert "未开会日（6月15日）巡查记录3条" in said(issue(compound, "2023-06-16"))
    clock.set("2023-06-17T17:00:00+08:00")
    assert "巡查记录" not in said(issue(compound, "2023-06-17"))
    clean(compound)


@pytest.mark.parametrize(("wrong", "known", "day"), [
    ("+03:00:00", False, "2023-06-14"), ("+03:00:00", True, "2023-06-14"),
    ("-03:00:00", False, "2023-06-13"), ("-03:00:00", True, "2023-06-14"),
    ("+17520:00:00", False, "2023-06-14"), ("+17520:00:00", True, "2023-06-14"),
    ("-17520:00:00", True, "2023-06-14")])
@pytest.mark.parametrize("by", ["the phone's own word", "the check-in"])
def test_a_wrong_clock_counts_for_the_day_of_the_walk_where_the_offset_is_known(compound, clock, wrong, known, day, by):
    """An unknown clock is believed unless it says tomorrow: nobody's record is moved by guessing."""
    clock.set("2023-06-14T07:30:00+08:00")
    hours = int(wrong[1:].split(":")[0]) * (1 if wrong[0] == "+" else -1)
    at = (clock() + timedelta(hours=hours)).isoformat(timespec="milliseconds")
    told = {"skew_ms": -hours * HOURS} if known and by == "the phone's own word" else {}
    if known and not told:
        with transaction(compound.engine) as work:
            devices.seen(work, PROJECT, PHONE, ALICE.id, app="t", n=None, at=clock(), offset=-hours * HOURS, holds={})
    landed, flags = walk(compound, at=at, device=PHONE, **told)
    assert landed == day and ("clock_off" in flags) == (known or hours > 0)
    clock.set("2023-06-14T17:00:00+08:00")
    content = issue(compound, "2023-06-14")
    assert seen(content) == (1 if day == "2023-06-14" else 0)
    assert content["sections"][0]["table"]["row"][2] == str(seen(content)), "到访人次"


ZONES = [
    ("Asia/Urumqi", "2023-06-14T04:00:00+06:00", "2023-06-13", "04:05"),
    ("Asia/Urumqi", "2023-06-14T05:00:00+06:00", "2023-06-14", "05:05"),
    ("Asia/Urumqi", "2023-06-14T06:30:00+08:00", "2023-06-13", "04:35"),
    ("Asia/Shanghai", "2023-06-13T16:30:00-05:00", "2023-06-14", "05:35"),
    ("Asia/Shanghai", "2023-06-13T14:30:00-05:00", "2023-06-13", "6月14日03:35"),
    ("America/New_York", "2024-03-10T05:30:00-04:00", "2024-03-10", "05:35"),
    ("America/New_York", "2024-03-10T04:30:00-04:00", "2024-03-09", "3月10日04:35"),
    ("America/New_York", "2023-11-05T04:30:00-05:00", "2023-11-04", "11月5日04:35"),
    ("America/New_York", "2023-11-05T05:00:00-05:00", "2023-11-05", "05:05")]


@pytest.mark.parametrize(("zone", "at", "day", "cut"), ZONES)
def test_the_zone_of_the_project_decides_not_the_phones(compound, clock, zone, at, day, cut):
    clock.set(at)
    assert compound.say(ADA, "setup.changed", {"kind": "setting", "id": "zone", "state": {"value": zone}})[
        "outcome"] == "applied"
    assert walk(compound, at=at, day=day)[0] == day
    clock.later(minutes=5)
    content = issue(compound, day)
    assert seen(content) == 1 and content["day"] == day
    assert content["head"][0].endswith(cut), "in the project's time, with the date when it is another"
    clean(compound)
