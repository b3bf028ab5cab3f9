"""case.escalated and case.answered: what the site cannot settle goes up a tier, and the answer comes back."""

from typing import Any

from server.domain.events import Event
from server.domain.rights import FIRMS, may
from server.storage import dated
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, speaks_for, stamp, unknown, unreadable
from server.sync.verdicts import applied, no_effect


def judge_escalated(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Proposed by supervision or a firm; escalated by 代建 or the street, who so also take up a proposal."""
    actor, body = stamp(state, event, facts), event.body
    wrong = first(refuse_unless(actor, "propose_case"),
                  unknown(state, "finding", body.get("finding")), unreadable(state, actor, body.get("finding")))
    if wrong:
        return wrong
    finding = state.get("finding", body["finding"]) if body.get("finding") else None
    if finding and actor["role"] in FIRMS and not speaks_for(state, actor, finding["unit"]):
        return no_effect("not_allowed", "只能提请本单位的问题", **actor)
    if not may(actor["role"], "decide_case"):
        return applied(**actor, status="proposed", takes=[])
    named = {id: case for id in event.after if (case := state.get("case", id)) is not None}
    takes = [id for id, case in {**dated.open_cases(state.session, state.project), **named}.items()
             if case["tier"] == body["tier"] and (id in named and case["status"] in ("proposed", "declined")
                                                  or finding and case["status"] == "proposed"
                                                  and case["finding"] == finding["id"])]
    return applied(**actor, status="open", takes=takes)


def apply_escalated(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """A case of its own; the finding says how far up it has gone."""
    if verdict["outcome"] != "applied":
        return
    body, entry = event.body, _entry(event, verdict, verdict["status"])
    state.put("case", event.id, {
        **{key: body.get(key) for key in ("finding", "tier", "ask", "lead", "needed_by", "text")},
        "id": event.id, "status": verdict["status"], "by": verdict["by"], "org": verdict["org"],
        "at": verdict["at"], "answer": None, "history": [entry]})
    for id in verdict["takes"]:
        case = state.get("case", id)
        if case is not None:
            state.put("case", id, {**case, "status": "taken", "taken_by": event.id,
                                   "history": [*case["history"], _entry(event, verdict, "taken")]})
    finding = state.get("finding", body["finding"]) if body.get("finding") else None
    if finding and verdict["status"] == "open":
        state.put("finding", finding["id"], {**finding, "escalated": body["tier"]})


def judge_answered(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The district answers what was put to it, the street what was put to the street; who decides may decline.

    The right is that of a member of this compound: whether it reports to a district's brief (`reports_to`) changes
    nothing, so that what was put before a compound withdrew can still be answered.
    """
    actor, body = stamp(state, event, facts), event.body
    waiting = unknown(state, "case", body["case"])
    if waiting:
        return waiting
    case = state.get("case", body["case"]) or {}
    if body.get("declined"):
        over = case["status"] != "proposed"
        return refuse_unless(actor, "decide_case") or (
            no_effect("illegal_move", "该事项不是待定的提请", **actor) if over else applied(**actor))
    if case["status"] not in ("open", "answered"):
        return no_effect("illegal_move", "该事项尚未提请或已并入", **actor)
    at_street = case["tier"] == "street" and actor["role"] == "hq"
    return applied(**actor) if at_street else refuse_unless(actor, "answer_case") or applied(**actor)


def apply_answered(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """The newest answer stands; earlier ones stay in the history. A declined proposal ends with its reason."""
    case = state.get("case", event.body["case"])
    if verdict["outcome"] != "applied" or case is None:
        return
    did, said = ("declined", "declined") if event.body.get("declined") else ("answered", "answer")
    entry = _entry(event, verdict, did, text=event.body["answer"])
    state.put("case", case["id"], {
        **case, "status": did, "history": [*case["history"], entry][-30:],
        said: {"event": event.id, "text": event.body["answer"], "by": verdict["by"], "org": verdict["org"],
               "at": verdict["at"]}})


def _entry(event: Event, verdict: dict[str, Any], did: str, **more: Any) -> dict[str, Any]:
    return {"event": event.id, "did": did, "at": verdict["at"], "by": verdict["by"], "org": verdict["org"], **more}


register("case.escalated", judge=judge_escalated, apply=apply_escalated)
register("case.answered", judge=judge_answered, apply=apply_answered)
