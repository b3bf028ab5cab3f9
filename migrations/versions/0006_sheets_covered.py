"""What is handed out of an issued sheet after words of it were covered by law"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("sheet", sa.Column("shown", sa.Text()))


def downgrade() -> None:
    op.drop_column("sheet", "shown")
