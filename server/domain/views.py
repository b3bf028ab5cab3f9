"""What is left out of a thing for some readers: doubts and internal words for firms, old weight for the feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Thing = Mapping[str, Any]

DOUBTS = ("flags", "doubts")
"""请核对 is for those who check, never for those who are checked."""

OTHERS = ("repeat_of", "merged_into", "same_as", "also_filed", "noticed")
"""Other findings and papers, which may be another firm's: their ids and authors are not for everybody."""

OF_A_LINE = (*DOUBTS, "only", "device", "target", "finding", "number", "filed_by", "filed_org")
"""What a firm does not get of a line: whose phone it was, and other findings it names."""


def travelling(kind: str, state: Thing) -> dict[str, Any]:
    """A thing as it goes into lists and the feed: closed findings leave timeline and photos behind."""
    if kind == "finding" and state["state"] == "closed":
        return _without(state, ("timeline", "photos", "answers"))
    return dict(state)


def seen_by_firm(kind: str, state: Thing, org: str | None) -> dict[str, Any]:
    """A thing as a contractor sees it: no doubts, no internal comments, nothing of another firm, no last visits."""
    seen = _without(state, DOUBTS)
    if kind == "place":
        seen.pop("last", None)
    if kind == "finding":
        _strip_finding(seen, org)
    return seen


def _strip_finding(seen: dict[str, Any], org: str | None) -> None:
    """What reviewers ask back from the filer is for his own firm; what a former unit said, for that firm."""
    for key in (*OTHERS, *(("asked",) if seen.get("filed_org") != org else ())):
        seen.pop(key, None)
    rows = seen.get("timeline") or []
    shown = [row for row in rows if not row.get("internal") and _kept_for(row, org)]
    hidden = _shas(row for row in rows if row not in shown) - _shas(shown)
    if "timeline" in seen:
        seen["timeline"] = [_without(row, OF_A_LINE) for row in shown]
        if seen.get("disputed") and not any(row.get("move") == "dispute" for row in shown):
            seen["disputed"] = None
            seen.pop("disputed_at", None)
    if "answers" in seen:
        seen["answers"] = [_without(one, ("only",)) for one in seen["answers"] if _kept_for(one, org)]
    if "photos" in seen:
        seen["photos"] = [_without(photo, OF_A_LINE) for photo in seen["photos"]
                          if not _internal(photo, hidden) and _kept_for(photo, org)]


def _kept_for(entry: Thing, org: str | None) -> bool:
    """Whether a line or picture from before the finding was handed over is still for this firm."""
    return "only" not in entry or org in entry["only"]


def _internal(photo: Thing, hidden: set[str]) -> bool:
    """A picture that came only with an internal comment."""
    return bool(photo.get("internal")) or (photo.get("role") == "note" and photo["sha256"] in hidden)


def _shas(rows: Any) -> set[str]:
    named = (photo for row in rows for photo in row.get("photos") or [])
    return {photo["sha256"] if isinstance(photo, Mapping) else photo for photo in named}


def _without(state: Thing, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in state.items() if key not in keys}
