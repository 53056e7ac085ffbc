"""The database: opened, brought to the newest schema, and handed out as short transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.errors import StorageProblem

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 20491  # any number, the same in every replica: PostgreSQL replicas upgrade one at a time


def now() -> datetime:
    """This moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh identifier, 32 characters."""
    return uuid4().hex


class Database:
    """One engine. `session()` is a transaction: committed at the end of the block, rolled back on an exception."""

    def __init__(self, url: str) -> None:
        """Open and migrate; raises StorageProblem with what to check."""
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _engine(url)
            with self.engine.begin() as connection:
                _upgrade(connection)
        except (OSError, SQLAlchemyError, ArgumentError) as problem:
            raise StorageProblem(
                "数据库打不开，请检查 NIANBAO_DATABASE_URL 和 NIANBAO_HOME 的设置、磁盘空间和读写权限。"
            ) from problem

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A short transaction; database failures come out as StorageProblem."""
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as problem:
            raise StorageProblem("数据库暂时不能读写，请稍后重试；如果一直如此，请联系信息化同事。") from problem

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 15})

    @event.listens_for(engine, "connect")
    def _pragmas(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - DB-API object
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")  # 已保存 means on disk, a power cut included
        cursor.close()

    @event.listens_for(engine, "begin")
    def _immediate(connection) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        # Read-then-write transactions must not start as readers: two of them would both fail to upgrade.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        connection.isolation_level = None

    return engine


def _upgrade(connection) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a Connection, typed by use
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    head = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() != head:
        command.upgrade(config, "head")
