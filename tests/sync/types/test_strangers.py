"""What a firm may not read it can neither write in nor ask about, and it takes nothing of a former firm over."""

import pytest

from server.domain import rights
from server.storage.db import reading
from server.storage.queries import things
from tests.people import ALICE, BOB, DORA, GUS, PAM, PROJECT, SAM, TOM, VIC, finding, visit
from tests.sync.types.site import (
    DOOR,
    PICTURE,
    REPAIRED,
    closed,
    file,
    folds,
    issued,
    move,
    new_id,
    photo,
    refused,
    replied,
)


def seen(compound, who, id):
    """The finding as this person is given it whole, or None."""
    reader = rights.Reader(PROJECT, who.id, who.role, who.org)
    with reading(compound.engine) as session:
        return things(session, reader, "finding", [id]).get(id)


@pytest.mark.parametrize("made", [file, issued, replied, closed])
@pytest.mark.parametrize("stranger", [TOM, VIC, DORA])
def test_a_stranger_gets_one_answer_whatever_the_state_and_leaves_no_line(compound, made, stranger):
    id = made(compound)
    before = compound.look("finding", id)
    tries = [{"name": "reply", "text": "x", "photos": [PICTURE]}, {"name": "extend_ask"}, {"name": "pass"},
             {"name": "dispute", "text": "x"}, {"name": "merge", "target": new_id()},
             {"name": "reassign", "unit": "o99"}]
    assert {refused(move(compound, stranger, id, **said)) for said in tries} == {"not_allowed"}
    assert compound.look("finding", id) == before and folds(compound)


def test_what_a_firm_cannot_read_it_cannot_call_about_look_at_or_escalate(compound):
    id = file(compound)        # for SAM's firm, which does not know it before the review
    before = compound.look("finding", id)
    call = {"finding": id, "at": "2023-06-14T09:00:00+08:00", "result": "reached"}
    receipts = [compound.say(SAM, "call.recorded", call),
                compound.say(SAM, "case.escalated", {"tier": "street", "ask": "x", "finding": id})]
    assert [refused(receipt) for receipt in receipts] == ["not_allowed"] * 2
    assert refused(compound.say(SAM, "finding.seen", {"findings": [id]})) == "already_done"
    assert compound.look("finding", id) == before


def test_a_notice_is_no_way_into_a_finding_that_went_to_another_firm(compound):
    id, own = issued(compound), issued(compound)
    notice = compound.say(BOB, "notice.issued", {"kind": "supervision", "findings": [id, own], "to": "o5"})["id"]
    move(compound, BOB, id, "reassign", unit="o6")
    before = compound.look("finding", id)
    said = [{"finding": one, "text": "已改", "photos": [REPAIRED]} for one in (id, own)]
    assert compound.say(SAM, "notice.replied", {"notice": notice, "findings": said})["outcome"] == "applied"
    assert compound.look("finding", id) == before and compound.look("finding", own)["state"] == "replied"
    assert folds(compound)


def test_trying_what_is_refused_pushes_nothing_out_of_the_timeline(compound):
    id = replied(compound)
    for _ in range(40):
        assert refused(move(compound, SAM, id, "pass")) == "not_allowed"
    lines = compound.look("finding", id)["timeline"]
    assert [line["move"] for line in lines if line["outcome"] == "applied"] == ["file", "issue", "reply"]
    assert len(lines) == 30 and folds(compound)


def test_when_thirty_lines_had_effect_a_refused_one_is_told_to_its_actor_only(compound):
    id = issued(compound)
    for _ in range(28):
        compound.say(BOB, "comment.added", {"finding": id, "text": "请加快"})
    refused(move(compound, SAM, id, "pass"))
    lines = compound.look("finding", id)["timeline"]
    assert (len(lines), {line["outcome"] for line in lines}, lines[0]["move"]) == (30, {"applied"}, "file")


def test_a_line_repeats_of_a_reviewers_edits_only_what_they_can_be(compound):
    id = file(compound)
    edits = {"severity": 1, "text": "改", "junk": "x" * 9000, "photo": "y" * 100, "deep": {"sha256": "z" * 300}}
    move(compound, BOB, id, "issue", due="D1", edits=edits)
    assert compound.look("finding", id)["timeline"][-1]["edits"] == {"severity": 1, "text": "改"}
    move(compound, SAM, id, "pass", edits=edits)
    assert "edits" not in compound.look("finding", id)["timeline"][-1]


def test_a_repeat_of_another_firms_finding_does_not_name_it(compound, clock):
    before = closed(compound, unit="o5")
    clock.later(days=1)
    id = issued(compound, unit="o6")
    assert compound.look("finding", id)["repeat_of"] == before == seen(compound, BOB, id)["repeat_of"]
    assert before not in str(seen(compound, TOM, id))


def test_a_firm_that_takes_over_gets_the_finding_and_not_what_the_former_firm_said_or_showed(compound):
    found = finding("TEMP-01", photos=[PICTURE])
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]), blobs=[photo()])
    id = found["id"]
    move(compound, BOB, id, "issue", due="D1")
    move(compound, SAM, id, "reply", text="乙的做法", photos=[REPAIRED])
    move(compound, BOB, id, "fail", text="不合格", photos=[PICTURE])
    compound.say(SAM, "comment.added", {"finding": id, "text": "乙的难处", "photos": ["c" * 64]})
    move(compound, BOB, id, "reassign", unit="o6")
    got = seen(compound, TOM, id)
    assert [line["move"] for line in got["timeline"]] == ["file", "issue", "fail", "reassign"]
    assert {picture["sha256"] for picture in got["photos"]} == {PICTURE} and "乙的" not in str(got)
    for who in (BOB, GUS):      # supervision, and the general contractor above both
        assert {"乙的做法", "乙的难处"} <= {line["text"] for line in seen(compound, who, id)["timeline"]}
    move(compound, TOM, id, "extend_ask", new_due="2023-06-20T18:00:00+08:00", text="丙的难处")
    assert seen(compound, TOM, id)["timeline"][-1]["text"] == "丙的难处"
    move(compound, BOB, id, "reassign", unit="o5")
    back = str(seen(compound, SAM, id))
    assert "乙的做法" in back and "丙的难处" not in back and folds(compound)


def test_a_dispute_of_the_former_firm_does_not_reach_the_next(compound):
    id = issued(compound)
    move(compound, SAM, id, "dispute", text="非我方")
    move(compound, BOB, id, "reassign", unit="o6")
    assert compound.look("finding", id)["disputed"] == "非我方" == seen(compound, PAM, id)["disputed"]
    assert seen(compound, TOM, id)["disputed"] is None and "非我方" not in str(seen(compound, TOM, id))
    other = issued(compound)
    move(compound, SAM, other, "dispute", text="亦非我方")
    move(compound, BOB, other, "issue", unit="o6", due="D1")
    assert "亦非我方" not in str(seen(compound, TOM, other))
    own = issued(compound)
    move(compound, SAM, own, "dispute", text="仍非我方")
    assert seen(compound, SAM, own)["disputed"] == "仍非我方"


def test_the_self_check_of_one_firm_is_read_whole_by_the_firm_that_has_to_repair_it(compound):
    id = file(compound, author=SAM, unit="o6", photos=[PICTURE], text="屋面渗漏")
    move(compound, BOB, id, "issue", due="D1", unit="o5")
    move(compound, BOB, id, "reassign", unit="o6")
    got = seen(compound, TOM, id)
    assert (got["timeline"][0]["text"], [picture["sha256"] for picture in got["photos"]]) == ("屋面渗漏", [PICTURE])
