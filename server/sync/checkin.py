"""The first, tiny call of every round: clock offset, epoch, and what the phone still holds."""

from datetime import datetime
from typing import Any

from server.domain import limits
from server.domain.rights import Reader
from server.storage import devices, log
from server.storage.db import Session
from server.sync.feed import view_token

OFFSET_MS_MAX = 400 * 365 * 24 * 3600 * 1000


def checkin(session: Session, reader: Reader, said: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Record the phone's word and answer {"epoch","head","view","min_app","keep_days","role","org","person"}.

    `said`: {"device","app","at","n","holds"} (protocol.md §3.1), already of the right shape.
    """
    phone = datetime.fromisoformat(said["at"])
    offset = round((now - phone).total_seconds() * 1000)
    devices.seen(session, reader.project, said["device"], reader.person, app=said["app"], n=said.get("n"), at=now,
                 offset=max(-OFFSET_MS_MAX, min(OFFSET_MS_MAX, offset)), holds=said["holds"])
    head = log.head(session, reader.project)
    return {"epoch": head["epoch"], "head": head["seq"], "view": view_token(session, reader), "min_app": limits.MIN_APP,
            "keep_days": limits.KEEP_DAYS, "role": reader.role, "org": reader.org, "person": reader.person}
