"""Re-applies a log into an empty database and compares it row for row with what stands (I23)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.pool import StaticPool

from server.domain import envelope
from server.storage import log, tables
from server.storage.db import prepare, reading, transaction
from server.storage.state import State
from server.sync.apply import apply, owe
from server.sync.release import fold_release, released_parts


@contextmanager
def rebuilt(project: str, engine: Engine, upto: int | None = None) -> Iterator[Engine]:
    """An in-memory database holding the project as applying rows 1…`upto` makes it (only apply, never judge)."""
    with _empty(project, engine) as memory:
        _play(project, engine, memory, 0, upto)
        yield memory


def rebuilt_at(project: str, engine: Engine, cuts: Iterable[int]) -> Iterator[tuple[int, Engine]]:
    """(cut, the project in memory as applying its rows up to there makes it) of each cut, the first one first.

    The log is folded once, however many cuts there are; what is given holds until the next is asked for.
    """
    with _empty(project, engine) as memory:
        played = 0
        for cut in sorted(set(cuts)):
            _play(project, engine, memory, played, cut)
            played = cut
            yield cut, memory


@contextmanager
def _empty(project: str, engine: Engine) -> Iterator[Engine]:
    """A database in memory that knows the project and nothing of it."""
    memory = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    prepare(memory)
    event.listen(memory, "connect", _without_disk)
    tables.metadata.create_all(memory)
    try:
        with reading(engine) as source, transaction(memory) as target:
            target.execute(tables.project.insert().values(**log.head(source, project)))
        yield memory
    finally:
        memory.dispose()


def _play(project: str, engine: Engine, memory: Engine, after: int, upto: int | None) -> None:
    """Copy and apply the rows behind `after`."""
    with reading(engine) as source, transaction(memory) as target:
        for row in log.rows(source, project, after=after, upto=upto):
            target.execute(tables.event.insert().values(
                **{column.name: row[column.name] for column in tables.event.c
                   if column.name not in ("facts", "verdict")},
                facts=row["facts_text"], verdict=row["verdict_text"]))
            _fold(State(target, project), row)


def _without_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _fold(state: State, row: dict[str, Any]) -> None:
    if row["type"] == "event.released":
        target, facts, verdict = released_parts(row["bytes"])
        stored = log.find(state.session, state.project, target)
        assert stored is not None, "a release comes after what it releases"
        fold_release(state, envelope.parse(stored["bytes"], id=target, project=state.project), facts, verdict,
                     row["seq"])
        return
    found = envelope.parse(row["bytes"], id=row["id"], project=state.project)
    owe(state, found)
    apply(state, found, row["verdict"], seq=row["seq"], facts=row["facts"])


def differences(project: str, engine: Engine) -> list[str]:
    """Rows of the derived tables that applying the log does not give, as "table: key" lines (first ten a table)."""
    with rebuilt(project, engine) as memory:
        found: list[str] = []
        for table in tables.DERIVED:
            stands, ought = _rows(engine, table, project), _rows(memory, table, project)
            wrong = sorted(str(row[:5]) for row in stands ^ ought)
            found += [f"{table.name}: {row}" for row in wrong[:10]]
        return found


def _rows(engine: Engine, table: Any, project: str) -> set[tuple[Any, ...]]:
    with reading(engine) as session:
        return {tuple(row) for row in session.execute(select(table).where(table.c.project == project))}
