"""all there: what 0011, 0013 and 0014 make, for a database that came by another way and is without some of it

These were in another order for a while: a database that was at 0014 then was taken to have what 0011 makes.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    inspector = sa.inspect(op.get_bind())
    there = set(inspector.get_table_names())
    columns = {column["name"] for column in inspector.get_columns("reports")}
    made = {"0011": {"looks", "marks"} <= there, "0014": "delegations" in there, "0013": "published" in columns}
    for earlier, is_there in made.items():
        if not is_there:
            context.script.get_revision(earlier).module.upgrade()


def downgrade() -> None:
    """Nothing: what is there belongs to the revisions before."""
