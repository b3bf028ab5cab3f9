"""What stands on the paper of a notice, and which PDFs were printed from which content"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "notice_paper",
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("notice", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"],
            ["project.id"],
        ),
        sa.PrimaryKeyConstraint("project", "notice"),
    )
    op.create_table(
        "printed",
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("notice", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"],
            ["project.id"],
        ),
        sa.PrimaryKeyConstraint("project", "content_sha256"),
    )
    op.create_index("printed_notice", "printed", ["project", "notice"], unique=False)


def downgrade() -> None:
    op.drop_table("printed")
    op.drop_table("notice_paper")
