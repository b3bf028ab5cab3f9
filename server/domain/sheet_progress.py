"""Section five of the sheet: plan against fact by work item, what is late and why, acceptance, quantities as filed."""

from collections.abc import Iterable
from typing import Any

from server.domain import catalogue
from server.domain.days import short_date_zh
from server.domain.first_pass import first_pass
from server.domain.milestones import progress as standing
from server.domain.sheet_material import Material
from server.domain.sheet_words import clauses, plain, shortened
from server.domain.sheet_works import NOT_FILED, filed

State = dict[str, Any]
SHORT = {"roof_waterproof": "屋面防水", "rainwater_pipe": "雨水管"}
"""The meeting's words for two items whose official names are long."""

LATE_CHARS_MAX, REASON_CHARS_MAX = 70, 14


def progress(material: Material) -> dict[str, Any]:
    """Section five. `items`, `crowd` and `quantities` are printed; `rows` (`milestones.progress`) and `first_pass`
    are the same numbers for programs."""
    rows = standing(material.stages, material.milestones, material.day)
    told = [said for row in rows if (said := item_told(material, row))]
    passed = first_pass(material.stages)
    accepted = f"一次验收合格率{passed['rate']}（楼栋×工程项）。" if passed["inspected"] else ""
    return {"id": "progress", "title": "五、施工进度",
            "items": ("；".join(told) + "。" if told else "进度节点未设置。") + _late(material, rows) + accepted,
            "crowd": _crowd(filed(material, material.day)), "quantities": _quantities(material),
            "rows": rows, "first_pass": passed}


def name_of(item: str) -> str:
    """A work item in the meeting's words; an unknown one by its id."""
    names = {row["id"]: row["zh"] for row in catalogue.words("work_items")}
    return SHORT.get(item) or str(names.get(item, item))


def item_told(material: Material, row: State) -> str:
    """屋面防水计划12/实际11栋（−1），施工中2, of a row of `milestones.progress`; without a plan what is under way and
    finished."""
    name, unit = name_of(row["item"]), _unit(material, row["item"])
    if row["planned"] is None:
        said = clauses([f"{word}{row[key]}{unit}" if row[key] else ""
                        for key, word in (("working", "施工中"), ("actual", "完工"))], "、")
        return f"{name}{said}" if said else ""
    gap = row["gap"]
    told = f"{'+' if gap > 0 else '−'}{abs(gap)}" if gap else "持平"
    more = f"，施工中{row['working']}" if row["working"] else ""
    return f"{name}计划{row['planned']}/实际{row['actual']}{unit}（{told}{more}）"


def _unit(material: Material, item: str) -> str:
    """栋 while every place of the item is a building; a path is no building."""
    places = {row["building"] for row in (*material.stages, *material.milestones) if row["item"] == item}
    kinds = {material.places_by_id.get(place, {}).get("kind") for place in places}
    return "栋" if kinds <= {"building"} else "处"


def _late(material: Material, rows: Iterable[State]) -> str:
    """滞后：屋面防水13号楼1天（降雨）、12号楼1天。 The longest late first; past a line the annex has the rest."""
    late = [one for row in rows for one in row["late"]]
    late.sort(key=lambda row: (-row["days"], row["item"], material.places.order(row["building"])))
    told: list[str] = []
    for row in late:
        said = _late_one(material, row)
        if told and len("、".join([*told, said])) > LATE_CHARS_MAX:
            return f"滞后：{'、'.join(told)}等{len(late)}项（见附件1）。"
        told.append(said)
    return f"滞后：{'、'.join(told)}。" if told else ""


def _late_one(material: Material, row: State) -> str:
    reason = f"（{shortened(row['reason'], REASON_CHARS_MAX)}）" if row["reason"] else ""
    return f"{material.places.label(row['building'])}{_what(row)}{row['days']}天{reason}"


def _what(row: State) -> str:
    """屋面防水, with the stage where it is not that of finishing: 屋面防水（一次验收合格）."""
    stage = next((one["zh"] for one in catalogue.words("stages") if one["id"] == row["stage"]), row["stage"])
    return name_of(row["item"]) + (f"（{stage}）" if row["stage"] != "done" else "")


def late_lines(material: Material) -> list[str]:
    """Every late milestone for the annex: 13号楼屋面防水：计划6月13日，滞后1天，降雨。"""
    rows = standing(material.stages, material.milestones, material.day)
    late = sorted((one for row in rows for one in row["late"]),
                  key=lambda row: (-row["days"], row["item"], material.places.order(row["building"])))
    return [f"{material.places.label(row['building'])}{_what(row)}：计划{short_date_zh(row['planned'])}，"
            f"滞后{row['days']}天{'，' + shortened(row['reason'], 100) if row['reason'] else ''}。" for row in late]


def _crowd(today: State | None) -> str:
    if today is None:
        return f"当日在场人员、作业面：{NOT_FILED}。"
    general = "" if today["general"] else f"（{NOT_FILED}，为分包数）"
    return (f"当日在场管理人员{_persons(today, 'managers')}、作业人员{_persons(today, 'workers')}，"
            f"作业面{len(today['faces'])}处{general}。")


def _persons(today: State, who: str) -> str:
    """A number nobody said is not none."""
    return f"{today['people'][who]}人" if who in today["people"] else "未报"


def newest_quantities(material: Material, upto: str) -> State | None:
    """What the firms filed on the newest day up to `upto` on which any said quantities, as `sheet_works.filed`."""
    days = [row["day"] for row in material.filings
            if row["day"] <= upto and row.get("quantities") and not row.get("replaced_by")]
    return filed(material, max(days)) if days else None


def _quantities(material: Material) -> str:
    """Cumulative quantities as last filed, with the day they are of and what came since the last sheet's day."""
    newest = newest_quantities(material, material.day)
    if newest is None:
        return f"累计完成：{NOT_FILED}。"
    before = newest_quantities(material, material.previous.day) if material.previous else None
    since = before["quantities"] if before and before["day"] < newest["day"] else {}
    told = [f"{name_of(row['id'])}{plain(newest['quantities'][row['id']])}{row['unit']['zh']}"
            f"{_change(newest['quantities'][row['id']], since.get(row['id']))}"
            for row in catalogue.words("work_items") if newest["quantities"].get(row["id"])]
    notes = [*([] if newest["day"] == material.day else [f"{short_date_zh(newest['day'])}数"]),
             *([] if newest["general"] else [f"{NOT_FILED}，为分包数"]),
             *([f"括号内较{short_date_zh(before['day'])}"] if before and any("（" in said for said in told) else [])]
    said = "、".join(told) if told else "各项均报0"
    return f"累计完成（施工单位报{''.join('，' + note for note in notes)}）：{said}。"


def _change(now: float, before: float | None) -> str:
    """（+35）; a total that shrank says so too, and what stood still says nothing."""
    if before is None or now == before:
        return ""
    return f"（{'+' if now > before else '−'}{plain(abs(now - before))}）"
