"""Who is at which report: kept while their page is open, forgotten a moment later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from assistant.store.connection import Database, now
from assistant.store.schema import PresenceRow


@dataclass(frozen=True)
class Present:
    """Somebody at a report: their account, how they sign, and the page they look at."""

    account: str
    person: str
    page: str
    seen_at: datetime


class Presence:
    """Who is where."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def here(self, report_id: str, *, account: str, person: str, page: str, within: timedelta) -> list[Present]:
        """Keep that somebody is at a page of a report; the others who were there within that time."""
        moment = now()
        with self._database.session() as session:
            session.execute(delete(PresenceRow).where(PresenceRow.seen_at < moment - within))
            session.merge(PresenceRow(report_id=report_id, account=account, person=person, page=page, seen_at=moment))
            session.flush()
            rows = session.scalars(
                select(PresenceRow)
                .where(PresenceRow.report_id == report_id, PresenceRow.account != account)
                .order_by(PresenceRow.person)
            )
            return [Present(row.account, row.person, row.page, row.seen_at) for row in rows]
