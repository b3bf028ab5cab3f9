"""需要关注 on the day's page: what ought to go up a tier, why, and one form to propose or decide it."""

import pytest

from tests.people import ALICE, ANN, BOB, CAROL, GUS, HAL, PAM, PROJECT


@pytest.fixture
def late(filed, moved, clock):
    """A finding issued on 14 June, due on the 15th; the clock stands three days after that."""
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality", severity=1)
    moved(BOB, id, "issue", due="D1")
    clock.set("2023-06-18T10:00:00+08:00")
    return id


def cases(compound):
    return sorted(compound.everything("case"), key=lambda case: case["at"])


def test_three_days_overdue_is_proposed_with_the_reason_and_put_by_one_press(office, compound, late):
    number = compound.look("finding", late)["number"]
    desk = office(PAM)
    desk.open("today")
    assert "逾期3天" in desk.text(f"proposal-{number}") and "上报街道" in desk.text(f"escalate-{number}")
    desk.send(f"case-{number}", lead="区住建委", needed_by="2023-06-21")
    case, = cases(compound)
    assert desk.text("put") == "已上报街道。 查看该提请"
    assert "已上报街道。" in desk.text("attention"), "where the page stops"
    assert f'/cases#case-{case["id"]}"' in desk.page.text
    assert f'id="case-{case["id"]}"' in office(PAM).open("cases").text
    assert (case["finding"], case["tier"], case["status"], case["lead"], case["needed_by"]) == (
        late, "street", "open", "区住建委", "2023-06-21")
    assert case["ask"] == "逾期3天，请督促责任单位限期整改"
    assert compound.look("finding", late)["escalated"] == "street"
    assert not desk.shows(f"proposal-{number}"), "a case already put is not proposed again"


def test_pressing_twice_puts_one_case(office, compound, late):
    number = compound.look("finding", late)["number"]
    desk = office(HAL)
    page = desk.open("today")
    desk.send(f"case-{number}")
    desk.page = page
    desk.send(f"case-{number}")
    assert len(cases(compound)) == 1


def test_supervision_proposes_and_the_client_takes_it_up(office, compound, late):
    number = compound.look("finding", late)["number"]
    bob, pam = office(BOB), office(PAM)
    bob.open("today")
    assert "提请上报街道" in bob.text(f"escalate-{number}")
    bob.send(f"case-{number}", ask="请约谈项目经理")
    assert "等代建或街道决定" in bob.text("put") and not bob.shows(f"proposal-{number}")
    pam.open("today")
    assert "李专监已提请" in pam.text(f"proposal-{number}")
    pam.send(f"case-{number}")
    put, proposed = sorted(cases(compound), key=lambda case: case["status"])
    assert (proposed["status"], proposed["taken_by"], put["status"], put["ask"]) == (
        "taken", put["id"], "open", "请约谈项目经理")
    assert not pam.shows(f"proposal-{number}")


def test_a_week_late_goes_to_the_district_even_after_the_street_had_it(office, compound, late, clock):
    number = compound.look("finding", late)["number"]
    desk = office(PAM)
    desk.open("today")
    desk.send(f"case-{number}")
    clock.set("2023-06-22T10:00:00+08:00")
    desk.open("today")
    assert "上报区" in desk.text(f"escalate-{number}") and "逾期7天" in desk.text(f"proposal-{number}")


def test_a_grave_one_is_proposed_at_once_when_the_chief_has_decided(office, filed, moved, compound):
    id = filed(ALICE, "SZ-B03-E2", severity=3)
    number = compound.look("finding", id)["number"]
    desk = office(PAM)
    desk.open("today")
    assert not desk.shows(f"proposal-{number}")
    moved(CAROL, id, "confirm", confirmed=True)
    desk.open("today")
    assert "总监已判定" in desk.text(f"proposal-{number}") and "上报区" in desk.text(f"escalate-{number}")


def test_the_thresholds_are_settings(office, compound, filed, moved, clock):
    compound.say(None, "setup.changed", {"kind": "setting", "id": "escalation", "state": {"value": {"street_days": 1}}})
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality", severity=1)
    moved(BOB, id, "issue", due="D1")
    clock.set("2023-06-16T10:00:00+08:00")
    desk = office(PAM)
    desk.open("today")
    assert desk.shows(f"proposal-{compound.look('finding', id)['number']}")


def test_those_who_may_not_put_a_case_see_no_card_and_are_refused(office, compound, late):
    desk = office(ALICE)
    desk.open("today")
    assert not desk.shows("attention")
    said = {"event": "0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c77", "tier": "street", "ask": "请督促"}
    assert desk.post(f"/desk/{PROJECT}/findings/{late}/cases", said).status_code == 403
    assert cases(compound) == []


@pytest.mark.parametrize("wrong", [{"tier": "city"}, {"ask": ""}, {"needed_by": "soon"}])
def test_a_case_nobody_can_mean_is_refused(office, compound, late, wrong):
    desk = office(PAM)
    said = {"event": "0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c77", "tier": "street", "ask": "请督促", **wrong}
    assert desk.post(f"/desk/{PROJECT}/findings/{late}/cases", said).status_code == 400
    assert cases(compound) == []


def test_a_finding_says_on_its_page_and_in_the_list_what_must_not_be_overlooked(office, filed, moved, compound, clock):
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality", severity=1, unit="o5")
    moved(BOB, id, "issue", due="D1")
    moved(GUS, id, "reply", text="已整改", photos=["ab" * 32])
    clock.set("2023-06-15T09:30:00+08:00")
    desk = office(BOB)
    assert "待复查超时" in desk.open(f"findings/{id}").text
    assert "待复查超时" in desk.open("findings").text


def test_supervisors_are_warned_before_the_cutoff_and_nobody_else(office, filed, clock):
    filed(ALICE, "SZ-B03-E1")
    bob, pam = office(BOB), office(PAM)
    clock.set("2023-06-14T16:29:00+08:00")
    bob.open("today")
    assert not bob.shows("warned")
    clock.set("2023-06-14T16:31:00+08:00")
    bob.open("findings")
    assert bob.text("warned") == "17:00截止前还有审核1（余29分钟）"
    pam.open("today")
    assert not pam.shows("warned")
    assistant = office(ANN)
    assistant.open("today")
    assert not assistant.shows("warned"), "nothing waits for her"
    clock.set("2023-06-14T17:00:00+08:00")
    bob.open("today")
    assert not bob.shows("warned")


def test_a_long_list_shows_the_most_pressing_and_folds_the_rest(office, compound, filed, moved, clock):
    doors = ("SZ-B01-E1", "SZ-B01-E2", "SZ-B02-E1", "SZ-B02-E2", "SZ-B03-E1", "SZ-B03-E2", "SZ-B03-E3")
    for door in doors:
        moved(BOB, filed(ALICE, door, item="FAC-01", kind="quality", severity=1), "issue", due="D1")
    clock.set("2023-06-18T10:00:00+08:00")
    desk = office(PAM)
    desk.open("today")
    assert "只列最紧要的" not in desk.text("attention")
    assert "其余2条" in desk.text("attention-rest") and desk.text("attention").count("上报街道") == 2 * len(doors)


def test_of_very_many_only_the_most_pressing_make_the_page(office, compound, filed, moved, clock, monkeypatch):
    from server.web.desk import attention
    monkeypatch.setattr(attention, "SHOWN_MAX", 6)
    for nr in range(8):
        place = f"SZ-B0{1 + nr % 3}-E{1 + nr % 2}"
        moved(BOB, filed(ALICE, place, item="FAC-01", kind="quality", severity=1), "issue", due="D1")
    clock.set("2023-06-18T10:00:00+08:00")
    desk = office(PAM)
    desk.open("today")
    assert desk.page.text.count('data-testid="case-') == 6
    assert desk.text("attention-rest") == "其余3条" and "只列最紧要的6条" in desk.text("attention")


def test_a_firm_that_proposes_is_told_on_the_findings_page(office, compound, late):
    desk = office(GUS)
    page = desk.post(f"/desk/{PROJECT}/findings/{late}/cases", {
        "event": "0f8fad5b-d9cb-469f-a165-70867728950e", "tier": "street", "ask": "请协调占道施工"})
    assert page.status_code == 200 and "已提请上报街道，等代建或街道决定。" in page.text
    assert [case["status"] for case in cases(compound)] == ["proposed"]
