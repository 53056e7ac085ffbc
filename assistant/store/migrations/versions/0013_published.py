"""published: where and when a report was made public, and who asked for it to be gone on with"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0014"


def upgrade() -> None:
    for name in ("published", "reminded"):
        op.add_column("reports", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    for name in ("published", "reminded"):
        op.drop_column("reports", name)
