"""delegations: whom a leader lets act in their place, in which organ, and from when until when"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"


def upgrade() -> None:
    account = sa.String(length=60)
    op.create_table(
        "delegations",
        sa.Column("id", sa.String(length=32), primary_key=True),
        sa.Column("giver", account, sa.ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
        sa.Column("deputy", account, sa.ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_delegations_giver", "delegations", ["giver"])
    op.create_index("ix_delegations_deputy", "delegations", ["deputy"])


def downgrade() -> None:
    op.drop_table("delegations")
