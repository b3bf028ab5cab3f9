"""The registers of a project: changed by its administrator, never losing what history names."""

import pytest

from server.domain.settings import DEFAULTS
from server.storage import log
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.types.acting import rules
from tests.people import ADA, BOB, PROJECT
from tests.sync.types.site import DOOR, file, folds, needs, refused


def change(compound, who, kind, id, state):
    return compound.say(who, "setup.changed", {"kind": kind, "id": id, "state": state})


def door(**more):
    return {"kind": "entrance", "building": "SZ-B03", "label": "3号楼4门", "sort": 304, "route": 30, **more}


def test_the_administrator_and_the_operator_change_registers_and_nobody_else(compound):
    assert refused(change(compound, BOB, "place", "SZ-B03-E4", door())) == "not_allowed"
    assert compound.look("place", "SZ-B03-E4") is None
    assert change(compound, ADA, "place", "SZ-B03-E4", door())["outcome"] == "applied"
    assert change(compound, None, "place", "SZ-B03-E5", door(label="3号楼5门"))["outcome"] == "applied"
    kept = compound.look("place", "SZ-B03-E4")
    assert (kept["id"], kept["label"], kept["active"], kept["aliases"]) == ("SZ-B03-E4", "3号楼4门", True, [])


def test_what_a_register_refers_to_must_be_there(compound):
    assert needs(compound, change(compound, ADA, "place", "SZ-B20-E1", door(building="SZ-B20"))) == ["place:SZ-B20"]
    firm = {"name": "丁", "short": "丁", "kind": "subcontractor", "parent": "o40"}
    assert needs(compound, change(compound, ADA, "org", "o8", firm)) == ["org:o40"]
    person = {"name": "新人", "org": "o8", "role": "subcontractor"}
    assert needs(compound, change(compound, ADA, "person", "u30", person)) == ["org:o8"]
    assert needs(compound, change(compound, ADA, "default", "FAC", {"unit": "o8"})) == ["org:o8"]
    change(compound, ADA, "org", "o8", {**firm, "parent": "o4"})
    assert compound.look("person", "u30")["role"] == "subcontractor" and compound.look("default", "FAC")["unit"] == "o8"
    assert folds(compound)


def test_what_does_not_fit_is_held_and_shown(compound):
    for kind, id, state in (("place", "SZ-B03-E4-TOO-LONG", door()), ("place", "SZ-B03-E4", {"kind": "entrance"}),
                            ("person", "u30", {"name": "新人", "org": "o4", "role": "king"})):
        receipt = change(compound, ADA, kind, id, state)
        assert (receipt["outcome"], receipt["reasons"][0]["code"]) == ("held", "schema_invalid")


def test_a_changed_place_keeps_its_last_visit_and_a_retired_one_its_name(compound):
    file(compound)
    change(compound, ADA, "place", DOOR, door(label="3号楼二门"))
    kept = compound.look("place", DOOR)
    assert (kept["label"], kept["last"]["outcome"]) == ("3号楼二门", "findings")
    change(compound, ADA, "place", DOOR, None)
    kept = compound.look("place", DOOR)
    assert (kept["label"], kept["active"], kept["last"]["outcome"]) == ("3号楼二门", False, "findings")


def test_who_is_retired_may_send_nothing_more_and_loses_nothing(compound):
    change(compound, ADA, "person", BOB.id, None)
    receipt = compound.say(BOB, "comment.added", {"finding": file(compound), "text": "好"})
    assert (receipt["outcome"], receipt["reasons"][0]["code"]) == ("held", "left_project")
    assert compound.look("person", BOB.id)["name"] == BOB.name


def test_a_setting_taken_away_falls_back_to_the_default(compound):
    change(compound, ADA, "setting", "control_hours", {"value": 1})
    assert compound.look("finding", file(compound, item="GON-04"))["deadlines"]["control_by"][11:16] == "02:00"
    change(compound, ADA, "setting", "control_hours", None)
    assert compound.look("setting", "control_hours") is None
    assert compound.look("finding", file(compound, item="GON-04"))["deadlines"]["control_by"][11:16] == "03:00"


def test_a_firm_cannot_stand_above_itself(compound):
    above = {"name": "津城建工集团", "short": "施工总包", "kind": "general_contractor", "parent": "o5"}
    assert refused(change(compound, ADA, "org", "o4", above)) == "illegal_parent"


@pytest.mark.parametrize(("id", "value"), [
    ("zone", "Mars/X"), ("day_starts_at", "25:00"), ("day_starts_at", 5), ("issue_sheet_roles", 7),
    ("control_hours", "two"), ("repeat_days_unit", None), ("notice_numbers", {"client": {"pattern": "整通-{n}"}}),
])
def test_a_setting_no_rule_could_work_with_is_refused_with_its_name(compound, id, value):
    receipt = change(compound, ADA, "setting", id, {"value": value})
    assert refused(receipt) == "unfit_value" and id in receipt["reasons"][0]["text"]
    assert compound.look("setting", id) is None


@pytest.mark.parametrize(("id", "value"), [("zone", "Mars/X"), ("day_starts_at", "25:00"), ("control_hours", "two")])
def test_an_unusable_value_that_stands_stops_nobody_and_can_be_put_right(compound, id, value):
    with transaction(compound.engine) as work:
        state = State(work, PROJECT)
        state.put("setting", id, {"id": id, "value": value})
        state.flush(log.head(work, PROJECT)["seq"])
    assert compound.look("finding", file(compound, item="GON-04"))["deadlines"]["control_by"][11:16] == "03:00"
    assert change(compound, ADA, "setting", id, {"value": DEFAULTS[id]})["outcome"] == "applied"


def test_part_of_a_setting_leaves_the_rest_at_its_default(compound):
    change(compound, ADA, "setting", "reinspect_hours", {"value": {"1": 48}})
    with reading(compound.engine) as look:
        assert rules(State(look, PROJECT))["reinspect_hours"] == {"1": 48, "2": 24, "3": 4}


def test_a_check_item_whose_deadline_no_rule_knows_is_held(compound):
    receipt = change(compound, ADA, "item", "NEW-01", {"zh": "新项", "due": "soon"})
    assert (receipt["outcome"], receipt["reasons"][0]["code"]) == ("held", "schema_invalid")
