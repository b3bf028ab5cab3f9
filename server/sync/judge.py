"""Judging: the checks every event shares, then the judge of its type; an exception becomes a held event."""

import json
import logging
from typing import Any

from server.domain import shape
from server.domain.bodies import SHAPES
from server.domain.events import RELAYABLE, TYPES, Event
from server.domain.strict_json import canonical
from server.storage.db import TransactionLost, savepoint
from server.storage.state import State
from server.sync import types  # noqa: F401  (enters every judge and applier)
from server.sync.registry import JUDGES
from server.sync.verdicts import held, no_effect

log = logging.getLogger(__name__)


def judge(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The verdict of one event, decided once (state.md §1). Our faults never cost custody.

    Raises TransactionLost: then nothing is in custody, and the phone sends it again.
    """
    try:
        with savepoint(state.session):
            verdict = _shared(state, event, facts) or JUDGES[event.type](state, event, facts)
        return _as_stored(verdict)
    except TransactionLost:
        raise
    except Exception:
        log.exception("judging %s %s failed", event.type, event.id)
        return held("judge_failed")


def _as_stored(verdict: dict[str, Any]) -> dict[str, Any]:
    """The verdict as the log will give it back: what is folded now must be what a rebuild folds."""
    stored: dict[str, Any] = json.loads(canonical(verdict))
    return stored


def _shared(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any] | None:
    return (_dropped(facts) or _unreadable(event) or _person(event, facts) or _relay(event, facts)
            or _order(state, event))


def _dropped(facts: dict[str, Any]) -> dict[str, Any] | None:
    """A person decided that this held record is not to count; so it is settled, and waits for nothing more."""
    return no_effect("dropped", "经核对不采用", dropped=True) if facts.get("resolved") == "drop" else None


def _unreadable(event: Event) -> dict[str, Any] | None:
    if event.type not in TYPES:
        return held("unknown_type")
    body = SHAPES.get((event.type, event.v))
    if body is None:
        return held("unknown_version")
    faults = list(event.faults) or shape.complaints(body, event.body)
    return held("schema_invalid", "; ".join(faults[:3])) if faults else None


def _person(event: Event, facts: dict[str, Any]) -> dict[str, Any] | None:
    if facts.get("via") == "command" or facts.get("resolved"):
        return None
    return held("left_project") if facts["role"] is None else None


def _relay(event: Event, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Another person's session may bring a colleague's visits, never his moves (state.md §5, Relay).

    A reviewer may accept a relayed visit that somebody else brought; nobody can accept a move for its author.
    """
    if not facts["relay"]:
        return None
    if event.type not in RELAYABLE:
        return held("needs_author")
    accepted = facts.get("resolved") == "apply" and facts.get("resolved_by") != facts["submitter"]
    return None if accepted or facts["device_held_author"] else held("relay_refused")


def _order(state: State, event: Event) -> dict[str, Any] | None:
    """Everything named in `after` must be here and settled."""
    needs = []
    for id in event.after:
        known = state.event(id)
        if known is None or known["outcome"] == "held":
            needs.append(f"event:{id}")
    return held("waiting", needs=needs) if needs else None
