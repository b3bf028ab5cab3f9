"""Where simulations play: two servers, moved for each to a fresh copy of the settled compound of tests/people.py."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from server.storage.blobs import BlobStore, DiskBlobs
from server.storage.bucket import BucketBlobs
from tests import postgres
from tests.databases import copied, migrate, opened, settle
from tests.faults.mutants import SERVER, take_the_key
from tests.faults.servers import Farm
from tests.s3 import S3Server

SERVERS = 2
NOW = "2023-06-14T09:00:00+08:00"
TEMPLATE = "simulated"


class Stage:
    """Gives every simulation a fresh database on `db` and an empty store of pictures; a context manager.

    `db`: sqlite or postgres; `blobs`: disk, or s3 for a bucket of a real S3-compatible server.
    """

    def __init__(self, db: str, blobs: str = "disk") -> None:
        self.db, self.blobs = db, blobs
        self.socket: str | None = None
        self.bucket: S3Server | None = None
        self._open = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> "Stage":
        self._folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="xunlou-sync-")))
        if self.db == "postgres":
            # It may crash here: what it has committed must be in its log, if not on the disk.
            self.socket = self._open.enter_context(postgres.running(synchronous_commit="on"))
            postgres.create(self.socket, TEMPLATE)
        if self.blobs == "s3":
            self.bucket = self._open.enter_context(S3Server(self._folder / "buckets"))
        template = postgres.url(self.socket, TEMPLATE) if self.socket else f"sqlite:///{self._folder / TEMPLATE}.db"
        migrate(template)
        settle(template)
        data, url = self._open.enter_context(self._copy())
        self.farm = self._open.enter_context(Farm(data, SERVERS, now=NOW, DATABASE_URL=url))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @contextmanager
    def fresh(self, mutant: str = "") -> Iterator[tuple[Path, Engine, BlobStore]]:
        """(data folder, engine, store) of one simulation, on which the servers stand now; all is gone afterwards.

        `mutant` is sown into the servers, if it is one of theirs.
        """
        with self._copy() as (data, url), opened(url) as engine:
            if mutant == "no_primary_key":
                take_the_key(engine)
            kept_at = self.bucket.settings(data.name) if self.bucket else {}
            self.farm.move(data, mutant=mutant if mutant in SERVER else "", DATABASE_URL=url, **kept_at)
            try:
                yield data, engine, self._store(data)
            finally:
                for i in range(SERVERS):
                    self.farm.kill(i)

    def crash_database(self) -> bool:
        """Let PostgreSQL crash and recover; False where the database is a file, which cannot."""
        if self.socket:
            postgres.crash(self.socket)
        return self.socket is not None

    def _store(self, data: Path) -> BlobStore:
        if self.bucket:
            return BucketBlobs(self.bucket.access(data.name), data / "blobs", 0)
        return DiskBlobs(data / "blobs")

    @contextmanager
    def _copy(self) -> Iterator[tuple[Path, str]]:
        name = f"run_{os.getpid()}_{next(self._numbers)}"
        data, template = self._folder / name, TEMPLATE if self.socket else self._folder / f"{TEMPLATE}.db"
        data.mkdir()
        try:
            with copied(template, data, name, self.socket) as url:
                yield data, url
        finally:
            shutil.rmtree(data)
