"""presence: who is at which report"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("report_id", sa.String(length=32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", sa.String(length=60), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("presence")
