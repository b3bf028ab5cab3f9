"""Brings a database to the newest tables, from any folder the package was installed to."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server import resources

POSTGRES_LOCK = 7_102_023
"""Advisory lock number."""


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration built in code, with the script location from the resource finder."""
    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine) -> None:
    """Run the migrations this database has not seen; nothing is done when it is current.

    Processes that start at once do so one after the other.
    """
    config = alembic_config(engine)
    with _alone(engine), engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        if current != ScriptDirectory.from_config(config).get_current_head():
            command.upgrade(config, "head")


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Nobody else migrates meanwhile; what holds the lock falls with its process."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")    # the other one may have much to do
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({POSTGRES_LOCK})")
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({POSTGRES_LOCK})")
        return
    # Not a lock of SQLite's own: it answers "locked" at once to who switches a new file to its write-ahead log.
    folder = os.open(Path(str(engine.url.database)).parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
