"""Tries again what the server could not judge: our own faults never cost custody, and end with the next version."""

from datetime import datetime

from sqlalchemy import Engine

from server.storage import log
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.release import release, release_ready

AGAIN = frozenset({"judge_failed", "unknown_type", "unknown_version"})
"""Reasons that a newer version of the server may do away with (state.md §1)."""


def retry_failed(project: str, now: datetime, engine: Engine | None = None) -> int:
    """Judge again what is held for a reason of ours, one transaction each, in order of arrival; how many went."""
    with reading(engine) as session:
        held = State(session, project).all("held").values()
    failed = sorted((one for one in held if one["reasons"] and one["reasons"][0]["code"] in AGAIN),
                    key=lambda one: (one["received_at"], one["id"]))
    released = 0
    for one in failed:
        with transaction(engine) as session:
            turn, state = log.hold(session, project, now), State(session, project)
            used, brought = release(session, state, turn, one["id"])
            release_ready(session, state, used, brought)
            released += used is not turn
    return released
