"""What the unit does about a finding, and how it is closed or comes back."""

from tests.people import ANN, BOB, CAROL, GUS, HAL, PAM, SAM, TOM
from tests.sync.types.site import (
    PICTURE,
    REPAIRED,
    closed,
    file,
    flows,
    issued,
    move,
    refused,
    replied,
)


def test_the_contractor_above_may_answer_for_his_firm_and_nobody_else(compound):
    id = issued(compound)
    assert refused(move(compound, TOM, id, "reply", text="已改", photos=[REPAIRED])) == "not_allowed"
    assert refused(move(compound, SAM, id, "reply", text="已改")) == "missing_photo"
    assert move(compound, GUS, id, "reply", text="已改", photos=[REPAIRED])["outcome"] == "applied"
    kept = compound.look("finding", id)
    assert kept["state"] == "replied" and kept["replied"]["by"] == "u5"
    assert [picture["role"] for picture in kept["photos"]] == ["after"]


def test_danger_is_controlled_before_review_by_its_unit_alone(compound):
    id = file(compound, item="GON-04", severity=3)
    assert refused(move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])) == "illegal_move"
    assert refused(move(compound, SAM, id, "control")) == "missing_photo"
    assert move(compound, SAM, id, "control", photos=[REPAIRED])["outcome"] == "applied"
    kept = compound.look("finding", id)
    assert kept["state"] == "submitted" and kept["control"]["by"] == "u6"
    own = file(compound, author=SAM)    # only its own filing is known to the unit before the review
    assert refused(move(compound, SAM, own, "control", photos=[REPAIRED])) == "illegal_move"


def test_danger_keeps_its_first_limit_through_the_issue(compound, clock):
    id = file(compound, item="GON-04", severity=3)
    clock.later(minutes=30)
    move(compound, BOB, id, "issue", due="NOW")
    kept = compound.look("finding", id)["deadlines"]
    assert kept == {"control_by": "2023-06-14T03:00:00.000Z", "fix_by": "2023-06-15T10:00:00.000Z",
                    "original": "2023-06-15T10:00:00.000Z"}


def test_time_is_granted_twice_at_most_and_the_first_deadline_stays(compound):
    id = issued(compound)
    assert refused(move(compound, BOB, id, "extend_answer", granted=True)) == "illegal_move"
    for n, day in ((1, "16"), (2, "17")):
        asked = f"2023-06-{day}T18:00:00+08:00"
        assert move(compound, SAM, id, "extend_ask", new_due=asked, text="等料")["outcome"] == "applied"
        assert move(compound, BOB, id, "extend_answer", granted=True)["outcome"] == "applied"
        kept = compound.look("finding", id)
        assert (kept["deadlines"]["fix_by"], kept["extension"]["n"]) == (f"2023-06-{day}T10:00:00.000Z", n)
        assert kept["deadlines"]["original"] == "2023-06-15T10:00:00.000Z"
    third = move(compound, SAM, id, "extend_ask", new_due="2023-06-18T18:00:00+08:00", text="等料")
    assert refused(third) == "extension_limit"


def test_time_refused_changes_no_deadline(compound):
    id = issued(compound)
    move(compound, SAM, id, "extend_ask", new_due="2023-06-16T18:00:00+08:00", text="等料")
    move(compound, BOB, id, "extend_answer", granted=False, text="不同意")
    kept = compound.look("finding", id)
    assert kept["deadlines"]["fix_by"] == "2023-06-15T10:00:00.000Z"
    assert (kept["extension"]["granted"], kept["extension"]["n"]) == (False, 0)


def test_a_dispute_goes_back_to_review_and_still_counts(compound):
    id = issued(compound)
    assert refused(move(compound, SAM, id, "dispute")) == "missing_text"
    move(compound, SAM, id, "dispute", text="不在我方范围")
    kept = compound.look("finding", id)
    assert (kept["state"], kept["disputed"], kept["counted_unit"]) == ("submitted", "不在我方范围", "o5")
    move(compound, BOB, id, "issue", due="D1")
    assert compound.look("finding", id)["disputed"] is None and flows(compound, id) == [("o5", "new", None)]


def test_nobody_closes_above_his_rank_nor_what_he_repaired(compound):
    grave = replied(compound, severity=3)
    assert refused(move(compound, ANN, grave, "pass")) == "rank"
    assert refused(move(compound, BOB, grave, "pass")) == "rank"
    assert refused(move(compound, SAM, grave, "pass")) == "not_allowed"
    assert refused(move(compound, PAM, replied(compound), "pass")) == "not_allowed"
    assert move(compound, CAROL, grave, "pass")["outcome"] == "applied"
    kept = compound.look("finding", grave)
    assert kept["state"] == "closed" and kept["closed_at"] and kept["counted_unit"] is None
    assert flows(compound, grave) == [("o5", "new", None), ("o5", "closed", None)]


def test_what_the_client_issued_the_client_may_close(compound):
    id = file(compound)
    move(compound, HAL, id, "issue", due="D1")
    move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])
    assert refused(move(compound, PAM, id, "pass")) == "not_allowed"
    assert move(compound, HAL, id, "pass")["outcome"] == "applied"


def test_failing_opens_another_round_until_tomorrow_evening(compound, clock):
    id = replied(compound)
    assert refused(move(compound, BOB, id, "fail", text="仍缺")) == "missing_photo"
    clock.later(days=1)
    assert move(compound, BOB, id, "fail", text="仍缺", photos=[PICTURE])["outcome"] == "applied"
    kept = compound.look("finding", id)
    assert (kept["state"], kept["round"], kept["deadlines"]["fix_by"]) == (
        "returned", 2, "2023-06-16T10:00:00.000Z")
    assert flows(compound, id) == [("o5", "new", None)]


def test_a_stop_order_keeps_everything_in_its_scope_open_until_lifted(compound):
    id = replied(compound)
    stop = {"kind": "stop", "number": "01", "date": "2023-06-14", "scope": ["SZ-B03"]}
    order = compound.say(CAROL, "order.registered", stop)["id"]
    assert refused(move(compound, BOB, id, "pass")) == "stop_order"
    compound.say(CAROL, "order.registered", {**stop, "kind": "resume", "number": "02", "lifts": order})
    assert move(compound, BOB, id, "pass")["outcome"] == "applied"


def test_the_chief_reopens_within_a_week_and_it_counts_anew(compound, clock):
    id = closed(compound)
    assert refused(move(compound, BOB, id, "reopen", text="复发")) == "not_allowed"
    clock.later(days=7)
    assert move(compound, CAROL, id, "reopen", text="复发")["outcome"] == "applied"
    kept = compound.look("finding", id)
    assert (kept["state"], kept["closed_at"], kept["counted_unit"]) == ("issued", None, "o5")
    assert kept["deadlines"]["fix_by"] == "2023-06-22T10:00:00.000Z"
    assert flows(compound, id)[2:] == [("o5", "new", "reopened")]
    other = closed(compound)
    clock.later(days=8)
    assert refused(move(compound, CAROL, other, "reopen", text="复发")) == "too_late"
