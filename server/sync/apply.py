"""Applying: the pure fold from an event and its verdict to new things; the only code that changes state."""

from datetime import datetime
from typing import Any

from server.domain.events import Event
from server.storage import tables
from server.storage.state import State
from server.storage.upsert import upsert
from server.sync.registry import APPLIERS


def apply(state: State, event: Event, verdict: dict[str, Any], *, seq: int, facts: dict[str, Any]) -> None:
    """Fold one row of the log into the state: held events wait, others change things.

    Uses nothing but state, event, verdict and the row's own facts: re-applying the log gives the same rows (I23).
    """
    state.seq = seq
    if verdict["outcome"] == "held":
        _hold(state, event, verdict, seq, facts)
    elif not verdict.get("dropped"):  # what was dropped may be of no shape an applier knows
        APPLIERS[event.type](state, event, verdict)
    state.flush(seq)


def owe(state: State, event: Event) -> None:
    """Remember the pictures this event promises: completeness is derived from these rows, never stored."""
    rows: dict[str, dict[str, Any]] = {}
    for photo in event.blobs:
        base = {"project": state.project, "event": event.id}
        rows[photo["sha256"]] = {**base, "sha256": photo["sha256"], "preview_of": None, "size": photo["size"]}
        preview = photo.get("preview")
        if preview and preview["sha256"] not in rows:
            rows[preview["sha256"]] = {**base, "sha256": preview["sha256"], "preview_of": photo["sha256"],
                                       "size": preview["size"]}
    upsert(state.session, tables.blob_owed, list(rows.values()), update=False)


def _hold(state: State, event: Event, verdict: dict[str, Any], seq: int, facts: dict[str, Any]) -> None:
    body = event.body if isinstance(event.body, dict) else {}
    place = body.get("place")
    state.put("held", event.id, {
        "id": event.id, "type": event.type, "author": event.author, "submitter": facts["submitter"], "at": event.at,
        "received_at": facts["received_at"], "reasons": verdict["reasons"], "needs": verdict.get("needs", []),
        "place": place if isinstance(place, str) and len(place) <= 64 else None,
        "day": verdict.get("day") or _day(body), "photos": [photo["sha256"] for photo in event.blobs]})
    upsert(state.session, tables.waiting, [
        {"project": state.project, "event": event.id, "needs": needs, "seq": seq}
        for needs in dict.fromkeys(verdict.get("needs", []))], update=False)


def _day(body: dict[str, Any]) -> str | None:
    try:
        return datetime.fromisoformat(body["day"]).date().isoformat()
    except (KeyError, TypeError, ValueError):
        return None
