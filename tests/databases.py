"""Databases for tests: each a copy of a template, with real commits. The server is imported only to open one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from tests import postgres
from tests.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy import Engine

FOUNDED = "2023-06-01T08:00:00+08:00"


@contextmanager
def opened(url: str) -> Iterator["Engine"]:
    """An engine prepared as the application prepares its own."""
    from server.storage.db import prepare

    engine = create_engine(url)
    prepare(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate(url: str) -> None:
    """Bring an empty database up to date."""
    from server.storage.migrations import upgrade

    with opened(url) as engine:
        upgrade(engine)


def settle(url: str) -> None:
    """Let the people of tests/people.py move into a migrated database."""
    from tests import people

    with opened(url) as engine:
        people.settle(engine, Clock(FOUNDED).now)


@contextmanager
def copied(template: Path | str, folder: Path, name: str, socket: str | None) -> Iterator[str]:
    """SQLAlchemy's address of a new copy of a template, gone after the block.

    With `socket` a PostgreSQL database called `name`; without, a file in `folder`.
    """
    if socket is None:
        shutil.copy(template, folder / "xunlou.db")
        yield f"sqlite:///{folder / 'xunlou.db'}"
        return
    postgres.create(socket, name, template=str(template))
    try:
        yield postgres.url(socket, name)
    finally:
        postgres.drop(socket, name)
