"""Tables of the installation: past reports, people and their sessions, and small facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.schema.base import Base


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


class DelegationRow(Base):
    """Somebody acts as leader in the place of another, from one day to another; `ended_at` if it was taken back."""

    __tablename__ = "delegations"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    giver: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), index=True)
    deputy: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), index=True)
    organ: Mapped[str]
    first: Mapped[str] = mapped_column(String(10))
    last: Mapped[str] = mapped_column(String(10))
    note: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


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
