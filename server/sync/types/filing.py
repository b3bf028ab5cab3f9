"""The filing of one finding out of a visit: what a judge decides about it, and the state that follows."""

from typing import Any

from server.domain import clock, deadlines, lifecycle, reconcile, rights
from server.domain.days import shifted
from server.domain.events import Event
from server.storage.state import State
from server.sync.types.acting import rules, speaks_for
from server.sync.types.doubts import doubts_about
from server.sync.types.entries import line, pictures, with_line, with_pictures
from server.sync.types.orders import stopped_at
from server.sync.types.responsible import unit_for
from server.sync.types.series import last_of

PREFIXES = {"safety": "AQ", "quality": "ZL", "coordination": "XT"}
Row = dict[str, Any]


def number_for(state: State, kind: str, day: str, series: dict[str, int]) -> str:
    """The next number of its kind and day, `AQ-20230614-003`; `series` counts on within one event."""
    key = f"{PREFIXES[kind]}-{day.replace('-', '')}"
    series[key] = (series[key] if key in series else last_of(state, key, "findings", day=day)) + 1
    return f"{key}-{series[key]:03d}"


def decide_filing(state: State, event: Event, actor: Row, visit: Row, body: Row) -> Row:
    """{"set": keys of the new state that rules decided, "flows"} for one entry of a visit's findings.

    `actor` is the stamped author, `visit` {"id","day","place"}. Nothing here looks at the finding's past.
    """
    place = body.get("place") or visit["place"]
    item = (state.get("item", body["item"]) if body.get("item") else None) or {}
    given = body.get("unit") or (None if body["kind"] == "coordination" else unit_for(state, body.get("item"), place))
    due = body.get("due") or item.get("due") or deadlines.usual_due(body["kind"], body["severity"])
    on_spot = bool((body.get("on_spot") or {}).get("photos")) and _may_repair(state, actor, given)
    repaired = body if on_spot else {**body, "on_spot": None}
    filed = lifecycle.filed_state(repaired, actor["role"], stop_order=stopped_at(state, place) is not None)
    urgent = body["kind"] != "coordination" and bool(body.get("urgent") or "NOW" in (due, item.get("due")))
    decided = {
        "place": place, "unit": given, "due": due, "urgent": urgent, "state": filed, "day": visit["day"],
        "on_spot": on_spot,
        "requirement": _words(item.get("requirement")), "deadlines": _deadlines(state, actor, filed, urgent),
        "closed_at": actor["received_at"] if filed == "closed" else None,
        # The unit repaired it, whoever held the camera: so its filer may pass it by rank.
        "replied": {"at": actor["at"], "by": None, "org": given} if filed in ("replied", "closed") else None}
    book = reconcile.flows(None, {**body, **decided})
    decided["counted_unit"] = book.unit
    decided["repeat_of"] = repeat_for(state, {**body, **decided, "filed_at": actor["at"]})
    doubts = doubts_about(state, event, _shas(body), actor["at"], own=(body["id"], visit["id"]))
    return {"outcome": "applied", "set": decided, "flows": as_rows(book), "doubts": doubts}


def _may_repair(state: State, actor: Row, unit: str | None) -> bool:
    """Whether "repaired on the spot" is this person's to say: of another firm, a firm only proposes what it found."""
    return actor["role"] not in rights.FIRMS or speaks_for(state, actor, unit)


def as_rows(book: reconcile.Counted) -> list[Row]:
    """Flows as a verdict stores them."""
    return [{"unit": flow.unit, "effect": flow.effect, "tag": flow.tag} for flow in book.flows]


def add_flows(state: State, finding: str, flows: list[Row]) -> None:
    """Fold the flows a verdict decided."""
    for flow in flows:
        state.add_flow(finding, flow["unit"], flow["effect"], flow["tag"])


def filed(state: State, event: Event, verdict: Row, visit: Row, body: Row, *, before: Row | None = None) -> Row:
    """The finding as filed, or filed again over `before`: number, first author and timeline stay."""
    old = before or {}
    on_spot = body.get("on_spot") or {}
    decided = verdict["findings"][body["id"]]
    had = old.get("photos", [])
    finding = {
        "filed_by": verdict["by"], "filed_org": verdict["org"], "filed_at": verdict["at"],
        "received_at": verdict["received_at"], "visit": visit["id"], "confirmed": None, "round": 1, "control": None,
        "called": None, "extension": None, "disputed": None, "issued": None, "merged_into": None, "notice": None,
        "seen": None, "escalated": None, "timeline": [], **old,
        "photos": [photo for photo in had if photo["role"] == "note"],
        **{key: body.get(key) for key in ("id", "kind", "item", "severity", "same_as", "needs")},
        **{key: body.get(key) or "" for key in ("alias", "position", "text")},
        "number": verdict["numbers"].get(body["id"]) or old.get("number"), "source": visit["source"], "asked": None,
        "on_spot": bool(on_spot.get("photos")), "flags": sorted({doubt["code"] for doubt in decided["doubts"]}),
        **decided["set"]}
    finding = with_pictures(finding, pictures(event, body.get("photos"), "before", verdict["by"], had))
    part, told = ("after", "on_spot") if finding["on_spot"] else ("note", "comment")
    finding = with_pictures(finding, pictures(event, on_spot.get("photos"), part, verdict["by"], had))
    if before is None:
        finding = with_line(finding, line(state.seq, event, verdict, "file", text=finding["text"],
                                          photos=body.get("photos") or [], doubts=decided["doubts"]))
    else:
        finding = with_line(finding, line(state.seq, event, verdict, "amend", text=finding["text"]))
    if on_spot.get("photos"):
        finding = with_line(finding, line(state.seq, event, verdict, told, text=on_spot.get("text") or "",
                                          photos=on_spot["photos"], witnessed=bool(on_spot.get("witnessed"))))
    return finding


def _deadlines(state: State, actor: Row, filed: str, urgent: bool) -> Row:
    """Danger is timed from receipt, before any review; repair is timed from the issue."""
    if filed != "submitted" or not urgent:
        return {}
    received = clock.instant_of(actor["received_at"])
    return {"control_by": clock.text_of(deadlines.control_by_of(received, rules(state, "control_hours")))}


def repeat_for(state: State, finding: Row) -> str | None:
    """What it repeats; something still open at the same place is the same thing twice, not again."""
    if not finding.get("item"):
        return None
    said = rules(state, "repeat_days_unit", "repeat_days_place")
    since = shifted(finding["day"], -max(said["repeat_days_unit"], said["repeat_days_place"]))
    others = [other for other in state.findings_like(finding["item"], since)
              if not (other["place"] == finding["place"] and other["state"] in lifecycle.OPEN)]
    return deadlines.repeat_of(finding, others, said)


def _words(requirement: Any) -> str:
    return str(requirement.get("zh") or "") if isinstance(requirement, dict) else str(requirement or "")


def _shas(body: Row) -> list[str]:
    return [*(body.get("photos") or []), *((body.get("on_spot") or {}).get("photos") or [])]
