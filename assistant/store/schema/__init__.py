"""The tables of the database. Numbers are kept as decimal text so that SQLite and PostgreSQL agree to the digit."""

from assistant.store.schema.base import Base, Moment
from assistant.store.schema.beside import (
    AuditRow,
    CommentRow,
    ConfirmationRow,
    MessageRow,
    PresenceRow,
    VersionRow,
    WaiverRow,
)
from assistant.store.schema.house import (
    ArchiveRow,
    AttemptRow,
    DelegationRow,
    IdentityRow,
    MemberRow,
    OrganRow,
    SessionRow,
    StateRow,
    UserRow,
)
from assistant.store.schema.personal import LookRow, MarkRow
from assistant.store.schema.work import AnswerRow, CellRow, IndicatorRow, NoteRow, ReportRow, SectionRow

__all__ = [
    "AnswerRow",
    "ArchiveRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "CellRow",
    "CommentRow",
    "ConfirmationRow",
    "DelegationRow",
    "IdentityRow",
    "IndicatorRow",
    "LookRow",
    "MarkRow",
    "MemberRow",
    "MessageRow",
    "Moment",
    "NoteRow",
    "OrganRow",
    "PresenceRow",
    "ReportRow",
    "SectionRow",
    "SessionRow",
    "StateRow",
    "UserRow",
    "VersionRow",
    "WaiverRow",
]
