"""The people tests are about are really there: whoever tests with them can rely on it."""

from tests.people import ALICE, CHARLIE, finding, visit


def test_a_visit_by_an_inspector_is_applied_and_seen_at_its_door(compound):
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2"))
    assert receipt["outcome"] == "applied", receipt
    assert compound.look("place", "SZ-B03-E2")["last"]["outcome"] == "clean"


def test_a_finding_gets_a_number_and_waits_for_review(compound):
    found = finding(place="SZ-B03-FE")
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    assert receipt["outcome"] == "applied", receipt
    state = compound.look("finding", found["id"])
    assert (state["state"], state["number"], state["unit"]) == ("submitted", "AQ-20230614-001", "o5")


def test_at_noon_one_finding_waits_for_review_and_one_for_its_unit(compound):
    findings = compound.morning()
    states = {name: compound.look("finding", id)["state"] for name, id in findings.items()}
    assert states == {"submitted": "submitted", "issued": "issued"}


def test_a_stranger_is_no_member_here(compound):
    receipt = compound.say(CHARLIE, "visit.recorded", visit("SZ-B03-E2"))
    assert receipt["outcome"] == "held"
    assert compound.look("place", "SZ-B03-E2").get("last") is None
