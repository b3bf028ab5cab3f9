"""What people rely on in what the sheet puts before the meeting: marks, key items, decisions, requests, works."""

import pytest

from server.domain.sheet import canonical
from server.domain.sheet_words import mark
from tests.domain.worked_sheet import section, sheet, with_finding
from tests.paper.worked_day import door, finding, key_findings, material


@pytest.mark.parametrize(("state", "printed"), [
    ({"severity": 1}, "○一般"), ({"severity": 2}, "●较大"), ({"severity": 3}, "▲紧急（待总监判定）"),
    ({"severity": 3, "confirmed": True}, "▲重大（总监已判定）"),
    ({"severity": 3, "confirmed": False}, "▲紧急（未构成重大）"),
    ({"severity": 3, "confirmed": True, "kind": "quality"}, "▲严重（总监已判定）"),
    ({"severity": 1, "urgent": True}, "○一般"),
])
def test_the_mark_follows_severity_and_the_chiefs_decision(state, printed):
    assert mark({"kind": "safety", **state}) == printed


def test_the_grave_word_is_nowhere_on_a_sheet_before_the_chief_has_decided():
    assert "重大" not in canonical(sheet()).decode()
    decided = [dict(state, confirmed=True) if state["id"] == "f1" else state for state in key_findings()]
    content = sheet(findings={**material().findings, **{state["id"]: state for state in decided}})
    assert section(content, "items")["items"][0]["mark"] == "▲重大（总监已判定）"
    assert "▲重大" in section(content, "items")["legend"]


def test_grave_ones_come_first_then_the_longest_overdue_then_by_number():
    told = [row["number"] for row in section(sheet(), "items")["items"]]
    assert told == ["AQ-20230614-001", "ZL-20230609-002", "AQ-20230611-003", "AQ-20230614-002", "ZL-20230614-001"]


def test_overdue_returned_and_repeated_are_said_in_words():
    told = {row["finding"]: row["tags"] for row in section(sheet(), "items")["items"]}
    assert told["f5"] == ["【逾期2天】", "退回1次"] and told["f4"] == ["【逾期1天】", "重复2次"] and told["f1"] == []


def test_a_general_finding_is_on_the_agenda_only_once_it_is_late_or_comes_again():
    plain = finding("g", "AQ-20230614-050", door(3, 3), "灰堆未盖", "o4")
    late = dict(plain, deadlines={"fix_by": "2023-06-14T08:00:00.000Z"})
    for state, expected in ((plain, False), (late, True), (dict(plain, repeat_of="f0"), True)):
        rows = section(sheet(**with_finding(state, effects=["new"])), "items")["items"]
        assert ("g" in [row["finding"] for row in rows]) is expected


def test_danger_is_on_the_agenda_before_its_review_and_says_so():
    danger = finding("g", "AQ-20230614-050", door(3, 3), "临边无防护", "o5", state="submitted", urgent=True, severity=2,
                     deadlines={"control_by": "2023-06-14T10:00:00.000Z"})
    content = sheet(**with_finding(danger))
    row = section(content, "items")["items"][1]
    assert row["tags"] == ["立即", "监理未审（未计入）"] and row["limit"] == "6月14日18:00前控制"
    assert "另有监理待审1条，未计入" in section(content, "overview")["outside"]
    quiet = dict(danger, urgent=False)
    assert "g" not in [row["finding"] for row in section(sheet(**with_finding(quiet)), "items")["items"]]


def test_at_most_eight_stand_on_the_page_and_the_rest_is_counted():
    more = {f"x{n}": finding(f"x{n}", f"AQ-20230614-1{n:02}", door(2, 1), "问题", "o4", severity=2) for n in range(80)}
    day = material()
    new = [{"finding": id, "unit": "o4", "effect": "new", "tag": None} for id in more]
    told = section(sheet(findings={**day.findings, **more}, flows=[*day.flows, *new],
                         counted={**day.counted, "o4": 83}), "items")
    assert len(told["items"]) == 8 and told["more"] == 77


def test_the_secretarys_order_wording_and_omissions_are_obeyed():
    prepared = {"order": ["f3", "p11"], "wording": {"f3": "女儿墙附加层漏做"}, "left_out": {"f2": "已现场处理"},
                "opinion": "请总包排查。"}
    told = section(sheet(prepared=prepared), "items")
    assert [row["finding"] for row in told["items"]] == ["f3", "p11", "f1", "f5", "f4"]
    assert told["items"][0]["text"] == "女儿墙附加层漏做" and told["opinion"] == "监理意见：请总包排查。"


def test_what_the_contractor_did_not_file_is_neither_blank_nor_zero():
    content = sheet(filings=[])
    assert section(content, "tomorrow")["works"] == "危险作业：施工总包未报。"
    assert section(content, "tomorrow")["outages"] == "停水停电：施工总包未报。"
    assert "施工总包未报" in section(content, "progress")["crowd"]


def test_of_several_firms_filings_works_add_up_and_the_general_contractors_quantities_count():
    part = {**material().filings[0], "id": "r2", "org": "o5", "tomorrow": [{"work": "basket", "count": 3}],
            "outages": [], "faces": [], "people": {"managers": 1, "workers": 4}, "quantities": {"drainage": 99}}
    content = sheet(filings=[part, *material().filings])
    assert "吊篮14台" in section(content, "tomorrow")["works"]
    assert "作业人员100人" in section(content, "progress")["crowd"]
    assert "排水1260m" in section(content, "progress")["quantities"]


def test_a_number_of_people_nobody_said_is_not_printed_as_none():
    said = {**material().filings[0], "people": {"workers": 0}}
    assert "管理人员未报、作业人员0人" in section(sheet(filings=[said]), "progress")["crowd"]


def test_a_request_names_the_body_the_ask_and_the_day_an_answer_is_needed():
    row = section(sheet(), "requests")["rows"][0]
    assert row["ask"] == "请区城管委牵头拆除违建" and row["tier"] == "提请区例会，6月20日前答复"
    asked = section(sheet(cases={}), "requests")["rows"][0]
    assert asked["ask"] == "请区城管委牵头拆除" and asked["tier"] == "日调度会"


def test_supervision_signs_in_as_a_guest_unless_the_setting_says_it_does_not_attend():
    assert {"unit": "监理公司（列席）", "title": "总监理工程师"} in sheet()["sign_in"]
    alone = material().settings
    apart = {**alone, "sheet": {**alone["sheet"], "supervision_attends": False}}
    assert not any("监理" in row["unit"] for row in sheet(settings=apart)["sign_in"])
