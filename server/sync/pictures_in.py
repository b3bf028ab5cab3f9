"""Pictures in and out: bytes durable first, then the row; readable by whoever may read a thing that names them."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, select, update

from server.domain import limits, rights
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import lookalikes, queries, quotas, snapshot, tables
from server.storage.blobs import BlobStore, ByteStream
from server.storage.db import Session, reading, transaction
from server.storage.perceptual import perceptual_hash
from server.storage.pictures import NotAPicture, inspect
from server.storage.projections import named_blobs
from server.storage.renditions import Renditions
from server.storage.upsert import insert_once

_blob, _named, _scope = tables.blob.c, tables.blob_named.c, tables.thing_scope.c

_ERASED = select(_blob.erased).where(_blob.project == bindparam("project"), _blob.sha256 == bindparam("sha256"))
"""None for a picture that is not here. Built once: four of five calls of a visit ask it twice."""


def store_blob(store: BlobStore, project: str, person: str, sha256: str, stream: ByteStream, length: int,
               mime: str, now: datetime, engine: Engine | None = None) -> bool:
    """Keep one picture of this project; True if it was not here before.

    Raises Problem too_large, quota, truncated, hash_mismatch, storage_full, erased. The file is durable before
    the row exists (protocol.md §2).
    """
    if length > limits.BLOB_BYTES_MAX:
        raise Problem("too_large")
    with reading(engine) as session:
        quotas.check(session, project, person, now, size=length)
        if session.scalar(_ERASED, {"project": project, "sha256": sha256}):
            raise Problem("erased")
    stored = store.receive(stream, length, sha256)
    with transaction(engine) as session:
        new = insert_once(session, tables.blob, {
            "project": project, "sha256": stored.sha256, "size": stored.size, "type": mime[:100],
            "uploader": person, "received_at": now, "erased": False, "looked_at": False})
        if new:
            quotas.spend(session, project, person, now, size=length)
    return new


def discard_erased(store: BlobStore, renditions: Renditions, engine: Engine) -> int:
    """Delete the files of pictures erased by law, and their smaller copies; how many originals went.

    What another project still keeps stays. Safe to run twice, and after a crash in between.
    """
    gone = 0
    for sha256 in snapshot.erased(engine):
        renditions.discard(sha256)
        gone += store.size(sha256) is not None
        store.discard(sha256)
    return gone


def readable_blob(session: Session, reader: Reader, sha256: str) -> dict[str, Any]:
    """The row of a picture this reader may see. Raises Problem not_found, not_yet (named, still on a phone), erased."""
    row = session.execute(select(tables.blob).where(
        _blob.project == reader.project, _blob.sha256 == sha256)).mappings().first()
    named = _named_to(session, reader, sha256)
    if not named and (row is None or row["uploader"] != reader.person):
        raise Problem("not_found")
    if row is None:
        raise Problem("not_yet")
    if row["erased"]:
        raise Problem("erased")
    return dict(row)


def _named_to(session: Session, reader: Reader, sha256: str) -> bool:
    """Does a thing in this reader's scopes name the picture?

    A contractor sees less of a thing than stands in it: internal comments and what a former unit showed are left
    out. So for him the thing as he sees it must name the picture.
    """
    query = select(_named.kind, _named.id).join(tables.thing_scope, (
        (_scope.project == _named.project) & (_scope.kind == _named.kind) & (_scope.id == _named.id))).where(
        _named.project == reader.project, _named.sha256 == sha256, _scope.visible,
        _scope.scope.in_(sorted(rights.scopes_of(reader))))
    if reader.role not in rights.FIRMS:
        return session.execute(query.limit(1)).first() is not None
    rows = session.execute(query.where(_named.internal.is_(False)).distinct()).all()
    seen = (state for kind in {row.kind for row in rows}
            for state in queries.things(session, reader, kind, [row.id for row in rows if row.kind == kind]).values())
    return any(sha == sha256 for state in seen for sha, _ in named_blobs(state))


def look_at(store: BlobStore, project: str, sha256: str, engine: Engine | None = None) -> bool:
    """Decode a stored picture once, apart from intake: size, EXIF facts, perceptual hash; True if it is a picture."""
    file = store.open(sha256)
    if file is None:
        return False
    mine = (_blob.project == project) & (_blob.sha256 == sha256)
    found: dict[str, Any] = {"looked_at": True, "picture": False}
    with file:
        try:
            facts = inspect(file)
            file.seek(0)
            found |= {"picture": True, "w": facts.w, "h": facts.h, "phash": perceptual_hash(file),
                      "facts": json.dumps(asdict(facts), ensure_ascii=False)}
        except NotAPicture as fault:
            found["facts"] = json.dumps({"fault": str(fault)}, ensure_ascii=False)
    others: list[str] = []
    if found["picture"]:
        # Entered and committed before the search: of two at the same time the later one finds the other. Only then
        # is it looked at, so that nothing is missed if the machine stops in between.
        entered = {key: said for key, said in found.items() if key != "looked_at"}
        with transaction(engine) as session:
            session.execute(update(tables.blob).where(mine).values(**entered))
            lookalikes.enter(session, project, sha256, found["phash"])
        with reading(engine) as session:
            others = lookalikes.search(session, project, sha256, found["phash"])
    with transaction(engine) as session:
        session.execute(update(tables.blob).where(mine).values(**found))
        lookalikes.note(session, project, sha256, others)
    return bool(found["picture"])


def look_at_new(store: BlobStore, most: int = 500, engine: Engine | None = None,
                told: Callable[[str], None] = lambda line: None) -> int:
    """Look at up to `most` pictures nobody has looked at yet (nightly, and safe to run twice); how many."""
    with reading(engine) as session:
        waiting = session.execute(select(_blob.project, _blob.sha256).where(
            _blob.looked_at.is_(False), _blob.erased.is_(False)).limit(most)).all()
    for project, sha256 in waiting:
        if not look_at(store, project, sha256, engine):
            told(f"{sha256[:12]}… is not a picture")
    return len(waiting)
