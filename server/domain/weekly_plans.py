"""Sections two and seven to ten of the weekly sheet: old decisions, milestones, requests, next week, room to write."""

from typing import Any

from server.domain import catalogue
from server.domain.days import days_between, short_date_zh
from server.domain.milestones import FINISHED
from server.domain.sheet_agenda import TIERS, outcome
from server.domain.sheet_progress import SHORT
from server.domain.sheet_standing import whole_place
from server.domain.sheet_words import clauses, moment, shortened
from server.domain.weekly_material import Week

State = dict[str, Any]
OPEN_DAYS, DECISIONS_MAX, MILESTONES_MAX, REQUESTS_MAX, RULED_LINES = 7, 8, 10, 6, 6
PLAN_CHARS_MAX, OPINION_CHARS_MAX = 300, 120


def decisions(week: Week) -> dict[str, Any]:
    """Section two: what meetings decided more than seven days ago and nobody has finished."""
    site = week.site
    old = [d for d in site.decisions.values()
           if d["status"] != "done" and days_between(d["meeting"], site.day) > OPEN_DAYS]
    old.sort(key=lambda d: (d["meeting"], d["line"], d["id"]))
    rows = [{"nr": nr, "text": shortened(d["text"], 44), "meeting": short_date_zh(d["meeting"]),
             "unit": shortened(site.unit(d.get("unit")), 8), "due": moment(d.get("due"), site.zone),
             "outcome": shortened(outcome(d, site.zone), 40)} for nr, d in enumerate(old[:DECISIONS_MAX], start=1)]
    return {"id": "decisions", "title": f"二、超过{OPEN_DAYS}天未办结的议定事项", "rows": rows,
            "more": len(old) - len(rows),
            "head": ["序号", "事项", "会议", "责任单位", "时限", "落实情况"], "none": "" if rows else "无。"}


def late_milestones(week: Week) -> list[dict[str, Any]]:
    """Milestones whose planned day has passed without the stage being reached, the latest first."""
    site = week.site
    stages = {(row["building"], row["item"]): row["stage"] for row in site.stages}
    order = [row["id"] for row in catalogue.words("stages")]
    found = []
    for row in site.milestones:
        wanted, reached = row.get("stage") or "done", stages.get((row["building"], row["item"]))
        there = bool(row.get("actual") and row["actual"] <= site.day) or _reached(reached, wanted, order)
        if not there and row.get("planned") and row["planned"] < site.day:
            found.append({**row, "late": days_between(row["planned"], site.day), "reached": reached})
    return sorted(found, key=lambda row: (-row["late"], site.places.order(row["building"]), row["item"]))


def _reached(reached: str | None, wanted: str, order: list[str]) -> bool:
    """A later stage of the same work says that the earlier one was reached."""
    if reached is None:
        return False
    return reached == wanted or (reached in order and wanted in order and order.index(reached) >= order.index(wanted))


def milestones(week: Week) -> dict[str, Any]:
    """Section seven: planned and actual per work item, then each 楼栋×工程项 that is late."""
    late = late_milestones(week)
    stages = {row["id"]: row["zh"] for row in catalogue.words("stages")}
    rows = [{"nr": nr, "building": week.site.places.label(row["building"]), "item": item_name(row["item"]),
             "stage": stages.get(row.get("stage") or "done", ""), "planned": short_date_zh(row["planned"]),
             "reached": stages.get(row["reached"] or "", "未报"), "late": f"{row['late']}天"}
            for nr, row in enumerate(late[:MILESTONES_MAX], start=1)]
    told = [said for row in catalogue.words("work_items") if (said := _item(week, row["id"]))]
    said = "；".join(told) + "。" if told else "" if week.site.milestones else "进度节点未设置。"
    if told and not late:
        said += "无滞后节点。"
    return {"id": "milestones", "title": "七、工程节点（倒排工期）", "items": said, "rows": rows,
            "more": len(late) - len(rows),
            "head": ["序号", "楼栋", "工程项", "节点", "计划", "现状", "滞后"]}


def item_name(item: str) -> str:
    """The meeting's word for a work item."""
    return SHORT.get(item) or next((str(row["zh"]) for row in catalogue.words("work_items") if row["id"] == item), item)


def _item(week: Week, item: str) -> str:
    """屋面防水应完12/已完11栋（−1）, of the buildings with a milestone for this item's end."""
    day = week.site.day
    plans = [row for row in week.site.milestones if row["item"] == item and (row.get("stage") or "done") == "done"]
    stages = {row["building"]: row["stage"] for row in week.site.stages if row["item"] == item}
    if not plans:
        return ""
    done = {building for building, stage in stages.items() if stage in FINISHED}
    done |= {row["building"] for row in plans if row.get("actual") and row["actual"] <= day}
    planned = sum(1 for row in plans if row.get("planned") and row["planned"] <= day)
    gap = len(done) - planned
    return f"{item_name(item)}计划{planned}/实际{len(done)}栋（{f'{gap:+d}'.replace('-', '−') if gap else '持平'}）"


def requests(week: Week) -> dict[str, Any]:
    """Section eight: cases put to the street's meeting and to the district's, each as one ask of one body."""
    site = week.site
    told = [case for _, case in sorted(site.cases.items()) if _told(case, week)]
    told.sort(key=lambda case: (case["tier"] != "district", case.get("needed_by") or "9999", case["id"]))
    rows = [{"nr": nr, **_request(case, week)} for nr, case in enumerate(told[:REQUESTS_MAX], start=1)]
    return {"id": "requests", "title": "八、提请协调事项", "rows": rows, "more": len(told) - len(rows),
            "none": "" if rows else "无。",
            "head": ["序号", "事项", "请求", "牵头单位", "提请、期限", "答复"]}


def _told(case: State, week: Week) -> bool:
    answer = case.get("answer")
    return case.get("status") == "open" or (
        case.get("status") == "answered" and answer is not None and week.site.since(answer["at"]))


def _request(case: State, week: Week) -> dict[str, str]:
    finding = week.site.findings.get(case.get("finding") or "")
    place = f"{whole_place(finding, week.site)}：" if finding else ""
    said = case.get("text") or (finding or {}).get("text") or ""
    answer, needed = case.get("answer"), case.get("needed_by")
    told = f"{moment(answer['at'], week.site.zone)}：{answer['text']}" if answer else "待答复"
    by = f"{moment(needed, week.site.zone)}前" if needed else ""
    tier = TIERS.get(case.get("tier") or "", "").removeprefix("提请")
    return {"text": shortened(place + said, 48) or "–", "ask": shortened(case.get("ask") or "–", 36),
            "lead": shortened(case.get("lead") or "–", 12), "answer": shortened(told, 32),
            "tier": clauses([tier, by], "，")}


def plan(week: Week) -> dict[str, Any]:
    """Section nine: the words of whoever prepares, and those of the supervision."""
    said = (week.site.prepared.get("plan") or "").strip()
    opinion = shortened(week.site.prepared.get("opinion") or "", OPINION_CHARS_MAX)
    return {"id": "plan", "title": "九、下周计划", "text": shortened(said, PLAN_CHARS_MAX), "lines": 0 if said else 2,
            "opinion": f"监理意见：{opinion}" if opinion else ""}


def room() -> dict[str, Any]:
    """Section ten: numbered lines to write on."""
    return {"id": "room", "title": "十、本次议定事项", "head": ["序号", "事项", "责任单位", "时限"],
            "lines": RULED_LINES}
