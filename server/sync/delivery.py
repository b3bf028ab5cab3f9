"""Proof of delivery: a finding counts as delivered when a phone of its unit comes back with a cursor past it."""

from datetime import datetime

from sqlalchemy import Engine, select, update

from server.domain import rights
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import Session, reading, transaction
from server.storage.upsert import upsert

_scope, _device = tables.thing_scope.c, tables.device.c


def acknowledge(reader: Reader, device: str | None, cursor: str, now: datetime, engine: Engine | None = None) -> None:
    """Note what this phone has certainly received: everything up to a cursor that the feed has just accepted.

    Writes only for contractors, and only when the cursor has moved on; the phone must have checked in before.
    """
    seq = cursor.partition(".")[0]
    if reader.role not in rights.FIRMS or device is None or not (seq.isascii() and seq.isdigit() and len(seq) < 16):
        return
    with reading(engine) as session:
        before = _cursor(session, reader, device)
    if before is None or int(seq) <= before:
        return
    with transaction(engine) as session:
        _note(session, reader, device, before, int(seq), now)


def _cursor(session: Session, reader: Reader, device: str) -> int | None:
    return session.scalar(select(_device.cursor_seq).where(
        _device.project == reader.project, _device.id == device, _device.person == reader.person))


def _note(session: Session, reader: Reader, device: str, before: int, upto: int, now: datetime) -> None:
    came = session.scalars(select(_scope.id).where(
        _scope.project == reader.project, _scope.scope == f"firm:{reader.org}", _scope.kind == "finding",
        _scope.visible, _scope.seq > before, _scope.seq <= upto))
    upsert(session, tables.delivery, [
        {"project": reader.project, "finding": id, "person": reader.person, "at": now} for id in came], update=False)
    session.execute(update(tables.device).where(
        _device.project == reader.project, _device.id == device, _device.person == reader.person).values(
        cursor_seq=upto))
