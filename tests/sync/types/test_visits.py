"""A walk to one place: what it says of the door, put right or taken back by whoever walked."""

import json

import pytest

from server.sync.intake import Submitter, submit
from tests.people import ALICE, BOB, DORA, GUS, PROJECT, SAM, VIC, finding, visit
from tests.sync.types.site import DOOR, PICTURE, file, folds, move, needs, new_id, photo, refused, verdict


def last(compound, place=DOOR):
    return (compound.look("place", place).get("last") or {}).get("outcome")


def test_nothing_found_at_a_door_is_one_record_and_marks_the_map(compound):
    receipt = compound.say(ALICE, "visit.recorded", visit(DOOR))
    kept = compound.look("visit", receipt["id"])
    assert (kept["day"], kept["place"], kept["outcome"], kept["author"], kept["org"]) == (
        "2023-06-14", DOOR, "clean", "u1", "o2")
    assert compound.look("place", DOOR)["last"] == {
        "day": "2023-06-14", "outcome": "clean", "at": "2023-06-14T01:00:00.000Z", "by": "u1", "org": "o2"}


def test_who_only_reads_files_nothing(compound):
    assert refused(compound.say(VIC, "visit.recorded", visit(DOOR))) == "not_allowed"
    assert last(compound) is None


def test_contractor_and_district_may_file(compound):
    for person in (GUS, SAM, DORA):
        assert compound.say(person, "visit.recorded", visit(DOOR))["outcome"] == "applied"


def test_a_visit_names_everything_it_waits_for_and_keeps_its_day(compound):
    found = finding("ROOF-09", unit="o9")
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9", outcome="findings", findings=[found]))
    assert sorted(needs(compound, receipt)) == ["item:ROOF-09", "org:o9", "place:SZ-B03-E9"]
    held = compound.look("held", receipt["id"])
    assert (held["place"], held["day"]) == ("SZ-B03-E9", "2023-06-14")


def test_the_walk_at_two_in_the_morning_belongs_to_yesterday(compound, clock):
    clock.set("2023-06-15T02:00:00+08:00")
    receipt = compound.say(ALICE, "visit.recorded", visit(DOOR, day="2023-06-15"))
    kept = compound.look("visit", receipt["id"])
    assert kept["day"] == "2023-06-14" and "day_differs" in kept["flags"]


def test_a_clock_in_2099_is_flagged_and_is_not_the_newest_for_ever(compound, clock):
    compound.say(ALICE, "visit.recorded", visit(DOOR), at="2099-01-01T00:00:00+08:00")
    clock.later(minutes=1)
    receipt = compound.say(BOB, "visit.recorded", visit(DOOR, outcome="no_access", reason={"code": "locked"}))
    assert receipt["outcome"] == "applied"
    kept = compound.look("place", DOOR)["last"]
    assert kept["day"] == "2023-06-14" and kept["at"] == "2023-06-14T01:00:00.000Z"


def test_a_finding_outweighs_a_clean_walk_of_the_same_day_only(compound, clock):
    file(compound)
    clock.later(hours=1)
    compound.say(BOB, "visit.recorded", visit(DOOR))
    assert last(compound) == "findings"
    clock.later(days=1)
    compound.say(BOB, "visit.recorded", visit(DOOR, day="2023-06-15"))
    assert last(compound) == "clean"


def test_a_look_at_a_building_marks_its_doors(compound):
    doors = ["SZ-B03-E1", "SZ-B03-E2"]
    compound.say(ALICE, "visit.recorded", visit("SZ-B03", outcome="building_looked", doors=doors), blobs=[photo()])
    assert [last(compound, door) for door in ["SZ-B03", *doors, "SZ-B03-E3"]] == ["building_looked"] * 3 + [None]


def test_a_visit_taken_back_shows_the_one_before(compound, clock):
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="no_access", reason={"code": "locked"}))
    clock.later(minutes=5)
    wrong = compound.say(ALICE, "visit.recorded", visit(DOOR))["id"]
    assert last(compound) == "clean"
    assert compound.say(ALICE, "visit.withdrawn", {"target": wrong, "reason": "点错"})["outcome"] == "applied"
    assert last(compound) == "no_access" and compound.look("visit", wrong)["withdrawn"]["reason"] == "点错"
    assert refused(compound.say(ALICE, "visit.withdrawn", {"target": wrong, "reason": ""})) == "target_closed"
    assert folds(compound)


def test_taking_back_a_visit_takes_back_what_nobody_reviewed(compound):
    mine, touched = finding("TEMP-01"), finding("TEMP-01")
    id = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[mine, touched]))["id"]
    move(compound, BOB, touched["id"], "issue", due="D1")
    compound.say(ALICE, "visit.withdrawn", {"target": id, "reason": ""})
    assert compound.look("finding", mine["id"])["state"] == "rejected"
    assert compound.look("finding", touched["id"])["state"] == "issued"
    assert "withdrawn_late" in compound.look("visit", id)["flags"]


def test_a_visit_put_right_keeps_number_day_and_first_pictures(compound, clock):
    found = finding("TEMP-01", photos=[PICTURE])
    id = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]), blobs=[photo()])["id"]
    number = compound.look("finding", found["id"])["number"]
    clock.later(days=1)
    right = visit("SZ-B03-E1", outcome="findings", findings=[{**found, "text": "无接地", "severity": 1}])
    assert compound.say(ALICE, "visit.amended", {"target": id, "body": right})["outcome"] == "applied"
    kept = compound.look("finding", found["id"])
    assert (kept["number"], kept["day"], kept["place"], kept["text"], kept["severity"]) == (
        number, "2023-06-14", "SZ-B03-E1", "无接地", 1)
    assert [(entry["sha256"], entry["w"]) for entry in kept["photos"]] == [(PICTURE, 1536)] and kept["flags"] == []
    assert (last(compound), last(compound, "SZ-B03-E1")) == (None, "findings")
    assert folds(compound)


def test_what_was_reviewed_meanwhile_stays_as_it_is(compound):
    found = finding("TEMP-01")
    id = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]))["id"]
    move(compound, BOB, found["id"], "issue", due="D1")
    late = {"target": id, "body": visit(DOOR, outcome="findings", findings=[{**found, "text": "别的"}])}
    receipt = compound.say(ALICE, "visit.amended", late)
    assert receipt["outcome"] == "applied" and receipt["reasons"][0]["code"] == "target_closed"
    assert compound.look("finding", found["id"])["text"] == found["text"]
    assert "amended_late" in compound.look("visit", id)["flags"]


@pytest.mark.parametrize("again", [True, False])
def test_where_a_reviewed_finding_lies_stays_found_when_its_visit_is_put_right(compound, again):
    found = finding("TEMP-01", place="SZ-B03-E1")
    id = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]))["id"]
    move(compound, BOB, found["id"], "issue", due="D1")
    right = visit(DOOR, note="笔误", outcome="findings" if again else "clean", findings=[found] if again else [])
    assert compound.say(ALICE, "visit.amended", {"target": id, "body": right})["outcome"] == "applied"
    kept = compound.look("visit", id)
    assert {row["place"]: row["outcome"] for row in kept["places"]} == {DOOR: "findings", "SZ-B03-E1": "findings"}
    assert (kept["outcome"], last(compound), last(compound, "SZ-B03-E1")) == ("findings", "findings", "findings")
    assert folds(compound)


@pytest.mark.parametrize("doors", [None, []])
def test_a_look_at_a_building_that_names_no_door_is_held_and_says_so(compound, doors):
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03", outcome="building_looked", doors=doors))
    assert (receipt["outcome"], receipt["reasons"][0]["code"]) == ("held", "schema_invalid")
    assert "doors" in receipt["reasons"][0]["text"]
    right = compound.say(ALICE, "visit.recorded", visit("SZ-B03", outcome="building_looked", doors=[DOOR]))
    wrong = {"target": right["id"], "body": visit("SZ-B03", outcome="building_looked", doors=doors)}
    assert "body.doors" in compound.say(ALICE, "visit.amended", wrong)["reasons"][0]["text"]


def test_nobody_puts_right_what_another_walked(compound):
    id = compound.say(ALICE, "visit.recorded", visit(DOOR))["id"]
    assert refused(compound.say(BOB, "visit.amended", {"target": id, "body": visit(DOOR)})) == "not_allowed"
    assert refused(compound.say(BOB, "visit.withdrawn", {"target": id})) == "not_allowed"
    missing = new_id()
    assert needs(compound, compound.say(ALICE, "visit.withdrawn", {"target": missing})) == [f"visit:{missing}"]


def test_a_cloned_phone_does_not_double_a_finding(compound):
    found = finding("TEMP-01")
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]))
    before = compound.look("finding", found["id"])
    other = finding("TEMP-01")
    again = compound.say(BOB, "visit.recorded", visit("SZ-B03-E1", outcome="findings", findings=[found, other, other]))
    assert again["outcome"] == "applied" and again["reasons"][0]["code"] == "already_done"
    assert compound.look("finding", found["id"]) == before
    assert compound.look("visit", again["id"])["findings"] == [other["id"]]
    assert verdict(compound, again["id"])["numbers"] == {other["id"]: "AQ-20230614-002"}
    assert folds(compound)


def test_the_same_picture_used_again_is_a_doubt_not_a_refusal(compound):
    file(compound, photos=[PICTURE])
    second = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1", outcome="findings", findings=[
        finding("TEMP-01", id=(id := new_id()), photos=[PICTURE])]))
    assert second["outcome"] == "applied"
    assert compound.look("finding", id)["flags"] == ["photo_reused"]


def test_a_colleague_may_bring_a_visit_only_from_its_authors_phone(compound):
    id = new_id()
    raw = json.dumps({"id": id, "v": 1, "type": "visit.recorded", "project": PROJECT, "author": ALICE.id, "org": "o2",
                      "device": None, "n": 1, "after": [], "at": "2023-06-14T09:00:00+08:00", "skew_ms": None,
                      "app": "t", "blobs": [], "body": visit(DOOR)}).encode()
    _, receipt = submit(PROJECT, id, raw, Submitter(BOB.id), compound.clock(), compound.engine)
    assert receipt["reasons"][0]["code"] == "relay_refused"
