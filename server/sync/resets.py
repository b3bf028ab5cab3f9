"""A phone that lost its storage: the server itself records which records of it never arrived."""

import json
import uuid
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from server.domain.problems import Problem
from server.storage import log, tables
from server.storage.db import reading
from server.sync.intake import HOUSE, submit

_device, _event = tables.device.c, tables.event.c
_NAMES = uuid.UUID("6d0c6c86-1f5e-4f0e-9d0e-6f8f2b7c1a55")


def reset_device(project: str, person: str, *, old: str, new: str, app: str, now: datetime,
                 engine: Engine | None = None) -> bool:
    """Write `device.reset` if `old` was this person's phone here; False if there was nothing to lose.

    The same pair gives the same id, so a repeated check-in writes nothing more.
    """
    with reading(engine) as session:
        told = session.scalar(select(func.max(_device.n)).where(
            _device.project == project, _device.id == old, _device.person == person))
        id = str(uuid.uuid5(_NAMES, f"{project}:{old}:{new}"))
        if told is None or log.find(session, project, id) is not None:
            return False
        missing = _first_hole(session, project, old, told)
    body = {"device": new, "old_device": old, **({} if missing is None else {"missing_from": missing})}
    envelope = {"id": id, "v": 1, "type": "device.reset", "project": project, "author": person, "org": None,
                "device": new, "n": None, "after": [], "at": now.isoformat(timespec="milliseconds"),
                "skew_ms": None, "app": app, "blobs": [], "body": body}
    raw = json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        return submit(project, id, raw, HOUSE, now, engine)[0]
    except Problem as problem:
        if problem.code != "id_conflict":
            raise
        return False        # another round of the same phone wrote it at this very moment


def _first_hole(session: Session, project: str, device: str, told: int) -> int | None:
    """The smallest number up to `told` under which nothing of this device has arrived; None if all did."""
    expected = 1
    for n in session.scalars(select(_event.n).where(
            _event.project == project, _event.device == device, _event.n.is_not(None)).order_by(_event.n).distinct()):
        if n is not None and n > expected:
            break
        expected += 1
    return expected if expected <= told else None
