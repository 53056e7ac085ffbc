"""The database: opened, brought to the newest schema, and handed out as short transactions."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, PendingRollbackError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from assistant.errors import StorageProblem
from assistant.store.failures import BROKEN, explained, is_stale
from assistant.store.migrating import upgrade
from assistant.store.sqlite_file import File, keep_log, watch

_LOG = logging.getLogger("nianbao")
_READING = "nianbao_reading"
_WAITING = {"sqlite": ("timeout", 15), "postgresql": ("connect_timeout", 10)}
"""Seconds a writer waits for another on SQLite, and a server may take to answer; else pages would wait for minutes.

The database's address may say otherwise: `?timeout=…`, `?connect_timeout=…`."""


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
        engine = None
        try:
            address = make_url(url)
            file = File.of(address)
            self.engine = engine = _engine(address, file)
            with engine.begin() as connection:
                upgrade(connection)
        except Exception as problem:
            if engine is not None:
                engine.dispose()
            if isinstance(problem, (OSError, ImportError, ValueError, SQLAlchemyError)):
                raise explained(problem, opening=True) from problem
            raise
        if file:
            file.opened = True

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A short transaction, or the one in progress; database failures come out as StorageProblem."""
        current = self._current.get()
        if current is not None:
            if current.info.get(_READING):
                raise RuntimeError("nothing is written within `at_once`")  # SQLite could not make a writer of a reader
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
            try:
                yield session
            except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as problem:
                # What was read is not what was ever written: no date, no JSON, no number.
                _LOG.info("unreadable rows", exc_info=True)
                raise StorageProblem(BROKEN) from problem

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is read within the block is read in one transaction, at one moment; nothing is written within it.

        A transaction of its own for each question costs more than most questions do.
        """
        if self._current.get() is not None:
            yield
            return
        with self.reading() as session:
            session.info[_READING] = True
            token = self._current.set(session)
            try:
                yield
            finally:
                self._current.reset(token)

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
        except (DBAPIError, PoolTimeout, DisconnectionError, PendingRollbackError) as problem:
            raise explained(problem) from problem

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """An engine on a database as it is, whatever its schema."""
    address = make_url(url)
    return _engine(address, File.of(address))


def _engine(address: URL, file: File | None) -> Engine:
    # Errors are told in sentences and logged: what people wrote does not belong there.
    options: dict[str, Any] = {"hide_parameters": True}
    kind = address.get_backend_name()
    name, seconds = _WAITING.get(kind, ("", 0))
    if name and name not in address.query:
        options["connect_args"] = {name: seconds}
    engine = create_engine(address, pool_pre_ping=kind != "sqlite", **options)

    @event.listens_for(engine, "handle_error")
    def _afresh(context) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if is_stale(context.original_exception):
            context.is_disconnect = True

    if kind == "sqlite":
        _as_sqlite(engine, file)
    return engine


def _as_sqlite(engine: Engine, file: File | None) -> None:
    if file:
        watch(engine, file)

    @event.listens_for(engine, "connect")
    def _pragmas(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - DB-API object
        cursor = connection.cursor()
        keep_log(cursor)
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
