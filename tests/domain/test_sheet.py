"""What people rely on in the numbers of the daily sheet, before any paper is involved."""

import dataclasses
import itertools
import json
import random

import pytest

from server.domain.sheet import assemble, canonical, check_code, content_sha256
from server.domain.sheet_material import Previous
from server.domain.sheet_places import told_within
from server.domain.sheet_units import OutOfBalance
from server.domain.sheet_words import moment, shortened
from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import DAY, coverage, door, flows, material


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
