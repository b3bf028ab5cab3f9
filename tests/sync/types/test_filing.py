"""What becomes of a finding the moment it arrives: number, unit, first state, deadlines, the book."""

import pytest

from tests.people import ALICE, ANN, BOB, CAROL, GUS, SAM, TOM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, REPAIRED, closed, file, flows, folds, issued, move


def test_numbers_run_per_kind_and_day_found(compound, clock):
    first, second = file(compound), file(compound, kind="quality", item="FAC-01")
    third = file(compound)
    clock.later(days=1)
    asks = {"whom": "区城管委", "what": "拆除违建"}
    fourth = file(compound, kind="coordination", item=None, needs=asks)
    numbers = [compound.look("finding", id)["number"] for id in (first, second, third, fourth)]
    assert numbers == ["AQ-20230614-001", "ZL-20230614-001", "AQ-20230614-002", "XT-20230615-001"]
    assert compound.look("finding", fourth)["needs"] == asks
    assert folds(compound)


def test_a_number_is_of_the_day_of_the_walk_not_of_the_arrival(compound, clock):
    at = clock.now.isoformat()
    clock.later(days=2)
    found = finding("TEMP-01")
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]), at=at)
    assert compound.look("finding", found["id"])["number"] == "AQ-20230614-001"


def test_a_finding_begins_with_everything_a_reviewer_needs(compound):
    kept = compound.look("finding", file(compound, photos=[PICTURE], unit="o5"))
    assert (kept["state"], kept["unit"], kept["due"], kept["filed_by"], kept["filed_org"], kept["place"]) == (
        "submitted", "o5", "D0", "u1", "o2", DOOR)
    assert kept["requirement"] and kept["counted_unit"] is None and kept["deadlines"] == {} and kept["round"] == 1
    assert [(line["move"], line["by"], line["photos"]) for line in kept["timeline"]] == [("file", "u1", [PICTURE])]
    assert [(picture["sha256"], picture["role"], picture["by"]) for picture in kept["photos"]] == [
        (PICTURE, "before", "u1")]


@pytest.mark.parametrize(("id", "unit"), [
    ("FAC:SZ-B03", "o5"), ("facade:SZ-B03", "o5"), ("FAC", "o6"), ("facade", "o6"), ("FAC:SZ-B01", "o4"),
])
def test_the_unit_nobody_named_is_the_default_of_trade_and_building_else_the_contractor(compound, id, unit):
    compound.say(None, "setup.changed", {"kind": "default", "id": id, "state": {"unit": unit}})
    found = file(compound, item="FAC-01", kind="quality", unit=None, place="SZ-B03-FE")
    assert compound.look("finding", found)["unit"] == unit


def test_an_item_due_now_is_urgent_whatever_the_phone_says(compound):
    kept = compound.look("finding", file(compound, item="GON-04", urgent=False))
    assert kept["urgent"] and kept["state"] == "submitted"
    assert kept["deadlines"] == {"control_by": "2023-06-14T03:00:00.000Z"}


def test_coordination_never_counts_and_is_never_urgent(compound):
    id = file(compound, kind="coordination", item=None, unit=None, urgent=True)
    move(compound, BOB, id, "issue", unit="o4", due="D1")
    kept = compound.look("finding", id)
    assert (kept["state"], kept["urgent"], kept["counted_unit"], flows(compound, id)) == ("issued", False, None, [])


def on_spot(**more):
    return {"text": "已补装", "photos": [REPAIRED], "witnessed": False, **more}


def test_repaired_on_the_spot_waits_for_reinspection_and_its_filer_may_pass_it(compound):
    id = file(compound, author=ANN, severity=1, on_spot=on_spot())
    kept = compound.look("finding", id)
    assert (kept["state"], kept["counted_unit"], kept["replied"]["org"]) == ("replied", "o5", "o5")
    assert [picture["role"] for picture in kept["photos"]] == ["after"]
    assert move(compound, ANN, id, "pass")["outcome"] == "applied"
    assert flows(compound, id) == [("o5", "new", None), ("o5", "closed", None)]


@pytest.mark.parametrize(("author", "severity", "state"), [
    (ANN, 1, "closed"), (BOB, 1, "closed"), (CAROL, 1, "closed"), (ANN, 2, "replied"), (ALICE, 1, "replied"),
    (SAM, 1, "replied"),
])
def test_only_what_supervision_witnessed_and_is_minor_closes_at_once(compound, author, severity, state):
    id = file(compound, author=author, severity=severity, on_spot=on_spot(witnessed=True))
    assert compound.look("finding", id)["state"] == state
    if state == "closed":
        assert flows(compound, id) == [("o5", "new", "on_spot"), ("o5", "closed", "on_spot")]
        assert compound.look("finding", id)["counted_unit"] is None


@pytest.mark.parametrize(("author", "unit", "state"), [
    (TOM, "o5", "submitted"), (SAM, "o4", "submitted"), (SAM, "o5", "replied"), (GUS, "o5", "replied"),
])
def test_a_firm_says_repaired_only_for_itself_and_those_below_it(compound, author, unit, state):
    id = file(compound, author=author, unit=unit, on_spot=on_spot())
    kept = compound.look("finding", id)
    ours = state == "replied"
    assert (kept["state"], kept["unit"], kept["counted_unit"]) == (state, unit, unit if ours else None)
    assert flows(compound, id) == ([(unit, "new", None)] if ours else [])
    assert (kept["on_spot"], kept["photos"][0]["role"]) == ((True, "after") if ours else (False, "note"))
    assert (kept["timeline"][-1]["move"], kept["timeline"][-1]["text"]) == ("on_spot" if ours else "comment", "已补装")
    assert folds(compound)


def test_nothing_closes_on_the_spot_inside_a_stop_order(compound):
    compound.say(CAROL, "order.registered", {"kind": "stop", "number": "01", "date": "2023-06-14", "scope": ["SZ-B03"]})
    id = file(compound, author=ANN, severity=1, on_spot=on_spot(witnessed=True))
    assert compound.look("finding", id)["state"] == "replied"


def test_the_same_fault_of_the_same_unit_within_two_weeks_is_a_repeat(compound, clock):
    before = closed(compound, place="SZ-B01-E1")
    clock.later(days=14)
    again = file(compound, place=DOOR)
    assert compound.look("finding", again)["repeat_of"] == before
    clock.later(days=15)
    assert compound.look("finding", file(compound, place="SZ-B10-E1"))["repeat_of"] is None


def test_the_same_fault_at_the_same_place_within_a_month_is_a_repeat_whoever_did_it(compound, clock):
    before = closed(compound)
    clock.later(days=30)
    assert compound.look("finding", file(compound, unit="o6"))["repeat_of"] == before
    clock.later(days=31)
    assert compound.look("finding", file(compound, unit="o4"))["repeat_of"] is None


def test_what_is_still_open_here_or_was_rejected_is_not_repeated(compound):
    issued(compound)
    assert compound.look("finding", file(compound))["repeat_of"] is None
    wrong = file(compound, item="FAC-01", place="SZ-B01-E1")
    move(compound, BOB, wrong, "reject", text="现场核实无此问题")
    assert compound.look("finding", file(compound, item="FAC-01"))["repeat_of"] is None


def test_a_contractors_own_report_is_reviewed_like_any_other(compound):
    id = file(compound, author=GUS, unit="o5")
    assert compound.look("finding", id)["state"] == "submitted"
    assert move(compound, BOB, id, "issue", due="D1")["outcome"] == "applied"


def test_a_repeat_shows_once_the_reviewer_names_the_item_or_the_unit(compound, clock):
    before = closed(compound)
    clock.later(days=5)
    unnamed, others = file(compound, item=None), file(compound, place="SZ-B10-E1", unit="o6")
    assert not compound.look("finding", unnamed)["repeat_of"] and not compound.look("finding", others)["repeat_of"]
    move(compound, BOB, unnamed, "issue", unit="o5", due="D1", edits={"item": "TEMP-01"})
    assert compound.look("finding", unnamed)["repeat_of"] == before
    move(compound, BOB, others, "reassign", unit="o5")
    assert compound.look("finding", others)["repeat_of"], "the same fault of the same unit"
    move(compound, BOB, others, "reassign", unit="o6")
    assert not compound.look("finding", others)["repeat_of"], "another unit's, at another place"
