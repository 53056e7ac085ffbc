"""chain: where an act came from, and each line of the audit trail linked to the one before it"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from assistant.store.chain import BEGINNING, link

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("audit", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("audit", sa.Column("link", sa.Text(), nullable=False, server_default=""))
    audit = sa.table(
        "audit",
        *(sa.column(name) for name in ("id", "report_id", "actor", "address", "act", "link")),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("detail", sa.JSON()),
    )
    connection = op.get_bind()
    before, number = BEGINNING, 0
    # What was written so far is linked as it stands: the chain vouches for it from today on.
    for row in connection.execute(sa.select(audit).order_by(audit.c.id)).mappings().all():
        at: datetime = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=UTC)
        named = {name: row[name] for name in ("report_id", "actor", "address", "act")}
        before, number = link(before, number=row["id"], at=at, detail=row["detail"], **named), row["id"]
        connection.execute(audit.update().where(audit.c.id == row["id"]).values(link=before))
    # Kept even while the trail is empty: whoever writes a line locks this one.
    installation = sa.table("installation", sa.column("key"), sa.column("value"))
    connection.execute(installation.insert().values(key="audit", value=f"{number} {before}"))


def downgrade() -> None:
    op.get_bind().execute(sa.text("DELETE FROM installation WHERE key = 'audit'"))
    op.drop_column("audit", "link")
    op.drop_column("audit", "address")
