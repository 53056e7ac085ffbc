"""Tries to sign in by a name, and until when the next is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from assistant.store.connection import Database
from assistant.store.schema import AttemptRow


@dataclass(frozen=True)
class Tried:
    """Failures to sign in by a name in a row, and until when the next is refused."""

    failures: int
    until: datetime


class Attempts:
    """Failures to sign in, by the name that was given, whether there is such an account or not."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def of(self, name: str) -> Tried | None:
        """The failures by a name in a row, None if there are none."""
        with self._database.reading() as session:
            row = session.get(AttemptRow, name)
            return Tried(row.failures, row.until) if row else None

    def count(self, name: str, clock: Callable[[], datetime], wait: Callable[[int], timedelta]) -> Tried | None:
        """Count a try by a name as a failure until it is said to have succeeded; None while tries are refused.

        It is counted before it is looked at: else of a hundred at one moment none would wait for the others.
        """
        with self._database.session() as session:
            insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
            fresh = insert(AttemptRow).values(name=name, failures=0, until=clock())
            session.execute(fresh.on_conflict_do_nothing())
            row, moment = session.get_one(AttemptRow, name, with_for_update=True), clock()
            if row.until > moment:
                return None
            row.failures += 1
            row.until = moment + wait(row.failures)
            return Tried(row.failures, row.until)

    def forget(self, name: str) -> None:
        """Forget the failures by a name."""
        with self._database.session() as session:
            session.execute(delete(AttemptRow).where(AttemptRow.name == name))
