"""A proposal that 代建 or the street does not put forward: declined with a reason, and not proposed again by itself."""

import pytest

from tests.people import BOB, DORA, GUS, HAL, PAM, SAM
from tests.sync.types.site import folds, issued, new_id, refused


@pytest.fixture
def proposed(compound):
    """A case that the facade firm proposed about its own finding."""
    return compound.say(SAM, "case.escalated", {"finding": issued(compound), "tier": "district", "ask": "请协调"})["id"]


def decline(compound, who, case, reason="本周街道例会先协调"):
    return compound.say(who, "case.answered", {"case": case, "answer": reason, "declined": True})


@pytest.mark.parametrize("who", [PAM, HAL])
def test_who_decides_declines_with_a_reason_that_the_proposer_reads(compound, proposed, who):
    assert decline(compound, who, proposed)["outcome"] == "applied"
    case = compound.look("case", proposed)
    assert (case["status"], case["answer"], case["declined"]["text"], case["history"][-1]["did"]) == (
        "declined", None, "本周街道例会先协调", "declined")
    assert folds(compound)


@pytest.mark.parametrize("who", [SAM, GUS, BOB, DORA])
def test_nobody_else_declines(compound, proposed, who):
    assert refused(decline(compound, who, proposed)) == "not_allowed"
    assert compound.look("case", proposed)["status"] == "proposed"


def test_only_a_proposal_is_declined_and_a_declined_one_is_not_answered(compound, proposed):
    put = compound.say(PAM, "case.escalated", {"tier": "district", "ask": "请协调"})["id"]
    assert refused(decline(compound, PAM, put)) == "illegal_move"
    decline(compound, PAM, proposed)
    assert refused(decline(compound, PAM, proposed)) == "illegal_move"
    assert refused(compound.say(DORA, "case.answered", {"case": proposed, "answer": "好"})) == "illegal_move"


def test_a_declined_one_is_put_forward_after_all_only_by_naming_it(compound, proposed):
    decline(compound, PAM, proposed)
    body = {"finding": compound.look("case", proposed)["finding"], "tier": "district", "ask": "请区协调"}
    compound.say(PAM, "case.escalated", body)
    assert compound.look("case", proposed)["status"] == "declined"
    compound.say(PAM, "case.escalated", body, after=[proposed])
    assert compound.look("case", proposed)["status"] == "taken"


def test_the_words_of_a_declined_proposal_can_be_covered(compound, proposed):
    said = decline(compound, PAM, proposed, "此人电话138")["id"]
    receipt = compound.say(None, "event.redacted", {"target": said, "reason": "隐私"}, id=new_id())
    assert receipt["outcome"] == "applied", receipt
    assert "此人电话" not in str(compound.look("case", proposed))
    assert folds(compound)
