"""The page of cases: put forward, declined, answered; and the district's, which writes into the compounds' logs."""

from dataclasses import replace

import pytest

from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.district import DISTRICT, ERIN, OTHER, agrees, asked, daily, found, ordered
from tests.people import ALICE, BOB, DORA, HAL, PAM, PROJECT, SAM, TOM, VIC

HOME = f"/desk/{DISTRICT}"


@pytest.fixture
def proposed(compound):
    """A case the facade firm proposed."""
    return compound.say(SAM, "case.escalated", {
        "finding": ordered(compound), "tier": "district", "ask": "请协调占道施工", "text": "已报街道"})["id"]


def test_who_decides_puts_a_proposal_forward(office, compound, proposed):
    desk = office(PAM)
    desk.open("cases")
    assert "待决定" in desk.text(f"case-{proposed}") and "请协调占道施工" in desk.text(f"case-{proposed}")
    desk.send(f"forward-{proposed}", lead="区交管支队", needed_by="2023-06-20")
    assert desk.text("said") == "已上报区。"
    put, = [case for case in compound.everything("case") if case["status"] == "open"]
    assert (put["lead"], put["needed_by"], put["text"], put["finding"] is not None) == (
        "区交管支队", "2023-06-20", "已报街道", True)
    assert compound.look("case", proposed)["taken_by"] == put["id"] and not desk.shows(f"case-{proposed}")


def test_or_declines_it_with_the_reason(office, compound, proposed):
    desk = office(HAL)
    desk.open("cases")
    desk.send(f"decline-{proposed}", answer="街道例会先协调")
    assert desk.text("said") == "已注明不上报及原因。" and "街道例会先协调" in desk.text(f"case-{proposed}")
    assert compound.look("case", proposed)["status"] == "declined"
    bob = office(BOB)
    bob.open("cases")
    assert "未上报" in bob.text(f"case-{proposed}") and not bob.shows(f"forward-{proposed}")


def test_the_street_answers_what_was_put_to_it(office, compound):
    street = asked(compound, tier="street")
    for who, can in ((PAM, False), (BOB, False), (HAL, True)):
        desk = office(who)
        desk.open("cases")
        assert desk.shows(f"answer-{street}") is can, who
    desk.send(f"answer-{street}", answer="街道周五到场")
    assert compound.look("case", street)["answer"]["text"] == "街道周五到场"


def test_the_district_answers_for_every_compound_from_its_own_page(office, compound):
    found(compound)
    agrees(compound)
    case = asked(compound, ordered(compound))
    proposal = compound.say(SAM, "case.escalated", {"tier": "district", "ask": "只是提请"})["id"]
    desk = office(DORA)
    desk.open(f"{HOME}/cases")
    assert "6月20日前答复" in desk.text(f"case-{case}") and not desk.shows(f"case-{proposal}")
    desk.send(f"answer-{case}", answer="区城管委6月16日到场")
    assert "已答复" in desk.text("said") and "区城管委6月16日到场" in desk.text(f"case-{case}")
    kept = compound.look("case", case)
    assert (kept["status"], kept["answer"]["by"]) == ("answered", DORA.id)


def test_without_consent_or_membership_the_district_sees_no_case(office, compound):
    found(compound)
    found(compound, OTHER, ERIN)
    case = asked(compound)
    desk = office(DORA)
    desk.open(f"{HOME}/cases")
    assert desk.shows("none") and not desk.shows(f"case-{case}")
    agrees(compound, OTHER)
    other = office(ERIN)
    page = other.open(f"/desk/{OTHER}/cases")
    assert other.shows("none") and "违建" not in page.text, "she is nobody in the compound"
    said = {"event": "0f8fad5b-d9cb-469f-a165-70867728950e", "do": "answer", "answer": "好"}
    assert other.post(f"/desk/{PROJECT}/cases/{case}", said).status_code == 403
    assert other.post(f"/desk/{OTHER}/cases/{case}", said).status_code == 404
    assert compound.look("case", case)["answer"] is None


@pytest.mark.parametrize("who", [ALICE, SAM, TOM, VIC])
def test_others_have_no_such_page(office, compound, who):
    case = asked(compound)
    desk = office(who)
    assert desk.open("cases").status_code == 403
    said = {"event": "0f8fad5b-d9cb-469f-a165-70867728950e", "do": "answer", "answer": "好"}
    assert desk.post(f"/desk/{PROJECT}/cases/{case}", said).status_code == 403


@pytest.mark.parametrize("wrong", [{"do": "answer", "answer": ""}, {"do": "shout", "answer": "x"}, {},
                                   {"do": "forward", "ask": "x", "needed_by": "soon"}])
def test_words_nobody_can_mean_are_refused(office, compound, wrong):
    case = asked(compound)
    said = {"event": "0f8fad5b-d9cb-469f-a165-70867728950e", **wrong}
    assert office(PAM).post(f"/desk/{PROJECT}/cases/{case}", said).status_code == 400


def test_an_answer_comes_back_on_the_compounds_next_daily(office, compound, clock):
    district = found(compound)
    agrees(compound)
    case = asked(compound, ordered(compound))
    daily(compound)
    district.issue()
    assert district.content()["sections"][2]["rows"][0]["answer"] == "待答复"
    clock.set("2023-06-15T10:00:00+08:00")
    desk = office(DORA)
    desk.open(f"{HOME}/cases")
    desk.send(f"answer-{case}", answer="6月18日前拆除")
    with reading(compound.engine) as session:
        told = preview(State(session, PROJECT), "daily", "2023-06-15", "2023-06-15T08:00:00.000Z")
    assert "答复：6月18日前拆除" in [row["answer"] for row in told["sections"][5]["rows"]]
    district.issue("2023-06-15")
    assert district.content(2)["sections"][2]["rows"][0]["answer"].startswith("6月18日前拆除")


def test_whoever_is_the_districts_only_in_its_own_project_sees_no_case_of_a_compound(office, compound):
    found(compound, OTHER, replace(ALICE, project=OTHER), listed=(PROJECT,))
    agrees(compound, OTHER)
    case = asked(compound)
    desk = office(ALICE)
    page = desk.open(f"/desk/{OTHER}/cases")
    assert page.status_code == 200 and not desk.shows(f"case-{case}") and "违建" not in page.text
