"""edition: which edition of the form the cells of a report in work belong to; so far there was one to write in"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Added in place and not by copying the table: on SQLite the old one's removal would take the reports' cells along.
    op.add_column("reports", sa.Column("edition", sa.String(length=16), nullable=False, server_default="2021"))


def downgrade() -> None:
    op.drop_column("reports", "edition")
