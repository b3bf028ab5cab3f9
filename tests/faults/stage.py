"""Where simulations play: two servers, moved for each to a fresh copy of the settled compound of tests/people.py."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine

from server.storage.db import prepare
from server.storage.migrations import upgrade
from tests import people, postgres
from tests.faults.servers import Farm

FOUNDED = datetime.fromisoformat("2023-06-01T08:00:00+08:00")
SERVERS = 2
NOW = "2023-06-14T09:00:00+08:00"
TEMPLATE = "simulated"


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine prepared as the application prepares its own."""
    engine = create_engine(url)
    prepare(engine)
    try:
        yield engine
    finally:
        engine.dispose()


class Stage:
    """Gives every simulation a fresh database on `db`, sqlite or postgres, as a context manager."""

    def __init__(self, db: str) -> None:
        self.db = db
        self._open = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> "Stage":
        self._folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="xunlou-sync-")))
        if self.db == "postgres":
            self.socket = self._open.enter_context(postgres.running())
            postgres.create(self.socket, TEMPLATE)
        with opened(self._url(TEMPLATE)) as engine:
            upgrade(engine)
            people.settle(engine, FOUNDED)
        data, url = self._open.enter_context(self._copy())
        self.farm = self._open.enter_context(Farm(data, SERVERS, now=NOW, DATABASE_URL=url))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @contextmanager
    def fresh(self) -> Iterator[tuple[Path, Engine]]:
        """(data folder, engine) of one simulation, on which the servers stand now; all is gone afterwards."""
        with self._copy() as (data, url), opened(url) as engine:
            self.farm.move(data, DATABASE_URL=url)
            try:
                yield data, engine
            finally:
                for i in range(SERVERS):
                    self.farm.kill(i)

    @contextmanager
    def _copy(self) -> Iterator[tuple[Path, str]]:
        name = f"run_{os.getpid()}_{next(self._numbers)}"
        data = self._folder / name
        data.mkdir()
        if self.db == "postgres":
            postgres.create(self.socket, name, template=TEMPLATE)
        else:
            shutil.copy(self._folder / f"{TEMPLATE}.db", data / "xunlou.db")
        try:
            yield data, self._url(name) if self.db == "postgres" else f"sqlite:///{data / 'xunlou.db'}"
        finally:
            if self.db == "postgres":
                postgres.drop(self.socket, name)
            shutil.rmtree(data)

    def _url(self, name: str) -> str:
        return postgres.url(self.socket, name) if self.db == "postgres" else f"sqlite:///{self._folder / name}.db"
