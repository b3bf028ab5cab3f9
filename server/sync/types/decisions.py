"""decision.recorded, corrected and moved: what a meeting decided, a slip of the pen, and what became of it."""

from typing import Any

from server.domain import clock
from server.domain.events import Event
from server.domain.rights import FIRMS, WITHDRAWN
from server.storage import dated
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, rule, speaks_for, stamp, unknown
from server.sync.verdicts import applied, no_effect

HISTORY_MAX = 30


def judge_recorded(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The meeting's secretary writes decisions, each with one unit.

    Of two that were given one number while they were typed the later one gets the next that is free.
    """
    actor, body = stamp(state, event, facts), event.body
    refused = first(refuse_unless(actor, "record_decision"), unknown(state, "org", body["unit"]),
                    unknown(state, "finding", body.get("finding")))
    if refused:
        return refused
    taken = {one["line"] for one in dated.decisions_of(state.session, state.project, body["meeting"])}
    return applied(**actor, line=body["line"] if body["line"] not in taken else max(taken) + 1)


def apply_recorded(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """A new open decision under the event's own id."""
    if verdict["outcome"] == "applied":
        body = event.body
        state.put("decision", event.id, {
            **{key: body.get(key) for key in ("meeting", "text", "unit", "due", "finding")},
            "id": event.id, "line": verdict.get("line", body["line"]), "status": "open", "reason": None,
            "carried": None, "first_due": None,
            "history": [_entry(event, verdict, status="open")]})


def judge_corrected(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Whoever wrote it down may write it anew or take it back, on the meeting's day, until it is answered."""
    actor, body = stamp(state, event, facts), event.body
    refused = first(refuse_unless(actor, "record_decision"), unknown(state, "decision", body["decision"]),
                    unknown(state, "org", body.get("unit")))
    if refused:
        return refused
    decision = state.get("decision", body["decision"]) or {}
    if decision["status"] != "open":
        return no_effect("decision_answered", "该事项已有落实情况或已撤回", **actor)
    mine = decision["history"][0]["by"] == actor["by"]
    today = clock.day_of(clock.instant_of(actor["received_at"]), rule(state, "zone"), rule(state, "day_starts_at"))
    if not mine or decision["meeting"] != today:
        return no_effect("decision_not_yours", "只有记录人可在会议当日更正或撤回", **actor)
    return applied(**actor)


def apply_corrected(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Fold the new words, or the withdrawal: nobody is given it any more, and its number is free again."""
    decision = state.get("decision", event.body["decision"])
    if verdict["outcome"] != "applied" or decision is None:
        return
    said: dict[str, Any] = {key: event.body[key] for key in ("text", "unit", "due") if key in event.body}
    status = WITHDRAWN if event.body["withdrawn"] else "corrected"
    state.put("decision", decision["id"], {
        **decision, **said, **({"status": WITHDRAWN} if event.body["withdrawn"] else {}),
        "history": [*decision["history"], _entry(event, verdict, status=status)][-HISTORY_MAX:]})


def judge_moved(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Its unit says done or not done with a reason; the secretary may too, and may carry it to a new day."""
    actor, body = stamp(state, event, facts), event.body
    waiting = unknown(state, "decision", body["decision"])
    if waiting:
        return waiting
    decision = state.get("decision", body["decision"]) or {}
    firm = actor["role"] in FIRMS
    outsider = refuse_unless(actor, "answer_decision")
    if outsider or (firm and not speaks_for(state, actor, decision["unit"])):
        return outsider or no_effect("not_allowed", "只能填写本单位的事项", **actor)
    if decision["status"] == WITHDRAWN:
        return no_effect("decision_withdrawn", "该事项已撤回", **actor)
    if decision["status"] == "done":
        return no_effect("already_done", "该事项已完成", **actor)
    if not body["done"] and not (body.get("reason") or "").strip():
        return no_effect("missing_reason", "请写明未完成的原因", **actor)
    if body.get("carried") and firm:
        return no_effect("not_allowed", "结转由会议秘书确定", **actor)
    carried = None if body["done"] else body.get("carried")
    return applied(**actor, status="done" if body["done"] else "not_done", carried=carried)


def apply_moved(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Fold the new status; a carried decision keeps the day it was first due, however often it is carried."""
    decision = state.get("decision", event.body["decision"])
    if verdict["outcome"] != "applied" or decision is None:
        return
    carried = verdict["carried"]
    decision["history"] = [*decision["history"], _entry(
        event, verdict, status=verdict["status"], was_due=decision["due"])][-HISTORY_MAX:]
    first = (decision.get("first_due") or decision["due"]) if carried else decision.get("first_due")
    state.put("decision", decision["id"], {
        **decision, "first_due": first, "status": verdict["status"], "reason": event.body.get("reason"),
        "carried": carried or decision["carried"], "due": carried or decision["due"]})


def _entry(event: Event, verdict: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"event": event.id, "at": verdict["at"], "by": verdict["by"], "org": verdict["org"],
            "text": event.body.get("reason"), **more}


register("decision.recorded", judge=judge_recorded, apply=apply_recorded)
register("decision.corrected", judge=judge_corrected, apply=apply_corrected)
register("decision.moved", judge=judge_moved, apply=apply_moved)
