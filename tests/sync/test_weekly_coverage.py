"""The weekly counts an entrance as seen on a day where that day's own sheet does."""

import pytest

from server.sync.rebuild import differences
from tests.people import ADA, ALICE, GUS, PROJECT, visit
from tests.sync.test_weekly_sheet import FRIDAY, at, content, issue, same
from tests.sync.types.site import photo

WORKING, IDLE = [f"SZ-B03-E{nr}" for nr in (1, 2)], [f"SZ-B01-E{nr}" for nr in (1, 2)]


def walk(compound, place, **more):
    told = visit(place, compound.today(), **more)
    assert compound.say(ALICE, "visit.recorded", told, blobs=[photo()])["outcome"] == "applied"


@pytest.mark.parametrize(("policy", "seen"), [("active", 3), ("all", 1)])
def test_a_look_at_a_building_counts_on_both_papers_only_where_nobody_worked_that_day(compound, policy, seen):
    compound.say(ADA, "setup.changed", {"kind": "setting", "id": "coverage_policy", "state": {"value": policy}})
    at(compound, "2023-06-14")
    compound.say(GUS, "filing.recorded", {
        "day": "2023-06-14", "people": {"workers": 9}, "faces": [{"building": "SZ-B03", "item": "facade"}],
        "tomorrow": [], "outages": [], "quantities": {}})
    at(compound, "2023-06-15")
    for building, doors in (("SZ-B03", WORKING), ("SZ-B01", IDLE)):
        walk(compound, building, outcome="building_looked", doors=doors)
    walk(compound, "SZ-B10-E1")
    walk(compound, "SZ-B10-E2", outcome="no_access", reason={"code": "locked"})
    at(compound, "2023-06-15", "17:00")
    issue(compound, "2023-06-15")
    at(compound, FRIDAY)
    issue(compound, FRIDAY, "weekly")
    daily, weekly = content(compound, "daily", 1)["coverage"], content(compound, "weekly", 1)
    assert daily["findings"] + daily["clean"] + daily["building_looked"] == sum(weekly["seen_days"].values()) == seen
    assert all(weekly["seen_days"][door] == 0 for door in WORKING), "未收到巡查记录 on the daily sheet"
    assert same(compound) == "same" and differences(PROJECT, compound.engine) == []
