"""What a judge can doubt at once about an event's pictures: seen before, or taken far from the moment."""

from typing import Any

from sqlalchemy import bindparam, select

from server.domain.doubt import photo_doubts
from server.domain.events import Event
from server.storage import tables
from server.storage.state import State

_named = tables.blob_named.c
_NAMED_BY = select(_named.sha256, _named.id).where(
    _named.project == bindparam("project"), _named.sha256.in_(bindparam("shas", expanding=True))).order_by(
    _named.sha256, _named.kind, _named.id)


def doubts_about(state: State, event: Event, shas: list[str], at: str, *,
                 own: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """[{"code", "sha256", "with"?}] for the pictures `shas` of an event of instant `at`; `own` are the
    things that rightly name them already.

    Pictures that only look alike need the picture itself; they are doubted later, when pages are read.
    """
    if not shas:
        return []
    others = [{"sha256": sha, "named_by": id} for sha, id in state.session.execute(
        _NAMED_BY, {"project": state.project, "shas": shas}) if id not in own]
    known = {photo["sha256"]: photo for photo in event.blobs}
    photos = [{"sha256": sha, "taken_at": known.get(sha, {}).get("taken_at")} for sha in dict.fromkeys(shas)]
    return photo_doubts(photos, others, at)
