"""Brings a database to the newest tables, from any folder the package was installed to."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server import resources

POSTGRES_LOCK = 7_102_023
"""Advisory lock number: two processes starting at once migrate one after the other."""


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration built in code, with the script location from the resource finder."""
    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine) -> None:
    """Run the migrations this database has not seen; nothing is done when it is current."""
    config = alembic_config(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")    # the other one may have much to do
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({POSTGRES_LOCK})")
        try:
            current = MigrationContext.configure(connection).get_current_revision()
            connection.rollback()
            if current != ScriptDirectory.from_config(config).get_current_head():
                command.upgrade(config, "head")
        finally:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({POSTGRES_LOCK})")
