"""conversation: how exactly a number is known, where it and a note were told, and which questions were answered"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Added in place and not by copying the tables, which on SQLite would take long and on the reports lose cells.
    op.add_column("indicators", sa.Column("about", sa.String(length=8), nullable=False, server_default=""))
    op.add_column("indicators", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.add_column("notes", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "answers",
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "question"),
    )


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_column("notes", "origin")
    op.drop_column("indicators", "origin")
    op.drop_column("indicators", "about")
