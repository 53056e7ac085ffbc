"""The schema's revisions: which one a database has, which the program knows, and the way from one to another."""

from pathlib import Path

from sqlalchemy import Connection, text

from assistant.errors import StorageProblem

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "head"
REVISION_TABLE = "alembic_version"
_UPGRADE_LOCK = 20491  # any number, the same in every replica: PostgreSQL replicas upgrade one at a time
NEWER = "数据库由较新版本的年报助手建立，这个版本不能使用。请安装新版本的程序，不要改动数据库。"


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

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    known, present = revisions(), revision(connection)
    if present and present not in known:
        raise StorageProblem(NEWER)
    if present == (known[-1] if to == NEWEST else to):
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
