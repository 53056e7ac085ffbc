"""Tables of reports in work: what they say."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.schema.base import Base


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
    route: Mapped[dict[str, Any]] = mapped_column(default=dict)
    signatures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    published: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reminded: Mapped[dict[str, Any]] = mapped_column(default=dict)
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
