"""replies: what a remark answers, and the sentence the words it is about stood in"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("comments", sa.Column("answers", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("comments", sa.Column("sentence", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("comments", "sentence")
    op.drop_column("comments", "answers")
