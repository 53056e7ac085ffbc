"""Store: one object for everything kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assistant.settings import Settings
from assistant.store.archive import ArchiveStore
from assistant.store.audit import Audit
from assistant.store.connection import Database
from assistant.store.installation import held
from assistant.store.keeping.whole import Whole
from assistant.store.people.accounts import Accounts
from assistant.store.people.attempts import Attempts
from assistant.store.people.delegations import Delegations
from assistant.store.people.identities import Identities
from assistant.store.people.looks import Looks
from assistant.store.people.marks import Marks
from assistant.store.people.presence import Presence
from assistant.store.reports import Reports
from assistant.store.schema import StateRow
from assistant.store.trail import Trail


class Store:
    """Reports in work, their trail, the archive, and a few facts about the installation."""

    def __init__(self, settings: Settings) -> None:
        """Open the database the settings name, migrating it if need be; raises StorageProblem."""
        self._database = Database(settings.database)
        self.reports = Reports(self._database)
        self.trail = Trail(self._database)
        self.archive = ArchiveStore(self._database)
        self.presence = Presence(self._database)
        self.looks = Looks(self._database)
        self.marks = Marks(self._database)
        self.accounts = Accounts(self._database)
        self.attempts = Attempts(self._database)
        self.identities = Identities(self._database)
        self.delegations = Delegations(self._database)
        self.audit = Audit(self._database, settings.digest)
        self.whole = Whole(self._database)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written within the block is there whole or not at all, whichever room of the store wrote it."""
        with self._database.session():
            yield

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is read within the block is read in one transaction; nothing else is done within it."""
        with self._database.at_once():
            yield

    def hold_house(self) -> None:
        """Nobody else changes accounts, delegations or settings until the transaction in progress ends.

        What is asked of them first, that nothing overlaps or that somebody is left to look after it all, holds then.
        """
        with self._database.session() as session:
            held(session, "house", "")

    def get(self, key: str) -> str | None:
        """A fact about the installation."""
        with self._database.reading() as session:
            return session.scalar(select(StateRow.value).where(StateRow.key == key))

    def several(self, *keys: str) -> dict[str, str]:
        """Those of several facts that are kept, as they are at one moment."""
        with self._database.reading() as session:
            wanted = select(StateRow.key, StateRow.value).where(StateRow.key.in_(keys))
            return dict(session.execute(wanted).tuples().all())

    def put(self, key: str, value: str) -> None:
        """Keep a fact about the installation."""
        with self._database.session() as session:
            held(session, key, value).value = value

    def settle(self, key: str, value: str) -> str:
        """Keep a fact unless it is there already; the one that holds, the same for all servers on this database."""
        kept = self.get(key)
        if kept is not None:
            return kept
        try:
            with self._database.session() as session:
                session.add(StateRow(key=key, value=value))
        except IntegrityError:
            pass  # another server was faster
        return self.get(key) or value

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()
