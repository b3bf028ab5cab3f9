"""Rows derived from a thing's state: the columns that lists, coverage and pictures are asked by."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from server.domain import limits
from server.domain.deadlines import running
from server.domain.shape import SHA256

SHA_KEYS = frozenset({"sha256", "preview", "photo", "scan"})
SHA_LISTS = frozenset({"photos"})


def instant(text: str | None) -> datetime | None:
    """The aware datetime of an ISO text in a state, or None."""
    return datetime.fromisoformat(text) if text else None


def finding_columns(state: dict[str, Any], building: str | None) -> dict[str, Any]:
    """The row of `finding_row` for one finding's state; of its deadlines those that run."""
    limits = running(state)
    return {
        **{key: state.get(key) for key in ("number", "state", "kind", "item", "severity", "unit", "counted_unit",
                                           "place", "day", "filed_by")},
        "urgent": bool(state.get("urgent")), "building": building, "filed_at": instant(state["filed_at"]),
        "fix_by": instant(limits.get("fix")), "control_by": instant(limits.get("control")),
        "closed_at": instant(state.get("closed_at")), "asked": bool(state.get("asked")),
        "repeat_of": state.get("repeat_of")}


def visit_rows(state: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of `visit_place` for one visit: its place, or each door of a building looked at.

    None if withdrawn, or registered at the desk: nobody was there.
    """
    if state.get("withdrawn") or state.get("registered"):
        return
    looked = state["outcome"] == "building_looked"
    for place in dict.fromkeys(state.get("doors") or [state["place"]]) if looked else [state["place"]]:
        yield {"visit": state["id"], "place": place, "seq": state["seq"], "day": state["day"],
               "outcome": state["outcome"], "reason": (state.get("reason") or {}).get("code"),
               "author": state["author"], "org": state.get("org"), "at": instant(state["at"]),
               "received_at": instant(state["received_at"])}


def leaves_at(kind: str, state: dict[str, Any]) -> datetime | None:
    """When a thing drops out of the feed's window: what is settled after 30 days, own visits and reports after 2.

    A filing or a sheet is settled when it comes; what replaces or corrects it comes under a key of its own.
    """
    days = limits.OWN_VISITS_DAYS if kind in ("visit", "day") else limits.CLOSED_WINDOW_DAYS
    settled = SETTLED[kind](state) if kind in SETTLED else None
    try:
        return datetime.fromisoformat(settled) + timedelta(days=days) if settled else None
    except ValueError:      # covered by law: then it stays
        return None


def _last_said(state: dict[str, Any]) -> str | None:
    return max((entry["at"] for entry in state.get("history") or ()), default=None)


CASES_SETTLED = ("taken", "answered", "declined")

SETTLED: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "finding": lambda state: state.get("closed_at"),
    "decision": lambda state: _last_said(state) if state["status"] == "done" else None,
    "case": lambda state: _last_said(state) if state["status"] in CASES_SETTLED else None,
    **dict.fromkeys(("visit", "day", "filing"), lambda state: state["received_at"]),
    "notice_of_day": lambda state: state["at"],
    "sheet": lambda state: state["issued_at"],
}
"""Since when nobody waits for a thing on a phone; None while somebody does. Filings of the newest day with any stay
in the feed all the same (`feed._window`): they say which entrances count."""


def named_blobs(state: Any, internal: bool = False) -> Iterator[tuple[str, bool]]:
    """Every (sha256, internal) a state names; internal = only in comments that contractors do not see."""
    if isinstance(state, list):
        for entry in state:
            yield from named_blobs(entry, internal)
    elif isinstance(state, dict):
        internal = internal or bool(state.get("internal"))
        for key, value in state.items():
            if key in SHA_KEYS and isinstance(value, str):
                yield from ((sha, internal) for sha in [value] if SHA256.fullmatch(sha))
            elif key in SHA_LISTS and isinstance(value, list):
                yield from ((sha, internal) for sha in value if isinstance(sha, str) and SHA256.fullmatch(sha))
                yield from named_blobs([entry for entry in value if not isinstance(entry, str)], internal)
            elif isinstance(value, dict | list):
                yield from named_blobs(value, internal)
