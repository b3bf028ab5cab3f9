"""What the weekly sheet says of a week whose every number is known, and what it refuses to say."""

import copy
import re
from collections import Counter

import pytest

from server.domain.counted_days import going_on
from server.domain.sheet_units import OutOfBalance
from server.domain.weekly import assemble
from tests.paper.worked_week import FIRMS, before, dailies, week


def of(told, id):
    return next(section for section in told["sections"] if section["id"] == id)


def damaged(**more):
    """The week's days, the third of which says something else."""
    days = copy.deepcopy(dailies())
    days[2]["units"][0] |= more
    return days


def test_total_and_units_are_the_sums_of_the_days_and_the_ages_are_the_closing():
    told, days = assemble(week()), dailies()
    total = told["reconcile"]
    assert total == {"opening": 12, "new": 34, "closed": 25, "void_merged": 0, "closing": 21}
    assert total["new"] == sum(day["reconcile"]["new"] for day in days)
    assert [row["unit"] for row in told["units"]] == list(FIRMS), "the order of the register, whoever has most"
    for row in told["units"]:
        assert row["opening"] + row["new"] - row["closed"] - row["void"] == row["closing"]
        assert row["to3"] + row["to7"] + row["over7"] == row["closing"]
    assert of(told, "units")["total"][1:6] == ["12", "34", "25", "0", "21"]
    assert re.fullmatch(r"25/\d+ = \d+\.\d%", of(told, "units")["total"][-1]), "the share as on the days"
    assert [age["count"] for age in of(told, "spread")["ages"]] == [10, 4, 7]


@pytest.mark.parametrize("wrong", [{"new": 9}, {"closed": 9}, {"closing": 9}, {"opening": 9}])
def test_days_that_do_not_add_up_make_no_sheet(wrong):
    with pytest.raises(OutOfBalance):
        assemble(week(days=damaged(**wrong)))


def test_a_day_whose_total_is_not_that_of_its_units_makes_no_sheet():
    days = copy.deepcopy(dailies())
    days[1]["reconcile"]["new"] += 1
    with pytest.raises(OutOfBalance):
        assemble(week(days=days))


def test_a_standing_row_too_few_makes_no_sheet():
    days = copy.deepcopy(dailies())
    days[-1]["standing"].pop()
    with pytest.raises(OutOfBalance):
        assemble(week(days=days))


def test_this_week_stands_beside_the_last_with_the_difference():
    rows = of(assemble(week()), "overview")["table"]["rows"]
    assert rows[0][:4] == ["本周", "12", "34", "25"]
    assert rows[1][:4] == ["上周", "9", "22", "19"]
    assert rows[2][:5] == ["增减", "+3", "+12", "+6", "持平"]
    first = of(assemble(week(before=None)), "overview")["table"]["rows"]
    assert first[1][1:] == first[2][1:] == ["–"] * 8


def test_groups_count_what_was_newly_found_and_not_what_was_moved_about():
    days = dailies()
    told = assemble(week())
    found = Counter(row["item"].split("-")[0] for day in days for row in day["flows"] if row["effect"] == "new")
    assert told["groups"] == dict(found) and sum(found.values()) == 34
    for row in days[0]["flows"]:
        row["tag"] = "reassigned" if row["effect"] == "new" else None
    assert sum(assemble(week(days=days))["groups"].values()) == 34 - 6


def corrected():
    """The first of the week's days, counted by the week before with four of its six new ones and none closed."""
    days = dailies()
    had = copy.deepcopy(days[0])
    kept = [row for row in had["flows"] if row["effect"] == "new"][:4]
    for one in had["units"]:
        one |= {"new": sum(row["unit"] == one["unit"] for row in kept), "closed": 0}
        one["closing"] = one["opening"] + one["new"]
    had |= {"flows": kept, "reconcile": {**had["reconcile"], "new": 4, "closed": 0,
                                         "closing": had["reconcile"]["opening"] + 4}}
    return going_on([{**days[0], "version": 2}, *days[1:]], had), had


def test_of_a_day_corrected_after_the_weekly_before_only_what_the_correction_added_is_counted():
    days, had = corrected()
    told, whole = assemble(week(days=days)), assemble(week())
    for key, less in (("new", 4), ("closed", 0), ("void_merged", 0), ("closing", 0)):
        assert told["reconcile"][key] == whole["reconcile"][key] - less
    assert told["reconcile"]["opening"] == had["reconcile"]["closing"] == 16
    assert sum(told["groups"].values()) == sum(whole["groups"].values()) - 4
    said = of(told, "overview")
    added = days[0]["reconcile"]
    assert said["moved"] == (f"第41期日调度会材料在上次周报后更正为第2版，更正增加的新增{added['new']}、"
                             f"销项{added['closed']}已计入本周。")
    assert "第42–46期" in said["united"] and "共5期" in said["united"] and "（5期）" in told["head"][0]
    assert (told["days"][0]["counted"], told["days"][0]["version"]) == (1, 2) and "counted" not in told["days"][1]
    assert of(whole, "overview")["moved"] == ""


def test_a_correction_that_changed_no_number_is_said_too():
    days = dailies()
    told = assemble(week(days=going_on([{**days[0], "version": 2}, *days[1:]], days[0])))
    assert of(told, "overview")["moved"] == "第41期日调度会材料在上次周报后更正为第2版，各数未变。"
    assert told["reconcile"]["opening"] == days[1]["reconcile"]["opening"]


def test_a_day_without_a_meeting_is_named_and_what_came_after_the_last_cut_is_said_apart():
    said = of(assemble(week()), "overview")
    assert said["missing"] == "6月11日无日调度会材料，当日情况计入其后一期。"
    assert said["after"] == "第46期截止（6月16日17:00）后新增2，计入下期，未计入以上各数。"
    assert said["united"].startswith("本周数据为日调度会材料第41–46期（6月10日至6月16日，共6期）之和")


def test_a_week_without_any_daily_sheet_stands_as_the_last_one_left_it():
    end = dailies()[-1]
    told, whole = assemble(week(days=[], carried=end, after=[])), assemble(week())
    assert told["reconcile"] == {"opening": 21, "new": 0, "closed": 0, "void_merged": 0, "closing": 21}
    assert told["last"] == before()["last"], "the next week goes on from there"
    for key in ("overdue", "repeated", "returned", "to3", "to7", "over7"):
        assert told["figures"][key] == whole["figures"][key] != 0
    assert [row[6:10] for row in of(told, "units")["rows"]] == [row[6:10] for row in of(whole, "units")["rows"]]
    assert of(told, "spread")["ages"] == of(whole, "spread")["ages"]
    assert of(told, "pressed")["rows"] and of(told, "pressed")["grave"] == of(whole, "pressed")["grave"]
    assert told["annex"]["ledger"] == whole["annex"]["ledger"] and told["annex"]["cut"]
    assert assemble(week(days=[], before=None, after=[]))["reconcile"]["closing"] == 0


def test_repeated_returned_and_overdue_ones_are_listed_the_longest_overdue_first():
    rows = of(assemble(week()), "pressed")["rows"]
    days = [int(tag[2:-1]) for row in rows for tag in row["tags"] if tag.startswith("逾期")]
    assert days == sorted(days, reverse=True) and rows[0]["tags"] == ["逾期13天"]
    assert of(assemble(week(days=[])), "pressed")["none"] == "无重复、退回及逾期问题。"


def test_heading_title_and_order_of_sections():
    told = assemble(week())
    assert told["title"] == "水竹花园改造项目街道指挥部工作协调会材料"
    assert told["heading"] == "（周报）第4期　2023年6月16日　星期五"
    assert told["week"] == {"from": "2023-06-10", "to": "2023-06-16"}
    assert told["head"][1] == "会议：15:00　街道三楼会议室　主持人：指挥"
    assert [section["title"][0] for section in told["sections"]] == list("一二三四五六七八九十")
