"""comment.added, call.recorded and finding.seen: what is said about a finding without moving it."""

from datetime import timedelta
from typing import Any

from server.domain import clock, rights
from server.domain.events import Event
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import corrected, first, refuse_unless, rule, speaks_for, stamp, unknown, unreadable
from server.sync.types.entries import line, pictures, with_line, with_pictures
from server.sync.verdicts import applied, no_effect


def judge_comment(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Whoever may read the finding may comment; internal comments are for those who supervise."""
    actor, body = stamp(state, event, facts), event.body
    act = "comment_internal" if body.get("internal") else "comment"
    return first(refuse_unless(actor, act), unknown(state, "finding", body["finding"]),
                 unreadable(state, actor, body["finding"])) or applied(**actor)


def apply_comment(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """A line and its pictures; an internal one is marked on both."""
    body = event.body
    finding = state.get("finding", body["finding"])
    if verdict["outcome"] != "applied" or finding is None:
        return
    marked = {"internal": True} if body.get("internal") else {}
    new = [{**picture, **marked} for picture in pictures(event, body.get("photos"), "note", verdict["by"])]
    entry = line(state.seq, event, verdict, "comment", text=body["text"], photos=body.get("photos") or [], **marked)
    state.put("finding", finding["id"], with_line(with_pictures(finding, new), entry))


def judge_call(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The first call that reached the unit of an urgent finding sets when it must be under control (state.md §5)."""
    actor, body = stamp(state, event, facts), event.body
    wrong = first(unknown(state, "finding", body["finding"]), unreadable(state, actor, body["finding"]))
    if wrong:
        return wrong
    finding = state.get("finding", body["finding"]) or {}
    if not rights.may(actor["role"], "call") and not speaks_for(state, actor, finding["unit"]):
        return no_effect("not_allowed", "您的角色没有这项权限", **actor)
    called = corrected(body["at"], facts)
    told = (finding.get("called") or {}).get("result") == "reached"
    waits = finding["urgent"] and (finding.get("deadlines") or {}).get("control_by") and not finding.get("control")
    control_by = None
    if body["result"] == "reached" and waits and not told:
        control_by = clock.text_of(called + timedelta(hours=rule(state, "control_hours")))
    return applied(**actor, called_at=clock.text_of(called), control_by=control_by, already_reached=told)


def apply_call(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """A line; the call kept is the first that reached somebody, else the newest."""
    body = event.body
    finding = state.get("finding", body["finding"])
    if verdict["outcome"] != "applied" or finding is None:
        return
    if not verdict["already_reached"]:
        finding["called"] = {"at": verdict["called_at"], "by": verdict["by"], "result": body["result"],
                             "whom": body.get("whom") or "", "event": event.id}
    if verdict["control_by"]:
        finding["deadlines"] = {**finding["deadlines"], "control_by": verdict["control_by"]}
    entry = line(state.seq, event, verdict, "call", text=body.get("whom") or "", result=body["result"])
    state.put("finding", finding["id"], with_line(finding, entry))


def judge_seen(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """已看: the first opening by somebody of the unit; others' looking says nothing."""
    actor = stamp(state, event, facts)
    wrong = refuse_unless(actor, "see")
    if wrong:
        return wrong
    found = {id: state.get("finding", id) or {} for id in dict.fromkeys(event.body["findings"])}
    news = [id for id, finding in found.items()
            if finding and not finding.get("seen") and speaks_for(state, actor, finding["unit"])
            and not unreadable(state, actor, id)]
    return applied(**actor, seen=news) if news else no_effect("already_done", "此前已看", **actor)


def apply_seen(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """When and by whom, once."""
    for id in verdict.get("seen", []):
        finding = state.get("finding", id)
        if finding is not None:
            state.put("finding", id, {**finding, "seen": {"at": verdict["at"], "by": verdict["by"]}})


register("comment.added", judge=judge_comment, apply=apply_comment)
register("call.recorded", judge=judge_call, apply=apply_call)
register("finding.seen", judge=judge_seen, apply=apply_seen)
