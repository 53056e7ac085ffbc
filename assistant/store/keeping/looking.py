"""A database looked at and left as it is: whether it is there, which schema it has, and whether its file is whole."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.store.connection import explained, open_engine
from assistant.store.keeping.whole import faults
from assistant.store.migrating import revision, revisions

_FILE = "sqlite:///"


@dataclass(frozen=True)
class Look:
    """What was seen. `revision` is empty where there is no schema yet; `newest` is the program's."""

    there: bool
    revision: str = ""
    newest: str = ""
    faults: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything was ever kept in it."""
        return self.there and bool(self.revision)

    @property
    def current(self) -> bool:
        """Whether the program can work with it as it is."""
        return self.begun and self.revision == self.newest and not self.faults

    @property
    def newer(self) -> bool:
        """Whether a newer program made it."""
        return self.begun and self.revision not in revisions()


def look(url: str, *, thorough: bool = False) -> Look:
    """Look at a database; nothing is made or migrated. `thorough` reads all of a SQLite file. StorageProblem."""
    if url.startswith(_FILE) and not Path(url.removeprefix(_FILE)).exists():
        return Look(there=False)
    try:
        engine = open_engine(url)
        try:
            with engine.connect() as connection:
                found = tuple(faults(connection)) if thorough else ()
                return Look(there=True, revision=revision(connection), newest=revisions()[-1], faults=found)
        finally:
            engine.dispose()
    except (OSError, SQLAlchemyError, ArgumentError) as problem:
        raise explained(problem, opening=True) from problem
