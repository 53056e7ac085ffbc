"""The file of a SQLite database: looked at before it is opened, and seen to when it is moved or replaced meanwhile."""

import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL, Engine, event
from sqlalchemy.exc import DisconnectionError

from assistant.errors import StorageProblem
from assistant.store.failures import EMPTY, STRANGE, UNSAVED, explained

_CREATING = 2.0
"""Seconds in which another process that has just made the file has put something into it."""
OURS = frozenset({"alembic_version", "reports"})
"""Tables that every database of the program has had from its first version on."""


class File:
    """The file of a SQLite database, looked at before it is opened: one that is not ours is left as it is."""

    def __init__(self, path: Path) -> None:
        """Keep where it is."""
        self.path = path.absolute()
        self.opened = False
        """Whether the database was there once: what is gone since is not made anew, or what was saved would be."""

    @classmethod
    def of(cls, address: URL) -> "File | None":
        """The file of an address, None if the database is none."""
        name = address.database or ""
        if address.get_backend_name() != "sqlite" or name in {"", ":memory:"} or address.query.get("mode") == "memory":
            return None
        return cls(Path(unquote(name.removeprefix("file:")) if name.startswith("file:") else name))

    def look(self) -> None:
        """See whether it may be opened; raises StorageProblem."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            if self.opened:
                raise StorageProblem(f"数据库文件不在原处了，{UNSAVED}。请信息化同事把它放回“{self.path}”。") from None
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # passwords and drafts are inside
            return
        except OSError as problem:
            raise explained(problem, opening=not self.opened) from problem
        if not stat.S_ISREG(found.st_mode):
            raise StorageProblem(
                f"数据库应当是一个文件，“{self.path}”却不是。请检查 NIANBAO_DATABASE_URL 和 NIANBAO_HOME。"
            )
        if not self._filled():
            raise StorageProblem(EMPTY.format(self.path))
        try:
            self._look_inside()
        except (OSError, sqlite3.Error) as problem:
            raise explained(problem, opening=not self.opened) from problem

    def _filled(self) -> bool:
        until = time.monotonic() + (0 if self.opened else _CREATING)
        while not self.path.stat().st_size:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        return True

    def _look_inside(self) -> None:
        # Through SQLite alone: closing a file gives up all locks this process has on it, those of its other connections
        # too, and the next command to end would take itself for the last and remove the log the server writes to.
        log = self.path.with_name(f"{self.path.name}-wal")
        # Where nobody has it open, nothing is to be left beside it.
        how = "mode=ro" if log.exists() else "mode=ro&immutable=1"
        with closing(sqlite3.connect(f"{self.path.as_uri()}?{how}", uri=True)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if names and not names >= OURS:
            raise StorageProblem(STRANGE.format(self.path))

    def place(self) -> tuple[int, ...] | None:
        """Which file on the disk it is, and who may do what with it: what was opened to be read is never written to."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_mode, found.st_uid


def keep_log(cursor: sqlite3.Cursor) -> None:
    """Have changes written to a log beside the file, which readers need not wait for."""
    until = time.monotonic() + _CREATING
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as problem:
            # For this alone SQLite does not wait: another process that makes the file too is asking for the same.
            if "locked" not in str(problem) or time.monotonic() >= until:
                raise
            time.sleep(0.02)
        else:
            return


def watch(engine: Engine, file: File) -> None:
    """Look at the file before every connection, and let none go on with a file that has been moved or replaced."""

    @event.listens_for(engine, "do_connect")
    def _look(_dialect, _record, _arguments, _options) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        file.look()

    @event.listens_for(engine, "connect")
    def _note(_connection, record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        record.info["place"] = file.place()

    @event.listens_for(engine, "checkout")
    def _still_there(_connection, record, _proxy) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        # An open file can be written to long after it was removed or replaced, and nobody would find it again.
        if file.place() != record.info["place"]:
            # The others that lie idle go too: SQLite shares between all connections of a process what it found beside
            # the file, and as long as one of them is open that may only be read, a new one takes it for the same.
            engine.dispose()
            raise DisconnectionError
