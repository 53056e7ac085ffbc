"""The heads of reports in work: what is known of one without opening it, and its row held or only read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assistant.errors import NotFound
from assistant.form import Form, load
from assistant.store.schema import ReportRow

GONE = "没有这份年报，可能已经被移除。请回到工作台重新选择。"
"""What is said of a report that is not there, or not for whoever asks."""


@dataclass(frozen=True)
class Head:
    """What is known of a report without opening it. Times are UTC.

    `route` is the way it goes through review, empty for a draft; `signatures` holds who signed what for which content,
    `published` where and when it was made public, `reminded` who asked for it to be gone on with.
    """

    id: str
    organ: str
    year: int
    title: str
    state: str
    last_id: str | None
    demo: bool
    returned: str
    route: Mapping[str, Any]
    signatures: Mapping[str, Mapping[str, str]]
    unlocked: Mapping[str, str]
    saved_at: datetime
    edition: str
    published: Mapping[str, str]
    reminded: Mapping[str, str]

    @property
    def form(self) -> Form:
        """The edition of the form the report is made in."""
        return load(self.edition)


def row_of(session: Session, report_id: str, *, lock: bool = False) -> ReportRow:
    """The row of a report, which with `lock` nobody else can change until the transaction ends; NotFound."""
    row = session.get(ReportRow, report_id, with_for_update=lock or None)
    if row is None:
        raise NotFound(GONE)
    return row


def head_of(row: ReportRow) -> Head:
    """The head of a row."""
    return Head(
        row.id,
        row.organ,
        row.year,
        row.title,
        row.state,
        row.last_id,
        row.demo,
        row.returned,
        dict(row.route),
        dict(row.signatures),
        dict(row.unlocked),
        row.saved_at,
        row.edition,
        dict(row.published),
        dict(row.reminded),
    )
