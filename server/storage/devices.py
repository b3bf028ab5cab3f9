"""Phones as the server knows them: whose, last seen when, what they still hold, how wrong their clock is."""

import hashlib
import hmac
import json
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from server.storage import tables
from server.storage.db import Session
from server.storage.upsert import upsert

_row = tables.device.c
_CHECKED_IN = select(_row.offset_ms).where(
    _row.project == bindparam("project"), _row.id == bindparam("device"), _row.person == bindparam("person"))


def claim(session: Session, device: str, now: datetime, *, again: bool = False) -> str | None:
    """A fresh secret that proves this device; None if somebody holds it already (`again`: the holder asks anew).

    Device ids travel inside records, so an id alone proves nothing: the first to check in with it owns it.
    """
    proof = tables.device_proof
    taken = session.scalar(select(proof.c.device).where(proof.c.device == device)) is not None
    if taken and not again:
        return None
    secret = secrets.token_urlsafe(24)
    upsert(session, proof, [{"device": device, "secret_sha256": _sha256(secret), "claimed_at": now}])
    return secret


def proven(session: Session, device: str, secret: str) -> bool:
    """Does this secret belong to this device?"""
    proof = tables.device_proof.c
    stored = session.scalar(select(proof.secret_sha256).where(proof.device == device))
    return stored is not None and hmac.compare_digest(stored, _sha256(secret))


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def checked_in(session: Session, project: str, device: str | None, person: str) -> tuple[bool, int | None]:
    """(has this device ever checked in under this person's own session?, server minus phone clock in milliseconds
    at the newest time)."""
    found = device and session.execute(
        _CHECKED_IN, {"project": project, "device": device, "person": person}).one_or_none()
    return (True, found.offset_ms) if found else (False, None)


def known(session: Session, project: str, ids: list[str]) -> set[str]:
    """Which of these are phones that have checked in here, under whoever's session."""
    if not ids:
        return set()
    return set(session.scalars(select(_row.id).where(_row.project == project, _row.id.in_(ids)).distinct()))


def seen(session: Session, project: str, device: str, person: str, *, app: str, n: int | None, at: datetime,
         offset: int | None, holds: dict[str, Any]) -> None:
    """Record a check-in: the last one of each device and person is kept."""
    before = session.scalar(select(_row.cursor_seq).where(
        _row.project == project, _row.id == device, _row.person == person))
    upsert(session, tables.device, [{
        "project": project, "id": device, "person": person, "app": app, "n": n, "seen_at": at, "offset_ms": offset,
        "cursor_seq": before or 0, "holds": json.dumps(holds)}])


def all_of(session: Session, project: str) -> list[dict[str, Any]]:
    """Every device with `holds` read, newest check-in first."""
    found = session.execute(select(tables.device).where(_row.project == project).order_by(_row.seen_at.desc()))
    return [{**row, "holds": json.loads(row["holds"])} for row in found.mappings()]
