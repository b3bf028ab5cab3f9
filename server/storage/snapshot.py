"""Copies a whole database as of one instant into another, whichever of the two kinds either is."""

import sqlite3
import uuid
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, insert, select, text, update

from server.storage import tables
from server.storage.db import prepare, transaction
from server.storage.migrations import upgrade

BATCH_ROWS = 500


def sqlite_at(path: Path) -> Engine:
    """An engine on a SQLite file, brought to the newest tables (a backup may be older than the program)."""
    engine = create_engine(f"sqlite:///{path}")
    prepare(engine)
    upgrade(engine)
    return engine


def copy(source: Engine, target: Engine) -> dict[str, int]:
    """Every row of every table into the empty `target`, in one transaction; {project: records}.

    The source is read as of one instant, while others go on writing.
    """
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if source.dialect.name == "postgresql" else {}
    with source.connect().execution_options(**options) as look, transaction(target) as work:
        for table in tables.metadata.sorted_tables:
            rows = look.execution_options(yield_per=BATCH_ROWS).execute(select(table))
            for batch in rows.mappings().partitions():
                work.execute(insert(table), [dict(row) for row in batch])
        _advance_numbers(work)
        found = work.execute(select(tables.project.c.id, tables.project.c.seq).order_by(tables.project.c.id))
        return {row.id: row.seq for row in found}


def to_single_file(path: Path) -> None:
    """Fold what SQLite keeps beside a database into its file; nobody else may have it open."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def is_empty(engine: Engine) -> bool:
    """Nothing founded, nobody entered: a backup may be put here."""
    with engine.connect() as look:
        return all(look.scalar(select(func.count()).select_from(table)) == 0
                   for table in (tables.project, tables.account))


def rotate_epochs(engine: Engine, now: datetime) -> None:
    """Tell every phone that this server may have forgotten: they check what they keep and send it again."""
    with transaction(engine) as work:
        for project in work.scalars(select(tables.project.c.id)).all():
            work.execute(update(tables.project).where(tables.project.c.id == project)
                         .values(epoch=str(uuid.uuid4()), epoch_at=now))


def erased(engine: Engine) -> list[str]:
    """Hashes that were erased in one project and are kept in none."""
    blob = tables.blob.c
    kept = select(blob.sha256).where(blob.erased.is_(False))
    with engine.connect() as look:
        return list(look.scalars(select(blob.sha256).where(blob.erased, blob.sha256.not_in(kept)).distinct()))


def _advance_numbers(connection: Connection) -> None:
    """PostgreSQL counts rows in a sequence beside the table, which copied rows do not move."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval(pg_get_serial_sequence('audit', 'id'), "
                                "coalesce((SELECT max(id) FROM audit), 0) + 1, false)"))
