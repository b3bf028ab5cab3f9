"""What is in no state, only true at the moment of 定稿: what phones still hold, which pictures are here."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, select

from server.storage import arrived, devices, tables
from server.storage.coverage_day import on_phone
from server.storage.state import State

DEVICE_EVENTS_MAX = 300
"""How far back a phone's own events are asked: for pictures they still owe, and which came since it checked in."""

_event = tables.event.c
PRINTED_ROLES = ("before", "after", "control")


@dataclass(frozen=True)
class Snapshot:
    """Frozen into the verdict of `sheet.issued`; together with the log up to `cut_seq` it makes the sheet.

    `on_phone`: places whose visit is known but not here. `unsent`: {records, photos}. `pictures`: each picture's
    hash and the hash used (itself, its preview, None). `deliveries`: {finding: instant it reached its unit}.
    `replaced`: of a correction, as `sheet_changes.replaced` gives it.
    """

    number: int
    version: int
    cut_seq: int
    as_of: str
    on_phone: list[str]
    unsent: dict[str, int]
    pictures: dict[str, str | None]
    deliveries: dict[str, str]
    replaced: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """As the verdict stores it."""
        return asdict(self)


def look(state: State, findings: dict[str, dict[str, Any]], *, number: int, version: int, cut_seq: int,
         as_of: str, day: str) -> Snapshot:
    """Take the snapshot: the same findings, number and cut the sheet will have."""
    phones = devices.all_of(state.session, state.project)
    issued = [id for id, finding in findings.items() if finding["state"] == "issued"]
    return Snapshot(
        number=number, version=version, cut_seq=cut_seq, as_of=as_of, on_phone=sorted(on_phone(state, day)),
        unsent=_unsent(state, phones), pictures=_pictures(state, findings),
        deliveries=arrived.delivered(state.session, state.project, issued))


def _unsent(state: State, phones: list[dict[str, Any]]) -> dict[str, int]:
    """What the last check-ins announced, less what has come from those phones since."""
    records = photos = 0
    for phone in phones:
        announced = int(phone["holds"].get("events") or 0)
        left = max(0, announced - _came(state, phone, announced)) if announced else 0
        records += left
        owed = _owing(state, phone)
        photos += max(owed, int(phone["holds"].get("blobs") or 0)) if left else owed
    return {"records": records, "photos": photos}


def _came(state: State, phone: dict[str, Any], announced: int) -> int:
    """How many of this phone's newest records have come since it last checked in; older ones it had sent before."""
    newest = (select(_event.received_at).where(
        _event.project == state.project, _event.device == phone["id"], _event.author == phone["person"])
        .order_by(_event.n.desc()).limit(max(announced, DEVICE_EVENTS_MAX)).subquery())
    return state.session.scalar(select(func.count()).where(newest.c.received_at > phone["seen_at"])) or 0


def _owing(state: State, phone: dict[str, Any]) -> int:
    """Full pictures that this phone's newest records promised and that are not here."""
    newest = (select(_event.id).where(_event.project == state.project, _event.device == phone["id"],
                                      _event.author == phone["person"])
              .order_by(_event.n.desc()).limit(DEVICE_EVENTS_MAX))
    here, promised = arrived.promised_pictures(state.session, state.project, newest)
    return promised - here


def _pictures(state: State, findings: dict[str, dict[str, Any]]) -> dict[str, str | None]:
    """Full if it is here, else the preview, else none: 待上传 is printed in its place."""
    photos = {photo["sha256"]: photo.get("preview") for finding in findings.values()
              for photo in finding.get("photos") or () if photo["role"] in PRINTED_ROLES}
    here = arrived.pictures_here(state.session, state.project, [
        *photos, *(preview for preview in photos.values() if preview)])
    return {sha: sha if sha in here else preview if preview in here else None
            for sha, preview in sorted(photos.items())}
