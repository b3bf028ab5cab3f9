"""The database: one engine, `reading()` and the only thing that commits, `transaction()`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, event
from sqlalchemy.types import TypeDecorator

from server.domain.problems import Problem

db = SQLAlchemy()

Session = Connection
"""One look at the database, or one piece of work in it: tables and rows, no objects to keep track of."""

PAGE = "page_size=2048"
"""Bytes, of a new file: a record changes little rows in many places, and each costs a whole page on the disk."""

CHECKPOINT = "wal_autocheckpoint=16000"
"""Pages: a page that changes with every record is copied from the log to the file once in 32 MB, not once in 4."""

SCRATCH = "temp_store=MEMORY"
"""What a savepoint might undo is remembered beside the database, not written to the disk a second time."""

WRITES = "writes"
"""Said of a connection whose next transaction takes the write lock at once."""

_write_locks: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


class TransactionLost(Problem):
    """The database undid all of a transaction by itself: whoever goes on would write beside it."""

    def __init__(self) -> None:
        super().__init__("busy")


class Utc(TypeDecorator[datetime]):
    """An aware UTC datetime in and out (SQLite hands back naive ones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuses naive datetimes: a guess of the zone would be a wrong record."""
        if value is None:
            return None
        assert value.tzinfo is not None, "naive datetime"
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Says the zone that SQLite forgets."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def prepare(engine: Engine) -> None:
    """Durable settings for SQLite: WAL, FULL, foreign keys, explicit BEGIN (protocol.md §2)."""
    if engine in _write_locks:
        return
    _write_locks[engine] = threading.Lock()
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("busy_timeout=20000", PAGE, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
                       CHECKPOINT, SCRATCH):
            connection.execute(f"PRAGMA {pragma}")

    # Not as a listener for "begin": with a single one, every statement asks for listeners all along its way.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign, assignment]


def _begin(connection: Any) -> None:
    connection.execute("BEGIN IMMEDIATE" if connection.info.pop(WRITES, False) else "BEGIN")


@contextmanager
def reading(engine: Engine | None = None) -> Iterator[Session]:
    """A session for one consistent look; nothing it does is kept."""
    with (engine or db.engine).connect() as session:
        yield session


@contextmanager
def transaction(engine: Engine | None = None) -> Iterator[Session]:
    """Take the write lock, then commit if the block ends, or roll back if it raises.

    Within a process writers queue on a lock: SQLite's own waiting polls with sleeps.
    """
    engine = engine or db.engine
    prepare(engine)
    with _write_locks[engine] if engine.dialect.name == "sqlite" else nullcontext(), engine.connect() as session:
        session.info[WRITES] = True
        session.begin()
        yield session
        _must_be_open(session)
        session.commit()


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """What the block wrote is undone alone if it raises.

    Raises TransactionLost if more than that is undone: a full disk, a failing one or no memory end the whole of a
    SQLite transaction, and what is written after it would be kept without what came before.
    """
    _must_be_open(session)
    try:
        with session.begin_nested():
            yield
    except Exception:
        _must_be_open(session)
        raise


def _must_be_open(session: Session) -> None:
    if session.dialect.name == "sqlite" and not session.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        raise TransactionLost
