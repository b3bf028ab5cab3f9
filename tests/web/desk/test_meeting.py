"""From the records to the printed sheet on one page."""

from server.sync.restored import Skip, skip_numbers
from tests.people import ALICE, ANN, BOB, GUS, PAM, PROJECT

MEETING = "meeting/2023-06-14"


def prepared(compound) -> dict:
    """What is prepared for the meeting of the day."""
    return compound.look("preparation", "daily:2023-06-14")


def test_the_sheet_is_issued_and_printed_in_three_presses(secretary, compound):
    secretary.send("prepare", do="issue")
    sheet = compound.look("sheet", "daily:1")
    assert secretary.text("said") == f"已定稿：第1期，核对码 {sheet['code']}。"
    assert secretary.text("code") == sheet["code"]
    for part in ("text", "annex"):
        paper = secretary.open(f"papers/daily/1/1/{part}.pdf")
        assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")
        assert secretary.open(f"papers/daily/1/1/{part}.pdf").data == paper.data, "printed once, the same for ever"


def test_neither_missing_reports_nor_missing_reviews_stop_it(secretary, filed, compound):
    filed(ALICE, "SZ-B01-E1")
    secretary.open(MEETING)
    review = secretary.text("review")
    assert "未交" in secretary.text("chase") and "待审核 1" in review and BOB.login in review
    secretary.send("prepare", do="issue")
    assert compound.look("sheet", "daily:1")["version"] == 1


def test_beside_the_button_stands_what_the_sheet_will_be_issued_without(secretary, filed, compound):
    filed(ALICE, "SZ-B01-E1")
    secretary.open(MEETING)
    said = "第1期 第1版 2023年6月14日 星期三 未收到巡查记录 5 门 · 未审核 1 条 · 日报未交 1 人 · 施工单位未报备 1 家"
    assert secretary.text("will-issue") == said
    compound.say(GUS, "filing.recorded", {"day": "2023-06-14"})
    secretary.open(MEETING)
    assert secretary.text("will-issue") == said.replace("未报备 1 家", "未报备 0 家")


def test_pressing_twice_issues_one_version(secretary, compound):
    page = secretary.page
    secretary.send("prepare", do="issue")
    secretary.page = page
    secretary.send("prepare", do="issue")
    assert compound.look("sheet", "daily:1")["version"] == 1 and "已定稿" in secretary.text("said")


def test_a_colleague_who_issued_meanwhile_is_noticed(secretary, compound):
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    secretary.send("prepare", do="issue")
    assert "已有新版本" in secretary.text("said") and compound.look("sheet", "daily:1")["version"] == 1


def test_a_correction_is_a_second_version_and_the_first_stays(secretary, compound):
    secretary.send("prepare", do="issue")
    secretary.send("prepare", do="issue", chair="冯指挥")
    assert compound.look("sheet", "daily:1")["version"] == 2
    for version in (1, 2):
        assert secretary.open(f"papers/daily/1/{version}/text.pdf").status_code == 200


def test_whoever_looks_for_a_paper_of_a_lost_server_reads_which_numbers_were_left_out(secretary, compound, clock):
    secretary.send("prepare", do="issue")
    secretary.open("papers")
    assert not secretary.shows("left-out")
    clock.later(days=2)
    skip_numbers(PROJECT, Skip(), clock(), compound.engine)
    told = secretary.open("papers").text
    assert "第1期第2–6版空号：6月16日16:30 恢复备份" in told and "第2–3期空号" in told


def test_a_sheet_is_corrected_however_many_versions_restores_left_out(secretary, compound, clock):
    secretary.send("prepare", do="issue")
    for _ in range(6):
        skip_numbers(PROJECT, Skip(versions=20), clock(), compound.engine)
    secretary.open("meeting/2023-06-14")
    secretary.send("prepare", do="issue", chair="冯指挥")
    assert compound.look("sheet", "daily:1")["version"] == 2 + 6 * 20


def test_words_for_the_meeting_change_the_sheet_and_not_the_record(secretary, compound):
    keys = [name for name in secretary.fields("prepare") if name.startswith("wording_")]
    id = keys[0].removeprefix("wording_")
    secretary.send("prepare", do="save", **{keys[0]: "上会说法"})
    assert prepared(compound)["wording"] == {id: "上会说法"}
    assert compound.look("finding", id)["text"] != "上会说法"
    assert secretary.fields("prepare")[keys[0]] == "上会说法" and "已保存" in secretary.text("said")


def test_an_order_nobody_touched_is_not_kept_as_one(secretary, compound):
    """Else a danger that comes after saving would stand behind everything that was there."""
    secretary.send("prepare", do="save", chair="冯指挥")
    assert prepared(compound)["order"] == [] and prepared(compound)["chair"] == "冯指挥"
    fields = [name for name in secretary.fields("prepare") if name.startswith("order_")]
    secretary.send("prepare", do="save", **{fields[0]: "2", fields[1]: "1"})
    assert prepared(compound)["order"] == [fields[1].removeprefix("order_"), fields[0].removeprefix("order_")]


def test_one_reason_explains_several_doors_under_the_writers_name(secretary, compound):
    secretary.send("prepare", do="save", doors="SZ-B01-E1 SZ-B01-E2", door_reason="当日停水检修")
    assert prepared(compound)["doors"] == [
        {"places": ["SZ-B01-E1", "SZ-B01-E2"], "reason": "当日停水检修", "by": PAM.name}]


def test_saving_without_a_change_writes_nothing(secretary, compound):
    secretary.send("prepare", do="save", chair="冯指挥")
    first = prepared(compound)["event"]
    secretary.send("prepare", do="save")
    assert prepared(compound)["event"] == first


def test_chair_and_place_are_as_last_time(secretary, clock):
    secretary.send("prepare", do="issue", chair="冯指挥", place="三楼会议室")
    clock.set("2023-06-15T16:30:00+08:00")
    secretary.open("meeting/2023-06-15")
    fields = secretary.fields("prepare")
    assert (fields["chair"], fields["place"]) == ("冯指挥", "三楼会议室")


def test_the_preview_is_a_paper_our_own_page_may_frame(secretary):
    assert "frame-src 'self'" in secretary.page.headers["Content-Security-Policy"]
    paper = secretary.open(f"{MEETING}/preview.pdf")
    assert paper.data.startswith(b"%PDF") and "frame-ancestors 'self'" in paper.headers["Content-Security-Policy"]


def test_supervision_prepares_and_cannot_issue(secretary, office, compound):
    desk = office(ANN)
    desk.open(MEETING)
    assert not desk.shows("issue")
    desk.send("prepare", do="issue")
    assert "没有生效" in desk.text("said") and compound.look("sheet", "daily:1") is None


def test_a_day_to_come_and_an_older_sheet_are_not_prepared(secretary, office):
    assert secretary.open("meeting/2023-06-15").status_code == 404
    secretary.open(MEETING)
    secretary.send("prepare", do="issue")
    secretary.open("meeting/2023-06-13")
    assert not secretary.shows("prepare")
