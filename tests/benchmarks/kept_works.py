"""Filled projects, kept in a folder while the code that fills them stays the same, and copies of them to measure on."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, select

from server.storage import tables
from server.storage.migrations import upgrade
from tests import people, postgres
from tests.benchmarks import big_compound, long_findings, long_works, scribe
from tests.databases import opened

ROWS_AT_ONCE = 2000
ROOT = Path(__file__).resolve().parents[2]


def made_by() -> str:
    """A hash of what decides how a filled project looks: the filler, and the tables."""
    files = [Path(module.__file__ or "") for module in (people, big_compound, long_findings, long_works, scribe)]
    files += sorted((ROOT / "migrations" / "versions").glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def filled(folder: Path, visits: int) -> Path:
    """The SQLite file of works with so many visits; filled now if it is not in the folder."""
    kept = folder / f"works-{visits}-{made_by()}.db"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"filling-{visits}.db"
        for old in folder.glob(f"{fresh.name}*"):
            old.unlink()
        with opened(f"sqlite:///{fresh}") as engine:
            long_works.fill(engine, visits)
            with engine.connect() as only:
                only.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fresh.rename(kept)
    return kept


@contextmanager
def on_sqlite(kept: Path, data: Path) -> Iterator[tuple[str, Engine]]:
    """(address, engine) of a copy in the data folder."""
    shutil.copy(kept, data / "xunlou.db")
    url = f"sqlite:///{data / 'xunlou.db'}"
    with opened(url) as engine:
        yield url, engine


@contextmanager
def on_postgres(kept: Path, data: Path, socket: str) -> Iterator[tuple[str, Engine]]:
    """(address, engine) of a PostgreSQL database with the same rows: what intake wrote, it need not write twice."""
    name = data.name
    postgres.create(socket, name)
    url = postgres.url(socket, name)
    source = create_engine(f"sqlite:///{kept}")
    with opened(url) as engine:
        upgrade(engine)
        with source.connect() as theirs, engine.begin() as ours:
            for table in tables.metadata.sorted_tables:
                rows = theirs.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table)).mappings()
                for some in rows.partitions(ROWS_AT_ONCE):
                    ours.execute(table.insert(), [dict(row) for row in some])
        with engine.connect() as one:
            one.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
        yield url, engine
    source.dispose()
    postgres.drop(socket, name)
