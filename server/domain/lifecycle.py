"""What may happen to a finding next, and why not: the moves table applied to one finding and one person."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.conditions import CONDITIONS, Actor, Circumstances
from server.domain.moves import EXTENSIONS_MAX, FIRMS, MOVES, OPEN, REOPEN_DAYS_MAX, STATES, SUPERVISION

Finding = Mapping[str, Any]
Move = Mapping[str, Any]

REFUSALS = {
    "unit": "not_allowed", "urgent_before_review": "illegal_move", "extensions_left": "extension_limit",
    "extension_asked": "illegal_move", "own_if_client": "not_allowed", "not_the_fixer": "self_check",
    "no_stop_order": "stop_order", "recent": "too_late",
}
LACKS = {
    "unit": "missing_unit", "new_unit": "missing_unit", "deadline": "missing_deadline",
    "new_due": "missing_deadline", "text": "missing_text", "reason": "missing_reason",
    "photo": "missing_photo", "granted": "missing_answer", "confirmed": "missing_answer",
}


@dataclass(frozen=True)
class Allowed:
    """The move is legal; `to_state` and `round` are the finding's afterwards."""

    to_state: str
    round: int


@dataclass(frozen=True)
class Refused:
    """The move changes nothing; `code` is one of the stable refusal codes."""

    code: str


def decide(
    finding: Finding, move: Move, actor: Actor, at: datetime, **circumstances: Any
) -> Allowed | Refused:
    """Judge one `finding.moved` body against a finding. `circumstances` are the fields of Circumstances.

    Refusals: illegal_move not_allowed rank self_check too_late stop_order extension_limit missing_unit
    missing_deadline missing_text missing_reason missing_photo missing_answer missing_target target_closed.
    """
    around = Circumstances(**circumstances)
    name = str(move.get("move"))
    code = _barred(finding, name, actor, at, around) or _lacking(finding, move, actor, around)
    if code:
        return Refused(code)
    if MOVES[name].get("edits") and not may_correct(finding, move.get("edits") or {}, actor.role):
        return Refused("rank")
    played = int(finding.get("round") or 1)
    return Allowed(str(MOVES[name].get("to") or finding["state"]), played + 1 if name == "fail" else played)


def allowed_moves(finding: Finding, actor: Actor, at: datetime, **circumstances: Any) -> list[str]:
    """The moves this person could make now, if they gave what each needs; in the table's order."""
    around = Circumstances(**circumstances)
    return [name for name in MOVES if _barred(finding, name, actor, at, around) is None]


def may_correct(finding: Finding, edits: Mapping[str, Any], role: str | None) -> bool:
    """Whether a reviewer of this role may put `edits` right: what he may not reject he may not make less of either."""
    after = {**finding, **{key: value for key, value in edits.items() if value is not None}}
    return _may_end(finding, role) or not loses_weight(finding, after)


def filed_state(filed: Finding, role: str | None, *, stop_order: bool = False) -> str:
    """The state a finding starts in: `submitted`; repaired on the spot with an after-photo, `replied`;
    a general one witnessed by supervision, `closed` (当场销项), unless a stop order covers the place."""
    on_spot = filed.get("on_spot") or {}
    if filed.get("kind") == "coordination" or not on_spot.get("photos"):
        return "submitted"
    witnessed = on_spot.get("witnessed") and role in SUPERVISION and filed["severity"] == 1
    return "closed" if witnessed and not stop_order else "replied"


def as_data() -> dict[str, Any]:
    """The whole table as JSON for the phone: states, moves, refusals, thresholds. No labels."""
    return copy.deepcopy({
        "states": list(STATES), "open": list(OPEN), "moves": MOVES, "refusals": REFUSALS, "lacks": LACKS,
        "supervision": list(SUPERVISION), "firms": list(FIRMS),
        "reopen_days_max": REOPEN_DAYS_MAX, "extensions_max": EXTENSIONS_MAX,
    })


def _barred(finding: Finding, name: str, actor: Actor, at: datetime, around: Circumstances) -> str | None:
    """Why this person cannot make this move whatever they give, or None."""
    row = MOVES.get(name)
    if row is None:
        return "illegal_move"
    if actor.role not in row["who"]:
        return "not_allowed"
    if finding["state"] not in row["from"]:
        return "illegal_move"
    for condition in row.get("only", []):
        if not CONDITIONS[condition](finding, actor, at, around):
            return REFUSALS[condition]
    return "rank" if finding["severity"] > row["who"][actor.role] else None


def _lacking(finding: Finding, move: Move, actor: Actor, around: Circumstances) -> str | None:
    """What the move itself fails to give, or None."""
    for need in MOVES[str(move["move"])]["needs"]:
        if need == "target":
            return _target_refusal(finding, around.target, actor)
        if not _given(finding, move, need):
            return LACKS[need]
    return None


def _given(finding: Finding, move: Move, need: str) -> bool:
    if need == "unit":
        return bool(move.get("unit") or finding.get("unit"))
    if need == "deadline":
        return bool(move.get("due") or finding.get("due"))
    if need == "new_unit":
        return bool(move.get("unit"))
    if need == "photo":
        return bool(move.get("photos"))
    if need in ("granted", "confirmed"):
        return isinstance(move.get(need), bool)
    return bool(str(move.get("text" if need == "reason" else need) or "").strip())


def _target_refusal(finding: Finding, target: Finding | None, actor: Actor) -> str | None:
    """Who may not reject a danger may not let it end in something of less weight either."""
    if target is None or target.get("id") == finding.get("id"):
        return "missing_target"
    if target["state"] not in OPEN:
        return "target_closed"
    return None if _may_end(finding, actor.role) or not loses_weight(finding, target) else "rank"


def _may_end(finding: Finding, role: str | None) -> bool:
    return bool(finding["severity"] <= MOVES["reject"]["who"].get(role, 0))


def loses_weight(finding: Finding, target: Finding) -> bool:
    """Whether less is made of it by what goes on instead: a merge's target, or itself as a reviewer corrects it.
    What is only a matter of coordination counts nowhere and is never urgent."""
    confirmed = bool(finding.get("confirmed")) and not target.get("confirmed")
    urgent = bool(finding.get("urgent")) and not target.get("urgent")
    uncounted = target.get("kind") == "coordination" != finding.get("kind")
    return bool(finding["severity"] > target["severity"]) or confirmed or urgent or uncounted
