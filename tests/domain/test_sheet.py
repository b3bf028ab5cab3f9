"""What people rely on in the words and numbers of the daily sheet, before any paper is involved."""

import dataclasses
import itertools
import json
import random

import pytest

from server.domain.sheet import assemble, canonical, check_code, content_sha256
from server.domain.sheet_material import Previous
from server.domain.sheet_places import told_within
from server.domain.sheet_units import OutOfBalance
from server.domain.sheet_words import mark, moment, shortened
from tests.paper.worked_day import DAY, coverage, door, finding, flows, key_findings, material


def section(content, id):
    return next(part for part in content["sections"] if part["id"] == id)


def sheet(**changes):
    return assemble(material(**changes))


def with_finding(state, *, effects=()):
    """The worked day with one finding more, and its flows."""
    day = material()
    counted = dict(day.counted)
    for effect in effects:
        counted[state["unit"]] += {"new": 1, "closed": -1, "void": -1}[effect]
    more = [{"finding": state["id"], "unit": state["unit"], "effect": effect, "tag": None} for effect in effects]
    return {"findings": {**day.findings, state["id"]: state}, "flows": [*day.flows, *more], "counted": counted}


def test_the_worked_day_adds_up_in_the_total_and_for_every_unit():
    content = sheet()
    assert content["reconcile"] == {"opening": 12, "new": 7, "closed": 6, "void_merged": 0, "closing": 13}
    for row in content["units"]:
        assert row["opening"] + row["new"] - row["closed"] - row["void"] == row["closing"]
    for mine, told in (("opening", "opening"), ("new", "new"), ("closed", "closed"), ("closing", "closing")):
        assert sum(row[mine] for row in content["units"]) == content["reconcile"][told]
    assert section(content, "units")["total"][-1] == "6/8 = 75%"
    assert section(content, "units")["rows"][3][-1] == "–", "nothing due is neither 0% nor 100%"


def test_a_book_that_does_not_balance_is_never_printed():
    with pytest.raises(OutOfBalance):
        sheet(counted={"o4": 3, "o5": 7, "o6": 2, "o7": 2})
    with pytest.raises(OutOfBalance):
        sheet(previous=dataclasses.replace(material().previous, closing={"o4": 5, "o5": 5, "o6": 2, "o7": 1}))


def test_every_door_is_in_one_state_and_the_states_sum_to_all_of_them():
    told = sheet()["coverage"]
    assert told["denominator"] == sum(n for state, n in told.items() if state != "denominator") == 103


def test_the_coverage_sentence_says_each_state_and_names_the_doors_nobody_saw():
    assert section(sheet(), "overview")["coverage"] == (
        "全部103个楼门：逐门已查58（发现问题7、未发现问题51），未能进入3——11号楼2–4门（门锁），"
        "无作业且本栋已到36，已记录待上传2——9号楼1–2门，未收到巡查记录4——17号楼3–4门、19号楼1–2门。")


def test_the_secretarys_reason_stands_beside_the_door_it_explains():
    prepared = {"doors": [{"places": [door(17, 3), door(17, 4)], "reason": "消防演练封闭", "by": "王巡"}]}
    assert "17号楼3–4门（消防演练封闭）、19号楼1–2门" in section(sheet(prepared=prepared), "overview")["coverage"]


def test_a_day_without_any_patrol_is_told_in_few_words():
    nobody = {id: {"state": "no_record"} for id in coverage()}
    told = section(sheet(coverage=nobody, visits=[]), "overview")
    assert told["coverage"] == "全部103个楼门：逐门已查0（发现问题0、未发现问题0），未收到巡查记录103——1–20号楼。"
    assert told["table"]["row"][:4] == ["0组", "0人", "0", "0/20"]


def test_a_list_too_long_for_the_page_points_to_the_annex_where_it_is_whole():
    every_other = {id: {"state": "no_record" if int(id[-1]) % 2 else "clean"} for id in coverage()}
    content = sheet(coverage=every_other)
    missing = content["coverage"]["no_record"]
    assert f"等{missing}个楼门（全部见附件1）" in section(content, "overview")["coverage"]
    assert "20号楼1门" in content["annex"]["unseen"][0]["text"]
    assert told_within(["甲" * 40], 3, 10, "处") == "3处（见附件1）"


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
    assert row["tags"] == ["立即", "监理未审"] and row["limit"] == "6月14日18:00前控制"
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


def test_first_editions_are_not_numbered_and_corrections_are():
    assert sheet()["heading"] == "（巡查情况）第45期　2023年6月14日　星期三"
    assert "第45期　第2版（更正）" in sheet(version=2)["heading"]


def test_a_gap_between_sheets_is_said_and_changes_the_words():
    gap = Previous(44, "2023-06-10", "2023-06-10T09:00:00.000Z", 640, {"o4": 4, "o5": 5, "o6": 2, "o7": 1})
    told = section(sheet(previous=gap), "overview")
    assert told["interval"] == "本期统计自第44期（6月10日）截止后至6月14日17:00。"
    assert "本期新增" in told["table"]["head"] and "今日新增" not in told["table"]["head"]
    assert section(sheet(), "overview")["interval"] == ""


def test_the_first_sheet_of_all_opens_from_nothing():
    content = sheet(previous=None, flows=[row for row in flows() if row["effect"] == "new"],
                    counted={"o4": 2, "o5": 3, "o6": 1, "o7": 1})
    assert content["reconcile"]["opening"] == 0 and "统计首期" in section(content, "overview")["interval"]


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


def test_last_meetings_decisions_come_with_their_outcome_unfinished_first():
    told = section(sheet(), "decided")
    assert told["sentence"] == "6月13日会议议定3项：完成2项，未完成1项。"
    assert told["rows"][0]["outcome"] == "未完成：社区尚未确认绕行路线，延至6月15日"
    assert section(sheet(decisions={}), "decided")["sentence"] == "上次会议无议定事项。"


def test_an_older_decision_stays_on_the_sheet_until_the_meeting_has_heard_that_it_is_done():
    old = {"id": "d9", "meeting": "2023-06-08", "line": 1, "text": "围墙线路迁改", "unit": "o7", "due": "2023-06-12",
           "reason": None, "carried": None, "history": []}
    heard = [{"at": "2023-06-13T01:00:00.000Z"}]
    for more, expected in (({"status": "open"}, True), ({"status": "done", "history": heard}, False),
                           ({"status": "done", "history": [{"at": "2023-06-14T01:00:00.000Z"}]}, True)):
        rows = section(sheet(decisions={**material().decisions, "d9": {**old, **more}}), "decided")["rows"]
        assert ("围墙线路迁改（6月8日）" in [row["text"] for row in rows]) is expected


def test_a_request_names_the_body_the_ask_and_the_day_an_answer_is_needed():
    row = section(sheet(), "requests")["rows"][0]
    assert row["ask"] == "请区城管委牵头拆除违建" and row["tier"] == "提请区例会，6月20日前答复"
    asked = section(sheet(cases={}), "requests")["rows"][0]
    assert asked["ask"] == "请区城管委牵头拆除" and asked["tier"] == "日调度会"


def test_the_product_is_never_named_on_a_chinese_sheet():
    assert "xunlou" not in canonical(sheet()).decode().lower() and "巡楼" not in canonical(sheet()).decode()


def test_all_closed_is_a_sheet_too():
    day = material()
    closed = {id: dict(f, state="closed", counted_unit=None) for id, f in day.findings.items()}
    content = sheet(findings=closed, counted={}, flows=[
        {"finding": id, "unit": unit, "effect": "closed", "tag": None}
        for id, unit in itertools.islice(zip(closed, ["o4"] * 4 + ["o5"] * 5 + ["o6"] * 2 + ["o7"], strict=False), 12)])
    assert content["reconcile"]["closing"] == 0
    assert section(content, "items")["none"] == "截至目前，无较大及以上、逾期或重复问题。"


def test_supervision_signs_in_as_a_guest_unless_the_setting_says_it_does_not_attend():
    assert {"unit": "监理公司（列席）", "title": "总监理工程师"} in sheet()["sign_in"]
    alone = material().settings
    apart = {**alone, "sheet": {**alone["sheet"], "supervision_attends": False}}
    assert not any("监理" in row["unit"] for row in sheet(settings=apart)["sign_in"])


def test_the_same_material_gives_the_same_bytes_in_whatever_order_it_was_read():
    seed = random.randrange(10**6)
    print("seed", seed)
    day, dice = material(), random.Random(seed)
    shuffled = {key: dict(dice.sample(list(value.items()), len(value)))
                for key in ("findings", "orgs", "places_by_id", "coverage", "decisions", "pictures")
                if (value := getattr(day, key))}
    other = dataclasses.replace(day, **shuffled)
    assert canonical(assemble(other)) == canonical(assemble(day))
    content = json.loads(canonical(assemble(day)))
    assert content == json.loads(json.dumps(assemble(day)))
    assert canonical(dict(reversed(content.items()))) == canonical(assemble(day)), "read back in any order"
    assert check_code(content_sha256(assemble(day))) != check_code(content_sha256(sheet(cut_seq=813)))


def test_long_texts_end_in_an_ellipsis_and_deadlines_are_absolute():
    assert shortened("一二三四五", 4) == "一二三…" and shortened("一 二\n三", 9) == "一 二 三"
    assert moment("2023-06-14T10:00:00.000Z", "Asia/Shanghai") == "6月14日18:00" and moment(DAY, "UTC") == "6月14日"
