"""accounts: people, what they are in which organ, who is signed in, and failures to

No program before this one wrote into the users table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_table("users")
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=60), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("to_change", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "members",
        sa.Column("name", sa.String(length=60), sa.ForeignKey("users.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("organ", sa.Text(), primary_key=True),
        sa.Column("role", sa.String(length=16), primary_key=True),
    )
    op.create_table(
        "organs",
        sa.Column("organ", sa.Text(), primary_key=True),
        sa.Column("above", sa.Text(), nullable=False, index=True),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(length=64), primary_key=True),
        sa.Column(
            "name",
            sa.String(length=60),
            sa.ForeignKey("users.name", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("name", sa.String(length=60), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("attempts", "sessions", "organs", "members", "users"):
        op.drop_table(table)
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
