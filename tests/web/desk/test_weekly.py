"""The street's weekly sheet from its page: prepared, looked at, issued and printed."""

import pytest

from tests.people import BOB, GUS, PAM, PROJECT, Compound
from tests.web.desk.office import Office


@pytest.fixture
def week(compound: Compound, clock) -> None:
    """Two daily sheets of the week; it is Friday noon."""
    compound.morning()
    for day in ("2023-06-14", "2023-06-15"):
        clock.set(f"{day}T17:00:00+08:00")
        compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": 1})
    clock.set("2023-06-16T12:00:00+08:00")


@pytest.fixture
def secretary(office, week) -> Office:
    """代建 at the page of the week."""
    desk = office(PAM)
    desk.open("weekly")
    return desk


def test_the_page_opens_at_the_newest_meeting_day_and_shows_the_weeks_sum(secretary, clock):
    assert secretary.page.request.path.endswith("/weekly/2023-06-16")
    said = secretary.text("numbers")
    assert "期初未销0 + 新增1（安全1、质量0） − 销项0 − 核减0 = 期末未销1" in said and "2期" in said
    clock.set("2023-06-21T12:00:00+08:00")
    secretary.open("weekly")
    assert secretary.page.request.path.endswith("/weekly/2023-06-16"), "the Friday before"
    assert secretary.open("weekly/2023-06-30").status_code == 404
    assert secretary.open("weekly?day=2023-06-14").status_code == 200


def test_what_was_written_is_kept_and_stands_in_the_preview(secretary, compound):
    secretary.send("prepare", do="save", plan="完成9号楼蓄水", chair="冯指挥")
    kept = compound.look("preparation", "weekly:2023-06-16")
    assert (kept["plan"], kept["chair"], kept["place"]) == ("完成9号楼蓄水", "冯指挥", "")
    assert "已保存" in secretary.text("said") and secretary.fields("prepare")["plan"] == "完成9号楼蓄水"
    for part in ("text", "annex"):
        assert secretary.open(f"weekly/2023-06-16/preview.pdf?part={part}").data.startswith(b"%PDF")


def test_it_is_issued_printed_and_corrected_in_one_press_each(secretary, compound):
    secretary.send("prepare", do="issue", plan="完成9号楼蓄水")
    sheet = compound.look("sheet", "weekly:1")
    assert secretary.text("said") == f"已定稿：第1期，核对码 {sheet['code']}。"
    first = secretary.open("papers/weekly/1/1/text.pdf").data
    assert first.startswith(b"%PDF") and secretary.open("papers/weekly/1/1/annex.pdf").data.startswith(b"%PDF")
    secretary.open("weekly/2023-06-16")
    secretary.send("prepare", do="issue", plan="完成10号楼蓄水")
    assert compound.look("sheet", "weekly:1")["version"] == 2
    again, corrected = (secretary.open(f"papers/weekly/1/{version}/text.pdf").data for version in (1, 2))
    assert again == first != corrected


def test_a_week_before_the_newest_sheet_can_no_longer_be_issued(secretary):
    secretary.send("prepare", do="issue")
    secretary.open("weekly/2023-06-09")
    assert not secretary.shows("issue") and "不能再更正" in secretary.page.text


def test_supervision_prepares_and_only_those_named_issue(office, week):
    desk = office(BOB)
    desk.open("weekly")
    assert not desk.shows("issue") and desk.shows("save")
    assert office(GUS).open("weekly").status_code == 403


def test_the_daily_meeting_leads_to_it(secretary):
    secretary.open("meeting/2023-06-16")
    assert secretary.shows("weekly") and f"/desk/{PROJECT}/weekly" in secretary.page.text
