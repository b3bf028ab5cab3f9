"""A phone that lost its storage: the server itself records which records of it never arrived."""

import json
import uuid
from datetime import datetime

from sqlalchemy import Engine, func, select

from server.domain.problems import Problem
from server.storage import holes, log, tables
from server.storage.db import reading
from server.sync.intake import HOUSE, submit

_device = tables.device.c
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
        missing = holes.missing_numbers(session, project, old, told)
    body = {"device": new, "old_device": old, **({"missing_from": missing[0][0]} if missing else {})}
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
