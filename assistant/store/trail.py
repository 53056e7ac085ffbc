"""What is kept beside a report: versions, comments, waivers, confirmations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from assistant.errors import NotFound
from assistant.report import Report, from_json, to_json
from assistant.store.connection import new_id, now
from assistant.store.conversation import Conversation
from assistant.store.schema import CommentRow, ConfirmationRow, VersionRow, WaiverRow


@dataclass(frozen=True)
class Version:
    """A kept version, without its content."""

    number: int
    reason: str
    actor: str
    made_at: datetime


@dataclass(frozen=True)
class Comment:
    """A remark on a place (a section id or cell code), with the words it is about and the sentence these stood in.

    One that `answers` another is of that one's place.
    """

    id: str
    place: str
    quote: str
    text: str
    actor: str
    made_at: datetime
    resolved: bool
    answers: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Waiver:
    """Why a warning stands."""

    fingerprint: str
    reason: str
    actor: str
    made_at: datetime


@dataclass(frozen=True)
class Confirmation:
    """A number in a section's text that a person vouches for."""

    section: str
    number: str
    note: str
    actor: str


class Trail(Conversation):
    """The history and the margins of reports, with what was said about them."""

    def keep_version(self, report_id: str, report: Report, *, reason: str, actor: str) -> int:
        """Keep the report as it stands; returns its number, from 1."""
        with self._database.session() as session:
            top = session.scalar(select(func.max(VersionRow.number)).where(VersionRow.report_id == report_id)) or 0
            session.add(
                VersionRow(
                    report_id=report_id,
                    number=top + 1,
                    reason=reason,
                    actor=actor,
                    made_at=now(),
                    content=to_json(report),
                )
            )
            return top + 1

    def versions(self, report_id: str) -> list[Version]:
        """Kept versions, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(VersionRow).where(VersionRow.report_id == report_id).order_by(VersionRow.number.desc())
            )
            return [Version(row.number, row.reason, row.actor, row.made_at) for row in rows]

    def version(self, report_id: str, number: int) -> Report:
        """The report as it stood then; NotFound."""
        with self._database.reading() as session:
            row = session.get(VersionRow, (report_id, number))
            if row is None:
                raise NotFound(f"没有第 {number} 版。")
            return from_json(row.content)

    def comment(
        self,
        report_id: str,
        *,
        place: str,
        quote: str,
        text: str,
        actor: str,
        answers: str = "",
        sentence: str = "",
    ) -> str:
        """Add a remark, or an answer to one; returns its id."""
        comment_id = new_id()
        with self._database.session() as session:
            session.add(
                CommentRow(
                    id=comment_id,
                    report_id=report_id,
                    place=place,
                    quote=quote,
                    text=text,
                    actor=actor,
                    made_at=now(),
                    answers=answers,
                    sentence=sentence,
                )
            )
        return comment_id

    def comments(self, report_id: str) -> list[Comment]:
        """Remarks, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(CommentRow).where(CommentRow.report_id == report_id).order_by(CommentRow.made_at)
            )
            return [_comment(row) for row in rows]

    def remark(self, comment_id: str) -> tuple[str, Comment]:
        """One remark and the report it is on; NotFound."""
        with self._database.reading() as session:
            row = session.get(CommentRow, comment_id)
            if row is None:
                raise NotFound("没有这条批注，可能已经随年报移除。")
            return row.report_id, _comment(row)

    def resolve_comment(self, comment_id: str, *, resolved: bool = True) -> None:
        """Mark a remark as dealt with; NotFound."""
        with self._database.session() as session:
            row = session.get(CommentRow, comment_id)
            if row is None:
                raise NotFound("没有这条批注，可能已经随年报移除。")
            row.resolved = resolved

    def waive(self, report_id: str, fingerprint: str, *, reason: str, actor: str) -> None:
        """Keep a reason for letting a warning stand."""
        with self._database.session() as session:
            session.merge(
                WaiverRow(report_id=report_id, fingerprint=fingerprint, reason=reason, actor=actor, made_at=now())
            )

    def unwaive(self, report_id: str, fingerprint: str) -> None:
        """Take a waiver back; nothing happens if there is none."""
        with self._database.session() as session:
            row = session.get(WaiverRow, (report_id, fingerprint))
            if row is not None:
                session.delete(row)

    def waivers(self, report_id: str) -> dict[str, Waiver]:
        """All waivers by fingerprint, those that no longer match a finding too."""
        with self._database.reading() as session:
            rows = session.scalars(select(WaiverRow).where(WaiverRow.report_id == report_id))
            return {row.fingerprint: Waiver(row.fingerprint, row.reason, row.actor, row.made_at) for row in rows}

    def confirm(self, report_id: str, section: str, number: str, *, note: str, actor: str) -> None:
        """Keep that a person vouches for a number in a section, and on what ground."""
        with self._database.session() as session:
            session.merge(
                ConfirmationRow(
                    report_id=report_id, section=section, number=number, note=note, actor=actor, made_at=now()
                )
            )

    def confirmations(self, report_id: str) -> list[Confirmation]:
        """All vouched-for numbers."""
        with self._database.reading() as session:
            rows = session.scalars(select(ConfirmationRow).where(ConfirmationRow.report_id == report_id))
            return [Confirmation(row.section, row.number, row.note, row.actor) for row in rows]


def _comment(row: CommentRow) -> Comment:
    return Comment(
        row.id, row.place, row.quote, row.text, row.actor, row.made_at, row.resolved, row.answers, row.sentence
    )
