"""What was asked back waits last in review; pictures that look alike are found by bands of their hashes"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WHERE = dict.fromkeys(("sqlite_where", "postgresql_where"), sa.text("state = 'submitted'"))
BATCH_ROWS = 1000


def upgrade() -> None:
    op.add_column("finding_row", sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("finding_row_review", "finding_row")
    op.create_index("finding_row_review", "finding_row",
                    ["project", "asked", "urgent", "counted_unit", "filed_at", "number"], **WHERE)
    op.create_table(
        "picture_band",
        sa.Column("project", sa.String(length=32), nullable=False), sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False), sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["project.id"]),
        sa.PrimaryKeyConstraint("project", "band", "bits", "sha256"), sqlite_with_rowid=False)
    op.create_table(
        "alike",
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["project.id"]), sa.PrimaryKeyConstraint("project", "a", "b"),
        sqlite_with_rowid=False)
    _fill(op.get_bind())


def _fill(bind: sa.Connection) -> None:
    """Nothing is decoded nor judged again: what is written there is written down where it is now looked for."""
    asked = [(row.project, row.id) for row in bind.execute(sa.text(
        "SELECT project, id, state FROM thing WHERE kind = 'finding' AND state LIKE '%\"asked\"%'"))
        if json.loads(row.state).get("asked")]
    for project, id in asked:
        bind.execute(sa.text("UPDATE finding_row SET asked = :yes WHERE project = :project AND id = :id").bindparams(
            sa.bindparam("yes", type_=sa.Boolean)), {"yes": True, "project": project, "id": id})
    seen = bind.execute(sa.text("SELECT project, sha256, phash FROM blob WHERE phash IS NOT NULL"))
    bands = [band for row in seen for band in _bands(row)]
    for start in range(0, len(bands), BATCH_ROWS):
        bind.execute(sa.text("INSERT INTO picture_band (project, band, bits, sha256) "
                             "VALUES (:project, :band, :bits, :sha256)"), bands[start:start + BATCH_ROWS])
    said = bind.execute(sa.text("SELECT project, sha256, facts FROM blob WHERE facts LIKE '%\"alike\"%'"))
    pairs = {(row.project, *pair) for row in said for other in json.loads(row.facts).get("alike") or []
             for pair in ((row.sha256, other), (other, row.sha256))}
    for project, a, b in sorted(pairs):
        bind.execute(sa.text("INSERT INTO alike (project, a, b) VALUES (:project, :a, :b)"),
                     {"project": project, "a": a, "b": b})


def _bands(row: Any) -> Iterator[dict[str, Any]]:
    """Four numbers of 16 bits, the highest first."""
    for nr in range(4):
        yield {"project": row.project, "band": nr, "bits": int(row.phash[4 * nr:4 * nr + 4], 16), "sha256": row.sha256}


def downgrade() -> None:
    op.drop_table("alike")
    op.drop_table("picture_band")
    op.drop_index("finding_row_review", "finding_row")
    op.drop_column("finding_row", "asked")
    op.create_index("finding_row_review", "finding_row", ["project", "urgent", "counted_unit", "filed_at"], **WHERE)
