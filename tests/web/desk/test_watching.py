"""盯靠人 per building, by default 代建's lead; today's key works and who was there, on the desk as on the phone."""

import pytest

from server.domain.bodies import SHAPES
from tests.people import ADA, ALICE, ANN, BOB, CAROL, GUS, HAL, PAM, SAM

TOMORROW = [{"work": "basket", "count": 11, "place": "SZ-B03", "text": "3号楼停用1台"},
            {"work": "hot_work", "count": 2, "place": None, "text": ""}, {"work": "lifting", "count": 0}]


@pytest.fixture
def announced(compound, clock):
    """Yesterday at four the general contractor announced two key works for today; the filing's id."""
    clock.set("2023-06-13T16:00:00+08:00")
    receipt = compound.say(GUS, "filing.recorded", {"day": "2023-06-13", "tomorrow": TOMORROW})
    assert receipt["outcome"] == "applied", receipt
    clock.set("2023-06-14T10:15:00+08:00")
    return receipt["id"]


def test_every_building_has_somebody_the_projects_lead_where_nobody_is_chosen(office):
    desk = office(BOB)
    desk.open("today")
    assert desk.page.text.count("</span>郑代建</span>") == 4 and not desk.shows("to-watchers")


def test_who_is_chosen_stands_on_the_map_and_on_the_finding_for_staff_only(office, filed, moved, compound):
    desk = office(PAM)
    desk.open("watchers")
    assert desk.fields("watchers")["watch_SZ-B03"] == ""
    desk.send("watchers", **{"watch_SZ-B03": ALICE.id})
    assert desk.text("said") == "已保存。" and desk.fields("watchers")["watch_SZ-B03"] == ALICE.id
    id = filed(ALICE, "SZ-B03-E1", unit=SAM.org)
    moved(BOB, id, "issue")
    staff, firm = office(BOB), office(SAM)
    staff.open(f"findings/{id}")
    assert staff.text("watcher") == ALICE.name
    firm.open(f"findings/{id}")
    assert not firm.shows("watcher")
    staff.open("today")
    assert staff.page.text.count(f"</span>{ALICE.name}</span>") == 1


def test_two_at_once_keep_each_others_choices_and_the_second_is_told(office, compound):
    first, second = office(PAM), office(ADA)
    for desk in (first, second):
        desk.open("watchers")
    page = second.page
    first.send("watchers", **{"watch_SZ-B01": ALICE.id})
    assert not first.shows("meanwhile")
    for _ in range(2):
        second.page = page
        second.send("watchers", **{"watch_SZ-B03": PAM.id})
        assert second.text("meanwhile") == "您打开页面后，同事也改过以下楼栋，请核对：1号楼（王巡）。"
    assert compound.look("setting", "watchers")["value"] == {"SZ-B01": ALICE.id, "SZ-B03": PAM.id}
    second.send("watchers", **{"watch_SZ-B01": ""})
    assert compound.look("setting", "watchers")["value"] == {"SZ-B03": PAM.id} and not second.shows("meanwhile")


def test_a_choice_that_is_no_record_is_refused_before_it_is_one(office, compound, monkeypatch):
    monkeypatch.setitem(SHAPES, ("setup.changed", 1), lambda value, path: iter(["wrong"]))
    desk = office(PAM)
    desk.open("watchers")
    assert desk.send("watchers", **{"watch_SZ-B03": ALICE.id}).status_code == 400
    assert compound.look("setting", "watchers") is None


def test_whoever_leaves_no_longer_stands_by(office, compound):
    desk = office(ADA)
    desk.open("watchers")
    desk.send("watchers", **{"watch_SZ-B03": ALICE.id})
    compound.say(None, "setup.changed", {"kind": "person", "id": ALICE.id, "state": None})
    desk.open("today")
    assert desk.page.text.count("</span>郑代建</span>") == 4


@pytest.mark.parametrize("person", (ALICE, ANN, BOB, CAROL, HAL, SAM), ids=lambda one: one.role)
def test_only_the_project_company_and_the_administrator_choose(office, compound, person):
    assert office(person).open("watchers").status_code == 403
    change = {"kind": "setting", "id": "watchers", "state": {"value": {"SZ-B03": person.id}}}
    assert compound.say(person, "setup.changed", change)["outcome"] == "no_effect"
    assert compound.look("setting", "watchers") is None


def test_the_project_company_may_set_nothing_else_by_the_same_way(compound):
    other = {"kind": "setting", "id": "work_ends_at", "state": {"value": "20:00"}}
    assert compound.say(PAM, "setup.changed", other)["outcome"] == "no_effect"
    odd = {"kind": "setting", "id": "watchers", "state": {"value": {"SZ-B03": 7}}}
    assert compound.say(PAM, "setup.changed", odd)["reasons"][0]["code"] == "unfit_value"


def test_somebody_of_a_firm_cannot_be_chosen(office, compound):
    desk = office(PAM)
    desk.open("watchers")
    assert desk.send("watchers", **{"watch_SZ-B03": SAM.id}).status_code == 400
    assert compound.look("setting", "watchers") is None


def test_todays_key_works_are_those_announced_yesterday_with_who_stands_by(office, announced):
    desk = office(BOB)
    desk.open("today")
    first, second = desk.text("work-0"), desk.text("work-1")
    assert "吊篮 11台" in first and "3号楼停用1台" in first and "盯靠人：郑代建" in first and "施工总包" in first
    assert "动火 2处" in second and not desk.shows("work-2"), "none of it is no work"


def test_being_there_is_one_press_told_once_with_the_time(office, announced, compound):
    desk = office(BOB)
    page = desk.open("today")
    for _ in range(2):
        desk.page = page
        desk.send("attend-0")
    assert [(one["work"], one["by"]) for one in compound.look("filing", announced)["attended"]] == [(0, BOB.id)]
    assert "✓ 已到场 李专监 10:15" in desk.text("work-0")
    assert not desk.shows("attend-0") and desk.shows("attend-1")
    other = office(PAM)
    other.open("today")
    assert other.shows("attend-0"), "another may be there too"


def test_without_a_filing_the_works_are_not_known_rather_than_none(office, compound, clock):
    desk = office(PAM)
    desk.open("today")
    assert "昨天没有收到施工单位报备" in desk.text("keyworks")
    compound.say(GUS, "filing.recorded", {"day": "2023-06-13", "tomorrow": []})
    desk.open("today")
    assert "没有报备的关键作业" in desk.text("keyworks")


def test_a_work_that_was_not_announced_cannot_be_attended(office, announced):
    desk = office(BOB)
    for filing, work, status in ((announced, "7", 400), (announced, "x", 400), ("x", "0", 404), ("0" * 36, "0", 404)):
        assert desk.post(f"/desk/p1/keyworks/{filing}", {"work": work}).status_code == status
    assert office(GUS).post(f"/desk/p1/keyworks/{announced}", {"work": "0"}).status_code == 403
