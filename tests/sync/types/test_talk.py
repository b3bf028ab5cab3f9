"""What is said about a finding: comments, calls, and a unit's first look."""

import pytest

from tests.people import ALICE, ANN, BOB, DORA, GUS, PAM, SAM, TOM, VIC
from tests.sync.types.site import PICTURE, file, folds, issued, move, needs, new_id, refused


def say(compound, who, id, **more):
    said = {"finding": id, "text": "请补拍全景", "photos": [], "internal": False, **more}
    return compound.say(who, "comment.added", said)


def call(compound, who, id, result="reached", at="2023-06-14T09:00:00+08:00"):
    return compound.say(who, "call.recorded", {"finding": id, "whom": "周经理", "at": at, "result": result})


def test_a_comment_is_a_line_with_its_pictures_and_moves_nothing(compound):
    id = issued(compound)
    assert say(compound, SAM, id, photos=[PICTURE])["outcome"] == "applied"
    kept = compound.look("finding", id)
    assert (kept["state"], kept["timeline"][-1]["text"], kept["timeline"][-1]["photos"]) == (
        "issued", "请补拍全景", [PICTURE])
    assert kept["photos"][-1]["role"] == "note"


def test_an_internal_comment_is_marked_so_and_firms_cannot_write_one(compound):
    id = issued(compound)
    say(compound, ALICE, id, internal=True, photos=[PICTURE])
    kept = compound.look("finding", id)
    assert kept["timeline"][-1]["internal"] and kept["photos"][-1]["internal"]
    assert refused(say(compound, SAM, id, internal=True)) == "not_allowed"


def test_a_firm_comments_only_on_what_concerns_it(compound):
    id = issued(compound)
    assert refused(say(compound, TOM, id)) == "not_allowed"
    assert say(compound, GUS, id)["outcome"] == "applied"
    assert refused(say(compound, SAM, file(compound))) == "not_allowed"
    assert refused(say(compound, VIC, id)) == "not_allowed"


def test_a_comment_waits_for_its_finding(compound):
    id = new_id()
    assert needs(compound, say(compound, ALICE, id)) == [f"finding:{id}"]
    assert needs(compound, call(compound, ALICE, id)) == [f"finding:{id}"]


def control_by(compound, id):
    return compound.look("finding", id)["deadlines"].get("control_by")


def test_the_first_call_that_reached_the_unit_times_the_danger(compound, clock):
    id = file(compound, item="GON-04")
    clock.later(minutes=20)
    call(compound, ALICE, id, "no_answer", at="2023-06-14T09:10:00+08:00")
    assert control_by(compound, id) == "2023-06-14T03:00:00.000Z"
    call(compound, ALICE, id, at="2023-06-14T09:15:00+08:00")
    assert control_by(compound, id) == "2023-06-14T03:15:00.000Z"
    call(compound, PAM, id, at="2023-06-14T09:20:00+08:00")
    kept = compound.look("finding", id)
    assert kept["deadlines"]["control_by"] == "2023-06-14T03:15:00.000Z"
    assert {key: kept["called"][key] for key in ("at", "by", "result", "whom")} == {
        "at": "2023-06-14T01:15:00.000Z", "by": "u1", "result": "reached", "whom": "周经理"}
    assert [line["move"] for line in kept["timeline"]] == ["file", "call", "call", "call"]


def test_a_call_said_to_lie_in_the_future_counts_from_its_receipt(compound):
    id = file(compound, item="GON-04")
    call(compound, ALICE, id, at="2023-06-14T23:00:00+08:00")
    assert control_by(compound, id) == "2023-06-14T03:00:00.000Z"


def test_a_call_about_no_danger_sets_no_limit(compound):
    id = issued(compound)
    call(compound, ALICE, id)
    assert control_by(compound, id) is None


def test_what_is_under_control_is_not_timed_again(compound, clock):
    id = file(compound, item="GON-04")
    move(compound, SAM, id, "control", photos=[PICTURE])
    clock.later(hours=1)
    call(compound, ALICE, id, at="2023-06-14T10:00:00+08:00")
    assert control_by(compound, id) == "2023-06-14T03:00:00.000Z"


def test_strangers_record_no_calls(compound):
    id = file(compound, item="GON-04")
    for who in (TOM, VIC, DORA):
        assert refused(call(compound, who, id)) == "not_allowed"
    assert call(compound, SAM, id)["outcome"] == "applied"


def test_the_first_opening_by_the_unit_is_kept(compound, clock):
    id, other = issued(compound), issued(compound, unit="o6")
    assert compound.say(SAM, "finding.seen", {"findings": [id, other, new_id()]})["outcome"] == "applied"
    assert compound.look("finding", id)["seen"] == {"at": "2023-06-14T01:00:00.000Z", "by": "u6"}
    assert compound.look("finding", other)["seen"] is None
    clock.later(hours=1)
    assert refused(compound.say(GUS, "finding.seen", {"findings": [id]})) == "already_done"
    assert folds(compound)


@pytest.mark.parametrize("who", [ALICE, BOB, ANN, PAM, VIC], ids=lambda who: who.role)
def test_others_looking_is_not_the_unit_seeing(compound, who):
    assert refused(compound.say(who, "finding.seen", {"findings": [issued(compound)]})) == "not_allowed"
