"""What a judge can doubt at once about an event's pictures: seen before, or taken far from the moment."""

from typing import Any

from sqlalchemy import select

from server.domain.doubt import photo_doubts
from server.domain.events import Event
from server.storage import tables
from server.storage.state import State


def doubts_about(state: State, event: Event, shas: list[str], at: str, *,
                 own: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """[{"code", "sha256", "with"?}] for the pictures `shas` of an event of instant `at`; `own` are the
    things that rightly name them already.

    Pictures that only look alike need the picture itself; they are doubted later, when pages are read.
    """
    if not shas:
        return []
    named = tables.blob_named.c
    others = [{"sha256": sha, "named_by": id} for sha, id in state.session.execute(
        select(named.sha256, named.id)
        .where(named.project == state.project, named.sha256.in_(shas), named.id.not_in(own)).order_by(
            named.sha256, named.kind, named.id))]
    known = {photo["sha256"]: photo for photo in event.blobs}
    photos = [{"sha256": sha, "taken_at": known.get(sha, {}).get("taken_at")} for sha in dict.fromkeys(shas)]
    return photo_doubts(photos, others, at)
