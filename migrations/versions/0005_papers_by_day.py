"""Filings, decisions and cases are found by their day, forerunners by name; settled papers leave the feed"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.storage.db import Utc

revision = "0005"
down_revision = "0004"

LIVE = {"sqlite_where": sa.text("live = 1"), "postgresql_where": sa.text("live")}
BATCH_ROWS = 1000
UNREADABLE = datetime(9999, 1, 1, tzinfo=UTC)
PAPER_DAYS, OWN_DAYS = 30, 2
"""How long a settled paper, and one's own report of a day, go on to phones; as `projections.leaves_at` had it."""


def upgrade() -> None:
    op.create_table(
        "dated",
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False), sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False), sa.Column("about", sa.String(length=36)),
        sa.Column("at", Utc()),
        sa.ForeignKeyConstraint(["project"], ["project.id"]), sa.PrimaryKeyConstraint("project", "kind", "id"))
    op.create_index("dated_day", "dated", ["project", "kind", "day"])
    op.create_index("dated_at", "dated", ["project", "kind", "at"])
    op.create_index("dated_live", "dated", ["project", "kind", "day"], **LIVE)
    op.create_index("dated_about", "dated", ["project", "kind", "about", "day"])
    op.add_column("finding_row", sa.Column("repeat_of", sa.String(length=36)))
    op.create_index("thing_scope_window", "thing_scope", ["project", "scope", "leaves_at", "seq"])
    op.create_index("sheet_day", "sheet", ["project", "tier", "day"])
    op.add_column("sheet", sa.Column("shown", sa.Text()))
    _fill(op.get_bind())


def _fill(bind: sa.Connection) -> None:
    """Nothing is judged again: what the things say is written down where it is now looked for."""
    papers = list(bind.execute(sa.text(
        "SELECT project, kind, id, state FROM thing WHERE kind IN ('filing', 'decision', 'case')")))
    rows = [{"project": row.project, "kind": row.kind, "id": row.id, **_dated(row.kind, json.loads(row.state))}
            for row in papers]
    insert = sa.text("INSERT INTO dated (project, kind, id, day, live, about, at) "
                     "VALUES (:project, :kind, :id, :day, :live, :about, :at)").bindparams(
        sa.bindparam("live", type_=sa.Boolean), sa.bindparam("at", type_=Utc))
    for start in range(0, len(rows), BATCH_ROWS):
        bind.execute(insert, rows[start:start + BATCH_ROWS])
    _name_forerunners(bind)
    leave = sa.text("UPDATE thing_scope SET leaves_at = :at WHERE project = :project AND kind = :kind AND id = :id "
                    "AND visible").bindparams(sa.bindparam("at", type_=Utc))
    leaving = list(_leaving(bind))
    for start in range(0, len(leaving), BATCH_ROWS):
        bind.execute(leave, leaving[start:start + BATCH_ROWS])


def _name_forerunners(bind: sa.Connection) -> None:
    found = [{"project": row.project, "id": row.id, "before": before} for row in bind.execute(sa.text(
        "SELECT project, id, state FROM thing WHERE kind = 'finding'"))
        if (before := json.loads(row.state).get("repeat_of"))]
    name = sa.text("UPDATE finding_row SET repeat_of = :before WHERE project = :project AND id = :id")
    for start in range(0, len(found), BATCH_ROWS):
        bind.execute(name, found[start:start + BATCH_ROWS])


def _dated(kind: str, state: dict[str, Any]) -> dict[str, Any]:
    if kind == "filing":
        return {"day": state["day"], "live": not state.get("replaced_by"), "at": None,
                "about": "quantities" if state.get("quantities") else None}
    if kind == "decision":
        last = max((entry["at"] for entry in state.get("history") or ()), default=None)
        return {"day": state["meeting"], "live": state["status"] != "done", "about": state.get("finding"),
                "at": _instant(last, UNREADABLE)}
    answer = state.get("answer") or {}
    return {"day": state["at"][:10], "live": state["status"] in ("proposed", "open"), "about": state.get("finding"),
            "at": _instant(answer.get("at"), UNREADABLE)}


def _instant(text: str | None, otherwise: datetime | None) -> datetime | None:
    """An instant that was covered by law is no longer one."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return otherwise


def _leaving(bind: sa.Connection) -> Iterator[dict[str, Any]]:
    for row in bind.execute(sa.text("SELECT project, kind, id, state FROM thing WHERE kind IN "
                                    "('filing', 'decision', 'case', 'day', 'sheet', 'notice_of_day')")):
        since, days = _settled(row.kind, json.loads(row.state))
        if at := _instant(since, None):
            yield {"project": row.project, "kind": row.kind, "id": row.id, "at": at + timedelta(days=days)}


def _settled(kind: str, state: dict[str, Any]) -> tuple[str | None, int]:
    if kind == "decision":
        last = max((entry["at"] for entry in state.get("history") or ()), default=None)
        return (last if state["status"] == "done" else None), PAPER_DAYS
    if kind == "case":
        last = max((entry["at"] for entry in state.get("history") or ()), default=None)
        return (last if state["status"] in ("taken", "answered", "declined") else None), PAPER_DAYS
    at = state.get("issued_at") or state.get("received_at") or state.get("at")
    return at, OWN_DAYS if kind == "day" else PAPER_DAYS


def downgrade() -> None:
    op.drop_column("finding_row", "repeat_of")
    op.drop_column("sheet", "shown")
    op.drop_index("sheet_day", "sheet")
    op.drop_index("thing_scope_window", "thing_scope")
    op.drop_table("dated")
    op.execute(sa.text("UPDATE thing_scope SET leaves_at = NULL WHERE kind IN "
                       "('filing', 'decision', 'case', 'day', 'sheet', 'notice_of_day')"))
