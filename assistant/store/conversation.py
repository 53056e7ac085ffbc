"""What was said about a report and its sections: turns with what came with them, and variants kept aside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assistant.errors import NotFound
from assistant.store.connection import Database, now
from assistant.store.schema import MessageRow


@dataclass(frozen=True)
class Message:
    """One turn about a section. `speaker` is person, assistant or variant; `content` is what came with it."""

    id: int
    speaker: str
    text: str
    content: Mapping[str, Any]
    made_at: datetime
    report_id: str


class Conversation:
    """The conversations about reports."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def say(
        self, report_id: str, section: str, speaker: str, text: str, content: Mapping[str, Any] | None = None
    ) -> int:
        """Add a turn to a section's conversation; returns its id. NotFound if the report was removed meanwhile."""
        row = MessageRow(
            report_id=report_id,
            section=section,
            speaker=speaker,
            text=text,
            content=dict(content or {}),
            made_at=now(),
        )
        try:
            with self._database.session() as session:
                session.add(row)
                session.flush()
        except IntegrityError:
            raise NotFound("没有这份年报，可能已经被移除。请回到工作台重新选择。") from None
        return row.id

    def messages(self, report_id: str, section: str) -> list[Message]:
        """A section's conversation and variants, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(MessageRow)
                .where(MessageRow.report_id == report_id, MessageRow.section == section)
                .order_by(MessageRow.id)
            )
            return [Message(row.id, row.speaker, row.text, row.content, row.made_at, row.report_id) for row in rows]

    def said(self, report_id: str, section: str, speaker: str) -> list[str]:
        """What one speaker said in a conversation, oldest first, without what came with it."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(MessageRow.text)
                .where(MessageRow.report_id == report_id, MessageRow.section == section, MessageRow.speaker == speaker)
                .order_by(MessageRow.id)
            )
            return list(rows)

    def message(self, message_id: int) -> Message:
        """One turn; NotFound."""
        with self._database.reading() as session:
            row = session.get(MessageRow, message_id)
            if row is None:
                raise NotFound("这条对话已经不在了，可能年报已被移除。请刷新页面。")
            return Message(row.id, row.speaker, row.text, row.content, row.made_at, row.report_id)

    def rewrite(self, message_id: int, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
        """Change what came with a turn, given as nobody else can change it meanwhile; nothing happens if it is gone."""
        with self._database.session() as session:
            row = session.get(MessageRow, message_id, with_for_update=True)
            if row is not None:
                row.content = dict(change(row.content))

    def forget_variant(self, report_id: str, message_id: int) -> str | None:
        """Remove a variant of this report; its text, None if it is gone or something else."""
        with self._database.session() as session:
            row = session.get(MessageRow, message_id)
            if row is None or (row.report_id, row.speaker) != (report_id, "variant"):
                return None
            session.delete(row)
            return row.text
