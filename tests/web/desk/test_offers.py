"""What the office offers a person to do with one finding: no more than would be taken."""

import re

import pytest

from tests.people import ALICE, ANN, BOB, CAROL, HAL, PAM, SAM


@pytest.mark.parametrize(("person", "severity", "offered"), [
    (BOB, 3, ["3"]), (BOB, 2, ["1", "2", "3"]), (CAROL, 3, ["1", "2", "3"]), (PAM, 2, ["2", "3"])],
    ids=lambda value: getattr(value, "name", None))
def test_no_lower_grade_is_offered_than_this_person_may_give(office, filed, person, severity, offered):
    id = filed(ALICE, "SZ-B03-E1", severity=severity)
    desk = office(person)
    page = desk.open(f"findings/{id}").text
    grades = page.partition('name="edit_severity"')[2].partition("</select>")[0]
    assert re.findall(r'value="(.)"', grades) == offered


@pytest.mark.parametrize(("person", "offered"), [
    (ALICE, set()), (ANN, set()), (SAM, set()), (PAM, {"issue"}), (HAL, {"issue"}),
    (BOB, {"issue", "ask", "reject", "merge", "reassign"}),
    (CAROL, {"issue", "ask", "reject", "merge", "reassign", "confirm"})], ids=lambda value: getattr(value, "name", ""))
def test_each_role_is_offered_its_own_moves(office, filed, person, offered):
    id = filed(ALICE, "SZ-B03-E1", urgent=False, item="FAC-01", kind="quality")
    desk = office(person)
    shown = desk.open(f"findings/{id}")
    moves = {move for move in ("issue", "ask", "reject", "merge", "reassign", "reply", "pass", "fail", "confirm")
             if shown.status_code == 200 and desk.shows(f"move-{move}")}
    assert moves == offered


def test_a_move_that_was_not_offered_has_no_effect_and_stays_in_the_story(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(ALICE)
    desk.open(f"findings/{id}")
    desk.post(f"/desk/p1/findings/{id}/moves", {
        "event": "5f2b8c1e-4a6d-4c3f-9b8a-1d2e3f4a5b6c", "move": "reject", "text": "不属实"})
    assert "没有生效" in desk.text("said") and "未生效" in desk.text("timeline")
    assert compound.look("finding", id)["state"] == "submitted"
