"""When somebody last looked at a report, told by the lines of the trail there were then."""

from datetime import timedelta

from assistant.store.connection import Database, now
from assistant.store.schema import LookRow


class Looks:
    """The last look of each person at each report, and the one before it."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def look(self, report_id: str, account: str, line: int, *, within: timedelta) -> int | None:
        """Keep that somebody sees a report as it is after that line; the line at which the look before ended.

        Seen again within that time it is still the same look. None if there was none before it.
        """
        moment = now()
        with self._database.session() as session:
            row = session.get(LookRow, (report_id, account))
            if row is None:
                session.add(LookRow(report_id=report_id, account=account, line=line, seen_at=moment))
                return None
            if moment - row.seen_at > within:
                row.before = row.line
            row.line, row.seen_at = max(row.line, line), moment
            return row.before
