"""Places that somebody marked for themselves, to come back to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from assistant.errors import NotFound
from assistant.store.connection import Database, new_id, now
from assistant.store.schema import MarkRow


@dataclass(frozen=True)
class Mark:
    """A place (a section id or cell code) of one person's, with the words there and the sentence these stood in."""

    id: str
    account: str
    place: str
    quote: str
    sentence: str
    made_at: datetime


class Marks:
    """The marks of all people; each is shown their own alone."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def add(self, report_id: str, account: str, *, place: str, quote: str, sentence: str) -> str:
        """Keep a mark; the id of the one that is there already if it is the same."""
        same = select(MarkRow.id).where(
            MarkRow.report_id == report_id,
            MarkRow.account == account,
            MarkRow.place == place,
            MarkRow.quote == quote,
        )
        with self._database.session() as session:
            if (kept := session.scalar(same)) is not None:
                return kept
            row = MarkRow(
                id=new_id(),
                report_id=report_id,
                account=account,
                place=place,
                quote=quote,
                sentence=sentence,
                made_at=now(),
            )
            session.add(row)
            return row.id

    def of(self, report_id: str, account: str) -> list[Mark]:
        """A person's marks in a report, oldest first."""
        wanted = select(MarkRow).where(MarkRow.report_id == report_id, MarkRow.account == account)
        with self._database.reading() as session:
            return [_mark(row) for row in session.scalars(wanted.order_by(MarkRow.made_at, MarkRow.id))]

    def one(self, mark_id: str) -> tuple[str, Mark]:
        """A mark and the report it is in; NotFound."""
        with self._database.reading() as session:
            row = session.get(MarkRow, mark_id)
            if row is None:
                raise NotFound("没有这个标记，可能已经取消，或者已经随年报移除。")
            return row.report_id, _mark(row)

    def remove(self, mark_id: str) -> None:
        """Take a mark off; nothing happens if it is gone."""
        with self._database.session() as session:
            session.execute(delete(MarkRow).where(MarkRow.id == mark_id))


def _mark(row: MarkRow) -> Mark:
    return Mark(row.id, row.account, row.place, row.quote, row.sentence, row.made_at)
