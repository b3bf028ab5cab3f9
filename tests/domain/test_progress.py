"""倒排工期 and 一次验收合格率: what is counted, and what never is."""

from typing import Any

from server.domain.first_pass import first_pass
from server.domain.milestones import late_ones, progress

DAY = "2023-06-14"


def stage(building: str, stage: str, item: str = "roof_waterproof", **more: Any) -> dict[str, Any]:
    return {"building": building, "item": item, "stage": stage, **more}


def plan(building: str, planned: str, *, stage: str = "done", **more: Any) -> dict[str, Any]:
    return {"building": building, "item": "roof_waterproof", "stage": stage, "planned": planned, **more}


def test_the_first_pass_rate_is_those_that_passed_at_once_of_those_inspected():
    stages = [stage(f"B{n}", "passed_first") for n in range(12)] + [stage("B12", "passed_later")]
    stages += [stage("B13", "self_passed"), stage("B14", "done"), stage("B15", "working")]
    assert first_pass(stages) == {"inspected": 13, "passed": 12, "rate": "12/13 = 92.3%"}


def test_the_same_building_counts_once_for_each_of_its_works():
    stages = [stage("B1", "passed_first"), stage("B1", "passed_later", "facade")]
    assert first_pass(stages) == {"inspected": 2, "passed": 1, "rate": "1/2 = 50%"}


def test_nothing_inspected_is_a_dash_and_neither_none_nor_all():
    assert first_pass([stage("B1", "done")]) == {"inspected": 0, "passed": 0, "rate": "–"}


def test_who_failed_once_never_counts_as_passed_at_first():
    again = [stage("B1", "passed_first", failed_first=True), stage("B2", "working", failed_first=True)]
    assert first_pass(again) == {"inspected": 2, "passed": 0, "rate": "0/2 = 0%"}


def test_the_promised_ninety_percent_is_not_reached_by_rounding():
    stages = [stage(f"B{n}", "passed_first") for n in range(112)] + [stage(f"C{n}", "passed_later") for n in range(13)]
    assert first_pass(stages)["rate"] == "112/125 = 89.6%"
    assert first_pass(stages[:1] * 199 + [stage("C", "passed_later")])["rate"] == "199/200 = 99.5%", "not all"


def test_planned_actual_and_deviation_of_each_item_in_the_order_of_the_plan():
    stages = [stage("B1", "done"), stage("B2", "passed_later"), stage("B3", "working"),
              stage("B1", "working", "balcony")]
    plans = [plan("B1", "2023-06-10"), plan("B2", "2023-06-10"), plan("B3", "2023-06-12", reason="降雨"),
             plan("B4", "2023-06-20")]
    balcony, roof = progress(stages, plans, DAY)
    assert balcony == {"item": "balcony", "planned": None, "actual": 0, "working": 1, "gap": None, "late": []}
    assert {key: roof[key] for key in ("planned", "actual", "working", "gap")} == {
        "planned": 3, "actual": 2, "working": 1, "gap": -1}
    assert roof["late"] == [{"building": "B3", "item": "roof_waterproof", "stage": "done", "planned": "2023-06-12",
                             "days": 2, "reason": "降雨"}]


def test_a_day_of_completion_counts_from_that_day_on():
    plans = [plan("B1", "2023-06-10", actual="2023-06-15"), plan("B2", "2023-06-10", actual="2023-06-14")]
    assert progress([], plans, DAY)[0]["actual"] == 1
    assert [row["building"] for row in late_ones([], plans, DAY)] == ["B1"]
    assert late_ones([], plans, "2023-06-15") == []


def test_on_its_own_day_a_milestone_is_due_and_not_late():
    assert progress([], [plan("B1", DAY)], DAY)[0]["gap"] == -1
    assert late_ones([], [plan("B1", DAY)], DAY) == []
    assert late_ones([], [plan("B1", DAY)], "2023-06-15")[0]["days"] == 1


def test_a_milestone_of_acceptance_waits_for_the_inspection_and_not_for_the_first_pass():
    plans = [plan("B1", "2023-06-10", stage="passed_first"), plan("B2", "2023-06-11", stage="passed_first")]
    stages = [stage("B1", "done"), stage("B2", "passed_later")]
    assert [(row["building"], row["days"]) for row in late_ones(stages, plans, DAY)] == [("B1", 4)]
    assert progress(stages, plans, DAY)[0]["planned"] is None, "the plan of finishing is another one"


def test_the_longest_late_comes_first():
    plans = [plan("B1", "2023-06-12"), plan("B2", "2023-06-01"), plan("B3", "2023-06-12")]
    assert [row["building"] for row in late_ones([], plans, DAY)] == ["B2", "B1", "B3"]
