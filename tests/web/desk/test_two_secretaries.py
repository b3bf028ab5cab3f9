"""Two people at one meeting's page: nobody's words go unseen, and nothing is issued that its issuer has not seen."""

import threading

import pytest

from server.sync.rebuild import differences
from tests import district as districts
from tests.people import ALICE, BOB, HAL, PAM

DAY = "2023-06-14"
MEETING = f"meeting/{DAY}"


@pytest.fixture
def two(office, clock, filed, moved):
    """代建 and the street, both with the page open; the id of a key finding."""
    found = filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米")
    moved(BOB, found, "issue")
    clock.set(f"{DAY}T16:50:00+08:00")
    pam, hal = office(PAM), office(HAL)
    pam.open(MEETING)
    hal.open(MEETING)
    return pam, hal, found


def prepared(compound, tier="daily"):
    return compound.look("preparation", f"{tier}:{DAY}")


def test_the_last_press_overwrites_nobody_and_issues_nothing(two, compound, clock):
    pam, hal, found = two
    pam.send("prepare", do="save", opinion="监理意见甲", **{f"wording_{found}": "改写后的表述"})
    clock.set(f"{DAY}T16:55:00+08:00")
    hal.send("prepare", do="issue", chair="李四")
    assert hal.page.status_code == 409 and compound.look("sheet", "daily:1") is None
    said = hal.text("clash")
    assert PAM.name in said and "16:50" in said and "没有保存，也没有定稿" in said
    assert "意见：监理意见甲" in said and "重点问题的表述" in said
    assert (prepared(compound)["opinion"], prepared(compound)["by"]) == ("监理意见甲", PAM.id)
    assert hal.fields("prepare")["chair"] == "李四"
    assert hal.fields("prepare")[f"wording_{found}"] == "改写后的表述"      # he had not touched it
    assert hal.fields("prepare")["opinion"] == "监理意见甲"
    hal.send("prepare", do="issue")
    kept = prepared(compound)
    assert (kept["chair"], kept["opinion"], kept["wording"]) == ("李四", "监理意见甲", {found: "改写后的表述"})
    assert compound.look("sheet", "daily:1")["issued_by"] == HAL.id
    assert differences("p1", compound.engine) == []


def test_words_both_typed_stay_in_the_field_of_who_came_second(two, compound):
    pam, hal, _ = two
    pam.send("prepare", do="save", opinion="甲的意见")
    hal.send("prepare", do="save", opinion="乙的意见")
    assert hal.page.status_code == 409 and "意见：甲的意见" in hal.text("clash")
    assert hal.fields("prepare")["opinion"] == "乙的意见" and prepared(compound)["opinion"] == "甲的意见"
    hal.send("prepare", do="save")
    assert prepared(compound)["opinion"] == "乙的意见"


def test_pressing_twice_or_saving_after_going_back_is_no_clash_with_oneself(two, compound):
    pam, _, _ = two
    page = pam.page
    pam.send("prepare", do="save", opinion="一")
    pam.page = page
    pam.send("prepare", do="issue", opinion="二")
    assert compound.look("sheet", "daily:1") and prepared(compound)["opinion"] == "二"


def test_what_the_other_did_not_say_stays_as_it_is_usual(two, compound):
    _, hal, _ = two
    usual = hal.fields("prepare")["place"]
    compound.say(PAM, "sheet.prepared", {"day": DAY, "tier": "daily", "opinion": "甲"})
    hal.send("prepare", do="save", chair="李四")
    assert usual and hal.fields("prepare")["place"] == usual and "地点" not in hal.text("clash")
    assert hal.fields("prepare")["opinion"] == "甲" and f"{PAM.name}的改动" in hal.text("clash")


@pytest.mark.parametrize("path", ["weekly", "district"])
def test_the_weekly_sheet_and_the_brief_are_prepared_by_two_as_carefully(path, office, compound, clock):
    clock.set(f"{DAY}T16:50:00+08:00")
    where, first, second = f"/desk/p1/weekly/{DAY}", PAM, HAL
    if path == "district":
        districts.found(compound)
        where, first, second = f"/desk/d1/district/{DAY}", districts.DORA, districts.DORA
    one, other = office(first), office(second)
    one.open(where)
    other.open(where)
    one.send("prepare", do="save", chair="张三")
    other.send("prepare", do="issue", chair="李四")
    assert other.page.status_code == 409 and first.name in other.text("clash") and "主持人：张三" in other.text("clash")
    assert other.fields("prepare")["chair"] == "李四"
    other.send("prepare", do="issue")
    assert other.page.status_code == 200 and "已定稿" in other.page.text


def test_of_two_presses_at_one_instant_one_counts_and_the_other_sees_it(two, compound):
    pam, hal, _ = two
    gate = threading.Barrier(2)

    def press(desk, said):
        gate.wait()
        desk.send("prepare", do="issue", opinion=said)

    works = [threading.Thread(target=press, args=args) for args in ((pam, "甲"), (hal, "乙"))]
    for work in works:
        work.start()
    for work in works:
        work.join(60)
    lost = [desk for desk in (pam, hal) if desk.page.status_code == 409]
    assert len(lost) == 1, "one of them is told"
    won = hal if lost == [pam] else pam
    assert prepared(compound)["by"] == won.person.id
    assert lost[0].fields("prepare")["opinion"] == ("甲" if lost == [pam] else "乙")
    sheet = compound.look("sheet", "daily:1")
    assert sheet is None or sheet["issued_by"] == won.person.id
