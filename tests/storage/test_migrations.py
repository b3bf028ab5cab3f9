"""The migrations build exactly the tables the code declares, on either database."""

import multiprocessing
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from server.storage import tables
from server.storage.migrations import upgrade
from tests import databases

AT_ONCE = 4



def test_migrations_build_exactly_the_tables_we_declare(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_every_declared_table_is_there(engine):
    assert set(tables.metadata.tables) <= set(inspect(engine).get_table_names())


def test_a_second_upgrade_changes_nothing(engine):
    before = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == before


def test_servers_that_start_at_once_on_an_empty_database_all_come_up(unmigrated):
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(AT_ONCE)
    servers = [spawn.Process(target=migrate_together, args=(unmigrated, barrier)) for _ in range(AT_ONCE)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert [server.exitcode for server in servers] == [0] * AT_ONCE


def migrate_together(url: str, barrier: Any) -> None:
    """What a server does first, at the moment the others do."""
    with databases.opened(url) as engine:
        barrier.wait()
        upgrade(engine)
