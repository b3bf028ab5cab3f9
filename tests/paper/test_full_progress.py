"""The fullest sections four and five there can be: ten items late everywhere, every cause of every number."""

import dataclasses
from collections import Counter

from server.domain import catalogue
from tests.paper.printing import busy, flat, printed
from tests.paper.worked_day import filing, finding, material

ITEMS = [row["id"] for row in catalogue.words("work_items")]
REASON = "连续降雨停工待料机械故障"


def _works():
    """All ten items planned for all buildings, half of them under way, and quantities that changed since the eve."""
    milestones = [{"building": f"SZ-B{n:02}", "item": item, "planned": f"2023-06-{1 + n % 13:02}", "stage": "done",
                   "reason": REASON} for item in ITEMS for n in range(1, 21)]
    stages = [{"building": f"SZ-B{n:02}", "item": item, "stage": "working" if n % 2 else "passed_first"}
              for item in ITEMS for n in range(1, 15)]
    totals = {item: 123456.5 + n for n, item in enumerate(ITEMS)}
    eve = {**filing(), "id": "r0", "day": "2023-06-13", "quantities": {item: n - 1000.5 for item, n in totals.items()}}
    return {"milestones": milestones, "stages": stages, "filings": [eve, {**filing(), "quantities": totals}]}


def _moved(day):
    """Every cause of 核减 and 新增, several times, on a day that is busy already."""
    found, flows = {}, []
    for n in range(12):
        way = ("rejected", "merged", "reassigned", "reopened")[n % 4]
        open_one = way in ("reassigned", "reopened")
        one = finding(f"y{n}", f"AQ-20230610-2{n:02}", "SZ-B03-FE", "x", "o6",
                      state="issued" if open_one else way, merged_into="f4")
        found[one["id"]] = one
        steps = {"reassigned": [("o5", "void", way), ("o6", "new", way)], "reopened": [("o6", "new", way)]}
        flows += [{"finding": one["id"], "unit": unit, "effect": effect, "tag": tag}
                  for unit, effect, tag in steps.get(way, [("o5", "void", None)])]
    opening = {"o4": 4, "o5": 15, "o6": 2, "o7": 1}
    counted = Counter({**day["counted"], "o5": day["counted"]["o5"] + 10})
    for row in flows:
        counted[row["unit"]] += 1 if row["effect"] == "new" else -1
    return {**day, "findings": {**day["findings"], **found}, "flows": [*day["flows"], *flows],
            "counted": dict(counted), "previous": dataclasses.replace(material().previous, closing=opening, version=2)}


def test_the_fullest_day_still_is_one_sheet_front_and_back():
    reader = printed(**_moved(busy(8)), **_works())
    told = flat(reader)
    assert len(reader.pages) == 2
    for said in ("核减9：不成立3（外檐分包乙", "并入3（外檐分包乙", "改派3（外檐分包乙→防水分包丙",
                 "恢复整改3（防水分包丙", "期初以第44期第2版（更正）的期末为准。",
                 "屋面防水计划20/实际7栋（−13，施工中7）", f"13天（{REASON}）",
                 "一次验收合格率70/70=100%", "路灯123465.5盏（+1000.5）"):
        assert said in told, said


def test_the_annex_names_every_late_milestone_and_every_cause():
    told = flat(printed("annex", **_moved(busy(2)), **_works()))
    assert "核减及新增说明" in told and "滞后节点清单" in told
    assert told.count("：计划6月") == 130 and told.count(f"，{REASON}。") == 130
    assert all(told.count(f"AQ-20230610-2{n:02}") >= 1 for n in range(12))
