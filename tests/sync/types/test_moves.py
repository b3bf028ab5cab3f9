"""Moves of a finding: the table decides, everything decided stays decided, and both sides see the line."""

from server.domain import lifecycle
from tests.people import ALICE, ANN, BOB, CAROL, DORA, SAM, finding, visit
from tests.sync.types.site import (
    DOOR,
    PICTURE,
    REPAIRED,
    file,
    flows,
    folds,
    issued,
    move,
    needs,
    new_id,
    refused,
    verdict,
)


def test_issuing_gives_unit_deadline_and_starts_the_book(compound):
    id = file(compound, unit=None)
    receipt = move(compound, BOB, id, "issue", unit="o5", due="D1", text="立即补齐")
    kept = compound.look("finding", id)
    assert (kept["state"], kept["unit"], kept["counted_unit"]) == ("issued", "o5", "o5")
    assert kept["deadlines"] == {"fix_by": "2023-06-15T10:00:00.000Z", "original": "2023-06-15T10:00:00.000Z"}
    assert kept["issued"] == {"at": "2023-06-14T01:00:00.000Z", "by": "u2", "org": "o3", "role": "specialist"}
    assert kept["timeline"][-1]["move"] == "issue" and kept["timeline"][-1]["event"] == receipt["id"]
    assert flows(compound, id) == [("o5", "new", None)]


def test_an_inspector_does_not_issue_and_the_line_tells_so(compound):
    id = file(compound)
    assert refused(move(compound, ALICE, id, "issue", unit="o5", due="D1")) == "not_allowed"
    kept = compound.look("finding", id)
    assert kept["state"] == "submitted"
    line = kept["timeline"][-1]
    assert (line["move"], line["by"], line["outcome"], line["code"]) == ("issue", "u1", "no_effect", "not_allowed")


def test_a_move_waits_for_all_it_names(compound):
    missing, other = new_id(), new_id()
    assert needs(compound, move(compound, BOB, missing, "issue", unit="o5", due="D1")) == [f"finding:{missing}"]
    id = file(compound)
    assert needs(compound, move(compound, BOB, id, "merge", target=other)) == [f"finding:{other}"]
    assert needs(compound, move(compound, BOB, id, "issue", unit="o9", due="D1")) == ["org:o9"]
    assert needs(compound, move(compound, BOB, id, "issue", edits={"place": "SZ-B77"})) == ["place:SZ-B77"]
    assert needs(compound, move(compound, BOB, id, "issue", edits={"item": "ROOF-09"})) == ["item:ROOF-09"]


def test_with_less_than_three_hours_left_it_is_due_next_morning(compound, clock):
    clock.set("2023-06-14T16:30:00+08:00")
    assert compound.look("finding", issued(compound, due="D0"))["deadlines"]["fix_by"] == "2023-06-15T02:00:00.000Z"


def test_a_reviewer_corrects_while_issuing_and_a_new_item_brings_its_requirement(compound):
    id = file(compound, item="TEMP-01", text="配电箱")
    before = compound.look("finding", id)
    edits = {"item": "FAC-01", "kind": "quality", "severity": 1, "place": "SZ-B03-FE", "position": "二层",
             "text": "空鼓"}
    move(compound, BOB, id, "issue", edits=edits)
    kept = compound.look("finding", id)
    assert {key: kept[key] for key in edits} == edits and kept["number"] == before["number"]
    assert kept["requirement"] not in ("", before["requirement"]) and kept["due"] == "D1"
    assert "text" not in verdict(compound, kept["timeline"][-1]["event"])["set"]
    assert folds(compound)


def test_edits_ride_only_on_issue_ask_and_reassign(compound):
    id = issued(compound)
    move(compound, CAROL, id, "confirm", confirmed=True, edits={"severity": 3})
    assert (compound.look("finding", id)["severity"], compound.look("finding", id)["confirmed"]) == (2, True)


def test_asking_back_tells_the_filer_and_his_correction_answers(compound):
    found = finding("TEMP-01")
    walk = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]))["id"]
    assert refused(move(compound, BOB, found["id"], "ask")) == "missing_text"
    move(compound, BOB, found["id"], "ask", text="请补近景")
    assert compound.look("finding", found["id"])["asked"] == "请补近景"
    right = visit(DOOR, outcome="findings", findings=[{**found, "photos": [PICTURE]}])
    compound.say(ALICE, "visit.amended", {"target": walk, "body": right})
    assert compound.look("finding", found["id"])["asked"] is None


def test_rejecting_needs_a_reason_and_for_the_gravest_the_chief(compound):
    id = file(compound, severity=3)
    assert refused(move(compound, BOB, id, "reject", text="不属实")) == "rank"
    assert refused(move(compound, CAROL, id, "reject")) == "missing_reason"
    move(compound, CAROL, id, "reject", text="不属实")
    assert compound.look("finding", id)["state"] == "rejected" and flows(compound, id) == []
    counted = issued(compound)
    move(compound, BOB, counted, "reject", text="不属实")
    assert flows(compound, counted) == [("o5", "new", None), ("o5", "void", None)]


def test_merging_keeps_all_evidence_and_every_author(compound):
    kept, gone = issued(compound), file(compound, author=ANN, photos=[PICTURE])
    assert refused(move(compound, BOB, gone, "merge")) == "missing_target"
    assert move(compound, BOB, gone, "merge", target=kept)["outcome"] == "applied"
    merged, living = compound.look("finding", gone), compound.look("finding", kept)
    assert (merged["state"], merged["merged_into"]) == ("merged", kept)
    assert [picture["sha256"] for picture in living["photos"]] == [PICTURE]
    assert [(also["finding"], also["by"], also["org"]) for also in living["also_filed"]] == [(gone, "u4", "o3")]
    assert living["timeline"][-1]["move"] == "merged_in" and living["timeline"][-1]["number"] == merged["number"]
    assert refused(move(compound, BOB, file(compound), "merge", target=gone)) == "target_closed"
    assert folds(compound)


def test_a_danger_ends_in_something_lesser_by_the_chiefs_word_alone(compound):
    kept, danger = issued(compound), file(compound, severity=3)
    assert refused(move(compound, BOB, danger, "merge", target=kept)) == "rank"
    assert compound.look("finding", danger)["state"] == "submitted"
    assert move(compound, CAROL, danger, "merge", target=kept)["outcome"] == "applied"
    assert folds(compound)


def test_a_danger_is_not_graded_lower_first_and_ended_then(compound):
    danger = file(compound, severity=3, urgent=True)
    for name, more in (("ask", {"text": "请补近景"}), ("issue", {"due": "D1"}), ("reassign", {"unit": "o6"})):
        for edits in ({"severity": 1}, {"urgent": False}, {"kind": "coordination"}):
            assert refused(move(compound, BOB, danger, name, edits=edits, **more)) == "rank", (name, edits)
    kept = compound.look("finding", danger)
    assert (kept["severity"], kept["urgent"], kept["kind"], kept["state"]) == (3, True, "safety", "submitted")
    assert move(compound, CAROL, danger, "ask", text="请补近景", edits={"severity": 2})["outcome"] == "applied"
    assert move(compound, BOB, danger, "reject", text="不属实")["outcome"] == "applied"
    assert folds(compound)


def test_what_an_earlier_rule_let_pass_stays_as_it_was_decided(compound, monkeypatch):
    danger = file(compound, severity=3)
    with monkeypatch.context() as earlier:
        earlier.setattr(lifecycle, "may_correct", lambda *asked: True)
        assert move(compound, BOB, danger, "ask", text="请补近景", edits={"severity": 1})["outcome"] == "applied"
    assert compound.look("finding", danger)["severity"] == 1 and folds(compound)


def test_another_unit_takes_it_over_in_the_book_too(compound):
    id = issued(compound)
    compound.say(SAM, "finding.seen", {"findings": [id]})
    move(compound, BOB, id, "reassign", unit="o6", text="属防水")
    kept = compound.look("finding", id)
    assert (kept["unit"], kept["counted_unit"], kept["seen"], kept["state"]) == ("o6", "o6", None, "issued")
    assert kept["deadlines"]["fix_by"] == "2023-06-15T10:00:00.000Z"
    assert flows(compound, id)[1:] == [("o5", "void", "reassigned"), ("o6", "new", "reassigned")]
    assert refused(move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])) == "not_allowed"


def test_of_two_reviewers_at_once_both_are_kept_and_the_loser_is_told(compound):
    id = file(compound)
    assert move(compound, BOB, id, "issue", due="D1")["outcome"] == "applied"
    assert refused(move(compound, CAROL, id, "issue", due="D3", unit="o6")) == "illegal_move"
    kept = compound.look("finding", id)
    assert kept["unit"] == "o5"
    assert [(line["by"], line["outcome"]) for line in kept["timeline"]][-2:] == [("u2", "applied"), ("u3", "no_effect")]


def test_the_district_moves_nothing(compound):
    assert refused(move(compound, DORA, issued(compound), "confirm", confirmed=True)) == "not_allowed"


def test_a_timeline_keeps_the_newest_thirty_lines(compound):
    id = issued(compound)
    for _ in range(32):
        move(compound, ALICE, id, "pass")
    assert len(compound.look("finding", id)["timeline"]) == 30
    assert folds(compound)
