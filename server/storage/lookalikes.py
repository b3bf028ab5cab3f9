"""Pictures that look alike: noted on both once, when the second is looked at, so that asking costs nothing."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from server.domain.doubt import HASH_DISTANCE_MAX, distance
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.db import Session

NOTED_MAX = 12
"""Of each picture, the first ones seen: its own smaller copy is among them."""

_blob, _named, _walk = tables.blob.c, tables.blob_named.c, tables.visit_place.c
Row = dict[str, Any]


def note(session: Session, project: str, sha256: str, phash: str) -> None:
    """Write down, at this picture and at each other one that looks like it, that they do."""
    others = session.execute(select(_blob.sha256, _blob.phash, _blob.facts).where(
        _blob.project == project, _blob.phash.is_not(None), _blob.sha256 != sha256, _blob.erased.is_(False))
        .order_by(_blob.received_at, _blob.sha256))
    alike = [row for row in others if distance(row.phash, phash) <= HASH_DISTANCE_MAX]
    if not alike:
        return
    own = session.scalar(select(_blob.facts).where(_blob.project == project, _blob.sha256 == sha256))
    for sha, facts, more in [(sha256, own, [row.sha256 for row in alike]),
                             *((row.sha256, row.facts, [sha256]) for row in alike)]:
        said = json.loads(facts or "{}")
        said["alike"] = list(dict.fromkeys([*said.get("alike", []), *more]))[:NOTED_MAX]
        session.execute(update(tables.blob).where(_blob.project == project, _blob.sha256 == sha).values(
            facts=json.dumps(said, ensure_ascii=False)))


def not_looked_at(session: Session, project: str, shas: Iterable[str]) -> list[str]:
    """Which of these pictures are here, but nobody has decoded them yet."""
    return list(session.scalars(select(_blob.sha256).where(
        _blob.project == project, _blob.sha256.in_(list(shas)), _blob.looked_at.is_(False),
        _blob.erased.is_(False)).order_by(_blob.received_at, _blob.sha256)))


def alike(session: Session, reader: Reader, finding: Row) -> list[tuple[str, Row]]:
    """[(a picture of this finding, another finding with a picture that looks like it)], each finding once, the oldest
    first; only findings this reader may see, without those merged with this one."""
    rows = session.execute(select(_blob.sha256, _blob.facts).where(
        _blob.project == reader.project, _blob.facts.is_not(None), _blob.erased.is_(False), _blob.sha256.in_(
            [sha for photo in finding.get("photos") or [] for sha in (photo["sha256"], photo.get("preview")) if sha])))
    pairs = {other: row.sha256 for row in rows for other in json.loads(row.facts).get("alike", [])}
    named = session.execute(select(_named.sha256, _named.id).where(
        _named.project == reader.project, _named.sha256.in_(list(pairs)), _named.kind == "finding",
        _named.id != finding["id"])) if pairs else ()
    found = {row.id: pairs[row.sha256] for row in named}
    known = queries.things(session, reader, "finding", found) if found else {}
    seen = [(found[id], other) for id, other in known.items()
            if other.get("merged_into") != finding["id"] and finding.get("merged_into") != id]
    return sorted(seen, key=lambda pair: (pair[1]["filed_at"], pair[1]["id"]))


def walk_of(session: Session, project: str, person: str, day: str) -> list[Row]:
    """What one person recorded on one day: [{"id", "author", "place", "outcome", "at": instant text}]."""
    rows = session.execute(select(_walk.visit, _walk.place, _walk.outcome, _walk.at).where(
        _walk.project == project, _walk.day == day, _walk.author == person))
    return [{"id": row.visit, "author": person, "place": row.place, "outcome": row.outcome, "at": _text(row.at)}
            for row in rows]


def _text(at: datetime) -> str:
    return at.isoformat()
