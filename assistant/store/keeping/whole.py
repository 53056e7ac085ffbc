"""Everything kept, as one thing: read at one moment while people work, and brought back into either database."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from assistant.errors import FileUnreadable, StorageProblem
from assistant.store.connection import Database
from assistant.store.installation import SECRET
from assistant.store.keeping.rows import FITS_NOT, digest, fill, lines, reflected
from assistant.store.migrating import REVISION_TABLE, revision, revisions, upgrade
from assistant.store.schema import (
    ArchiveRow,
    AttemptRow,
    AuditRow,
    Base,
    PresenceRow,
    ReportRow,
    SessionRow,
    StateRow,
    UserRow,
)

_PASSING = frozenset({SessionRow.__tablename__, AttemptRow.__tablename__, PresenceRow.__tablename__})
"""Who is signed in, was refused a moment ago, or is at a page now: nothing that is true of another day."""
_KEPT = frozenset(Base.metadata.tables) - _PASSING


@dataclass(frozen=True)
class Held:
    """What a database holds that is somebody's work: shipped reports are not."""

    reports: int
    archived: int
    accounts: int
    acts: int

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it. Every act of a person leaves a line, so that one is work too."""
        return not (self.reports or self.archived or self.accounts or self.acts)


@dataclass(frozen=True)
class Counts:
    """How much there is: reports in work by state, past reports, and lines of the trail."""

    reports: Mapping[str, int]
    archived: int
    acts: int


class Snapshot:
    """A database at one moment."""

    def __init__(self, connection: Connection) -> None:
        """Read over a connection whose transaction is that moment."""
        self._connection = connection
        self._tables = {name: table for name, table in reflected(connection, _KEPT).tables.items() if name in _KEPT}
        self.revision = revision(connection)

    @property
    def names(self) -> list[str]:
        """The tables."""
        return sorted(self._tables)

    def lines(self, name: str) -> Iterator[bytes]:
        """The rows of a table, each ending its line."""
        return lines(self._connection, self._tables[name], SECRET if name == StateRow.__tablename__ else ())

    def secrets(self) -> list[str]:
        """The facts of the installation that are kept and told nobody: `lines` leaves them out."""
        table = self._tables[StateRow.__tablename__]
        return list(self._connection.scalars(select(table.c.key).where(table.c.key.in_(SECRET), table.c.value != "")))

    def last_link(self) -> str:
        """The link of the audit trail's last line; empty where there is none."""
        table = self._tables["installation"]
        value = self._connection.scalar(select(table.c.value).where(table.c.key == "audit"))
        return str(value or "").partition(" ")[2]

    def faults(self) -> list[str]:
        """What SQLite finds wrong with its file, in its own words; PostgreSQL looks after its own."""
        return faults(self._connection)

    def lacks(self) -> list[str]:
        """The tables and columns that are not there, of a database with the newest schema."""
        return lacks(self._connection) if self.revision == revisions()[-1] else []


class Whole:
    """The database as one thing, to be put aside and brought back."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The database at one moment, while others go on working."""
        with self._database.snapshot() as connection:
            yield Snapshot(connection)

    def held(self) -> Held:
        """What is there that is somebody's work. Reports without an original came with the program."""
        with self._database.reading() as session:

            def count(table: type[Base], *conditions: Any) -> int:
                return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

            return Held(
                count(ReportRow, ReportRow.demo.is_(False)),
                count(ArchiveRow, ArchiveRow.original.is_not(None)),
                count(UserRow),
                count(AuditRow),
            )

    def answers(self) -> None:
        """Nothing if the database answers; StorageProblem if not, or if its file was taken away beneath it."""
        file = self._database.engine.url.database
        if self._database.engine.dialect.name == "sqlite" and file and not Path(file).exists():
            raise StorageProblem("数据库文件不见了，请信息化同事检查数据目录。")
        with self._database.reading() as session:
            session.execute(select(StateRow.key).limit(1)).all()

    def counts(self) -> Counts:
        """How much there is."""
        with self._database.reading() as session:
            states = session.execute(select(ReportRow.state, func.count()).group_by(ReportRow.state)).tuples().all()
            archived = session.scalar(select(func.count()).select_from(ArchiveRow))
            acts = session.scalar(select(func.count()).select_from(AuditRow))
            return Counts(dict(states), archived or 0, acts or 0)

    def refill(self, from_revision: str, members: Mapping[str, Iterable[bytes]]) -> dict[str, str]:
        """Replace all there is by these tables' lines, in the schema they were read from, then bring that up to date.

        Returns the digest of each table as it can be read again before that. One transaction, or part of the one in
        progress. FileUnreadable if the lines are not of that schema.
        """
        with self._database.session() as session:
            connection = session.connection()
            _clear(connection)
            upgrade(connection, from_revision)
            there = reflected(connection, {*members, *_KEPT})
            if set(there.tables) != set(members) or _PASSING & set(members):
                raise FileUnreadable(FITS_NOT)
            for table in reversed(there.sorted_tables):
                connection.execute(table.delete())  # migrations begin some tables with rows of their own
            for table in there.sorted_tables:
                fill(connection, table, members[table.name])
            read = {name: digest(lines(connection, table)) for name, table in there.tables.items()}
            upgrade(connection)
            return read


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its file, in its own words; empty for PostgreSQL, which looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    return [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]


def lacks(connection: Connection) -> list[str]:
    """The tables and columns, `table` or `table.column`, that the program has and the database has not."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    out = []
    for name, table in sorted(Base.metadata.tables.items()):
        if name not in there:
            out.append(name)
            continue
        known = {column["name"] for column in inspector.get_columns(name)}
        out += [f"{name}.{column.name}" for column in table.columns if column.name not in known]
    return out


def _clear(connection: Connection) -> None:
    reflected(connection, {*Base.metadata.tables, REVISION_TABLE}).drop_all(connection)
