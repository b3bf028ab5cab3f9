"""Desk review: the next finding at once, in the right order, with what is known of the place; one way of deciding."""

import re

import pytest

from server.domain.lifecycle import MOVES
from tests.people import ALICE, ANN, BOB, CAROL, PAM, SAM, TOM, VIC


def shown(desk) -> str:
    """The number of the finding under review."""
    return desk.text("number").split()[0]


@pytest.fixture
def number(compound):
    return lambda id: compound.look("finding", id)["number"]


@pytest.fixture
def waiting(filed, moved, clock):
    """Four findings, filed a minute apart: plain, disputed after its issue, urgent, plain."""
    ids = []
    for minute, (place, more) in enumerate([
            ("SZ-B03-E1", {"item": "BAL-01"}), ("SZ-B03-E2", {"item": "FAC-01"}), ("SZ-B10-E1", {"urgent": True}),
            ("SZ-B01-E1", {"item": "BAL-01"})]):
        clock.set(f"2023-06-14T09:0{minute}:00+08:00")
        ids.append(filed(ALICE, place, **more))
    moved(BOB, ids[1], "issue")
    moved(SAM, ids[1], "dispute", text="不是我单位施工范围")
    clock.set("2023-06-14T10:00:00+08:00")
    return ids


def test_urgent_comes_first_then_disputed_then_the_oldest_and_each_decision_brings_the_next(office, waiting, number):
    desk, plain, disputed, urgent, newest = office(BOB), *waiting
    desk.open("review")
    for nr, id in enumerate((urgent, disputed, plain, newest), 1):
        assert (shown(desk), desk.text("count")) == (number(id), f"第{nr}条，共4条")
        desk.send("move-issue")
        assert desk.text("said").startswith(f"{number(id)} 已下发整改：外檐分包乙，限")
    assert "本次已审核4条" in desk.text("empty")


def test_what_is_passed_without_deciding_comes_round_at_the_end(office, waiting, number):
    desk, plain, disputed, urgent, newest = office(BOB), *waiting
    desk.open("review")
    onward = re.compile(r'href="([^"]+)" data-key="onward"')
    seen = []
    for _ in range(5):
        seen.append(shown(desk))
        desk.open(onward.search(desk.page.text)[1].replace("&amp;", "&"))
    assert seen == [number(id) for id in (urgent, disputed, plain, newest, urgent)]
    back = re.search(r'href="([^"]+)" data-key="back"', desk.page.text)[1].replace("&amp;", "&")
    desk.open(back)
    assert shown(desk) == number(urgent), "the one passed last"


def test_what_was_asked_back_waits_behind_what_nobody_has_seen(office, waiting, number):
    desk, (_, disputed, urgent, _) = office(BOB), waiting
    desk.open("review")
    assert shown(desk) == number(urgent)
    desk.send("move-ask", text="请补近景")
    assert shown(desk) == number(disputed)
    desk.open("review")
    assert shown(desk) == number(disputed), "in a new sitting too"


def test_what_a_decision_lacks_is_asked_for_at_once_with_what_was_typed(office, waiting, compound, number):
    desk = office(BOB)
    desk.open("review")
    page = desk.send("move-merge", target="AQ-20230614-999")
    assert page.status_code == 422 and shown(desk) == number(waiting[2])
    assert desk.text("lacks") == "还不能提交：没有找到要并入的问题。"
    assert desk.fields("move-merge")["target"] == "AQ-20230614-999"
    assert compound.look("finding", waiting[2])["state"] == "submitted"


def test_open_findings_of_the_same_item_here_are_offered_to_merge_into(office, filed, compound, number):
    first, second, other = filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E2")
    desk = office(BOB)
    desk.open(f"review?at={second}")
    assert desk.shows(f"into-{number(first)}") and not desk.shows(f"into-{number(other)}")
    desk.send("ready-merge", target=number(first))
    assert compound.look("finding", second)["merged_into"] == first
    assert desk.text("said") == f"{number(second)} 已并入{number(first)}。"


def test_what_was_here_before_is_shown_with_its_state_the_item_in_this_building_included(
        office, filed, moved, number):
    before, beside = filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E2")
    another, elsewhere = filed(ALICE, "SZ-B03-E1", item="FAC-01"), filed(ALICE, "SZ-B10-E1")
    moved(BOB, before, "reject", text="不属实")
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    desk.open(f"review?at={id}")
    told = desk.text("earlier")
    assert f"{number(before)} 不成立" in told and f"{number(beside)} 待审核" in told
    assert number(another) not in told and number(elsewhere) not in told and number(id) not in told


def test_the_item_stands_with_its_basis_of_the_day(office, filed):
    filed(ALICE, "SZ-B03-E1", item="TEMP-01")
    desk = office(BOB)
    desk.open("review")
    assert "依据：" in desk.text("basis")


def test_a_standard_and_its_number_stand_on_one_line_and_an_item_that_says_no_more_is_not_repeated(office, filed):
    name, desk = "安全绳未独立固定在建筑结构上", office(BOB)
    page = desk.open(f"review?at={filed(ALICE, 'SZ-B03-E1', item='GON-04', text='南侧吊篮无安全绳')}").text
    assert desk.text("item").startswith(name) and "JGJ\u00a0202-2010</span>" in page
    assert '<span class="whole">GB/T\u00a019155-2017</span>' in page
    desk.open(f"review?at={filed(ALICE, 'SZ-B03-E2', item='GON-04', text=name)}")
    assert desk.text("item") == desk.text("basis") and desk.fields("move-issue")["edit_text"] == name


def test_the_proposed_deadline_comes_first_and_says_that_it_is_proposed(office, filed):
    filed(ALICE, "SZ-B03-E1", item="BAL-01", severity=1)
    desk = office(BOB)
    page = desk.open("review").text
    first = page[page.index('name="due"'):].split("</label>")[0]
    assert 'value="D3" checked' in first and ">建议<" in first and page.count(">建议<") == 1


def test_a_danger_shows_whom_to_call_and_a_call_leaves_nobody_out_of_his_turn(office, filed, compound):
    plain = filed(ALICE, "SZ-B03-E1", item="BAL-01", severity=1)
    danger = filed(ALICE, "SZ-B03-E2", item="GON-04", severity=3, urgent=True)
    desk = office(BOB)
    desk.open(f"review?at={plain}&done=3")
    assert not desk.shows("call")
    desk.open(f"review?at={danger}&done=3")
    assert desk.text("call").startswith("现在打电话 险情须在")
    desk.send(f"call-{SAM.id}", result="reached")
    assert desk.text("said").endswith(f"已记录：{SAM.name}已接通。")
    assert shown(desk) == compound.look("finding", danger)["number"]
    assert desk.text("count") == "第4条，共5条" and desk.fields("move-issue")["done"] == "3"


def test_what_was_noted_of_the_source_is_read_at_review(office, compound):
    desk = office(PAM)
    desk.open("register")
    desk.send("register", place="SZ-B03-E2", source="hotline", text="沙石堆放", item="SCF-01", note="张大爷来电")
    desk = office(BOB)
    desk.open("review")
    assert desk.text("source-note") == "（张大爷来电）"


def test_an_unsorted_finding_gets_its_item_here_and_the_catalogues_requirement(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1", item=None, unit=None, text="走道积水")
    desk = office(BOB)
    desk.open("review")
    assert desk.fields("move-issue")["unit"] == "o4", "no unit named: the general contractor's"
    desk.send("move-issue", edit_item="FAC-01")
    found = compound.look("finding", id)
    assert (found["state"], found["item"]) == ("issued", "FAC-01") and found["requirement"]


def test_two_reviewers_at_once_and_the_second_is_told(office, waiting, compound, number):
    first, second = office(BOB), office(CAROL)
    first.open("review")
    second.open("review")
    first.send("move-issue")
    second.send("move-issue")
    assert "没有生效：问题状态已变化" in second.text("said") and shown(second) == number(waiting[1])
    second.open(f"review?at={waiting[2]}")
    assert number(waiting[2]) in second.text("gone") and "待整改" in second.text("gone")


@pytest.mark.parametrize("who", [ALICE, ANN, SAM, TOM, VIC])
def test_who_may_issue_nothing_has_no_review(office, waiting, who):
    desk = office(who)
    assert desk.open("review").status_code == 403
    assert desk.post(f"/desk/p1/review/{waiting[0]}", {"move": "issue"}).status_code == 403
    assert 'data-testid="nav-review"' not in desk.page.text


def test_the_client_is_offered_what_the_table_lets_him_do(office, waiting):
    desk = office(PAM)
    desk.open("review")
    assert desk.shows("move-issue") and not desk.shows("move-ask") and not desk.shows("move-reject")
    assert PAM.role not in MOVES["ask"]["who"]


def test_what_waits_for_me_leads_from_todays_page_to_the_review(office, waiting):
    desk = office(BOB)
    assert re.search(r'href="/desk/p1/review" data-testid="waits-review"', desk.open("today").text)
