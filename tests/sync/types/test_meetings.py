"""What a meeting decides, what goes up a tier, and what comes back."""

import pytest

from tests.people import ALICE, BOB, DORA, GUS, HAL, PAM, SAM, TOM
from tests.sync.types.site import file, folds, issued, needs, new_id, refused


def decided(compound, **more):
    body = {"meeting": "2023-06-14", "line": 1, "text": "开挖让行方案", "unit": "o5", "due": "2023-06-15", **more}
    return compound.say(PAM, "decision.recorded", body)


def test_a_decision_is_written_by_the_secretary_for_one_unit(compound):
    id = decided(compound)["id"]
    kept = compound.look("decision", id)
    assert (kept["status"], kept["unit"], kept["due"], kept["line"]) == ("open", "o5", "2023-06-15", 1)
    body = {"meeting": "2023-06-14", "line": 2, "text": "别的", "unit": "o5"}
    assert refused(compound.say(GUS, "decision.recorded", body)) == "not_allowed"
    assert needs(compound, decided(compound, unit="o9")) == ["org:o9"]
    missing = new_id()
    assert needs(compound, decided(compound, finding=missing)) == [f"finding:{missing}"]


def test_its_unit_or_the_secretary_says_what_became_of_it(compound):
    id = decided(compound)["id"]
    assert refused(compound.say(TOM, "decision.moved", {"decision": id, "done": True})) == "not_allowed"
    assert refused(compound.say(ALICE, "decision.moved", {"decision": id, "done": True})) == "not_allowed"
    assert refused(compound.say(SAM, "decision.moved", {"decision": id, "done": False})) == "missing_reason"
    late = {"decision": id, "done": False, "reason": "待交底", "carried": "2023-06-17"}
    assert refused(compound.say(SAM, "decision.moved", late)) == "not_allowed"
    compound.say(PAM, "decision.moved", late)
    kept = compound.look("decision", id)
    assert (kept["status"], kept["carried"], kept["due"], kept["history"][-1]["was_due"]) == (
        "not_done", "2023-06-17", "2023-06-17", "2023-06-15")
    compound.say(PAM, "decision.moved", {**late, "carried": "2023-06-19"})
    kept = compound.look("decision", id)
    assert (kept["first_due"], kept["due"]) == ("2023-06-15", "2023-06-19"), "the first stays, however often carried"
    compound.say(PAM, "decision.moved", {"decision": id, "done": True, "carried": "2023-06-30"})
    kept = compound.look("decision", id)
    assert (kept["status"], kept["due"]) == ("done", "2023-06-19"), "what is done goes to no new day"
    assert refused(compound.say(SAM, "decision.moved", {"decision": id, "done": True})) == "already_done"
    missing = new_id()
    assert needs(compound, compound.say(SAM, "decision.moved", {"decision": missing, "done": True})) == [
        f"decision:{missing}"]
    assert folds(compound)


def ask(finding=None, tier="district"):
    return {"finding": finding, "tier": tier, "ask": "请区城管委拆除", "lead": "区城管委", "needed_by": "2023-06-20",
            "text": "谈2次未拆"}


def test_supervision_and_firms_propose_the_client_escalates(compound):
    id = issued(compound)
    proposed = compound.say(SAM, "case.escalated", ask(id))["id"]
    assert compound.look("case", proposed)["status"] == "proposed"
    assert compound.look("finding", id)["escalated"] is None
    taken = compound.say(PAM, "case.escalated", ask(id))["id"]
    assert compound.look("case", taken)["status"] == "open"
    assert compound.look("case", proposed)["status"] == "taken"
    assert compound.look("finding", id)["escalated"] == "district"
    assert folds(compound)


def test_a_firm_proposes_only_its_own_and_an_inspector_nothing(compound):
    assert refused(compound.say(TOM, "case.escalated", ask(issued(compound)))) == "not_allowed"
    assert refused(compound.say(ALICE, "case.escalated", ask())) == "not_allowed"
    missing = new_id()
    assert needs(compound, compound.say(PAM, "case.escalated", ask(missing))) == [f"finding:{missing}"]


def test_the_tier_that_was_asked_answers(compound):
    case = compound.say(PAM, "case.escalated", ask(file(compound)))["id"]
    answer = {"case": case, "answer": "6月18日前拆除"}
    for who in (GUS, BOB, HAL):
        assert refused(compound.say(who, "case.answered", answer)) == "not_allowed"
    assert compound.say(DORA, "case.answered", answer)["outcome"] == "applied"
    kept = compound.look("case", case)
    assert (kept["status"], kept["answer"]["text"], kept["answer"]["by"]) == ("answered", "6月18日前拆除", "u10")
    street = compound.say(BOB, "case.escalated", ask(tier="street"))["id"]
    assert refused(compound.say(HAL, "case.answered", {**answer, "case": street})) == "illegal_move"
    opened = compound.say(PAM, "case.escalated", ask(tier="street"), after=[street])["id"]
    assert compound.say(HAL, "case.answered", {**answer, "case": opened})["outcome"] == "applied"
    assert compound.look("case", street)["status"] == "taken"


@pytest.mark.parametrize("who", [DORA])
def test_an_answer_waits_for_its_case(compound, who):
    missing = new_id()
    assert needs(compound, compound.say(who, "case.answered", {"case": missing, "answer": "好"})) == [f"case:{missing}"]
