"""Insert-or-update that both databases understand."""

from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from server.storage.db import Session


def upsert(session: Session, table: Table, rows: list[dict[str, Any]], *, update: bool = True,
           add: bool = False) -> None:
    """Insert `rows`; where the primary key is taken, update the other columns, add to them, or leave the row alone."""
    if not rows:
        return
    session.execute(_statement(_dialect(session), table, tuple(rows[0]), update, add), rows)


def insert_once(session: Session, table: Table, row: dict[str, Any]) -> bool:
    """Insert one row; False if its primary key is taken, be it by somebody who is writing at this very moment."""
    return session.execute(_once(_dialect(session), table, tuple(row)), row).first() is not None


def insert_into(session: Session, table: Table) -> Any:
    """An INSERT of this session's database, which knows ON CONFLICT."""
    return _dialect(session).insert(table)


def _dialect(session: Session) -> Any:
    return postgresql if session.dialect.name == "postgresql" else sqlite


@cache
def _once(dialect: Any, table: Table, names: tuple[str, ...]) -> Any:
    """Answers a row only if it inserted one."""
    keys = list(table.primary_key)
    fresh: dict[str, Any] = {name: bindparam(name) for name in names}
    return dialect.insert(table).values(fresh).on_conflict_do_nothing(index_elements=keys).returning(*keys)


@cache
def _statement(dialect: Any, table: Table, names: tuple[str, ...], update: bool, add: bool) -> Any:
    """Built once for each kind of row: putting it together costs more than running it."""
    keys = [column.name for column in table.primary_key]
    others = [name for name in names if name not in keys]
    statement = dialect.insert(table)
    if not (update and others):
        return statement.on_conflict_do_nothing(index_elements=keys)
    fresh = statement.excluded
    return statement.on_conflict_do_update(index_elements=keys, set_={
        name: table.c[name] + fresh[name] if add else fresh[name] for name in others})
