"""The lines under section four: each explained number is the number of the table, in total and for every unit."""

import dataclasses
import random
import re
from collections import Counter

from server.domain.sheet_material import Material
from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import DAY, finding, flows, material

UNITS = ("o4", "o5", "o6", "o7")


def flow(id, unit, effect, tag=None):
    return {"finding": id, "unit": unit, "effect": effect, "tag": tag}


def told(*happened, found=(), **changes):
    """The sheet of the worked day after these flows more, with these findings more."""
    day = material()
    counted = Counter(day.counted)
    for row in happened:
        counted[row["unit"]] += {"new": 1, "closed": -1, "void": -1}[row["effect"]]
    return sheet(findings={**day.findings, **{one["id"]: one for one in found}}, flows=[*day.flows, *happened],
                 counted=dict(counted), **changes)


def gone(id, number, state, unit="o5", **more):
    return finding(id, number, "SZ-B03-FE", "x", unit, state=state, **more)


def test_a_day_of_plain_numbers_needs_no_word():
    assert section(sheet(), "units")["explained"] == [] and sheet()["annex"]["explained"] == []


def test_rejected_merged_and_reassigned_are_told_with_unit_and_number():
    found = [gone("a", "AQ-20230610-007", "rejected"), gone("b", "AQ-20230610-008", "merged", merged_into="f4"),
             finding("c", "AQ-20230612-020", "SZ-B03-FE", "x", "o6")]
    content = told(flow("a", "o5", "void"), flow("b", "o5", "void"), flow("c", "o5", "void", "reassigned"),
                   flow("c", "o6", "new", "reassigned"), found=found)
    assert section(content, "units")["explained"] == [
        "核减3：不成立1（外檐分包乙 AQ-20230610-007）、并入1（外檐分包乙 AQ-20230610-008→AQ-20230611-003）、"
        "改派1（外檐分包乙→防水分包丙 AQ-20230612-020）。",
        "新增中：改派1（见核减）。"]
    assert content["annex"]["explained"][1] == "新增中：改派1（外檐分包乙→防水分包丙 AQ-20230612-020）。"


def test_reopened_on_the_spot_and_late_ones_inside_the_new():
    found = [finding("a", "AQ-20230610-007", "SZ-B03-FE", "x", "o5"),
             gone("b", "AQ-20230614-030", "closed", on_spot=True),
             finding("c", "AQ-20230613-021", "SZ-B03-FE", "x", "o4")]
    late = [{"id": "v", "day": "2023-06-13", "place": "SZ-B03-FE", "findings": ["c"]}]
    content = told(flow("a", "o5", "new", "reopened"), flow("b", "o5", "new", "on_spot"),
                   flow("b", "o5", "closed", "on_spot"), flow("c", "o4", "new"), found=found, late=late)
    assert section(content, "units")["explained"] == [
        "新增中：恢复整改1（外檐分包乙 AQ-20230610-007）、立行立改1（外檐分包乙 AQ-20230614-030）、"
        "补录1（施工总包甲 6月13日AQ-20230613-021）。"]


def test_what_became_a_matter_of_coordination_is_told_as_that():
    found = [gone("a", "AQ-20230610-007", "issued", kind="coordination", counted_unit=None)]
    assert section(told(flow("a", "o5", "void"), found=found), "units")["explained"] == [
        "核减1：改列需协调1（外檐分包乙 AQ-20230610-007）。"]


def test_what_was_recast_and_then_merged_left_the_book_when_it_was_recast():
    """A matter of coordination does not count; one that was called back and ordered again counts until its end."""
    ended = {"merged_into": "f1", "counted_unit": None}
    found = [gone("a", "AQ-20230610-007", "merged", kind="coordination", **ended),
             gone("b", "AQ-20230610-008", "merged", **ended)]
    content = told(flow("a", "o5", "void"), flow("b", "o5", "void"), flow("b", "o5", "new"), flow("b", "o5", "void"),
                   found=found)
    assert [(row["number"][-3:], row["cause"], row["to"] is not None) for row in content["explained"]["void"]] == [
        ("007", "recast", False), ("008", "recast", False), ("008", "merged", True)]


def test_an_opening_that_is_not_that_of_the_first_print_says_from_which_it_is():
    corrected = dataclasses.replace(material().previous, version=2)
    assert section(sheet(previous=corrected), "units")["explained"] == ["期初以第44期第2版（更正）的期末为准。"]


def test_many_are_cut_on_the_front_and_whole_in_the_annex():
    found = [gone(f"a{n}", f"AQ-20230610-1{n:02}", "rejected") for n in range(30)]
    content = told(*(flow(one["id"], "o5", "void") for one in found), found=found)
    [line] = section(content, "units")["explained"]
    assert line == "核减30：不成立30（外檐分包乙 AQ-20230610-100等，见附件1）。"
    assert content["annex"]["explained"][0].count("AQ-") == 30


def random_day(dice: random.Random) -> Material:
    """Any mix of what moves a counted finding, added to the worked day."""
    day, happened, found = material(), [], {}
    counted = Counter(day.counted)
    for n in range(dice.randrange(40)):
        unit, other = dice.sample(UNITS, 2)
        way = dice.choice(("rejected", "merged", "reassigned", "reopened", "on_spot", "recast", "late", "twice"))
        one = finding(f"x{n}", f"AQ-20230613-{n:03}", "SZ-B03-FE", "x", unit,
                      state={"rejected": "rejected", "merged": "merged", "on_spot": "closed"}.get(way, "issued"),
                      kind="coordination" if way == "recast" else "safety", counted_unit=None, merged_into="f1")
        rows = {"reopened": [(unit, "new", "reopened")], "late": [(unit, "new", None)],
                "on_spot": [(unit, "new", "on_spot"), (unit, "closed", "on_spot")],
                "reassigned": [(unit, "void", "reassigned"), (other, "new", "reassigned")],
                "twice": [(unit, "new", None), (unit, "void", "reassigned"), (other, "new", "reassigned"),
                          (other, "void", "reassigned"), (unit, "new", "reassigned")]}.get(way, [(unit, "void", None)])
        for at, effect, tag in rows:
            happened.append(flow(one["id"], at, effect, tag))
            counted[at] += {"new": 1, "closed": -1, "void": -1}[effect]
        one["counted_unit"] = None if way in ("rejected", "merged", "on_spot", "recast") else rows[-1][0]
        found[one["id"]] = one
    late = [{"id": "v", "day": "2023-06-13", "place": "SZ-B03-FE",
             "findings": [id for id in found if dice.random() < 0.3]}]
    opening = {unit: n + 40 for unit, n in (day.previous.closing if day.previous else {}).items()}
    return material(findings={**day.findings, **found}, flows=[*flows(), *happened], late=late, day=DAY,
                    counted={unit: n + 40 for unit, n in counted.items()},
                    previous=dataclasses.replace(day.previous, closing=opening))


def test_whatever_happened_the_explained_numbers_are_those_of_the_table():
    seed = random.randrange(10**6)
    print("seed", seed)
    dice = random.Random(seed)
    for _ in range(60):
        content = sheet(**vars_of(random_day(dice)))
        why, rows = content["explained"], {row["unit"]: row for row in content["units"]}
        assert Counter(row["unit"] for row in why["void"]) == Counter(
            {unit: row["void"] for unit, row in rows.items() if row["void"]})
        assert len(why["void"]) == content["reconcile"]["void_merged"]
        inside = Counter((row["unit"], row["cause"]) for row in why["new"])
        tags = Counter((row["unit"], row["tag"]) for row in content["flows"] if row["effect"] == "new" and row["tag"])
        assert {key: n for key, n in inside.items() if key[1] != "late"} == tags
        assert all(sum(n for (at, cause), n in inside.items() if at == unit and cause != "late") <= row["new"]
                   for unit, row in rows.items())
        left = Counter((row["unit"], row["to"]) for row in why["void"] if row["cause"] == "reassigned")
        came = Counter((row["to"], row["unit"]) for row in why["new"] if row["cause"] == "reassigned")
        assert left == came, "from one unit to another, in both columns"
        said = content["annex"]["explained"]
        for line in (line for line in said if line.startswith("核减")):
            total, *parts = (int(n) for n in re.findall(r"(?:核减|不成立|并入|改派|改列需协调)(\d+)", line))
            assert total == sum(parts) == content["reconcile"]["void_merged"]
        assert len(section(content, "units")["explained"]) <= 3


def vars_of(day: Material) -> dict:
    return {field.name: getattr(day, field.name) for field in dataclasses.fields(day)}


def test_what_is_inside_new_and_void_is_said_behind_them_and_never_behind_what_is_open():
    found = [gone("b", "AQ-20230614-030", "closed", on_spot=True),
             finding("c", "AQ-20230612-020", "SZ-B03-FE", "x", "o6")]
    content = told(flow("b", "o5", "new", "on_spot"), flow("b", "o5", "closed", "on_spot"),
                   flow("c", "o5", "void", "reassigned"), flow("c", "o6", "new", "reassigned"), found=found)
    first = section(content, "overview")
    assert first["sum"] == ("期初未销12 + 新增9（安全6、质量3；其中改派1、立行立改1） − 销项7 − 核减1（其中改派1）"
                            " = 期末未销13。")
    assert first["table"]["head"][5] == "今日新增（含改派）"
    assert section(sheet(), "overview")["sum"] == "期初未销12 + 新增7（安全4、质量3） − 销项6 − 核减0 = 期末未销13。"
