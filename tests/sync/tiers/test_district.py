"""The district's brief: what it may read, and who may prepare and issue it."""

from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.district import DISTRICT, ERIN, OTHER, agrees, asked, daily, found, ordered
from tests.people import ADA, DORA, HAL, PAM
from tests.sync.types.site import refused


def test_without_the_compounds_own_consent_nothing_of_it_is_read(compound):
    district = found(compound)
    ordered(compound)
    asked(compound)
    daily(compound)
    for reports_to in ("", OTHER):
        agrees(compound, reports_to)
        with reading(compound.engine) as session:
            told = preview(State(session, DISTRICT), "district", "2023-06-14", "2023-06-14T08:00:00.000Z")
        assert (told["compounds"], told["units"], told["order"]) == ({}, [], [])
        assert "水竹花园" not in str(told) and "违建" not in str(told)
    agrees(compound)
    assert district.issue()["outcome"] == "applied"
    assert district.content()["order"] == ["p1"]


def test_consent_counts_only_where_the_district_has_named_the_compound(compound):
    district = found(compound, listed=("p2", "nowhere", DISTRICT))
    agrees(compound)
    assert district.issue()["outcome"] == "applied"
    assert district.content()["order"] == []


def test_only_the_districts_own_people_prepare_and_issue_there(district, compound):
    for who in (PAM, HAL, ADA):
        district.say(None, "setup.changed", {"kind": "person", "id": who.id, "state": {
            "name": who.name, "org": "o7", "role": who.role}})
        assert refused(district.issue(by=who)) == "not_allowed"
        assert refused(district.say(who, "sheet.prepared", {"day": "2023-06-14", "tier": "district"})) == "not_allowed"
    assert refused(compound.say(DORA, "sheet.issued", {
        "day": "2023-06-14", "tier": "daily", "expects_version": 1})) == "not_allowed"
    assert refused(district.say(DORA, "sheet.issued", {
        "day": "2023-06-14", "tier": "daily", "expects_version": 1})) == "sheet_tier"
    assert district.say(DORA, "sheet.prepared", {
        "day": "2023-06-14", "tier": "district", "chair": "张副区长"})["outcome"] == "applied"
    district.issue()
    assert "主持人：张副区长" in district.content()["head"][1]


def test_a_person_of_another_district_reads_nothing(district, compound):
    other = found(compound, OTHER, ERIN)
    ordered(compound)
    asked(compound)
    assert other.issue()["outcome"] == "applied"
    assert "水竹花园" not in str(other.content())
