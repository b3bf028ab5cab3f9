"""The compound a benchmark plays in: of real size, settled once, a fresh copy of it for each run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from server.storage.migrations import upgrade
from tests import people, postgres
from tests.benchmarks import gauges
from tests.benchmarks.big_compound import grow
from tests.faults.stage import opened
from tests.people import Compound

TEMPLATE = "settled"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Ground:
    """`doors` of the compound; `fresh()` is a new copy of its data."""

    db: str
    doors: list[str]

    def __init__(self, folder: Path) -> None:
        self.folder, self._numbers = folder, count(1)

    def settle(self, url: str) -> None:
        """A day ago: founded, grown to its real size."""
        then = datetime.now(UTC) - timedelta(days=1)
        with opened(url) as engine:
            upgrade(engine)
            people.settle(engine, then)
            self.doors = grow(Compound(engine, lambda: then))

    @contextmanager
    def fresh(self) -> Iterator[tuple[Path, str, Engine]]:
        """(data folder, address of the database, engine) of one run; all is gone afterwards."""
        name = f"run_{next(self._numbers)}"
        data = self.folder / name
        data.mkdir()
        url = self.copy(name, data)
        try:
            with opened(url) as engine:
                yield data, url, engine
        finally:
            self.drop(name)
            shutil.rmtree(data)

    def copy(self, name: str, data: Path) -> str:
        """The settled database under another name; its address."""
        raise NotImplementedError

    def drop(self, name: str) -> None:
        """Remove what `copy` made outside the data folder."""

    def database(self) -> gauges.Reading:
        """What the database's own processes have used so far."""
        return gauges.Reading(0, 0, 0)


class SqliteGround(Ground):
    """A file in the data folder; what it costs, the server's own process pays."""

    db = "sqlite"

    def copy(self, name: str, data: Path) -> str:
        shutil.copy(self.folder / f"{TEMPLATE}.db", data / "xunlou.db")
        return f"sqlite:///{data / 'xunlou.db'}"


class PostgresGround(Ground):
    """A server of its own that keeps its promises: nothing is left to chance at a power cut."""

    db = "postgres"
    socket = ""
    pid = 0

    def copy(self, name: str, data: Path) -> str:
        postgres.create(self.socket, name, template=TEMPLATE)
        return postgres.url(self.socket, name)

    def drop(self, name: str) -> None:
        postgres.drop(self.socket, name)

    def database(self) -> gauges.Reading:
        return replace(gauges.family(self.pid), written=postgres.written(self.socket))


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Ground]:
    """Files in `folder`."""
    ground = SqliteGround(folder)
    ground.settle(f"sqlite:///{folder / TEMPLATE}.db")
    yield ground


@contextmanager
def on_postgres(folder: Path) -> Iterator[Ground]:
    """A throw-away server."""
    ground = PostgresGround(folder)
    with postgres.running(**DURABLE) as ground.socket:
        ground.pid = postgres.pid(ground.socket)
        postgres.create(ground.socket, TEMPLATE)
        ground.settle(postgres.url(ground.socket, TEMPLATE))
        yield ground


GROUNDS = {"sqlite": on_sqlite, "postgres": on_postgres}
