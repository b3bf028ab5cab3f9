"""order.registered: 暂停令, 复工令 and 监理报告, which only the chief signs, and 联系单, which stops nothing."""

from typing import Any

from server.domain.events import Event
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, stamp, unknown
from server.sync.verdicts import applied, held, no_effect


def judge_order(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """A stop names where; a resume names the stop it lifts, or by its scope every stop within it; others only stand."""
    actor, body = stamp(state, event, facts), event.body
    lifts = [body["lifts"]] if body.get("lifts") else []
    scope = body.get("scope") or []
    act = "register_contact" if body["kind"] == "contact" else "register_order"
    wrong = first(refuse_unless(actor, act), *(unknown(state, "place", place) for place in scope))
    if wrong:
        return wrong
    if body["kind"] == "stop":
        return applied(**actor, lifts=[]) if scope else no_effect("missing_scope", "请写明暂停部位", **actor)
    if body["kind"] != "resume":
        return applied(**actor, lifts=[])
    if not lifts:
        lifts = [id for id, order in open_stops(state).items() if set(order["scope"]) <= set(scope)]
    for id in lifts:
        if state.get("order", id) is None:
            return held("waiting", needs=[f"order:{id}"])
    lifts = [id for id in lifts if id in open_stops(state)]
    return applied(**actor, lifts=lifts) if lifts else no_effect("already_done", "没有需要解除的暂停令", **actor)


def open_stops(state: State) -> dict[str, dict[str, Any]]:
    """The stop orders in force, by id."""
    return {id: order for id, order in state.all("order").items()
            if order["kind"] == "stop" and order["status"] == "open"}


def stopped_at(state: State, place: str) -> dict[str, Any] | None:
    """The stop order in whose scope a place lies: itself, its building, or the whole compound."""
    stops = open_stops(state)
    if not stops:
        return None
    here = state.get("place", place) or {}
    compound = {id for id, found in state.all("place").items() if found["kind"] == "compound"}
    around = {place, here.get("building")} | compound
    return next((order for order in stops.values() if around & set(order["scope"])), None)


def apply_order(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """File the order; a resume closes what it lifts."""
    if verdict["outcome"] != "applied":
        return
    entry = {"event": event.id, "at": verdict["at"], "by": verdict["by"], "org": verdict["org"]}
    body = event.body
    state.put("order", event.id, {
        **{key: body.get(key) for key in ("kind", "number", "date", "time", "text", "scan")}, "id": event.id,
        "scope": body.get("scope") or [], "lifts": verdict["lifts"], **entry,
        "status": "open" if body["kind"] == "stop" else "done", "history": [{**entry, "did": "registered"}]})
    for id in verdict["lifts"]:
        order = state.get("order", id)
        if order is not None:
            order["history"].append({**entry, "did": "lifted"})
            state.put("order", id, {**order, "status": "lifted", "lifted_by": event.id})


register("order.registered", judge=judge_order, apply=apply_order)
