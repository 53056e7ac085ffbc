"""The database: opened, brought to the newest schema, and handed out as short transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.errors import StorageProblem
from assistant.store.migrating import upgrade

_READING = "nianbao_reading"


def now() -> datetime:
    """This moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh identifier, 32 characters."""
    return uuid4().hex


class Database:
    """One engine. `session()` is a transaction: committed at the end of the block, rolled back on an exception.

    A session asked for within the block of another joins it, so that what several rooms of the store write for one
    step of a person is there whole or not at all.
    """

    def __init__(self, url: str) -> None:
        """Open and migrate; raises StorageProblem with what to check."""
        self._current: ContextVar[Session | None] = ContextVar("session", default=None)
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self.engine = open_engine(url)
            with self.engine.begin() as connection:
                upgrade(connection)
        except (OSError, SQLAlchemyError, ArgumentError) as problem:
            raise explained(problem, opening=True) from problem

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A short transaction, or the one in progress; database failures come out as StorageProblem."""
        current = self._current.get()
        if current is not None:
            yield current
            current.flush()
            return
        with self._failures(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            token = self._current.set(session)
            try:
                yield session
            finally:
                self._current.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads, or the one in progress; it waits for nobody who writes."""
        current = self._current.get()
        if current is not None:
            yield current
            return
        with self._failures(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            session.connection(execution_options={_READING: True})
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The database as it is at one moment, however long it is read; nobody who writes waits for it."""
        options: dict[str, object] = {_READING: True}
        if self.engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._failures(), self.engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # what was asked for contradicts what is kept: whoever asked says how
        except DatabaseError as problem:
            raise explained(problem) from problem

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """An engine on a database as it is, whatever its schema; SQLite is told how to keep what it is given."""
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
        reading = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        connection.isolation_level = None

    return engine


_UNSAVED = "没有显示“已保存”的内容还没有存下"
_KNOWN = (
    (
        ("file is not a database", "malformed", "disk image"),
        "数据库文件已经损坏，读不出来。请不要改动或者删除这个文件，由信息化同事从备份恢复。",
    ),
    (("disk is full", "no space left", "disk full"), f"磁盘已满，{_UNSAVED}。请信息化同事清理磁盘空间后再试。"),
    (("readonly", "read-only"), f"数据库是只读的，{_UNSAVED}。请信息化同事检查数据库和数据目录的写权限。"),
)
"""What databases say of themselves, in small letters, and the sentence for it."""


def explained(problem: Exception, *, opening: bool = False) -> StorageProblem:
    """The failure as a sentence with what to do; never its own words, which are English and may hold an address."""
    said = str(problem).lower()
    for words, sentence in _KNOWN:
        if any(word in said for word in words):
            return StorageProblem(sentence)
    if opening:
        return StorageProblem("数据库打不开，请检查 NIANBAO_DATABASE_URL 和 NIANBAO_HOME 的设置、磁盘空间和读写权限。")
    return StorageProblem(f"数据库暂时不能读写，{_UNSAVED}。请稍后重试；如果一直如此，请联系信息化同事。")
