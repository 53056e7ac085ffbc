"""revision: which change of the archive each past report was last touched by, so that every process can keep in step"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("archive", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    installation = sa.table("installation", sa.column("key"), sa.column("value"))
    op.get_bind().execute(installation.insert().values(key="archive", value="0"))


def downgrade() -> None:
    op.get_bind().execute(sa.text("DELETE FROM installation WHERE key = 'archive'"))
    op.drop_column("archive", "revision")
