"""Proof that what was stored is what is there: the chain over the log, the hash of every picture."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine, delete, select

from server.storage import log, tables
from server.storage.blobs import BlobStore
from server.storage.db import reading, transaction
from server.storage.upsert import upsert

_blob = tables.blob.c


def projects(engine: Engine | None = None) -> list[str]:
    """The ids of all projects."""
    with reading(engine) as session:
        return list(session.scalars(select(tables.project.c.id).order_by(tables.project.c.id)))


def verify_log(project: str, engine: Engine | None = None) -> Iterator[str]:
    """A line per fault: bytes that do not match their hash, a gap in seq, a chain that does not follow."""
    for _, line in faults(project, engine):
        yield line


def first_fault(project: str, engine: Engine | None = None) -> int | None:
    """The seq of the first row that is not what was stored; None while the whole log agrees with itself."""
    return next((seq for seq, _ in faults(project, engine)), None)


def faults(project: str, engine: Engine | None = None) -> Iterator[tuple[int, str]]:
    """(seq, what is wrong) for each fault, in order.

    Of an event covered by law the hash that was stored stands in the chain for the bytes that are gone.
    """
    with reading(engine) as session:
        head = log.head(session, project)
        chain, expected, covered = log.ZERO_CHAIN, 0, log.covered(session, project)
        for row in log.rows(session, project, parsed=False):
            expected += 1
            if row["seq"] != expected:
                yield expected, f"{project}: seq {expected} is missing"
                expected = row["seq"]
            sha256 = row["sha256"] if row["id"] in covered else hashlib.sha256(row["bytes"]).hexdigest()
            if sha256 != row["sha256"]:
                yield row["seq"], f"{project}: seq {row['seq']} ({row['type']}): the stored bytes were changed"
            chain = log.link(chain, sha256, row["facts"], row["verdict"])
            if chain != row["chain"]:
                yield row["seq"], f"{project}: seq {row['seq']} ({row['type']}): the chain breaks here"
                chain = row["chain"]
        if head["seq"] != expected or head["chain"] != chain:
            yield expected + 1, f"{project}: the head does not match the last row"


def verify_blobs(store: BlobStore, engine: Engine | None = None) -> Iterator[str]:
    """A line per fault; bad pictures are cleared so that phones refill them (protocol.md §3.5)."""
    with reading(engine) as session:
        rows = session.execute(select(_blob.sha256, _blob.size).where(
            _blob.erased.is_(False)).distinct().order_by(_blob.sha256)).all()
    for sha256, size in rows:
        fault = _fault(store, sha256, size)
        if fault:
            yield f"picture {sha256}: {fault}"
            store.discard(sha256)
            with transaction(engine) as session:
                session.execute(delete(tables.blob).where(_blob.sha256 == sha256))


def _fault(store: BlobStore, sha256: str, size: int) -> str | None:
    file = store.open(sha256)
    if file is None:
        return "the file is missing"
    digest, got = hashlib.sha256(), 0
    with file:
        while piece := file.read(1 << 16):
            digest.update(piece)
            got += len(piece)
    if got != size:
        return f"{got} bytes instead of {size}"
    return None if digest.hexdigest() == sha256 else "the bytes were changed"


def adopt_orphans(store: BlobStore, now: datetime, engine: Engine | None = None) -> int:
    """Give files without any row to the projects whose events owe them (a crash between file and row); how many.

    A file that some project holds a row of is nobody else's: knowing a hash gives no access (protocol.md §3.3).
    """
    owed, adopted = tables.blob_owed.c, 0
    for sha256 in store.hashes():
        with transaction(engine) as session:
            if session.scalar(select(_blob.project).where(_blob.sha256 == sha256).limit(1)) is not None:
                continue
            wanted = session.scalars(select(owed.project).where(owed.sha256 == sha256).distinct()).all()
            size = store.size(sha256)
            if wanted and size is not None and _fault(store, sha256, size) is None:
                upsert(session, tables.blob, [{
                    "project": project, "sha256": sha256, "size": size, "type": "application/octet-stream",
                    "uploader": "", "received_at": now, "erased": False, "looked_at": False}
                    for project in wanted], update=False)
                adopted += len(wanted)
    return adopted
