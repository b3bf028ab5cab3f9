"""Sections two, six and eight of the sheet: what the last meetings decided, what is asked of others, room to write."""

from typing import Any

from server.domain.clock import DAY_STARTS_AT
from server.domain.days import short_date_zh
from server.domain.decisions import done_late, first_due
from server.domain.sheet_material import Material
from server.domain.sheet_standing import is_open, whole_place
from server.domain.sheet_words import TIERS, UNIT_CHARS_MAX, clauses, moment, short_name, shortened

State = dict[str, Any]
DECISIONS_MAX, REQUESTS_MAX, RULED_LINES = 6, 4, 6
TEXT_CHARS_MAX, OUTCOME_CHARS_MAX, WHOLE_CHARS_MAX = 44, 40, 300
CROWDED = 28, 30
"""TEXT_CHARS_MAX and OUTCOME_CHARS_MAX when there are more than DECISIONS_MAX: two lines of a row, whole in 附件1."""
DECIDED_HEAD = ["序号", "事项", "责任单位", "时限", "落实情况"]


def followed_up(material: Material) -> list[State]:
    """Whatever was decided since the last sheet's meeting; of older decisions those not done, and those done since.

    A meeting that decided nothing does not bring back the one before it. What a correction of the last sheet has
    told already, but no meeting has heard, is told again: done after that meeting's day.
    """
    earlier = [d for d in material.decisions.values() if d["meeting"] < material.day]
    kept = [d for d in earlier if _is_new(d, material) or d["status"] != "done" or _heard_since(d, material)]
    return sorted(kept, key=lambda d: (d["meeting"], d["line"], d["id"]))


def _is_new(decision: State, material: Material) -> bool:
    """Decided at the meeting of the last sheet, or at one since then that had no sheet."""
    return material.previous is None or decision["meeting"] >= material.previous.day


def _heard_since(decision: State, material: Material) -> bool:
    """Whether somebody last said what became of it after the last meeting had its sheet."""
    return bool(decision.get("history")) and material.since(decision["id"])


def outcome(decision: State, material: Material, most: int = OUTCOME_CHARS_MAX) -> str:
    """完成, with how late; 未完成 with its reason and the new date; 未反馈 when nobody has answered.

    At most `most` characters: it is the reason that is shortened, never the date.
    """
    if decision["status"] == "done":
        late = done_late(decision, material.zone, material.settings.get("day_starts_at", DAY_STARTS_AT))
        return f"完成（逾期{late}天）" if late else "完成"
    carried = f"，延至{moment(decision['carried'], material.zone)}" if decision.get("carried") else ""
    if decision["status"] != "not_done":
        return f"未反馈{carried}"
    reason = (decision.get("reason") or "").strip()
    room_left = most - len("未完成：") - len(carried)
    return f"未完成{f'：{shortened(reason, room_left)}' if reason else ''}{carried}"


def due_told(decision: State, zone: str) -> str:
    """6月15日, or 6月14日（延至6月15日）: what was promised first stays on the paper."""
    due, first = moment(decision.get("due"), zone), first_due(decision)
    return f"{moment(first, zone)}（延至{due}）" if first else due


def decided(material: Material) -> dict[str, Any]:
    """Section two: unfinished ones before finished ones, so that what is cut for room is what is done."""
    told, last = _ordered(material), _last_meeting(followed_up(material), material)
    words, more = _room(told)
    rows = [{"nr": nr, "text": _text(d, last, words),
             "unit": short_name(material.unit(d.get("unit")), UNIT_CHARS_MAX),
             "due": due_told(d, material.zone), "outcome": outcome(d, material, more)}
            for nr, d in enumerate(told[:DECISIONS_MAX], start=1)]
    return {"id": "decided", "title": "二、上次议定事项落实情况", "rows": rows, "head": DECIDED_HEAD,
            "sentence": _sentence(told, last, _beyond(told, material))}


def decided_list(material: Material) -> dict[str, Any]:
    """Section two for 附件1, all of it in whole words; empty when the sheet itself has said as much."""
    told, last = _ordered(material), _last_meeting(followed_up(material), material)
    if not _beyond(told, material):
        return {}
    return {"title": f"议定事项落实情况（{len(told)}项）", "head": DECIDED_HEAD, "rows": [
        {"nr": nr, "text": _text(d, last, WHOLE_CHARS_MAX), "unit": material.unit(d.get("unit")),
         "due": due_told(d, material.zone), "outcome": outcome(d, material, WHOLE_CHARS_MAX)}
        for nr, d in enumerate(told, start=1)]}


def _ordered(material: Material) -> list[State]:
    """Stable: by meeting and line, the done ones behind."""
    return sorted(followed_up(material), key=lambda d: d["status"] == "done")


def _beyond(told: list[State], material: Material) -> str:
    """What the sheet leaves to 附件1: the decisions it has no row for, or words cut in its rows."""
    words, more = _room(told)
    cut = any(len(d["text"]) > words or outcome(d, material, more) != outcome(d, material, WHOLE_CHARS_MAX)
              for d in told[:DECISIONS_MAX])
    rest = f"其余{len(told) - DECISIONS_MAX}项" if len(told) > DECISIONS_MAX else ""
    left = "及".join(part for part in (rest, "全文" if cut else "") if part)
    return f"；{left}见附件1" if left else ""


def _room(told: list[State]) -> tuple[int, int]:
    """How many signs a row tells of what was decided, and of what became of it."""
    return CROWDED if len(told) > DECISIONS_MAX else (TEXT_CHARS_MAX, OUTCOME_CHARS_MAX)


def _last_meeting(decisions: list[State], material: Material) -> str | None:
    """The day of the newest meeting that decided something since the last sheet; None: it decided nothing."""
    return max((d["meeting"] for d in decisions if _is_new(d, material)), default=None)


def _text(decision: State, last: str | None, most: int) -> str:
    """What was decided; when, if it was not at the last meeting."""
    older = decision["meeting"] != last
    return shortened(decision["text"], most) + (f"（{short_date_zh(decision['meeting'])}）" if older else "")


def _sentence(decisions: list[State], last: str | None, beyond: str) -> str:
    if not decisions:
        return "上次会议无议定事项。"
    done = sum(1 for d in decisions if d["status"] == "done")
    silent = sum(1 for d in decisions if d["status"] == "open")
    older = sum(1 for d in decisions if d["meeting"] != last)
    left = len(decisions) - done - silent
    counted = [f"完成{done}项", f"未完成{left}项" if left else "", f"未反馈{silent}项" if silent else ""]
    decided_then = f"{short_date_zh(last)}会议议定{len(decisions) - older}项" if last else "上次会议无议定事项"
    before = f"，以前遗留{older}项" if older else ""
    return f"{decided_then}{before}：{clauses(counted, '，')}{beyond}。"


def requests(material: Material) -> dict[str, Any]:
    """Section six: open coordination findings and escalated cases, each as one ask of one body."""
    by_finding = {case["finding"]: case for case in material.cases.values()
                  if case.get("finding") and case.get("status") in ("open", "answered")}
    told = [_of_finding(f, by_finding.get(f["id"]), material)
            for f in sorted(material.findings.values(), key=lambda f: f["number"])
            if f["kind"] == "coordination" and is_open(f)]
    known = {f["id"] for f in material.findings.values() if f["kind"] == "coordination"}
    told += [_of_case(case, material) for _, case in sorted(material.cases.items())
             if case.get("finding") not in known and _still_asked(case, material)]
    rows = told[:REQUESTS_MAX]
    more = f"其余{len(told) - len(rows)}项见附件1。" if len(rows) < len(told) else ""
    return {"id": "requests", "title": "六、提请协调事项", "more": more, "none": "" if told else "无。",
            "rows": [{"nr": number, **row} for number, row in enumerate(rows, start=1)]}


def _still_asked(case: State, material: Material) -> bool:
    """Open, or answered since the last sheet; proposals nobody has taken up are not the meeting's yet."""
    answer = case.get("answer")
    return case.get("status") == "open" or (answer is not None and material.since(case["id"]))


def _of_finding(finding: State, case: State | None, material: Material) -> dict[str, str]:
    needs = finding.get("needs") or {}
    said = (material.prepared.get("wording") or {}).get(finding["id"]) or finding.get("text") or ""
    what = needs.get("what") or "协调"
    ask = f"请{needs['whom']}{what}" if needs.get("whom") else f"请{what}"
    return {"text": shortened(f"{whole_place(finding, material)}：{said}", 60),
            "ask": shortened(case["ask"] if case and case.get("ask") else ask, 44),
            "tier": _tier(case, material), "answer": _answer(case)}


def _of_case(case: State, material: Material) -> dict[str, str]:
    finding = material.findings.get(case.get("finding") or "")
    said = case.get("text") or (finding or {}).get("text") or ""
    place = f"{whole_place(finding, material)}：" if finding else ""
    lead = case.get("lead") or ""
    ask = case.get("ask") or ""
    return {"text": shortened(place + said, 60), "tier": _tier(case, material), "answer": _answer(case),
            "ask": shortened(f"请{lead}{ask}" if lead and lead not in ask else ask, 44)}


def _tier(case: State | None, material: Material) -> str:
    if case is None:
        return "日调度会"
    by = f"，{moment(case['needed_by'], material.zone)}前答复" if case.get("needed_by") else ""
    return f"{TIERS.get(case.get('tier') or '', '')}{by}"


def _answer(case: State | None) -> str:
    answer = (case or {}).get("answer")
    return shortened(f"答复：{answer['text']}", 40) if answer else ""


def room() -> dict[str, Any]:
    """Section eight: six numbered lines to write on."""
    return {"id": "room", "title": "八、本次议定事项", "head": ["序号", "事项", "责任单位", "时限"],
            "lines": RULED_LINES}
