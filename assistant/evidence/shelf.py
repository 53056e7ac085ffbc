"""The shelf: every passage of the archive in one SQLite file, from which both indexes can be made again.

Each change is one transaction that stamps the shelf anew and notes in a journal which keys came and went, so a word
index of another stamp is known to be old, and a vector collection catches up from the last entry it has seen.
Any number of processes may read; writers wait for each other.
"""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.evidence.passages import Passage
from assistant.evidence.shelf_file import IndexDamaged, ShelfFile, sound
from assistant.evidence.word_cutting import dictionary_stamp, words

_COLUMNS = [field.name for field in fields(Passage)]
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS passage (
  row INTEGER PRIMARY KEY, key TEXT NOT NULL, {", ".join(f'"{name}"' for name in _COLUMNS)}, UNIQUE (id));
CREATE INDEX IF NOT EXISTS passage_archive ON passage (archive_id);
CREATE TABLE IF NOT EXISTS word (row INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passage_key ON passage (key);
CREATE TABLE IF NOT EXISTS journal (
  entry INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, present INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_WORDS_OF = """
SELECT id, text, words FROM passage JOIN word USING (row) WHERE id IN (SELECT value FROM json_each(?))
"""
_PASSAGES_OF = f"""
SELECT row, {", ".join(f'"{name}"' for name in _COLUMNS)} FROM passage
WHERE row IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - fixed names
_SEEN = "archive_revision"
_LABELS = ("row", "id", "key", "organ", "year", "section", "kind", "level")


@dataclass(frozen=True)
class Label:
    """What filters and ranks a passage, without its text."""

    row: int
    id: str
    key: str
    organ: str
    year: int | None
    section: str
    kind: str
    level: str


class Shelf:
    """The passages on disk. Connections are short-lived: threads and processes share nothing but the file."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is opened yet."""
        self.folder = folder
        self.file = folder / "passages.sqlite"
        self._kept = ShelfFile(self.file, _SCHEMA)

    def open(self, *, writing: bool = False) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction; a writing one holds the write lock from the start. Raises StorageProblem, or IndexDamaged."""
        return self._kept.open(writing=writing)

    def put(self, passages: Sequence[Passage]) -> None:
        """Add passages, replacing everything kept under their archive ids."""
        pairs = self._cut(passages)
        with self.open(writing=True) as connection:
            for archive_id in dict.fromkeys(passage.archive_id for passage in passages):
                _take_out(connection, "archive_id = ?", archive_id)
            latest = {passage.id: (passage, joined) for passage, joined in pairs}
            for passage_id in latest:
                _take_out(connection, "id = ?", passage_id)
            _put_in(connection, latest.values())
            _stamp(connection)

    def take(self, archive_id: str) -> None:
        """Take an archive entry's passages off the shelf; nothing happens if there are none."""
        with self.open(writing=True) as connection:
            if _take_out(connection, "archive_id = ?", archive_id):
                _stamp(connection)

    def refill(self, passages: Iterable[Passage]) -> None:
        """Replace the whole content, in one transaction; a damaged file is thrown away first."""
        kept = list(passages)
        try:
            self._refill(self._cut(kept))
        except IndexDamaged:
            self._kept.discard()
            try:
                self._refill(self._cut(kept))
            except IndexDamaged as problem:  # a new file too: it is the disk
                raise self._kept.unusable() from problem

    def _cut(self, passages: Sequence[Passage]) -> list[tuple[Passage, str]]:
        """Passages with their words; those cut before are taken as they were: cutting costs two milliseconds each."""
        before: dict[str, tuple[str, str]] = {}
        if self.file.exists():
            with self.open() as connection:
                if state(connection, "dictionary") == dictionary_stamp():
                    ids = json.dumps([passage.id for passage in passages])
                    rows = sound(connection.execute(_WORDS_OF, (ids,)), ("id", "text", "words"))
                    before = {row[0]: (row[1], row[2]) for row in rows}
        return [(passage, _known(passage, before.get(passage.id)) or _joined(passage)) for passage in passages]

    def _refill(self, pairs: list[tuple[Passage, str]]) -> None:
        with self.open(writing=True) as connection:
            for table in ("passage", "word", "journal", "state"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - fixed names
            # Emptied it is checked in no time: what is left is what new content would be written into.
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise IndexDamaged
            _put_in(connection, {passage.id: (passage, joined) for passage, joined in pairs}.values())
            _stamp(connection)

    def stamp(self) -> str:
        """What changes with every change of the content or of the dictionary; empty for a new shelf."""
        if not self.file.exists():
            return ""
        with self.open() as connection:
            return _current(connection)

    def seen(self) -> int | None:
        """Up to which change of the archive the shelf is in step; None for one that was never told."""
        if not self.file.exists():
            return None
        with self.open() as connection:
            value = state(connection, _SEEN)
            return int(value) if value.isdecimal() else None

    def see(self, revision: int) -> None:
        """Remember up to which change of the archive the shelf is in step."""
        with self.open(writing=True) as connection:
            set_state(connection, _SEEN, str(revision))

    def archive_ids(self) -> set[str]:
        """The archive entries on the shelf."""
        with self.open() as connection:
            rows = connection.execute("SELECT DISTINCT archive_id FROM passage")
            return {row[0] for row in sound(rows, ("archive_id",))}

    def labels(self) -> tuple[str, list[Label]]:
        """The stamp, and the labels of all passages in row order."""
        with self.open() as connection:
            rows = connection.execute(f"SELECT {', '.join(_LABELS)} FROM passage ORDER BY row")  # noqa: S608 - fixed names
            return _current(connection), [Label(*row) for row in sound(rows, _LABELS)]

    def tokens(self) -> list[list[str]]:
        """The words of all passages in row order; cut again if the dictionary has changed since."""
        with self.open() as connection:
            current = state(connection, "dictionary") == dictionary_stamp()
            if current:
                rows = connection.execute("SELECT words FROM word ORDER BY row")
                return [row[0].split(" ") for row in sound(rows, ("words",))]
            rows = connection.execute("SELECT text FROM passage ORDER BY row")
            return [words(row[0]) for row in sound(rows, ("text",))]

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of those rows, in the order asked; rows taken off meanwhile are left out."""
        with self.open() as connection:
            listed = connection.execute(_PASSAGES_OF, (json.dumps(list(rows)),))
            found = {row[0]: Passage(*row[1:]) for row in sound(listed, ("row", *_COLUMNS))}
        return [found[row] for row in rows if row in found]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id."""
        if not self.file.exists():
            return None
        with self.open() as connection:
            return _one(connection, "id = ?", passage_id)


def _joined(passage: Passage) -> str:
    return " ".join(words(passage.text))


def _known(passage: Passage, before: tuple[str, str] | None) -> str:
    """The words of a passage as they were cut before, empty if it was another text, or they are not of this one."""
    if before is None or before[0] != passage.text:
        return ""
    text = passage.text.lower()
    return before[1] if all(word in text for word in before[1].split(" ")) else ""


def masked(connection: sqlite3.Connection, keys: Sequence[str]) -> list[tuple[str, str, str]]:
    """Key, masked text and section of the passages with those keys."""
    listed = json.dumps(list(keys))
    found = connection.execute(
        "SELECT key, masked, section FROM passage WHERE key IN (SELECT value FROM json_each(?))", (listed,)
    )
    return found.fetchall()


def _one(connection: sqlite3.Connection, where: str, value: object) -> Passage | None:
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    rows = connection.execute(f"SELECT {names} FROM passage WHERE {where}", (value,))  # noqa: S608 - fixed text
    found = sound(rows, _COLUMNS)
    return Passage(*found[0]) if found else None


def _take_out(connection: sqlite3.Connection, where: str, value: str) -> int:
    rows = connection.execute(f"SELECT row, key FROM passage WHERE {where}", (value,)).fetchall()  # noqa: S608 - fixed text
    connection.executemany("DELETE FROM word WHERE row = ?", [(row,) for row, _ in rows])
    connection.executemany("DELETE FROM passage WHERE row = ?", [(row,) for row, _ in rows])
    connection.executemany("INSERT INTO journal (key, present) VALUES (?, 0)", [(key,) for _, key in rows])
    return len(rows)


def _put_in(connection: sqlite3.Connection, pairs: Iterable[tuple[Passage, str]]) -> None:
    """Passages of ids that are not on the shelf, all at once: statements one by one cost a minute in 100,000."""
    marks = ", ".join("?" for _ in range(len(_COLUMNS) + 2))
    first = connection.execute("SELECT COALESCE(MAX(row), 0) + 1 FROM passage").fetchone()[0]
    rows = [(row, _key(passage), passage, tokens) for row, (passage, tokens) in enumerate(pairs, first)]
    connection.executemany(
        f"INSERT INTO passage (row, key, {', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - fixed names
        [(row, key, *(getattr(passage, name) for name in _COLUMNS)) for row, key, passage, _ in rows],
    )
    connection.executemany("INSERT INTO word (row, words) VALUES (?, ?)", [(row, tokens) for row, _, _, tokens in rows])
    connection.executemany("INSERT INTO journal (key, present) VALUES (?, 1)", [(key,) for _, key, _, _ in rows])


def _key(passage: Passage) -> str:
    return f"{passage.id}-{hashlib.sha256(passage.masked.encode()).hexdigest()[:8]}"


def _stamp(connection: sqlite3.Connection) -> None:
    set_state(connection, "stamp", uuid.uuid4().hex)
    if not state(connection, "dictionary"):
        set_state(connection, "dictionary", dictionary_stamp())


def _current(connection: sqlite3.Connection) -> str:
    stamped = state(connection, "stamp")
    return f"{stamped}-{dictionary_stamp()}" if stamped else ""


def state(connection: sqlite3.Connection, name: str) -> str:
    """A named value kept with the shelf, empty if never set."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def set_state(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a named value with the shelf."""
    connection.execute("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))
