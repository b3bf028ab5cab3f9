"""The day of the last visit to each place up to some day: one look at the end of an index per place."""

from collections.abc import Iterable

from sqlalchemy import func, select

from server.storage import tables
from server.storage.db import Session

_walk, _thing = tables.visit_place.c, tables.thing.c


def last_visits(session: Session, project: str, places: Iterable[str], day: str) -> dict[str, str]:
    """{place: 2023-06-14} of those places somebody had visited by the end of `day`; what nobody visited is absent."""
    newest = select(func.max(_walk.day)).where(
        _walk.project == project, _walk.place == _thing.id, _walk.day <= day).correlate(tables.thing).scalar_subquery()
    rows = session.execute(select(_thing.id, newest).where(
        _thing.project == project, _thing.kind == "place", _thing.id.in_(list(places))))
    return {id: last for id, last in rows if last is not None}
