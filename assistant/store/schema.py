"""The tables of the database. Numbers are kept as decimal text so that SQLite and PostgreSQL agree to the digit."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone and would hand it back as if it were the office's own time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as UTC, to whatever zone the database gives it in."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables; also what migrations are compared with."""

    type_annotation_map = {str: Text, datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy reads it from the class


class ReportRow(Base):
    """One report in work: an organ's year."""

    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organ: Mapped[str]
    year: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    edition: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="drafting")
    last_id: Mapped[str | None] = mapped_column(String(32), default=None)
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    returned: Mapped[str] = mapped_column(default="")
    confidentiality: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unlocked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("organ", "year"),)


class CellRow(Base):
    """One cell that holds a number or an unreadable text; a cell without a row is blank."""

    __tablename__ = "cells"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str | None]
    raw: Mapped[str | None] = mapped_column(default=None)
    actor: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]


class SectionRow(Base):
    """The text of one section."""

    __tablename__ = "sections"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str]
    locked: Mapped[list[Any]] = mapped_column(default=list)
    actor: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]


class IndicatorRow(Base):
    """One figure of the organ's own."""

    __tablename__ = "indicators"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str]
    value: Mapped[str | None]
    unit: Mapped[str]
    aspect: Mapped[str]
    last: Mapped[str | None]
    about: Mapped[str] = mapped_column(String(8), default="")
    origin: Mapped[str] = mapped_column(default="")


class NoteRow(Base):
    """One work fact."""

    __tablename__ = "notes"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    aspect: Mapped[str]
    text: Mapped[str]
    origin: Mapped[str] = mapped_column(default="")


class AnswerRow(Base):
    """A question of the conversation that was answered, with what was said, by whom and when."""

    __tablename__ = "answers"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str]
    actor: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]


class VersionRow(Base):
    """The whole report as it stood at a moment."""

    __tablename__ = "versions"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    reason: Mapped[str]
    actor: Mapped[str]
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class CommentRow(Base):
    """A leader's or editor's remark on a place."""

    __tablename__ = "comments"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    place: Mapped[str]
    quote: Mapped[str]
    text: Mapped[str]
    actor: Mapped[str]
    made_at: Mapped[datetime]
    resolved: Mapped[bool] = mapped_column(Boolean, default=False)


class WaiverRow(Base):
    """A reasoned waiver of one warning, bound to its fingerprint."""

    __tablename__ = "waivers"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(32), primary_key=True)
    reason: Mapped[str]
    actor: Mapped[str]
    made_at: Mapped[datetime]


class ConfirmationRow(Base):
    """A number in a section that a person vouches for, with a note on its origin."""

    __tablename__ = "confirmations"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[str] = mapped_column(String(60), primary_key=True)
    note: Mapped[str]
    actor: Mapped[str]
    made_at: Mapped[datetime]


class MessageRow(Base):
    """One turn of the conversation about a section, or a proposal kept as a variant."""

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    section: Mapped[str] = mapped_column(String(40))
    speaker: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    content: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class AuditRow(Base):
    """One act of one person. Never changed; `report_id` is kept when the report goes, "" for the installation.

    `link` is the digest of the line and of the line before it: whoever changes one afterwards breaks the chain.
    """

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    report_id: Mapped[str] = mapped_column(String(32), index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    act: Mapped[str]
    detail: Mapped[dict[str, Any]]
    link: Mapped[str] = mapped_column(default="")


class ArchiveRow(Base):
    """One past report: what was read of it, and the original file; `revision` is the archive's at its last change."""

    __tablename__ = "archive"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organ: Mapped[str]
    year: Mapped[int | None]
    kind: Mapped[str]
    level: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    added_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    original: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, deferred=True)
    revision: Mapped[int] = mapped_column(Integer, default=0)


class UserRow(Base):
    """An account. `password` is empty for one that signs in elsewhere; `to_change` at the first signing in."""

    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    person: Mapped[str] = mapped_column(default="")
    admin: Mapped[bool] = mapped_column(Boolean, default=False)
    password: Mapped[str]
    to_change: Mapped[bool] = mapped_column(Boolean, default=True)
    enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    made_at: Mapped[datetime]


class IdentityRow(Base):
    """Who an account is elsewhere: the issuer that vouches for them and what it calls them, which it gives to no other.

    One account is one identity's: whoever comes by the same name later is somebody else.
    """

    __tablename__ = "identities"
    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), unique=True)
    made_at: Mapped[datetime]


class MemberRow(Base):
    """What somebody is in an organ; the organ "" stands for every organ."""

    __tablename__ = "members"
    name: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), primary_key=True)
    organ: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)


class OrganRow(Base):
    """An organ under another: whoever belongs to the one above sees its reports."""

    __tablename__ = "organs"
    organ: Mapped[str] = mapped_column(primary_key=True)
    above: Mapped[str] = mapped_column(index=True)


class SessionRow(Base):
    """Somebody signed in. `token` is the digest of what their browser holds: who reads this cannot act as them."""

    __tablename__ = "sessions"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class AttemptRow(Base):
    """Failures to sign in by a name, whether there is such an account or not: nobody learns which by being locked."""

    __tablename__ = "attempts"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    until: Mapped[datetime]


class StateRow(Base):
    """Small facts about the installation, such as that the demonstration was removed."""

    __tablename__ = "installation"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]
