"""The street's weekly sheet from its page: prepared, looked at, issued and printed."""

import re

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


def test_the_page_shows_the_weeks_sum(secretary):
    assert secretary.page.request.path.endswith("/weekly/2023-06-16")
    said = secretary.text("numbers")
    assert "期初未销0 + 新增1（安全1、质量0） − 销项0 − 核减0 = 期末未销1" in said and "2期" in said
    assert "6月14日" in said and "06-14" not in said


@pytest.mark.parametrize("today,of,opened", [
    ("2023-06-14", None, "2023-06-16"), ("2023-06-16", None, "2023-06-16"), ("2023-06-17", None, "2023-06-23"),
    ("2023-06-21", "2023-06-14", "2023-06-16"), ("2023-06-14", "2023-06-30", "2023-06-16")])
def test_it_opens_the_meeting_whose_week_the_day_belongs_to(office, week, clock, today, of, opened):
    clock.set(f"{today}T12:00:00+08:00")
    desk = office(PAM)
    desk.open(f"weekly?of={of}" if of else "weekly")
    assert desk.page.request.path.endswith(f"/weekly/{opened}")


def test_the_meeting_to_come_is_prepared_and_previewed_but_not_issued(secretary, compound, clock):
    clock.set("2023-06-15T18:00:00+08:00")
    secretary.open("meeting/2023-06-14")
    assert "/weekly?of=2023-06-14" in secretary.page.text
    secretary.open("weekly")
    assert not secretary.shows("issue") and "定稿从2023年6月16日" in secretary.text("not-yet")
    secretary.send("prepare", do="save", plan="完成9号楼蓄水")
    assert compound.look("preparation", "weekly:2023-06-16")["plan"] == "完成9号楼蓄水"
    assert secretary.open("weekly/2023-06-16/preview.pdf").data.startswith(b"%PDF")
    for later in ("weekly/2023-06-17", "weekly/2023-06-23", "weekly/2023-06-23/preview.pdf"):
        assert secretary.open(later).status_code == 404, later


def test_the_first_version_is_what_to_press_a_correction_is_not(secretary):
    assert 'class="main" data-testid="issue"' in secretary.page.text
    secretary.send("prepare", do="issue")
    secretary.open("weekly/2023-06-16")
    assert 'class="main" data-testid="issue"' not in secretary.page.text, "a correction"


def test_where_no_daily_sheet_is_issued_the_button_is_not_the_main_one(office, compound, clock):
    clock.set("2023-06-16T12:00:00+08:00")
    desk = office(PAM)
    desk.open("weekly")
    assert desk.shows("issue") and 'class="main" data-testid="issue"' not in desk.page.text
    assert desk.page.text.count("本周还没有已定稿的日调度会材料") == 2, "above, and beside the button"


def test_before_a_correction_it_says_what_would_change(secretary, compound):
    assert not secretary.shows("changed")
    secretary.send("prepare", do="issue", chair="")
    secretary.open("weekly/2023-06-16")
    assert "内容没有变化" in secretary.text("changed")
    assert "disabled data-needs-edit" in secretary.page.text, "the same paper again only after an edit"
    secretary.send("prepare", do="save", plan="完成9号楼蓄水", chair="冯指挥")
    assert "data-needs-edit" not in secretary.page.text
    said = secretary.text("changed")
    assert "更正第1期：第1版与现在相比" in said and "会议信息、九、下周计划" in said
    assert "各项数字不变" in said
    compound.morning()
    compound.say(PAM, "sheet.issued", {"day": "2023-06-16", "tier": "daily", "expects_version": 1})
    secretary.open("weekly/2023-06-16")
    assert "新增12" in re.sub(r"\s", "", secretary.text("changed"))
    assert secretary.text("issue") == "更正（第2版） · 定稿并打印"


def test_in_english_it_says_which_issues_and_days_it_sums(secretary, clock):
    secretary.browser.ask("GET", "/desk/language/en")
    secretary.open("weekly/2023-06-16")
    assert "The sum of daily sheets No. 1, 2, of 14 Jun to 15 Jun." in secretary.text("united")
    secretary.send("prepare", do="issue")
    clock.set("2023-06-22T12:00:00+08:00")
    secretary.open("weekly")
    assert secretary.page.request.path.endswith("2023-06-23") and not secretary.shows("united")


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
