"""Tables beside reports in work: versions, remarks, reasons, conversations, the trail, and who is there."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Integer,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.schema.base import Base


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
    """A remark on a place, or the answer to one (`answers`); `sentence` is what its quotation stood in."""

    __tablename__ = "comments"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    place: Mapped[str]
    quote: Mapped[str]
    text: Mapped[str]
    actor: Mapped[str]
    made_at: Mapped[datetime]
    resolved: Mapped[bool] = mapped_column(Boolean, default=False)
    answers: Mapped[str] = mapped_column(String(32), default="")
    sentence: Mapped[str] = mapped_column(default="")


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


class PresenceRow(Base):
    """Somebody who has a report open, at which page and when they were last there."""

    __tablename__ = "presence"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    account: Mapped[str] = mapped_column(String(60), primary_key=True)
    person: Mapped[str]
    page: Mapped[str]
    seen_at: Mapped[datetime]
