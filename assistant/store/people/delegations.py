"""Delegations: whom a leader lets act in their place, in which organ, and from which day to which."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from assistant.errors import NotFound
from assistant.store.connection import Database, new_id, now
from assistant.store.schema import DelegationRow


@dataclass(frozen=True)
class Delegation:
    """One delegation, by the accounts of both; the organ "" stands for every one the giver leads. Both days count."""

    id: str
    giver: str
    deputy: str
    organ: str
    first: date
    last: date
    note: str
    ended: bool

    def holds(self, today: date) -> bool:
        """Whether it is in force on a day."""
        return not self.ended and self.first <= today <= self.last


class Delegations:
    """The delegations of an installation."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def add(self, *, giver: str, deputy: str, organ: str, first: date, last: date, note: str) -> str:
        """Keep a new one; returns its id."""
        made = new_id()
        with self._database.session() as session:
            session.add(
                DelegationRow(
                    id=made,
                    giver=giver,
                    deputy=deputy,
                    organ=organ,
                    first=first.isoformat(),
                    last=last.isoformat(),
                    note=note,
                    made_at=now(),
                    ended_at=None,
                )
            )
        return made

    def end(self, delegation_id: str) -> None:
        """Take one back; NotFound."""
        with self._database.session() as session:
            row = session.get(DelegationRow, delegation_id, with_for_update=True)
            if row is None:
                raise NotFound("没有这项委托，可能账号已经不在了。")
            row.ended_at = row.ended_at or now()

    def all(
        self, *, giver: str = "", deputy: str = "", since: date | None = None, hold: bool = False
    ) -> list[Delegation]:
        """Those of a giver, to a deputy, or not over before a day; the newest first.

        With `hold` none of them is taken back until the transaction ends.
        """
        wanted = select(DelegationRow).order_by(DelegationRow.made_at.desc())
        if hold:
            wanted = wanted.with_for_update(read=True).execution_options(populate_existing=True)
        if giver:
            wanted = wanted.where(DelegationRow.giver == giver)
        if deputy:
            wanted = wanted.where(DelegationRow.deputy == deputy)
        if since is not None:
            wanted = wanted.where(DelegationRow.last >= since.isoformat(), DelegationRow.ended_at.is_(None))
        with self._database.reading() as session:
            return [_delegation(row) for row in session.scalars(wanted)]


def _delegation(row: DelegationRow) -> Delegation:
    ended = row.ended_at is not None
    first, last = date.fromisoformat(row.first), date.fromisoformat(row.last)
    return Delegation(row.id, row.giver, row.deputy, row.organ, first, last, row.note, ended)
