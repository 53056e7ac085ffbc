"""looks and marks: what is one person's own about a report"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "looks",
        sa.Column("report_id", sa.String(length=32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", sa.String(length=120), primary_key=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("id", sa.String(length=32), primary_key=True),
        sa.Column("report_id", sa.String(length=32), sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("account", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_marks_report_id", "marks", ["report_id"])


def downgrade() -> None:
    op.drop_index("ix_marks_report_id", "marks")
    op.drop_table("marks")
    op.drop_table("looks")
