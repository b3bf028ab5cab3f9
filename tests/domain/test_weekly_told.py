"""What the weekly sheet tells of severity, of its own span, of days without a meeting, and whole in its annex."""

import pytest

from server.domain.days import shifted
from server.domain.sheet_blocks import annexes, sections
from server.domain.weekly import assemble
from server.domain.weekly_overview import stretches
from tests.domain.test_weekly import of
from tests.paper.test_weekly_paper import crowded, month
from tests.paper.worked_week import FRIDAY, dailies, daily, row, week


def quiet(**more):
    """One ▲ open since this morning, and nothing repeated, returned or overdue."""
    one = row(1, FRIDAY, **{"severity": 3, **more})
    return [daily(46, FRIDAY, [], [one], [])], one["number"]


def test_section_one_counts_the_severities_of_what_is_open_and_of_what_was_found():
    told, days = assemble(week()), dailies()
    levels = [row["severity"] for row in days[-1]["standing"]]
    assert [told["figures"][f"open{n}"] for n in (3, 2, 1)] == [levels.count(n) for n in (3, 2, 1)] == [1, 5, 15]
    assert of(told, "overview")["graded"] == "期末未销按等级：▲紧急1、●较大5、○一般15；本周新发现▲1、●9、○24。"
    assert of(assemble(week(days=[])), "overview")["graded"] == ""


def test_rows_bear_their_severity_and_the_annex_is_sorted_by_it_with_the_limits():
    told = assemble(week())
    assert {row["mark"] for row in of(told, "pressed")["rows"]} == {"●较大", "○一般"}
    rows = told["annex"]["ledger"][0]["rows"]
    assert rows[0]["mark"] == "▲紧急（待总监判定）"
    late = [next((int(tag[2:-1]) for tag in row["tags"] if tag.startswith("逾期")), 0) for row in rows]
    order = [(-row["severity"], -days, row["number"]) for row, days in zip(rows, late, strict=True)]
    assert order == sorted(order)
    assert {row["limit"] for row in rows} == {"06-16 18:00"}
    head = annexes(told)[0]["blocks"][0]
    assert head["head"][1:3] == ["等级", "编号"] and head["rows"][0][1] == "▲紧急（待总监判定）"


def test_an_open_danger_is_named_in_section_four_though_nothing_is_late_about_it():
    days, number = quiet()
    said = of(assemble(week(days=days, before=None)), "pressed")
    assert said["rows"] == [] and said["grave"].startswith(f"未销▲1条：{number} ")
    assert of(assemble(week(days=quiet(severity=2)[0])), "pressed")["grave"] == "无未销▲问题。"
    below = of(assemble(week(**crowded())), "pressed")
    assert below["grave"] == "未销▲3条，见下表。" and [row["mark"][0] for row in below["rows"][:4]] == list("▲▲▲○")


def test_the_groups_and_what_was_only_moved_about_add_up_to_what_is_new():
    days = dailies()
    days[0]["flows"][0]["tag"], days[0]["flows"][1]["tag"] = "reassigned", "reopened"
    told = assemble(week(days=days))
    said = of(told, "spread")
    assert said["more"].endswith("另改派1、恢复整改1，未列入分类。")
    assert sum(told["groups"].values()) + 2 == told["reconcile"]["new"]
    assert "另" not in of(assemble(week()), "spread")["more"]


def test_a_sheet_of_more_than_a_week_says_its_true_span_and_coverage_its_own_seven_days():
    told = assemble(week(**month()))
    assert told["head"][0].startswith("本期：5月17日至6月16日（31期）")
    assert told["week"] == {"from": "2023-05-17", "to": FRIDAY}
    assert of(told, "walked")["sentence"].startswith("6月10日至6月16日7天、")
    table = of(told, "overview")["table"]["rows"]
    assert [row[0] for row in table] == ["本期", "上期", "增减"] and of(told, "spread")["head"][1] == "本期"
    assert assemble(week())["head"][0].startswith("本周：6月10日至6月16日（6期）")


def test_a_day_without_a_sheet_keeps_its_place_in_the_chart():
    told = of(assemble(week()), "overview")
    assert [row["day"] for row in told["trend"]] == [shifted("2023-06-10", n)[5:] for n in range(7)]
    assert told["trend"][1] == {"day": "06-11", "new": None, "closed": None, "closing": None}
    chart = next(block for block in sections(assemble(week()))[0]["blocks"] if block.get("head", [""])[0] == "日期")
    assert chart["rows"][1] == ["06-11", "无会", "无会", "无会"]
    alone = assemble(week(days=[], after=[]))
    assert of(alone, "overview")["trend"] == []


@pytest.mark.parametrize(("days", "told"), [
    (["2023-06-10"], [("2023-06-10", "2023-06-10")]),
    (["2023-05-31", "2023-06-01", "2023-06-03"], [("2023-05-31", "2023-06-01"), ("2023-06-03", "2023-06-03")])])
def test_days_in_a_row_are_named_as_a_stretch(days, told):
    assert stretches(days) == told


def test_what_the_page_may_leave_out_stands_whole_in_the_annex():
    told = assemble(week(**crowded()))
    whole = {part["id"]: part for part in told["annex"]["lists"]}
    counts = {id: len(part["rows"]) for id, part in whole.items()}
    assert counts == {"decisions": 30, "milestones": 100, "requests": 30}
    assert whole["requests"]["title"] == "提请协调事项（30项）"
    assert len(whole["requests"]["rows"][0]["ask"]) > 80 == len(of(told, "requests")["rows"][0]["ask"])
    assert len(annexes(told)) == 1 + 3
    assert [part["id"] for part in assemble(week())["annex"]["lists"]] == ["ended", "milestones"]


def test_what_was_returned_and_is_closed_by_now_stands_in_the_annex_where_the_page_is_full():
    lists = assemble(week(days=_closed_after_return()))["annex"]["lists"]
    assert lists[0]["id"] == "ended" and {row["state"] for row in lists[0]["rows"]} == {"已销项"}


def _closed_after_return():
    rows = [row(nr, "2023-06-01") for nr in range(5, 55, 5)]
    return [daily(45, "2023-06-15", rows, [], []), daily(46, FRIDAY, rows, [], rows[:4])]


def test_an_answer_and_an_ask_are_told_to_eighty_signs():
    words = "请区城管委会同街道、社区依法组织拆除违建，恢复雨水井排水，并于汛期前完成场地清理和路面恢复"
    case = {**week().site.cases["c1"], "status": "answered", "ask": words,
            "answer": {"text": words, "at": "2023-06-15T02:00:00Z"}}
    heard = week(site={"cases": {"c1": case}, "heard": frozenset({"c1"})})
    told = of(assemble(heard), "requests")["rows"][0]
    assert told["ask"] == words and told["answer"].endswith(words)


def test_nobody_is_told_of_no_entrance_seen_too_seldom_and_late_reviews_are_named():
    everywhere = {shifted(FRIDAY, -n): dict.fromkeys(week().site.places.doors, "clean") for n in range(7)}
    assert "没有到访不足2天的楼门。" in of(assemble(week(seen=everywhere)), "walked")["sentence"]
    once = {**everywhere, **{shifted(FRIDAY, -n): {} for n in range(1, 7)}}
    assert "其中一次未到" not in of(assemble(week(seen=once)), "walked")["sentence"]
    late = [{"for": "review", "hours": 30 + n, "limit": 24, "number": f"AQ-{n}"} for n in range(5)]
    said = of(assemble(week(judged=late)), "walked")["latency"][0]
    assert said.endswith("超过时限5条（AQ-4、AQ-3、AQ-2等）。")
