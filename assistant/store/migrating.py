"""The schema's revisions: which one a database has, which the program knows, and the way from one to another."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.errors import StorageProblem
from assistant.store.failures import BROKEN, NEWER, STRANGE
from assistant.store.sqlite_file import OURS

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "head"
REVISION_TABLE = "alembic_version"
_UPGRADE_LOCK = 20491  # any number, the same in every replica: PostgreSQL replicas upgrade one at a time


def revisions() -> tuple[str, ...]:
    """Every revision the program knows, oldest first."""
    from alembic.script import ScriptDirectory

    found = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return tuple(reversed([script.revision for script in found]))


def revision(connection: Connection) -> str:
    """The revision a database has; empty if it has no schema yet."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(connection: Connection, to: str = NEWEST) -> None:
    """Bring a database up to a revision, within the transaction in progress; StorageProblem if it is past all known."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    known, present = revisions(), revision(connection)
    if present and present not in known:
        ours = OURS.issubset(inspect(connection).get_table_names())
        raise StorageProblem(NEWER if ours else STRANGE.format(connection.engine.url.database))
    if present == (known[-1] if to == NEWEST else to):
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as problem:
        raise StorageProblem(BROKEN) from problem
