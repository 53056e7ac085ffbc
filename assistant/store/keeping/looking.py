"""A database looked at and left as it is: whether it is there, which schema it has, and whether its file is whole."""

from dataclasses import dataclass

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from assistant.store.connection import open_engine
from assistant.store.failures import explained
from assistant.store.keeping.whole import faults, lacks
from assistant.store.migrating import revision, revisions
from assistant.store.sqlite_file import File


@dataclass(frozen=True)
class Look:
    """What was seen. `revision` is empty where there is no schema yet; `newest` is the program's.

    `lacks` are tables and columns that one of the newest schema should have and has not.
    """

    there: bool
    revision: str = ""
    newest: str = ""
    faults: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything was ever kept in it."""
        return self.there and bool(self.revision)

    @property
    def current(self) -> bool:
        """Whether the program can work with it as it is."""
        return self.begun and self.revision == self.newest and not self.faults and not self.lacks

    @property
    def newer(self) -> bool:
        """Whether a newer program made it."""
        return self.begun and self.revision not in revisions()


def look(url: str, *, thorough: bool = False) -> Look:
    """Look at a database; nothing is made or migrated. `thorough` reads all of a SQLite file. StorageProblem."""
    try:
        file = File.of(make_url(url))
        if file is not None and not file.path.exists():
            return Look(there=False)
        engine = open_engine(url)
        try:
            with engine.connect() as connection:
                found = tuple(faults(connection)) if thorough else ()
                present, newest = revision(connection), revisions()[-1]
                missing = tuple(lacks(connection)) if present == newest else ()
                return Look(there=True, revision=present, newest=newest, faults=found, lacks=missing)
        finally:
            engine.dispose()
    except (OSError, ImportError, ValueError, SQLAlchemyError) as problem:
        raise explained(problem, opening=True) from problem
