"""A day's papers: day.closed, filing.recorded, keywork.attended, notice_of_day.set."""

from typing import Any

from server.domain.events import Event
from server.storage import dated
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, stamp, unknown
from server.sync.verdicts import applied, no_effect


def judge_closed(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Anybody's own report of the day he says; what it names and has not arrived is known-missing, not waited for."""
    actor = stamp(state, event, facts)
    late = [*actor["flags"], "other_day"] if event.body["day"] != actor["day"] else actor["flags"]
    return refuse_unless(actor, "file") or applied(
        **{**actor, "flags": late, "day": min(event.body["day"], actor["day"])})


def apply_closed(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """One report per person and day; a second one replaces the first."""
    if verdict["outcome"] != "applied":
        return
    id, body = f"{verdict['day']}:{verdict['by']}", event.body
    state.put("day", id, {
        "id": id, "event": event.id, "day": verdict["day"], "by": verdict["by"], "org": verdict["org"],
        "at": verdict["at"], "received_at": verdict["received_at"], "flags": verdict["flags"],
        **{key: body.get(key) for key in ("visits", "weather", "note", "due", "left")}})


def judge_filing(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """施工单位每日报备, by a firm; a later one of the same firm and day takes its place."""
    actor, body = stamp(state, event, facts), event.body
    places = [entry.get("building") or entry.get("place")
              for key in ("faces", "tomorrow", "outages") for entry in body.get(key) or []]
    wrong = first(refuse_unless(actor, "report_day"),
                  *(unknown(state, "place", place) for place in dict.fromkeys(places)))
    if wrong:
        return wrong
    day = min(body["day"], actor["day"])
    replaces = [filing["id"] for filing in dated.filings_of(state.session, state.project, day)
                if filing["org"] == actor["org"] and not filing["replaced_by"]]
    return applied(**{**actor, "day": day}, replaces=replaces)


def apply_filing(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """The filing under the event's own id, since key works are ticked by it."""
    if verdict["outcome"] != "applied":
        return
    for id in verdict["replaces"]:
        old = state.get("filing", id)
        if old is not None:
            state.put("filing", id, {**old, "replaced_by": event.id})
    body = event.body
    state.put("filing", event.id, {
        "id": event.id, "day": verdict["day"], "org": verdict["org"], "by": verdict["by"], "at": verdict["at"],
        "received_at": verdict["received_at"], "replaced_by": None, "attended": [],
        "people": body.get("people") or {}, "quantities": body.get("quantities") or {},
        **{key: body.get(key) or [] for key in ("faces", "tomorrow", "outages")}})


def judge_attended(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """已到场: supervision, 代建 or the street stood by one of the works filed for the day."""
    actor, body = stamp(state, event, facts), event.body
    wrong = first(refuse_unless(actor, "attend_keywork"), unknown(state, "filing", body["filing"]))
    if wrong:
        return wrong
    filing = state.get("filing", body["filing"]) or {}
    if body["work"] >= len(filing["tomorrow"]):
        return no_effect("unknown_work", "报备中没有这项作业", **actor)
    if any(entry["work"] == body["work"] and entry["by"] == actor["by"] for entry in filing["attended"]):
        return no_effect("already_done", "已登记到场", **actor)
    return applied(**actor)


def apply_attended(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Another who was there."""
    filing = state.get("filing", event.body["filing"])
    if verdict["outcome"] == "applied" and filing is not None:
        filing["attended"].append({"work": event.body["work"], "by": verdict["by"], "org": verdict["org"],
                                   "at": verdict["at"], "event": event.id})
        state.put("filing", filing["id"], filing)


def judge_notice_of_day(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """今日提示 comes from supervision, 代建 or the street."""
    actor = stamp(state, event, facts)
    return refuse_unless(actor, "set_notice_of_day") or applied(**actor)


def apply_notice_of_day(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """One line per day; an empty one takes it away."""
    if verdict["outcome"] == "applied":
        day, text = event.body["day"], event.body["text"].strip()
        state.put("notice_of_day", day, {"id": day, "event": event.id, "day": day, "text": text, "by": verdict["by"],
                                         "at": verdict["at"]} if text else None)


register("day.closed", judge=judge_closed, apply=apply_closed)
register("filing.recorded", judge=judge_filing, apply=apply_filing)
register("keywork.attended", judge=judge_attended, apply=apply_attended)
register("notice_of_day.set", judge=judge_notice_of_day, apply=apply_notice_of_day)
