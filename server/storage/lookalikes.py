"""Pictures that look alike: found by bands of their hashes, kept in pairs, so that asking costs nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.domain.doubt import HASH_DISTANCE_MAX, distance
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.db import Session
from server.storage.upsert import insert_once

NOTED_MAX = 12
"""Of each picture, the first ones seen: its own smaller copy is among them."""

READ_MAX = 60
"""Pairs looked at for one finding, whatever a picture of nothing but darkness looks like."""

BANDS, BAND_BITS = 4, 16
"""Two hashes of 64 bits that differ in at most 6 differ in at most one within one of four bands: none is missed."""

CANDIDATES_MAX = 500
"""Of one band. Only where more pictures share a band (nothing but darkness) are some of them not compared."""

_blob, _named, _walk = tables.blob.c, tables.blob_named.c, tables.visit_place.c
_band, _alike = tables.picture_band.c, tables.alike.c
Row = dict[str, Any]

assert HASH_DISTANCE_MAX < 2 * BANDS


def bands(phash: str) -> list[int]:
    """The four numbers of 16 bits a perceptual hash (16 hexadecimal digits) is made of, the highest first."""
    whole = int(phash, 16)
    return [whole >> BAND_BITS * (BANDS - 1 - nr) & (1 << BAND_BITS) - 1 for nr in range(BANDS)]


def enter(session: Session, project: str, sha256: str, phash: str) -> None:
    """Write down what a picture looks like, so that others find it; doing it again changes nothing."""
    for nr, bits in enumerate(bands(phash)):
        insert_once(session, tables.picture_band, {"project": project, "band": nr, "bits": bits, "sha256": sha256})


def search(session: Session, project: str, sha256: str, phash: str) -> list[str]:
    """The pictures entered so far that look like this one, the first ones seen first; at most NOTED_MAX."""
    found: dict[str, datetime] = {}
    for nr, bits in enumerate(bands(phash)):
        near = [bits, *(bits ^ 1 << bit for bit in range(BAND_BITS))]
        rows = session.execute(select(_blob.sha256, _blob.phash, _blob.received_at).join(
            tables.picture_band, (_band.project == _blob.project) & (_band.sha256 == _blob.sha256)).where(
            _band.project == project, _band.band == nr, _band.bits.in_(near), _band.sha256 != sha256,
            _blob.erased.is_(False), _blob.phash.is_not(None)).limit(CANDIDATES_MAX))
        found |= {row.sha256: row.received_at for row in rows if distance(row.phash, phash) <= HASH_DISTANCE_MAX}
    return sorted(found, key=lambda sha: (found[sha], sha))[:NOTED_MAX]


def note(session: Session, project: str, sha256: str, others: Iterable[str]) -> None:
    """Keep that this picture looks like each of the others, and they like it."""
    # Always in one order: two who note the same pair at the same time wait for each other once, never both.
    for a, b in sorted({pair for other in others for pair in ((sha256, other), (other, sha256))}):
        insert_once(session, tables.alike, {"project": project, "a": a, "b": b})


def not_looked_at(session: Session, project: str, shas: Iterable[str]) -> list[str]:
    """Which of these pictures are here, but nobody has decoded them yet."""
    return list(session.scalars(select(_blob.sha256).where(
        _blob.project == project, _blob.sha256.in_(list(shas)), _blob.looked_at.is_(False),
        _blob.erased.is_(False)).order_by(_blob.received_at, _blob.sha256)))


def alike(session: Session, reader: Reader, finding: Row) -> list[tuple[str, Row]]:
    """[(a picture of this finding, another finding with a picture that looks like it)], each finding once, the oldest
    first; only findings this reader may see, without those merged with this one."""
    own = [sha for photo in finding.get("photos") or [] for sha in (photo["sha256"], photo.get("preview")) if sha]
    rows = session.execute(select(_alike.a, _alike.b).join(tables.blob, (_blob.project == _alike.project) & (
        _blob.sha256 == _alike.a)).where(_alike.project == reader.project, _alike.a.in_(own), _blob.erased.is_(False))
        .order_by(_alike.a, _alike.b).limit(READ_MAX)) if own else ()
    pairs = {row.b: row.a for row in rows}
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
