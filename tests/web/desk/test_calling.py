"""Calls about a danger recorded at the desk, and the unit's first look at a finding."""

from server.web.desk import calling
from tests.people import ALICE, BOB, CAROL, EVERYBODY, PAM, SAM

URGENT = {"item": "GON-04", "severity": 3, "urgent": True}


def test_a_danger_shows_whom_to_call_and_the_first_call_that_is_answered_starts_the_two_hours(
        office, filed, compound, clock):
    id = filed(ALICE, "SZ-B03-E1", **URGENT)
    clock.set("2023-06-14T16:30:00+08:00")
    desk = office(BOB)
    desk.open(f"findings/{id}")
    assert desk.text("call").startswith("现在打电话 险情须在")
    first = f"call-{SAM.id}"
    desk.send(first, result="no_answer")
    assert desk.text("said") == f"已记录：{SAM.name}未接通，请打给下一位。"
    before = compound.look("finding", id)["deadlines"]["control_by"]
    desk.send(first, result="reached")
    assert desk.text("said") == f"已记录：{SAM.name}已接通。"
    found = compound.look("finding", id)
    assert found["called"]["result"] == "reached" and found["deadlines"]["control_by"] == "2023-06-14T10:30:00.000Z"
    assert before != found["deadlines"]["control_by"]


def test_a_danger_has_the_calls_directly_under_the_head_and_two_of_them_open(office, filed, monkeypatch):
    some = [{"id": f"x{nr}", "name": f"某{nr}", "org": "o5", "role": "subcontractor", "phone": "1"} for nr in range(4)]
    monkeypatch.setattr(calling, "callees", lambda *asked, **more: some)
    id, plain = filed(ALICE, "SZ-B03-E1", **URGENT), filed(ALICE, "SZ-B03-E2", item="BAL-01", severity=1)
    page = office(BOB).open(f"findings/{id}").text
    places = [page.index(said) for said in (
        'data-testid="call-x0"', 'data-testid="call-x1"', "再打给其余2人", 'data-testid="call-x2"',
        'data-testid="pair"')]
    assert places == sorted(places)
    page = office(BOB).open(f"findings/{plain}").text
    assert page.index('data-testid="pair"') < page.index('data-testid="call-x0"')


def test_who_may_review_a_finding_goes_there_from_its_page(office, filed, moved):
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    assert f'href="/desk/p1/review?at={id}" data-testid="to-review"' in desk.open(f"findings/{id}").text
    for other in (ALICE, SAM):
        assert "to-review" not in office(other).open(f"findings/{id}").text
    moved(BOB, id, "issue")
    assert "to-review" not in desk.open(f"findings/{id}").text


def test_a_call_needs_a_result_and_an_ended_finding_offers_no_call(office, filed, moved):
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(PAM)
    desk.open(f"findings/{id}")
    assert desk.send(f"call-{SAM.id}").status_code == 400
    moved(BOB, id, "reject", text="看错")
    desk.open(f"findings/{id}")
    assert not desk.shows("call")


def test_the_first_look_of_the_unit_is_kept_once_and_nobody_elses_counts(office, filed, moved, compound):
    id = filed(ALICE, "SZ-B03-E1")
    moved(BOB, id, "issue", due="D1")
    watching = office(PAM)
    watching.open(f"findings/{id}")
    assert not watching.shows("first-look")
    unit = office(SAM)
    unit.open(f"findings/{id}")
    unit.send("first-look")
    seen = compound.look("finding", id)["seen"]
    assert seen["by"] == SAM.id
    unit.open(f"findings/{id}")
    assert not unit.shows("first-look")


def test_a_firm_is_given_the_chiefs_number_and_nobody_elses(office, filed, moved):
    id = filed(ALICE, "SZ-B03-E1", **URGENT)
    moved(BOB, id, "issue", due="D1")
    unit = office(SAM)
    unit.open(f"findings/{id}")
    assert unit.shows(f"call-{CAROL.id}") and CAROL.login in unit.page.text
    assert not [one.name for one in EVERYBODY if one != CAROL and one.login in unit.page.text]
