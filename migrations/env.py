"""Runs migrations on the engine the application hands over, or on the configured address for developers."""

from alembic import context
from sqlalchemy import create_engine

from server import config as settings
from server.storage import tables

target_metadata = tables.metadata


def engine():
    """The application's engine; without one, that of the settings in the environment."""
    return context.config.attributes.get("engine") or create_engine(settings.load()["SQLALCHEMY_DATABASE_URI"])


with engine().connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
