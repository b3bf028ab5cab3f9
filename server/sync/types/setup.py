"""setup.changed: one place, organisation, membership, item, default or setting."""

from typing import Any

from server.domain.bodies.setup import IDS, STATES
from server.domain.events import Event
from server.domain.setting_values import unusable
from server.domain.shape import complaints
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_outsiders, stamp, unknown
from server.sync.verdicts import applied, held, no_effect

ACTS = {("setting", "watchers"): "set_watchers"}
"""What somebody else than the administrator may set; everything else is "setup"."""

RETIRED = ("place", "org", "person", "item")
"""Kinds that history names: they are never removed, only no longer active."""

GIVEN: dict[str, dict[str, Any]] = {
    "place": {"building": None, "short": None, "sort": 0, "route": 0, "aliases": [], "parts": [],
              "households": None, "active": True},
    "org": {"parent": None, "order": 0, "active": True},
    "person": {"title": None, "active": True},
    "item": {"active": True},
    "default": {}, "setting": {},
}


def judge_setup(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Only an administrator or the house's own commands; what the new state refers to must be here."""
    actor, body = stamp(state, event, facts), event.body
    outsider = refuse_outsiders(facts, actor, ACTS.get((body["kind"], body["id"]), "setup"))
    if outsider:
        return outsider
    faults = complaints(IDS[body["kind"]], body["id"])
    if body["state"] is not None:
        faults += complaints(STATES[body["kind"]], body["state"])
    if faults:
        return held("schema_invalid", "; ".join(faults[:3]))
    return first(_unfit(body, actor), _refers(state, body), _loop(state, body, actor)) or applied(**actor)


def _unfit(body: dict[str, Any], actor: dict[str, Any]) -> dict[str, Any] | None:
    """Refused and not held: nothing that comes later makes a wrong value right."""
    faults = unusable(body["id"], body["state"]["value"]) if body["kind"] == "setting" and body["state"] else []
    return no_effect("unfit_value", "设置的值不合规：" + "; ".join(faults[:3]), **actor) if faults else None


def _refers(state: State, body: dict[str, Any]) -> dict[str, Any] | None:
    new = body["state"] or {}
    if body["kind"] == "place":
        return unknown(state, "place", new.get("building"))
    if body["kind"] == "org":
        return unknown(state, "org", new.get("parent"))
    return unknown(state, "org", {"person": new.get("org"), "default": new.get("unit")}.get(body["kind"]))


def _loop(state: State, body: dict[str, Any], actor: dict[str, Any]) -> dict[str, Any] | None:
    """A firm below itself would have no top: whose subtree is it then?"""
    parent = (body["state"] or {}).get("parent") if body["kind"] == "org" else None
    if parent is None or body["id"] not in state.org_ancestors(parent):
        return None
    return no_effect("illegal_parent", "上级单位不能是本单位或其下级", **actor)


def apply_setup(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Write the thing; what history names is retired instead of removed, and a place keeps its last visit."""
    if verdict["outcome"] != "applied":
        return
    kind, id, new = event.body["kind"], event.body["id"], event.body["state"]
    old = state.get(kind, id)
    if new is None:
        if old is not None:
            state.put(kind, id, {**old, "active": False} if kind in RETIRED else None)
        return
    given = {key: value for key, value in new.items() if value is not None}
    kept = {"last": old["last"]} if kind == "place" and old and "last" in old else {}
    state.put(kind, id, {**GIVEN[kind], **given, **kept, "id": id})


register("setup.changed", judge=judge_setup, apply=apply_setup)
