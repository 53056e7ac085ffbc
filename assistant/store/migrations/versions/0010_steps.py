"""steps: the way each report goes through review and where it stands on it, and all that was signed for it"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_STEPS: list[dict[str, Any]] = [
    {"name": "起草", "role": "clerk", "signs": []},
    {"name": "编辑审核", "role": "editor", "signs": []},
    {"name": "领导审阅", "role": "leader", "signs": ["confidentiality"]},
]
_AT = {"editing": 1, "reviewing": 2, "approved": 3}
_REPORTS = sa.table(
    "reports",
    *(sa.column(name) for name in ("id", "state")),
    *(sa.column(name, sa.JSON()) for name in ("route", "signatures", "confidentiality")),
)


def upgrade() -> None:
    for name in ("route", "signatures"):
        op.add_column("reports", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    there = op.get_bind()
    for row in there.execute(sa.select(_REPORTS)).all():
        signatures = {"confidentiality": row.confidentiality} if row.confidentiality else {}
        there.execute(
            _REPORTS.update().where(_REPORTS.c.id == row.id).values(route=_route(row.state), signatures=signatures)
        )
    op.drop_column("reports", "confidentiality")


def _route(state: str) -> Mapping[str, Any]:
    """What was sent before there were other ways goes on as it began, and nobody is asked for a new signature."""
    if state not in _AT:
        return {}
    process = {"name": "三审三校", "about": "", "different": False, "steps": _STEPS}
    passed = [{"by": "", "account": "", "when": ""}] * _AT[state]
    return {"process": process, "at": _AT[state], "passed": passed}


def downgrade() -> None:
    op.add_column("reports", sa.Column("confidentiality", sa.JSON(), nullable=False, server_default="{}"))
    there = op.get_bind()
    for row in there.execute(sa.select(_REPORTS)).all():
        signed = row.signatures.get("confidentiality", {})
        there.execute(_REPORTS.update().where(_REPORTS.c.id == row.id).values(confidentiality=signed))
    for name in ("route", "signatures"):
        op.drop_column("reports", name)
