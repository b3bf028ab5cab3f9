"""Where simulations play: two servers, moved for each to a fresh copy of the settled compound of tests/people.py."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from tests import postgres
from tests.databases import copied, migrate, opened, settle
from tests.faults.mutants import SERVER, take_the_key
from tests.faults.servers import Farm

SERVERS = 2
NOW = "2023-06-14T09:00:00+08:00"
TEMPLATE = "simulated"


class Stage:
    """Gives every simulation a fresh database on `db`, sqlite or postgres, as a context manager."""

    def __init__(self, db: str) -> None:
        self.db = db
        self.socket: str | None = None
        self._open = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> "Stage":
        self._folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="xunlou-sync-")))
        if self.db == "postgres":
            # It may crash here: what it has committed must be in its log, if not on the disk.
            self.socket = self._open.enter_context(postgres.running(synchronous_commit="on"))
            postgres.create(self.socket, TEMPLATE)
        template = postgres.url(self.socket, TEMPLATE) if self.socket else f"sqlite:///{self._folder / TEMPLATE}.db"
        migrate(template)
        settle(template)
        data, url = self._open.enter_context(self._copy())
        self.farm = self._open.enter_context(Farm(data, SERVERS, now=NOW, DATABASE_URL=url))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @contextmanager
    def fresh(self, mutant: str = "") -> Iterator[tuple[Path, Engine]]:
        """(data folder, engine) of one simulation, on which the servers stand now; all is gone afterwards.

        `mutant` is sown into the servers, if it is one of theirs.
        """
        with self._copy() as (data, url), opened(url) as engine:
            if mutant == "no_primary_key":
                take_the_key(engine)
            self.farm.move(data, mutant=mutant if mutant in SERVER else "", DATABASE_URL=url)
            try:
                yield data, engine
            finally:
                for i in range(SERVERS):
                    self.farm.kill(i)

    def crash_database(self) -> bool:
        """Let PostgreSQL crash and recover; False where the database is a file, which cannot."""
        if self.socket:
            postgres.crash(self.socket)
        return self.socket is not None

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
