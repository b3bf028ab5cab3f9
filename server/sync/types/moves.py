"""finding.moved: the lifecycle table decides, everything decided stands in the verdict, the fold asks nothing."""

from typing import Any

from server.domain import clock, lifecycle, reconcile, rights
from server.domain.answers import with_answer
from server.domain.conditions import Actor
from server.domain.events import Event
from server.domain.notice_standing import taken_off
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, rules, speaks_for, stamp, unknown, unreadable
from server.sync.types.doubts import doubts_about
from server.sync.types.entries import line, pictures, with_line, with_pictures
from server.sync.types.filing import add_flows, as_rows, repeat_for
from server.sync.types.handover import handed_over
from server.sync.types.moving import CHANGES, EDITING, Going, edited, edits_of, words_of
from server.sync.types.orders import stopped_at
from server.sync.verdicts import applied, no_effect

Row = dict[str, Any]

WORDS = {
    "illegal_move": "问题状态已变化，此操作未生效", "not_allowed": "您没有此项权限", "rank": "超出您的销项权限",
    "self_check": "复查人不能是整改人", "too_late": "已超过可恢复整改的期限",
    "stop_order": "该部位处于工程暂停令范围内", "extension_limit": "延期次数已用完",
    "missing_unit": "请选择责任单位", "missing_deadline": "请填写时限", "missing_text": "请填写说明",
    "missing_reason": "请填写原因", "missing_photo": "请附照片", "missing_answer": "请选择是否同意",
    "missing_target": "请选择并入的问题", "target_closed": "并入的问题已结束",
}
PARTS = {"control": "control", "reply": "after"}
"""Which part of the story a move's pictures tell; all others are notes."""

REPEATS_BY = frozenset({"item", "place", "unit"})
"""What makes a finding the repetition of another: given or put right at review, it is looked for again."""

SAID = ("unit", "due", "target", "new_due", "granted", "confirmed")


def judge_moved(state: State, event: Event, facts: Row) -> Row:
    """One move of one finding against its current state; what it names must be here."""
    actor, move = stamp(state, event, facts), event.body
    edits = (move.get("edits") or {}) if move["move"] in EDITING else {}
    wrong = first(unknown(state, "finding", move["finding"]), unreadable(state, actor, move["finding"]),
                  unknown(state, "finding", move.get("target")),
                  unknown(state, "org", move.get("unit")), unknown(state, "place", edits.get("place")),
                  unknown(state, "item", edits.get("item")))
    return wrong or decide_move(state, event, facts, actor, move)


def decide_move(state: State, event: Event, facts: Row, actor: Row, move: Row) -> Row:
    """The verdict over one move body (notices reply through it too).

    Applied: {"finding","move","to_state","set": new values,"flows","target","doubts"}; else no_effect with its code.
    """
    finding = state.get("finding", move["finding"]) or {}
    at = clock.instant_of(actor["received_at"])
    target = state.get("finding", move["target"]) if move.get("target") else None
    said = rules(state)
    told = {"finding": finding["id"], "move": move["move"], **actor}
    decision = lifecycle.decide(
        finding, move, Actor(actor["by"], actor["role"], actor["org"], facts["submitter"]), at, target=target,
        stop_order=move["move"] == "pass" and stopped_at(state, finding["place"]) is not None,
        unit_of_actor=speaks_for(state, actor, finding["unit"]) if actor["role"] in rights.FIRMS else None,
        reopen_days_max=said["reopen_days"], extensions_max=said["extensions_max"])
    if isinstance(decision, lifecycle.Refused):
        return no_effect(decision.code, WORDS.get(decision.code, ""), **told)
    item = _new_item(state, finding, move)
    now = edited(finding, move, item)
    changed = {key: now[key] for key in now if now[key] != finding.get(key)}
    changed |= CHANGES[move["move"]](Going(actor, finding, now, move, item, at, said))
    changed |= {"state": decision.to_state, "round": decision.round}
    if not REPEATS_BY.isdisjoint(changed) and move["move"] in EDITING:
        changed["repeat_of"] = repeat_for(state, {**finding, **changed})
    book = reconcile.flows(finding, {**finding, **changed})
    return applied(**told, to_state=decision.to_state, set={**changed, "counted_unit": book.unit},
                   flows=as_rows(book), target=move.get("target") if move["move"] == "merge" else None,
                   doubts=doubts_about(state, event, move.get("photos") or [], actor["at"]))


def _new_item(state: State, finding: Row, move: Row) -> Row | None:
    """The check item a reviewer put in place of the filer's, or None."""
    code = (move.get("edits") or {}).get("item") if move["move"] in EDITING else None
    return state.get("item", code) if code and code != finding["item"] else None


def apply_moved(state: State, event: Event, verdict: Row) -> None:
    """Fold one move."""
    fold_move(state, event, verdict, event.body)


def fold_move(state: State, event: Event, verdict: Row, move: Row) -> None:
    """Write the decided values and the line; a move without effect leaves its line alone, for all to see."""
    finding = state.get("finding", move["finding"])
    if finding is None or "move" not in verdict:
        return
    more = {key: move[key] for key in SAID if move.get(key) is not None} | edits_of(move)
    entry = line(state.seq, event, verdict, move["move"], text=move.get("text") or "",
                 photos=move.get("photos") or [], **more)
    if verdict["outcome"] != "applied":
        state.put("finding", finding["id"], with_line(finding, {**entry, "code": verdict["reasons"][0]["code"]}))
        return
    if verdict["doubts"]:
        entry["doubts"] = verdict["doubts"]
    if finding["unit"] is not None and verdict["set"].get("unit", finding["unit"]) != finding["unit"]:
        finding = handed_over(state, finding)
    off = taken_off(finding, move["move"], verdict["set"].get("unit", finding["unit"]))
    finding = {**finding, **verdict["set"], **words_of(move), **off}
    finding |= with_answer(finding, entry)
    finding = with_pictures(finding, pictures(event, move.get("photos"), PARTS.get(move["move"], "note"),
                                              verdict["by"]))
    state.put("finding", finding["id"], with_line(finding, {**entry, "to": verdict["to_state"]}))
    add_flows(state, finding["id"], verdict["flows"])
    if verdict["target"]:
        _join(state, event, verdict, finding)


def _join(state: State, event: Event, verdict: Row, merged: Row) -> None:
    """The living finding takes over all evidence and all who saw it."""
    target = state.get("finding", verdict["target"])
    if target is None:
        return
    also = {"finding": merged["id"], "number": merged["number"], "by": merged["filed_by"], "org": merged["filed_org"],
            "at": merged["filed_at"]}
    target = with_pictures(target, merged["photos"])
    target["also_filed"] = [*target.get("also_filed", []), also, *merged.get("also_filed", [])]
    entry = line(state.seq, event, verdict, "merged_in", finding=merged["id"],
                 number=merged["number"], filed_by=merged["filed_by"], filed_org=merged["filed_org"])
    state.put("finding", target["id"], with_line(target, entry))


register("finding.moved", judge=judge_moved, apply=apply_moved)
