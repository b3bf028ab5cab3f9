"""What waits for the person at the desk, and the warning of it before the day's records are cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.domain import lifecycle
from server.domain.attention import attention
from server.domain.cutoff import warning
from server.storage import finding_pages
from server.storage.db import Session, reading

if TYPE_CHECKING:
    from server.web.desk.page import Desk


def waits_for(look: Session, desk: Desk) -> dict[str, Any]:
    """{"review": {"count", "late", "oldest"}, …} of what this person's role may settle, by the moves table."""
    found: dict[str, Any] = {}
    for key, move, states in (("review", "issue", ("submitted",)), ("reinspect", "pass", ("replied",)),
                              ("extension", "extend_answer", ("issued", "returned"))):
        rank = lifecycle.MOVES[move]["who"].get(desk.reader.role)
        if rank is None:
            continue
        here = finding_pages.open_ones(look, desk.reader, states=states, severity_max=rank)
        waits = [kept for one in here if (kept := attention(one, desk.now, desk.settings)["waiting"])]
        found[key] = {"count": len(waits), "late": sum(1 for kept in waits if kept["late"]),
                      "oldest": min((kept["since"] for kept in waits), default=None)}
    return found


def before_cutoff(desk: Desk | None) -> dict[str, Any] | None:
    """What `cutoff.warning` says and {"review", "reinspect"} counts for a supervisor who has any; else None."""
    said = warning(desk.now, desk.settings) if desk and desk.reader.role in lifecycle.SUPERVISION else None
    if desk is None or said is None:
        return None
    counts = {}
    with reading() as look:
        for key, move, state in (("review", "issue", "submitted"), ("reinspect", "pass", "replied")):
            rank = lifecycle.MOVES[move]["who"].get(desk.reader.role, 0)
            if n := finding_pages.count_open(look, desk.reader, (state,), rank):
                counts[key] = n
    return {**said, "counts": counts} if counts else None
