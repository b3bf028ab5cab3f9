"""What waits for review, in the order it is reviewed"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WHERE = dict.fromkeys(("sqlite_where", "postgresql_where"), sa.text("state = 'submitted'"))


def upgrade() -> None:
    op.create_index("finding_row_review", "finding_row", ["project", "urgent", "counted_unit", "filed_at"], **WHERE)


def downgrade() -> None:
    op.drop_index("finding_row_review", "finding_row")
