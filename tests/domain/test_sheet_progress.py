"""Section five of the sheet: plan against fact, what is late and why, acceptance, quantities with their day."""

import dataclasses

from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import filing, material, plan


def told(**changes):
    return section(sheet(**changes), "progress")


def milestone(building, planned, item="roof_waterproof", **more):
    return {"building": f"SZ-B{building:02}", "item": item, "stage": "done", "planned": planned, **more}


def stage(building, name, item="roof_waterproof"):
    return {"building": f"SZ-B{building:02}", "item": item, "stage": name}


def test_the_worked_day_says_the_deviation_and_which_building_is_late():
    assert told()["items"] == (
        "外檐计划8/实际8栋（持平）；屋面防水计划12/实际11栋（−1）。滞后：12号楼屋面防水4天。")
    assert told()["first_pass"]["rate"] == "–" and "一次验收" not in told()["items"], "nothing was inspected yet"


def test_why_it_is_late_stands_beside_it_if_somebody_wrote_it():
    late = milestone(12, "2023-06-12", reason="12日降雨")
    assert "滞后：12号楼屋面防水2天（12日降雨）。" in told(milestones=[late])["items"]


def test_the_longest_late_come_first_and_the_rest_stands_in_the_annex():
    late = [milestone(n, f"2023-06-{n:02}") for n in range(1, 14)]
    content = sheet(milestones=late, stages=[])
    line = section(content, "progress")["items"]
    assert "滞后：1号楼屋面防水13天、2号楼屋面防水12天、" in line and "等13项（见附件1）" in line
    assert len(content["annex"]["late"]) == 13
    assert content["annex"]["late"][-1] == "13号楼屋面防水：计划6月13日，滞后1天。"


def test_a_late_acceptance_is_named_as_one():
    late = milestone(3, "2023-06-10", stage="passed_first")
    line = told(milestones=[late], stages=[stage(3, "done")])["items"]
    assert "3号楼屋面防水（一次验收合格）4天" in line and "屋面防水完工1栋" in line


def test_what_goes_on_is_told_with_the_plan_and_without_one():
    milestones, stages = plan()
    line = told(stages=[*stages, stage(12, "working"), stage(1, "working", "balcony")])["items"]
    assert line.startswith("阳台施工中1栋；") and "屋面防水计划12/实际11栋（−1，施工中1）" in line


def test_a_path_is_no_building():
    zone = {"building": "SZ-Z-P2", "item": "path", "stage": "done", "planned": "2023-06-10"}
    assert "甬路计划1/实际0处（−1）" in told(milestones=[zone], stages=[])["items"]
    assert "甬路2段甬路4天" in told(milestones=[zone], stages=[])["items"]


def test_the_first_pass_rate_is_printed_once_something_was_inspected():
    stages = [stage(n, "passed_first") for n in range(1, 10)] + [stage(10, "passed_later"), stage(11, "done")]
    assert told(stages=stages)["items"].endswith("一次验收合格率9/10 = 90%（楼栋×工程项）。")


def test_quantities_say_what_came_since_the_last_sheet():
    eve = {**filing(), "id": "r0", "day": "2023-06-13", "quantities": {"drainage": 1225, "path": 820}}
    assert told(filings=[eve, filing()])["quantities"] == (
        "累计完成（施工单位报，括号内较6月13日）：甬路820㎡、排水1260m（+35）、雨水管640m。")
    shrunk = {**eve, "quantities": {"drainage": 1300}}
    assert "排水1260m（−40）" in told(filings=[shrunk, filing()])["quantities"]


def test_what_nobody_filed_is_said_and_never_blank_or_none():
    assert told(filings=[])["quantities"] == "累计完成：施工总包未报。"
    assert told(filings=[])["crowd"] == "当日在场人员、作业面：施工总包未报。"
    old = {**filing(), "day": "2023-06-12"}
    assert "（施工单位报，6月12日数）：甬路820㎡" in told(filings=[old])["quantities"], "with the day it is of"
    zero = {**filing(), "quantities": {"drainage": 0}}
    assert told(filings=[zero])["quantities"].endswith("各项均报0。"), "nought is what the firm said"


def test_a_subcontractors_numbers_are_not_the_general_contractors():
    own = {**filing(), "org": "o5"}
    assert "施工总包未报，为分包数" in told(filings=[own])["quantities"]


def test_large_totals_are_written_out():
    many = {**filing(), "quantities": {"facade": 1234567.5}}
    assert "外檐1234567.5㎡" in told(filings=[many])["quantities"]


def test_the_first_sheet_has_nothing_to_compare_with():
    alone = dataclasses.replace(material(), previous=None)
    assert alone.previous is None and "较" not in told()["quantities"]
