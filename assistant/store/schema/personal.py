"""Tables of what is one person's own about a report: when they last looked at it, and marks to come back to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.schema.base import Base


class LookRow(Base):
    """The look of a person at a report: the newest line they have seen, and the one seen when the look before ended.

    `before` is None during the first look of all.
    """

    __tablename__ = "looks"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    account: Mapped[str] = mapped_column(String(120), primary_key=True)
    line: Mapped[int] = mapped_column(Integer)
    before: Mapped[int | None] = mapped_column(Integer, default=None)
    seen_at: Mapped[datetime]


class MarkRow(Base):
    """A place a person wants to come back to; `sentence` is what its words stood in."""

    __tablename__ = "marks"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    account: Mapped[str] = mapped_column(String(120))
    place: Mapped[str]
    quote: Mapped[str]
    sentence: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
