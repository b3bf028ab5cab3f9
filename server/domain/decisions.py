"""议定事项: what a meeting decided, whose it is, when it is late, and what became of it; mirrored on the phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from server.domain.clock import DAY_STARTS_AT, day_of, instant_of
from server.domain.days import days_between
from server.domain.deadlines import days_late

LINES_MAX = 200
"""As many as one meeting can number (`decision.recorded`)."""

Decision = Mapping[str, Any]
One = TypeVar("One", bound=Decision)


def is_late(decision: Decision, day: str, now: datetime) -> bool:
    """Past its day, or past its hour if one was set; what is done is never late. `day`: the running business day."""
    due = decision.get("due")
    if decision["status"] == "done" or not due:
        return False
    return bool(due < day) if len(due) == 10 else instant_of(due) < now


def first_due(decision: Decision) -> str | None:
    """The day first set, where the meeting has since carried it to another; None where the first still holds."""
    first = decision.get("first_due")
    return first if first and first != decision.get("due") else None


def done_late(decision: Decision, zone: str, starts_at: str = DAY_STARTS_AT) -> int:
    """How many days after its last day (or hour) it was done; 0 in time, without a day, or if nobody knows when."""
    due = decision.get("due")
    at = next((entry["at"] for entry in reversed(decision.get("history") or ()) if entry.get("status") == "done"), None)
    if decision["status"] != "done" or not due or not at:
        return 0
    if len(due) > len("2023-06-14"):
        return days_late(due, instant_of(at))
    return max(0, days_between(due, day_of(instant_of(at), zone, starts_at)))


def answered_at(decision: Decision) -> str | None:
    """When somebody last said what became of it, or wrote it down: an ISO instant; None if no history is kept."""
    return max((entry["at"] for entry in decision.get("history") or ()), default=None)


def in_order(decisions: Iterable[One]) -> list[One]:
    """By meeting, then as they were written down there."""
    return sorted(decisions, key=lambda one: (one["meeting"], one["line"], one["id"]))


def next_line(decisions: Iterable[Decision]) -> int:
    """The number of the next decision of a meeting that has these; stays at LINES_MAX."""
    return min(max((one["line"] for one in decisions), default=0) + 1, LINES_MAX)
