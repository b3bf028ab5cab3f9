"""After 定稿: what a correction would change is said before it is pressed; late records are named on the page."""

import pytest

from tests.people import ALICE, BOB, PAM, visit

MEETING = "meeting/2023-06-14"
STEPS = ("chase", "review", "key", "info", "preview", "final")


@pytest.fixture
def secretary(office, clock, filed, moved):
    """代建 at the meeting's page with one key finding."""
    moved(BOB, filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米"), "issue")
    clock.set("2023-06-14T17:00:00+08:00")
    desk = office(PAM)
    desk.open(MEETING)
    return desk


def test_the_steps_stand_in_the_order_they_are_done(secretary):
    page = secretary.page.text
    at = [page.index(f'id="{step}"') for step in STEPS]
    assert at == sorted(at)


def test_with_everything_missing_it_is_still_issued(office, compound, clock):
    """No walk, no report, no filing, no review, no chair, no weather."""
    clock.set("2023-06-14T17:00:00+08:00")
    desk = office(PAM)
    desk.open(MEETING)
    desk.send("prepare", do="issue", chair="", place="", weather="")
    assert "已定稿：第1期" in desk.text("said") and compound.look("sheet", "daily:1")["version"] == 1
    assert desk.open("papers/daily/1/1/text.pdf").data.startswith(b"%PDF")


def test_after_issuing_both_papers_are_offered_at_once(secretary):
    secretary.send("prepare", do="issue")
    assert secretary.text("print-text-1") == "打印正文（1张双面）" and secretary.text("print-annex-1") == "打印附件"


def test_nothing_is_offered_to_correct_before_there_is_a_sheet_and_nothing_has_changed_after_it(secretary):
    assert not secretary.shows("changed")
    secretary.send("prepare", do="issue")
    assert "内容没有变化，不需要更正。" in secretary.text("changed")


def test_what_came_after_the_sheet_is_told_as_numbers_before_and_after(secretary, filed, moved, compound):
    secretary.send("prepare", do="issue")
    moved(BOB, filed(ALICE, "SZ-B01-E1", text="晚到的", item="FAC-01"), "issue", unit="o5")
    secretary.open(MEETING)
    told = secretary.text("changed")
    for said in ("更正第1期：第1版与现在相比", "新增12", "期末未销12", "发现问题12", "重点问题12",
                 "外檐分包乙 · 期末未销12", "三、重点问题"):
        assert said in told, (said, told)
    assert "更正（第2版）" in secretary.text("issue")
    secretary.send("prepare", do="issue")
    assert compound.look("sheet", "daily:1")["version"] == 2 and "没有变化" in secretary.text("changed")


def test_another_chair_is_a_change_of_words_alone(secretary):
    secretary.send("prepare", do="issue")
    secretary.send("prepare", do="save", chair="冯指挥")
    assert "各项数字不变。" in secretary.text("changed") and "会议信息" in secretary.text("changed")


def test_records_of_earlier_days_that_come_late_are_named_on_the_page_of_the_sheet_that_counts_them(
        secretary, office, compound, clock):
    secretary.send("prepare", do="issue")
    clock.set("2023-06-15T16:00:00+08:00")
    secretary.open("meeting/2023-06-15")
    assert not secretary.shows("late")
    compound.say(ALICE, "visit.recorded", visit("SZ-B02-E2", day="2023-06-14"), at="2023-06-14T11:00:00+08:00")
    secretary.open("meeting/2023-06-15")
    late = secretary.text("late")
    assert all(said in late for said in ("补录", "6月14日", "2号楼2门", "未发现问题", "王巡", "16:00 收到"))
