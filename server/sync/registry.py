"""Which judge and which applier belongs to a type of event."""

from collections.abc import Callable
from typing import Any

from server.domain.events import Event
from server.storage.state import State

Judge = Callable[[State, Event, dict[str, Any]], dict[str, Any]]
Apply = Callable[[State, Event, dict[str, Any]], None]

JUDGES: dict[str, Judge] = {}
APPLIERS: dict[str, Apply] = {}


def register(type: str, *, judge: Judge, apply: Apply) -> None:
    """Enter the two functions of one type; each type is entered once."""
    assert type not in JUDGES, type
    JUDGES[type], APPLIERS[type] = judge, apply
