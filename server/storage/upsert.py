"""Insert-or-update that both databases understand."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(session: Session, table: Table, rows: list[dict[str, Any]], *, update: bool = True,
           add: bool = False) -> None:
    """Insert `rows`; where the primary key is taken, update the other columns, add to them, or leave the row alone."""
    if not rows:
        return
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    keys = [column.name for column in table.primary_key]
    others = [name for name in rows[0] if name not in keys]
    statement = dialect.insert(table)
    if update and others:
        statement = statement.on_conflict_do_update(
            index_elements=keys, set_={
                name: table.c[name] + statement.excluded[name] if add else statement.excluded[name] for name in others})
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    session.execute(statement, rows)
