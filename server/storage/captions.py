"""What stands under a picture when it is handed on by itself: where, when, and which finding."""

from typing import Any

from sqlalchemy import select

from server.domain import clock
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.db import Session
from server.storage.state import State

_named = tables.blob_named.c


def caption(session: Session, reader: Reader, sha256: str) -> list[str]:
    """Up to three lines for a picture this reader may see; [] if no finding he sees names it."""
    ids = session.scalars(select(_named.id).where(
        _named.project == reader.project, _named.sha256 == sha256, _named.kind == "finding").order_by(_named.id))
    found = queries.things(session, reader, "finding", ids)
    if not found:
        return []
    finding = min(found.values(), key=lambda one: (one["filed_at"], one["id"]))
    state = State(session, reader.project)
    place = state.get("place", finding["place"]) or {}
    where = " ".join(part for part in (place.get("label"), finding.get("position")) if part)
    return [line for line in (where, _when(finding, sha256, state.setting("zone")), finding.get("number")) if line]


def _when(finding: dict[str, Any], sha256: str, zone: str) -> str:
    photos: list[dict[str, Any]] = finding.get("photos") or []
    photo = next((photo for photo in photos if photo["sha256"] == sha256), {})
    at = clock.told(photo.get("at")) or clock.instant_of(finding["filed_at"])
    return f"{clock.local_time(at, zone):%Y-%m-%d %H:%M}"
