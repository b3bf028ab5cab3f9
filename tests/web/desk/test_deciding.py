"""议定事项 at the desk: what is not done comes first and stays, with who said what, when and why."""

import pytest

from server.domain.rights import Reader
from server.storage import decisions_page
from server.storage.db import reading
from tests.people import ALICE, BOB, CHARLIE, GUS, HAL, PAM, PROJECT, SAM, TOM, VIC


@pytest.fixture
def decided(compound, clock):
    """`decided("…", unit="o5")`: the secretary writes one down at the meeting of the 13th; its id."""
    clock.set("2023-06-13T17:40:00+08:00")

    def write(text="开挖让行方案", *, line=1, **more) -> str:
        body = {"meeting": "2023-06-13", "line": line, "text": text, "unit": "o5", "due": "2023-06-14", **more}
        return compound.say(PAM, "decision.recorded", body)["id"]
    return write


def answer(desk, id, do, **typed):
    """Fill in one decision's form and press one of its two buttons."""
    return desk.send(f"answer-{id}", do=do, **typed)


def test_open_ones_come_first_by_meeting_and_what_is_late_says_so_in_a_word(office, compound, clock, decided):
    old, new = decided("旧的"), decided("新的", line=2, due="2023-06-20")
    done = decided("已了结", line=3)
    compound.say(SAM, "decision.moved", {"decision": done, "done": True})
    clock.set("2023-06-15T09:00:00+08:00")
    desk = office(PAM)
    page = desk.open("decisions").text
    assert page.index(old) < page.index(new) < page.index(done)
    assert "逾期" in desk.text(f"decision-{old}") and "逾期" not in desk.text(f"decision-{new}")
    assert desk.text("open") == "未完成 2 项 · 逾期 1 项"
    assert "已了结" in desk.text("done-ones")
    clock.set("2023-07-20T09:00:00+08:00")
    desk.open("decisions")
    assert not desk.shows("done-ones") and desk.shows(f"decision-{old}"), "carried until done, done ones leave"


def test_the_client_says_not_done_with_the_reason_and_carries_it_to_a_new_day(office, compound, clock, decided):
    id = decided()
    clock.set("2023-06-14T09:00:00+08:00")
    compound.say(SAM, "decision.moved", {"decision": id, "done": False, "reason": "材料未到"})
    desk = office(HAL)
    desk.open("decisions")
    answer(desk, id, "not_done", reason="待停水计划", carried="2023-06-17")
    assert desk.text("said") == "已记：未完成，延至6月17日。"
    assert compound.look("decision", id)["due"] == "2023-06-17"
    told = desk.text(f"decision-{id}")
    assert all(said in told for said in (
        "时限：6月14日（延至6月17日）", "未完成", "待停水计划", "材料未到",
        "周外檐（外檐分包乙）", "冯指挥（街道）", "郑代建（代建）",
        "时限由6月14日改为6月17日", "6月13日17:40", "6月14日09:00"))
    answer(desk, id, "done")
    assert desk.text("said") == "已记：完成。" and compound.look("decision", id)["status"] == "done"


def test_what_was_done_after_its_day_stays_visible_as_late(office, compound, clock, decided):
    late, timely = decided(), decided("新的", line=2, due="2023-06-16")
    clock.set("2023-06-16T09:00:00+08:00")
    for id in (late, timely):
        compound.say(SAM, "decision.moved", {"decision": id, "done": True})
    desk = office(PAM)
    desk.open("decisions")
    assert "逾期2天完成" in desk.text(f"decision-{late}") and "逾期" not in desk.text(f"decision-{timely}")


def test_a_refusal_stands_beside_the_decision_and_keeps_the_words(office, compound, decided):
    id = decided()
    desk = office(PAM)
    desk.open("decisions")
    assert answer(desk, id, "not_done", carried="2023-06-17").status_code == 400
    assert desk.text("refused") == "请填写理由" and desk.fields(f"answer-{id}")["carried"] == "2023-06-17"
    assert answer(desk, id, "not_done", reason="等料", carried="17.6.").status_code == 400
    assert "日期不对" in desk.text("refused") and desk.fields(f"answer-{id}")["reason"] == "等料"
    assert compound.look("decision", id)["status"] == "open"


def test_a_firm_answers_its_own_and_cannot_carry_it_others_only_read(office, compound, decided):
    id = decided()
    for who in (SAM, GUS):
        desk = office(who)
        desk.open("decisions")
        assert "carried" not in desk.fields(f"answer-{id}")
    assert not office(TOM).open("decisions").text.count(id)
    for reader in (ALICE, BOB):
        desk = office(reader)
        desk.open("decisions")
        assert desk.shows(f"decision-{id}") and f"answer-{id}" not in desk.page.text
        assert desk.post(f"/desk/p1/decisions/{id}", {"do": "done"}).status_code == 403
    assert [office(who).open("decisions").status_code for who in (VIC, CHARLIE)] == [403, 403]
    desk = office(SAM)
    desk.open("decisions")
    answer(desk, id, "done")
    assert compound.look("decision", id)["history"][-1]["by"] == SAM.id


def test_an_answer_to_what_was_done_meanwhile_has_no_effect_and_says_so(office, compound, decided):
    id = decided()
    desk = office(PAM)
    desk.open("decisions")
    compound.say(SAM, "decision.moved", {"decision": id, "done": True})
    answer(desk, id, "not_done", reason="没看到")
    assert "没有生效" in desk.text("said") and compound.look("decision", id)["status"] == "done"


def test_the_day_and_the_meeting_lead_there_with_the_number_not_done(office, decided):
    decided()
    decided(line=2)
    desk = office(PAM)
    desk.open("today")
    assert desk.number("to-decisions") == 2
    desk.open("meeting/2023-06-13")
    assert desk.number("to-decisions") == 2


def test_the_states_of_decisions_done_long_ago_are_not_read(compound, clock, decided):
    for line in range(1, 6):
        id = decided(f"事项{line}", line=line)
        if line > 2:
            compound.say(SAM, "decision.moved", {"decision": id, "done": True})
    reader = Reader(PROJECT, PAM.id, PAM.role, PAM.org)
    with reading(compound.engine) as look:
        assert [one["line"] for one in decisions_page.open_ones(look, reader)] == [1, 2]
        assert decisions_page.open_count(look, reader) == 2
        lately = decisions_page.done_lately(look, reader, "2023-06-13T00:00:00.000Z")
        assert [one["line"] for one in lately] == [5, 4, 3]
        assert decisions_page.done_lately(look, reader, "2023-06-14T00:00:00.000Z") == []
        assert len(decisions_page.of_meeting(look, reader, "2023-06-13")) == 5
        assert decisions_page.of_meeting(look, reader, "2023-06-12") == []


def test_words_that_look_like_a_state_do_not_hide_a_decision(compound, decided):
    decided('"status":"done"')
    with reading(compound.engine) as look:
        assert decisions_page.open_count(look, Reader(PROJECT, PAM.id, PAM.role, PAM.org)) == 1
