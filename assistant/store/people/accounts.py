"""Accounts: people, what they are in which organ, and who is signed in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.errors import Conflict, NotFound
from assistant.store.connection import Database, now
from assistant.store.schema import MemberRow, OrganRow, SessionRow, UserRow

EVERY_ORGAN = ""
"""In the place of an organ: somebody is that in every organ."""


@dataclass(frozen=True)
class Account:
    """One account: the name signed in with, the person's own, what they are by organ, and how it stands.

    `password` is what was made of it, empty where somebody signs in elsewhere. `shared` is whether somebody else has
    the same name of a person.
    """

    name: str
    person: str
    admin: bool
    password: str
    to_change: bool
    enabled: bool
    made_at: datetime
    roles: Mapping[str, frozenset[str]]
    shared: bool = False

    @property
    def known_as(self) -> str:
        """What they are called and how they sign: two of one name by their accounts too."""
        called = self.person or self.name
        return f"{called}〔{self.name}〕" if self.shared else called

    @property
    def elsewhere(self) -> bool:
        """Whether they sign in at an issuer of identities: never by a password here."""
        return not self.password


@dataclass(frozen=True)
class SignedIn:
    """Somebody signed in: who, since when, and when they were last seen."""

    name: str
    made_at: datetime
    seen_at: datetime


class Accounts:
    """The accounts of an installation."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def any(self) -> bool:
        """Whether there are accounts: then nobody works here without one."""
        with self._database.reading() as session:
            return bool(session.scalar(select(func.count()).select_from(UserRow)))

    def all(self) -> list[Account]:
        """Every account by name."""
        with self._database.reading() as session:
            roles = _roles(session)
            rows = session.scalars(select(UserRow).order_by(UserRow.name)).all()
            called = Counter(row.person or row.name for row in rows)
            return [_account(row, roles[row.name], shared=called[row.person or row.name] > 1) for row in rows]

    def get(self, name: str, *, hold: bool = False) -> Account | None:
        """An account by its name, None if there is none; with `hold` as nobody changes it until the transaction ends.

        Others may hold it too: only who changes it waits.
        """
        with self._database.reading() as session:
            row = session.get(UserRow, name, with_for_update={"read": True} if hold else None)
            if row is None:
                return None
            called = row.person or row.name
            alike = or_(UserRow.person == called, and_(UserRow.person == "", UserRow.name == called))
            others = select(UserRow.name).where(alike, UserRow.name != name).limit(1)
            shared = session.scalar(others) is not None
            return _account(row, _roles(session, name)[name], shared=shared)

    def add(self, name: str, *, person: str, admin: bool, password: str, to_change: bool) -> None:
        """Keep a new account; Conflict if the name is taken."""
        try:
            with self._database.session() as session:
                session.add(
                    UserRow(
                        name=name,
                        person=person,
                        admin=admin,
                        password=password,
                        to_change=to_change,
                        enabled=True,
                        made_at=now(),
                    )
                )
                session.flush()
        except IntegrityError:
            raise Conflict(f"已经有名为“{name}”的账号，请换一个用户名。") from None

    def change(self, name: str, **changes: object) -> None:
        """Change an account's person, admin, password, to_change or enabled; NotFound."""
        with self._database.session() as session:
            row = session.get(UserRow, name, with_for_update=True)
            if row is None:
                raise NotFound(f"没有名为“{name}”的账号，请用 nianbao user list 查看。")
            for field, value in changes.items():
                setattr(row, field, value)

    def rehash(self, name: str, old: str, new: str) -> None:
        """Keep the same password in another form, unless it was changed meanwhile."""
        wanted = update(UserRow).where(UserRow.name == name, UserRow.password == old).values(password=new)
        with self._database.session() as session:
            session.execute(wanted)

    def set_roles(self, name: str, roles: Mapping[str, Iterable[str]]) -> None:
        """What somebody is, by organ, in place of what they were."""
        with self._database.session() as session:
            session.execute(delete(MemberRow).where(MemberRow.name == name))
            for organ, held in roles.items():
                session.add_all(MemberRow(name=name, organ=organ, role=role) for role in held)

    # ---- organs under organs

    def organs(self) -> dict[str, str]:
        """The organ above each organ that is under one."""
        with self._database.reading() as session:
            return {row.organ: row.above for row in session.scalars(select(OrganRow))}

    def set_above(self, organ: str, above: str) -> None:
        """Put an organ under another; under none with ""."""
        with self._database.session() as session:
            session.execute(delete(OrganRow).where(OrganRow.organ == organ))
            if above:
                session.add(OrganRow(organ=organ, above=above))

    # ---- who is signed in

    def sign_in(self, token: str, name: str) -> None:
        """Keep that somebody is signed in, under the digest of what their browser holds."""
        moment = now()
        with self._database.session() as session:
            session.add(SessionRow(token=token, name=name, made_at=moment, seen_at=moment))

    def signed_in(self, token: str) -> SignedIn | None:
        """Who is signed in under a token's digest, None if nobody is."""
        with self._database.reading() as session:
            row = session.get(SessionRow, token)
            return SignedIn(row.name, row.made_at, row.seen_at) if row else None

    def seen(self, token: str) -> None:
        """Keep that they were seen just now."""
        with self._database.session() as session:
            row = session.get(SessionRow, token)
            if row is not None:
                row.seen_at = now()

    def sign_out(self, *, token: str = "", name: str = "", before: datetime | None = None) -> None:
        """End one token's session, all of a name's, or all that began before a moment."""
        wanted = delete(SessionRow)
        if token:
            wanted = wanted.where(SessionRow.token == token)
        if name:
            wanted = wanted.where(SessionRow.name == name)
        if before is not None:
            wanted = wanted.where(SessionRow.made_at < before)
        with self._database.session() as session:
            session.execute(wanted)


def _roles(session: Session, name: str = "") -> defaultdict[str, dict[str, set[str]]]:
    wanted = select(MemberRow) if not name else select(MemberRow).where(MemberRow.name == name)
    out: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in session.scalars(wanted):
        out[row.name].setdefault(row.organ, set()).add(row.role)
    return out


def _account(row: UserRow, roles: Mapping[str, set[str]], *, shared: bool) -> Account:
    held = {organ: frozenset(each) for organ, each in roles.items()}
    return Account(row.name, row.person, row.admin, row.password, row.to_change, row.enabled, row.made_at, held, shared)
