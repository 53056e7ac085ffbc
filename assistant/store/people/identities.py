"""Identities: which account is whose at an issuer of identities."""

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from assistant.errors import Conflict
from assistant.store.connection import Database, now
from assistant.store.schema import IdentityRow


class Identities:
    """The accounts that are somebody's elsewhere, by what an issuer calls them and gives to no other."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def whose(self, issuer: str, subject: str) -> str:
        """The name of the account that is somebody's elsewhere, empty if none is."""
        with self._database.reading() as session:
            row = session.get(IdentityRow, (issuer, subject))
            return row.name if row else ""

    def is_bound(self, name: str) -> bool:
        """Whether an account is somebody's elsewhere already."""
        with self._database.reading() as session:
            return session.scalar(select(IdentityRow).where(IdentityRow.name == name)) is not None

    def bind(self, name: str, issuer: str, subject: str) -> None:
        """Keep whose an account is elsewhere; Conflict if it is another's, or they have another."""
        try:
            with self._database.session() as session:
                session.add(IdentityRow(issuer=issuer, subject=subject, name=name, made_at=now()))
                session.flush()
        except IntegrityError:
            raise Conflict(f"账号“{name}”刚刚绑定了别的统一身份，请重新登录。") from None

    def unbind(self, name: str) -> None:
        """Forget whose an account is elsewhere."""
        with self._database.session() as session:
            session.execute(delete(IdentityRow).where(IdentityRow.name == name))
