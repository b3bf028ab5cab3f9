"""The conditions a move may carry beyond role and state; each answers for one finding and one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.domain.clock import instant_of
from server.domain.moves import EXTENSIONS_MAX, REOPEN_DAYS_MAX, SUPERVISION

Finding = Mapping[str, Any]


@dataclass(frozen=True)
class Actor:
    """Who makes the move: the author's person, role and organisation, and who sent it."""

    person: str
    role: str | None
    org: str | None
    submitter: str | None = None


@dataclass(frozen=True)
class Circumstances:
    """Facts around the finding that its own state does not hold.

    `unit_of_actor`: True or False when the caller knows, or the organisations the actor speaks for (his own
    and those below it), or None to compare organisations only.
    """

    target: Finding | None = None
    stop_order: bool = False
    unit_of_actor: bool | Collection[str] | None = None
    reopen_days_max: int = REOPEN_DAYS_MAX
    extensions_max: int = EXTENSIONS_MAX


def _of_unit(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    unit, known = finding.get("unit"), around.unit_of_actor
    if unit is None:
        return False
    if isinstance(known, bool):
        return known
    return unit == actor.org or (known is not None and unit in known)


def _urgent_before_review(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    return finding["state"] != "submitted" or bool(finding.get("urgent"))


def _extensions_left(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    return int((finding.get("extension") or {}).get("n") or 0) < around.extensions_max


def awaits_answer(finding: Finding) -> bool:
    """An extension was asked for and nobody has answered yet."""
    extension = finding.get("extension") or {}
    return bool(extension.get("asked")) and extension.get("granted") is None


def _extension_asked(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    return awaits_answer(finding)


def _own_if_client(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    """The project manager and the street close only what their own organisation issued."""
    issued = finding.get("issued") or {}
    return actor.role in SUPERVISION or (issued.get("role"), issued.get("org")) == (actor.role, actor.org)


def _not_the_fixer(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    """复查人 ≠ 整改人: not the person who replied, nor anybody of the unit, nor through another's session."""
    replied = finding.get("replied") or {}
    people = {actor.person, actor.submitter} - {None}
    if replied.get("by") in people or (replied.get("org") and replied["org"] == actor.org):
        return False
    return not _of_unit(finding, actor, at, around)


def _no_stop_order(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    return not around.stop_order


def _recent(finding: Finding, actor: Actor, at: datetime, around: Circumstances) -> bool:
    closed_at = finding.get("closed_at")
    return closed_at is not None and at - instant_of(closed_at) <= timedelta(days=around.reopen_days_max)


CONDITIONS = {
    "unit": _of_unit, "urgent_before_review": _urgent_before_review, "extensions_left": _extensions_left,
    "extension_asked": _extension_asked, "own_if_client": _own_if_client, "not_the_fixer": _not_the_fixer,
    "no_stop_order": _no_stop_order, "recent": _recent,
}
