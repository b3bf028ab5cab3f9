"""What is said of a building's works, and who may still change it once it was inspected."""

import pytest

from server.domain.first_pass import first_pass
from tests.people import ALICE, BOB, CAROL, PAM, SAM
from tests.sync.types.site import folds, refused

ROOF = "SZ-B03:roof_waterproof"


@pytest.fixture
def says(compound):
    """`says(BOB, "passed_first")` sets the stage of the roof of building 3; the receipt."""
    return lambda who, name: compound.say(who, "stage.set", {
        "building": "SZ-B03", "item": "roof_waterproof", "stage": name, "date": compound.today()})


def rate(compound):
    return first_pass(compound.everything("stage"))["rate"]


def test_an_inspection_that_was_failed_never_becomes_a_first_pass(compound, says, clock):
    says(BOB, "passed_later")
    clock.later(hours=24)
    assert refused(says(BOB, "passed_first")) == "failed_before"
    says(BOB, "working")
    assert refused(says(PAM, "passed_first")) == "failed_before", "nor after the works went on again"
    says(BOB, "passed_later")
    assert refused(says(BOB, "passed_first")) == "failed_before", "nor by saying it once more today"
    assert compound.look("stage", ROOF)["stage"] == "passed_later" and rate(compound) == "0/1 = 0%"
    assert folds(compound)


def test_a_slip_of_the_finger_is_put_right_on_the_same_day_by_who_made_it(compound, says):
    says(BOB, "passed_later")
    assert refused(says(CAROL, "passed_first")) == "failed_before"
    assert says(BOB, "passed_first")["outcome"] == "applied"
    assert rate(compound) == "1/1 = 100%" and folds(compound)


def test_the_business_day_decides_whether_it_is_the_same(compound, says, clock):
    clock.set("2023-06-14T23:30:00+08:00")
    says(BOB, "passed_later")
    clock.later(hours=2)
    assert says(BOB, "passed_first")["outcome"] == "applied", "half past one belongs to the day before"
    says(BOB, "passed_later")
    clock.later(hours=4)
    assert refused(says(BOB, "passed_first")) == "failed_before"


def test_what_was_accepted_is_no_firms_to_take_back(compound, says):
    says(BOB, "passed_first")
    for who in (SAM, ALICE):
        assert refused(says(who, "working")) == "accepted_already"
    assert rate(compound) == "1/1 = 100%"
    says(PAM, "passed_later")
    assert rate(compound) == "0/1 = 0%", "who accepts may say it better"
    assert folds(compound)


def test_a_milestone_keeps_the_reason_for_its_delay(compound, clock):
    plan = {"building": "SZ-B03", "item": "facade", "stage": "done", "planned": "2023-06-10", "actual": None}
    compound.say(PAM, "milestone.set", {**plan, "reason": " 12日降雨 "})
    assert compound.look("milestone", "SZ-B03:facade:done")["reason"] == "12日降雨"
    clock.later(hours=1)
    compound.say(PAM, "milestone.set", {**plan, "actual": "2023-06-14"})
    assert "reason" not in compound.look("milestone", "SZ-B03:facade:done"), "said anew, whole"
    assert folds(compound)
