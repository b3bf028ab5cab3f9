"""施工进度 on the desk: the matrix, several buildings with one press, and what was refused and why."""

import pytest

from server.storage import log
from server.storage.db import reading
from tests.people import ALICE, BOB, CAROL, GUS, PAM, PROJECT, SAM

FACADE = "progress?item=facade"


@pytest.fixture
def at_works(office):
    """`at_works(PAM, SZ-B01, SZ-B03, do="stage", …)` opens the facade's form, ticks and sends it; the desk."""
    def press(person, *ticked, item="facade", **typed):
        desk = office(person)
        desk.open(f"progress?item={item}")
        fields = {**desk.fields("progress"), **typed}
        desk.post(f"/desk/{person.project}/progress", {
            **{name: [said or ""] for name, said in fields.items()}, "place": list(ticked)})
        return desk
    return press


def cell(desk, place, item="facade"):
    return desk.text(f"cell-{place}-{item}")


def test_nothing_said_is_a_dash_and_nobody_is_late(office):
    desk = office(PAM)
    desk.open("progress")
    assert not any(desk.shows(part) for part in ("matrix", "plan", "progress"))
    assert desk.text("first-pass").startswith("一次验收合格率：–")


def test_one_press_sets_the_stage_of_several_buildings(at_works, compound):
    desk = at_works(BOB, "SZ-B01", "SZ-B03", do="stage", stage="working", date="2023-06-13")
    assert desk.text("said") == "已填写2处。"
    assert [cell(desk, f"SZ-B0{n}") for n in (1, 2, 3)] == ["施工中", "–", "施工中"]
    assert compound.look("stage", "SZ-B01:facade")["date"] == "2023-06-13"
    assert desk.texts("plan")[0].count("施工中") == 1


def test_planned_and_actual_days_of_several_buildings_and_how_late_they_are(at_works, office):
    at_works(PAM, "SZ-B01", "SZ-B02", "SZ-B03", do="milestone", planned="2023-06-10", reason="降雨")
    desk = at_works(PAM, "SZ-B01", do="milestone", actual="2023-06-12")
    assert cell(desk, "SZ-B01") == "计划6月10日、实际6月12日（晚2天）"
    assert cell(desk, "SZ-B02") == "计划6月10日滞后4天降雨"
    assert "外檐 31 −20 2号楼 滞后4天（降雨）、3号楼 滞后4天（降雨）" in desk.text("plan")


def test_a_field_left_empty_changes_nothing_and_a_wrong_actual_day_can_be_removed(at_works, compound):
    at_works(PAM, "SZ-B01", do="milestone", planned="2023-06-10", actual="2023-06-12")
    at_works(PAM, "SZ-B01", do="milestone", reason="待料")
    kept = compound.look("milestone", "SZ-B01:facade:done")
    assert (kept["planned"], kept["actual"], kept["reason"]) == ("2023-06-10", "2023-06-12", "待料")
    at_works(PAM, "SZ-B01", do="milestone", no_actual="1")
    assert compound.look("milestone", "SZ-B01:facade:done")["actual"] is None


def test_what_the_form_lacks_is_said_and_nothing_is_set(at_works, compound):
    assert at_works(PAM, do="stage", stage="working").text("said") == "没有勾选楼栋，未填写。"
    for typed, said in (
            ({"do": "stage"}, "没有选进度，未填写。"),
            ({"do": "stage", "stage": "done", "date": ""}, "没有填日期，未填写。"),
            ({"do": "stage", "stage": "done", "date": "2023-06-15"}, "进度和实际日期不能在今天以后，未填写。"),
            ({"do": "milestone"}, "没有填日期或原因，未填写。"),
            ({"do": "milestone", "actual": "2023-06-13"}, "1号楼：还没有计划日期，请先填计划日期")):
        assert at_works(PAM, "SZ-B01", **typed).text("said") == said
    assert compound.everything("stage") == compound.everything("milestone") == []


def test_a_form_that_lacks_something_comes_back_as_it_was_filled_in(at_works, compound):
    desk = at_works(BOB, do="stage", stage="working", date="2023-06-12")
    assert desk.page.status_code == 400
    fields = desk.fields("progress")
    assert (fields["stage"], fields["date"], fields["item"]) == ("working", "2023-06-12", "facade")
    assert 'progress#set"' in desk.page.text, "the page stops at the form"
    desk = at_works(PAM, "SZ-B01", "SZ-B03", do="milestone", planned="2023-06-10", actual="2023-06-15", reason="降雨")
    fields = desk.fields("progress")
    assert (fields["planned"], fields["actual"], fields["reason"]) == ("2023-06-10", "2023-06-15", "降雨")
    assert all(f'value="{place}" checked' in desk.page.text for place in ("SZ-B01", "SZ-B03"))
    desk.post("/desk/p1/progress", {**{name: [said or ""] for name, said in fields.items()}, "do": "milestone",
                                    "actual": "2023-06-13", "place": ["SZ-B01"]})
    assert desk.text("said") == "已填写1处。"


def test_the_matrix_has_a_column_only_of_what_something_is_said_of(at_works):
    desk = at_works(BOB, "SZ-B01", do="stage", stage="working", date="2023-06-13")
    assert desk.shows("cell-SZ-B01-facade") and not desk.shows("cell-SZ-B01-path")
    assert "甬路" in desk.text("rest") and "外檐" not in desk.text("rest")


def test_a_failed_inspection_stays_failed_and_the_page_says_of_which_building(at_works, clock):
    at_works(BOB, "SZ-B01", do="stage", stage="passed_later")
    at_works(BOB, "SZ-B02", do="stage", stage="passed_first")
    clock.later(hours=24)
    desk = at_works(BOB, "SZ-B01", "SZ-B03", do="stage", stage="passed_first")
    assert desk.text("said") == "已填写1处。1号楼：曾记为整改后验收合格，不能改为一次验收合格"
    assert desk.text("first-pass").startswith("一次验收合格率：2/3 = 66.7%")


def test_only_those_who_accept_are_offered_that_it_passed(office):
    for person, offered in ((BOB, True), (ALICE, False)):
        desk = office(person)
        desk.open(FACADE)
        assert ('value="passed_first">' in desk.page.text.split('id="date"')[0]) == offered
    assert not desk.shows("set-milestone"), "an inspector plans nothing"


def test_an_inspectors_own_request_for_dates_is_refused(at_works, compound):
    assert at_works(ALICE, "SZ-B01", do="milestone", planned="2023-06-10").page.status_code == 403
    assert compound.everything("milestone") == []


def test_firms_have_no_such_page(office):
    for person in (GUS, SAM):
        desk = office(person)
        desk.open("findings")
        assert not desk.shows("nav-progress")
        assert desk.open("progress").status_code == 403


def test_what_no_form_sends_is_refused(at_works):
    assert at_works(PAM, "SZ-B77", do="stage", stage="done").page.status_code == 400
    assert at_works(PAM, "SZ-B01", do="milestone", planned="14.6.2023").page.status_code == 400
    desk = at_works(PAM, "SZ-B01", do="milestone", planned="2023-06-10", goal="never")
    assert desk.page.status_code == 400


def test_pressing_twice_makes_one(office, compound):
    desk = office(PAM)
    desk.open(FACADE)
    data = {**{name: [said or ""] for name, said in desk.fields("progress").items()}, "place": ["SZ-B01"],
            "do": ["stage"], "stage": ["working"]}
    before = _events(compound)
    for _ in range(2):
        desk.post("/desk/p1/progress", data)
        assert desk.text("said") == "已填写1处。"
    assert _events(compound) == before + 1


def _events(compound):
    with reading(compound.engine) as look:
        return log.head(look, PROJECT)["seq"]


def test_quantities_stand_with_their_day_and_firm(compound, office, clock):
    filing = {"people": {}, "faces": [], "tomorrow": [], "outages": []}
    clock.set("2023-06-12T16:00:00+08:00")
    compound.say(GUS, "filing.recorded", {
        **filing, "day": "2023-06-12", "quantities": {"path": 800, "drainage": 1200}})
    clock.set("2023-06-13T16:00:00+08:00")
    compound.say(SAM, "filing.recorded", {**filing, "day": "2023-06-13", "quantities": {"drainage": 5}})
    compound.say(GUS, "filing.recorded", {**filing, "day": "2023-06-13", "quantities": {"drainage": 1234.5}})
    desk = office(CAROL)
    desk.open("progress")
    told = desk.text("quantities")
    assert "甬路800㎡6月12日施工总包" in told and "排水1234.5m6月13日施工总包" in told
