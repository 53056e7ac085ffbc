"""The file the shelf is kept in: opened with its schema, told apart by what is wrong with it, and thrown away.

Whatever cannot be read is damage, which building the index anew mends. What lies outside the file is not: that somebody
else writes, that the disk is full, that permission is missing.
"""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any

from assistant.errors import StorageProblem
from assistant.evidence.on_disk import remove

_SUFFIXES = ("-wal", "-shm", "-journal", "")
"""The file last: whoever opens it meanwhile must not find the log of another."""
_BROKEN = "往年资料的索引文件已损坏，请重建索引（命令：nianbao archive reindex）。"
_BUSY = "往年资料的索引正由别的程序写入，请稍后再试。"
_FULL = "磁盘已满，往年资料的索引无法写入。请信息化同事清理磁盘空间后再试。"
_UNUSABLE = "往年资料的索引文件夹“{}”无法读写，请检查磁盘空间和权限。"
_ELSEWHERE = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_ABORT,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_AUTH,
    }
)

_NUMBERS = {"row": (int,), "year": (int, NoneType)}
"""The columns that hold no text, and what they hold."""
_YEARS = range(10_000)


class IndexDamaged(StorageProblem):
    """The index cannot be read, and is to be built anew."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_BROKEN)


class ShelfFile:
    """One SQLite file. Connections are short-lived: threads and processes share nothing but the file."""

    def __init__(self, path: Path, schema: str) -> None:
        """Keep where it is and what tables it has; nothing is opened yet."""
        self.path = path
        self.patience = 60.0
        """Seconds to wait for somebody else who writes."""
        self._schema = schema

    @contextmanager
    def open(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction; a writing one holds the write lock from the start. Raises StorageProblem, or IndexDamaged."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)
        except (OSError, sqlite3.Error) as problem:
            raise self._explained(problem) from problem
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            self._see_to_schema(connection)
            connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as problem:
            raise self._explained(problem) from problem
        finally:
            connection.close()

    def discard(self) -> None:
        """Throw the file away, with its log, whatever stands in their places."""
        try:
            if self.path.parent.exists() and not self.path.parent.is_dir():
                remove(self.path.parent)
            for suffix in _SUFFIXES:
                remove(self.path.with_name(self.path.name + suffix))
        except OSError as problem:
            raise self.unusable() from problem

    def unusable(self) -> StorageProblem:
        """That the folder cannot be written to."""
        return StorageProblem(_UNUSABLE.format(self.path.parent))

    def _see_to_schema(self, connection: sqlite3.Connection) -> None:
        found = _tables(connection)
        if not found:
            # In one go: another process must not find half of it.
            connection.executescript(f"BEGIN IMMEDIATE; {self._schema} COMMIT;")
        elif found != _wanted(self._schema):
            raise IndexDamaged

    def _explained(self, problem: Exception) -> StorageProblem:
        if isinstance(problem, OSError):
            if problem.errno == errno.ENOSPC:
                return StorageProblem(_FULL)
            return IndexDamaged() if self._misplaced() else self.unusable()
        # Text that is no UTF-8 has no code: what is said of it comes from Python.
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}:
            return StorageProblem(_BUSY)
        if code == sqlite3.SQLITE_FULL:
            return StorageProblem(_FULL)
        return self.unusable() if code in _ELSEWHERE and not self._misplaced() else IndexDamaged()

    def _misplaced(self) -> bool:
        """Whether something that is no file, or no folder, stands where one should."""
        try:
            folder = self.path.parent
            files = [self.path.with_name(self.path.name + suffix) for suffix in _SUFFIXES]
            return (folder.exists() and not folder.is_dir()) or any(one.exists() and not one.is_file() for one in files)
        except OSError:
            return False


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    return set(found.fetchall())


@cache
def _wanted(schema: str) -> set[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(schema)
        return _tables(connection)
    finally:
        connection.close()


def sound(rows: Iterable[tuple[Any, ...]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows; IndexDamaged where one holds what was never put there: SQLite hands out whatever it finds."""
    found = list(rows)
    for shape in {tuple(map(type, row)) for row in found}:
        if not all(kind in _NUMBERS.get(name, (str,)) for name, kind in zip(columns, shape, strict=True)):
            raise IndexDamaged
    if "year" in columns:
        place = columns.index("year")
        if any(row[place] is not None and row[place] not in _YEARS for row in found):
            raise IndexDamaged
    return found
