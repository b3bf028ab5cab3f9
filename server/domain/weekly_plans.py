"""Sections two and seven to ten of the weekly sheet: old decisions, milestones, requests, next week, room to write."""

from typing import Any

from server.domain import catalogue
from server.domain.days import days_between, short_date_zh
from server.domain.first_pass import first_pass
from server.domain.milestones import late_ones, progress
from server.domain.sheet_agenda import OUTCOME_CHARS_MAX, due_told, outcome
from server.domain.sheet_progress import item_told, name_of
from server.domain.sheet_standing import whole_place
from server.domain.sheet_words import TIERS, clauses, moment, shortened
from server.domain.weekly_material import Week

State = dict[str, Any]
OPEN_DAYS, DECISIONS_MAX, MILESTONES_MAX, REQUESTS_MAX, RULED_LINES = 7, 8, 10, 6, 6
PLAN_CHARS_MAX, OPINION_CHARS_MAX = 300, 120
WHOLE_CHARS_MAX = 300
"""Of any words in the annex; a tighter limit holds on the page."""


def decisions(week: Week, whole: bool = False) -> dict[str, Any]:
    """Section two: what meetings decided more than seven days ago and nobody has finished; `whole` for the annex."""
    site = week.site
    old = [d for d in site.decisions.values()
           if d["status"] != "done" and days_between(d["meeting"], site.day) > OPEN_DAYS]
    old.sort(key=lambda d: (d["meeting"], d["line"], d["id"]))
    rows = [{"nr": nr, "text": shortened(d["text"], _most(44, whole)), "meeting": short_date_zh(d["meeting"]),
             "unit": shortened(site.unit(d.get("unit")), 8), "due": due_told(d, site.zone),
             "outcome": outcome(d, site, _most(OUTCOME_CHARS_MAX, whole))}
            for nr, d in enumerate(old if whole else old[:DECISIONS_MAX], start=1)]
    return {"id": "decisions", "title": f"二、超过{OPEN_DAYS}天未办结的议定事项", "rows": rows,
            "more": len(old) - len(rows),
            "head": ["序号", "事项", "会议", "责任单位", "时限", "落实情况"], "none": "" if rows else "无。"}


def _most(chars: int, whole: bool) -> int:
    return WHOLE_CHARS_MAX if whole else chars


def milestones(week: Week, whole: bool = False) -> dict[str, Any]:
    """Section seven: planned and actual per work item as on the daily sheet, then each 楼栋×工程项 that is late."""
    site = week.site
    stages = {row["id"]: row["zh"] for row in catalogue.words("stages")}
    reached = {(row["building"], row["item"]): row["stage"] for row in site.stages}
    late = sorted(late_ones(site.stages, site.milestones, site.day),
                  key=lambda row: (-row["days"], site.places.order(row["building"]), row["item"]))
    rows = [{"nr": nr, "building": site.places.label(row["building"]), "item": name_of(row["item"]),
             "stage": stages.get(row["stage"], ""), "planned": short_date_zh(row["planned"]),
             "reached": stages.get(reached.get((row["building"], row["item"]), ""), "未报"), "late": f"{row['days']}天"}
            for nr, row in enumerate(late if whole else late[:MILESTONES_MAX], start=1)]
    told = [said for row in progress(site.stages, site.milestones, site.day) if (said := item_told(site, row))]
    said = "；".join(told) + "。" if told else "" if site.milestones else "进度节点未设置。"
    passed = first_pass(site.stages)
    said += "无滞后节点。" if told and not late else ""
    said += f"一次验收合格率{passed['rate']}（楼栋×工程项）。" if passed["inspected"] else ""
    return {"id": "milestones", "title": "七、工程节点（倒排工期）", "items": said, "rows": rows,
            "more": len(late) - len(rows), "first_pass": passed,
            "head": ["序号", "楼栋", "工程项", "节点", "计划", "现状", "滞后"]}


def requests(week: Week, whole: bool = False) -> dict[str, Any]:
    """Section eight: cases put to the street's meeting and to the district's, each as one ask of one body."""
    site = week.site
    told = [case for _, case in sorted(site.cases.items()) if _told(case, week)]
    told.sort(key=lambda case: (case["tier"] != "district", case.get("needed_by") or "9999", case["id"]))
    rows = [{"nr": nr, **_request(case, week, whole)}
            for nr, case in enumerate(told if whole else told[:REQUESTS_MAX], start=1)]
    return {"id": "requests", "title": "八、提请协调事项", "rows": rows, "more": len(told) - len(rows),
            "none": "" if rows else "无。",
            "head": ["序号", "事项", "请求", "牵头单位", "提请、期限", "答复"]}


def _told(case: State, week: Week) -> bool:
    answer = case.get("answer")
    return case.get("status") == "open" or (
        case.get("status") == "answered" and answer is not None and week.site.since(case["id"]))


def _request(case: State, week: Week, whole: bool) -> dict[str, str]:
    finding = week.site.findings.get(case.get("finding") or "")
    place = f"{whole_place(finding, week.site)}：" if finding else ""
    said = case.get("text") or (finding or {}).get("text") or ""
    answer, needed = case.get("answer"), case.get("needed_by")
    told = f"{moment(answer['at'], week.site.zone)}：{answer['text']}" if answer else "待答复"
    by = f"{moment(needed, week.site.zone)}前" if needed else ""
    tier = TIERS.get(case.get("tier") or "", "").removeprefix("提请")
    return {"text": shortened(place + said, _most(60, whole)) or "–",
            "ask": shortened(case.get("ask") or "–", _most(80, whole)),
            "lead": shortened(case.get("lead") or "–", _most(12, whole)), "answer": shortened(told, _most(80, whole)),
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
