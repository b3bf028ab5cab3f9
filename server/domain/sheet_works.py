"""Sections five and seven of the sheet: progress by work item, and tomorrow; the firms' filings are the source."""

from collections import Counter
from typing import Any

from server.domain import catalogue
from server.domain.days import shifted, short_date_zh
from server.domain.sheet_material import Material
from server.domain.sheet_overview import doors_in
from server.domain.sheet_places import told_within
from server.domain.sheet_words import clauses, local, shortened

State = dict[str, Any]
FINISHED = ("done", "self_passed", "passed_first", "passed_later")
NOT_FILED = "施工总包未报"
SHORT = {"roof_waterproof": "屋面防水", "rainwater_pipe": "雨水管"}
"""The meeting's words for two items whose official names are long."""

TOLD_CHARS_MAX = 110


def filed(material: Material, day: str) -> State | None:
    """What the firms filed for a day, added up; of the quantities the general contractor's word is taken."""
    rows = [row for row in material.filings if row["day"] == day and not row.get("replaced_by")]
    if not rows:
        return None
    rows.sort(key=lambda row: (not _general(row, material), row["org"] or "", row["id"]))
    people: Counter[str] = Counter()
    quantities: dict[str, float] = {}
    for row in rows:
        people.update({key: n or 0 for key, n in (row.get("people") or {}).items()})
        quantities = {**(row.get("quantities") or {}), **quantities}
    return {"day": day, "people": dict(people), "quantities": quantities, "general": _general(rows[0], material),
            **{key: [entry for row in rows for entry in row.get(key) or ()]
               for key in ("faces", "tomorrow", "outages")}}


def _general(filing: State, material: Material) -> bool:
    return material.orgs.get(filing["org"] or "", {}).get("kind") == "general_contractor"


def progress(material: Material) -> dict[str, Any]:
    """Section five: planned and actual per work item (from milestones), else what is under way and finished."""
    told = [said for row in catalogue.words("work_items") if (said := _item(material, row["id"], row["zh"]))]
    today = filed(material, material.day)
    return {"id": "progress", "title": "五、施工进度",
            "items": "；".join(told) + "。" if told else "进度节点未设置。",
            "crowd": _crowd(today), "quantities": _quantities(material)}


def _crowd(today: State | None) -> str:
    if today is None:
        return f"当日在场人员、作业面：{NOT_FILED}。"
    general = "" if today["general"] else f"（{NOT_FILED}，为分包数）"
    return (f"当日在场管理人员{_persons(today, 'managers')}、作业人员{_persons(today, 'workers')}，"
            f"作业面{len(today['faces'])}处{general}。")


def _persons(today: State, who: str) -> str:
    """A number nobody said is not none."""
    return f"{today['people'][who]}人" if who in today["people"] else "未报"


def _item(material: Material, item: str, name: str) -> str:
    name = SHORT.get(item, name)
    stages = {row["building"]: row["stage"] for row in material.stages if row["item"] == item}
    plans = [row for row in material.milestones if row["item"] == item and row.get("stage", "done") == "done"]
    finished = {building for building, stage in stages.items() if stage in FINISHED}
    finished |= {row["building"] for row in plans if row.get("actual") and row["actual"] <= material.day}
    if plans:
        planned = sum(1 for row in plans if row.get("planned") and row["planned"] <= material.day)
        gap = len(finished) - planned
        told = f"{'+' if gap > 0 else '−'}{abs(gap)}" if gap else "持平"
        return f"{name}计划{planned}/实际{len(finished)}栋（{told}）"
    working = sum(1 for stage in stages.values() if stage == "working")
    return f"{name}施工中{working}栋、完工{len(finished)}栋" if working or finished else ""


def _quantities(material: Material) -> str:
    """The cumulative quantities of the newest day on which any were filed."""
    days = [row["day"] for row in material.filings if row["day"] <= material.day and row.get("quantities")]
    newest = filed(material, max(days)) if days else None
    if newest is None:
        return ""
    told = [f"{SHORT.get(row['id'], row['zh'])}{newest['quantities'][row['id']]:g}{row['unit']['zh']}"
            for row in catalogue.words("work_items") if newest["quantities"].get(row["id"])]
    when = "" if newest["day"] == material.day else f"，{short_date_zh(newest['day'])}数"
    return f"累计完成（施工单位报{when}）：{'、'.join(told)}。" if told else ""


def tomorrow(material: Material) -> dict[str, Any]:
    """Section seven: dangerous works and outages as filed today, and the doors to begin with."""
    filing = filed(material, material.day)
    doors = doors_in(material, "no_record") + doors_in(material, "no_access")
    listed = material.places.listed(doors)
    first = f"{told_within(listed, len(doors), 60, '个楼门')}。" if doors else "无遗漏楼门。"
    return {"id": "tomorrow", "title": f"七、明日重点（{short_date_zh(shifted(material.day, 1))}）",
            "works": _works(filing, material), "outages": _outages(filing, material),
            "doors": f"优先补查楼门：{first}"}


def _works(filing: State | None, material: Material) -> str:
    if filing is None:
        return f"危险作业：{NOT_FILED}。"
    told = []
    for work in catalogue.words("key_works"):
        rows = [row for row in filing["tomorrow"] if row["work"] == work["id"]]
        where = dict.fromkeys(material.places.label(row["place"]) for row in rows if row.get("place"))
        notes = shortened("、".join([*where, *(row["text"] for row in rows if row.get("text"))]), 30)
        count = sum(int(row.get("count") or 0) for row in rows)
        if count or work["id"] != "other":
            told.append(f"{work['zh']}{count}{work['unit']['zh']}" + (f"（{notes}）" if notes else ""))
    general = "" if filing["general"] else f"（{NOT_FILED}，为分包数）"
    return f"危险作业{general}：{shortened('；'.join(told), TOLD_CHARS_MAX)}。"


def _outages(filing: State | None, material: Material) -> str:
    if filing is None:
        return f"停水停电：{NOT_FILED}。"
    names = {row["id"]: row["zh"] for row in catalogue.words("outages")}
    told = []
    for row in filing["outages"]:
        hours = "–".join(_hour(row[end], material.zone) for end in ("from", "to") if row.get(end))
        note = shortened(row.get("text") or "", 20)
        place = material.places.label(row["place"]) if row.get("place") else ""
        told.append(clauses([f"{place}{names[row['kind']]}{hours}", f"（{note}）" if note else ""], ""))
    return f"停水停电：{shortened('；'.join(told), TOLD_CHARS_MAX) if told else '无'}。"


def _hour(text: str, zone: str) -> str:
    """An instant as an hour; anything else as the firm wrote it (9点)."""
    try:
        return f"{local(text, zone):%H:%M}" if "T" in text else shortened(text, 12)
    except ValueError:
        return shortened(text, 12)
