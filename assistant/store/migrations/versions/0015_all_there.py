"""all there: what 0011, 0013 and 0014 make, for a database that came by another way and is without some of it

These were in another order for a while: a database that was at 0014 then was taken to have what 0011 makes.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    inspector = sa.inspect(op.get_bind())
    there = set(inspector.get_table_names())
    for name, make in _TABLES.items():
        if name not in there:
            make()
    lacking = {"published", "reminded"} - {column["name"] for column in inspector.get_columns("reports")}
    for column in sorted(lacking):
        op.add_column("reports", sa.Column(column, sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Nothing: what is there belongs to the revisions before."""


def _looks() -> None:
    op.create_table(
        "looks",
        sa.Column("report_id", sa.String(length=32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", sa.String(length=120), primary_key=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )


def _marks() -> None:
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


def _delegations() -> None:
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


_TABLES: dict[str, Callable[[], None]] = {"looks": _looks, "marks": _marks, "delegations": _delegations}
