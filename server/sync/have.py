"""Which of these do you durably hold? Asked before a phone lets go of bytes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from server.storage import tables
from server.storage.db import Session


def have(session: Session, project: str, person: str, events: list[str], blobs: list[str],
         size_of: Callable[[str], int | None]) -> dict[str, Any]:
    """{"missing_events", "missing_blobs", "erased_blobs"} of the ids asked for (at most 500 each).

    A blob counts only if this project has its row AND the store holds the file at its right size; so knowing a
    hash of another project tells nothing.
    """
    event, blob = tables.event.c, tables.blob.c
    here = set(session.scalars(select(event.id).where(event.project == project, event.id.in_(events)))) \
        if events else set()
    rows = session.execute(select(blob.sha256, blob.size, blob.erased).where(
        blob.project == project, blob.sha256.in_(blobs))).all() if blobs else []
    erased = {row.sha256 for row in rows if row.erased}
    held = {row.sha256 for row in rows if not row.erased and size_of(row.sha256) == row.size}
    return {"missing_events": [id for id in events if id not in here],
            "missing_blobs": [sha for sha in blobs if sha not in held and sha not in erased],
            "erased_blobs": [sha for sha in blobs if sha in erased]}
