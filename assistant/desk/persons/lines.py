"""Whose a line of the trail is: by the account it was written for, since names change and are shared."""

from assistant.desk.work import Who
from assistant.store import Entry


def is_theirs(entry: Entry, who: Who) -> bool:
    """Whether this person did it, in whatever role; without accounts each role is a person of its own."""
    account = account_of(entry)
    return account == who.account if account and who.account else entry.actor in who.signatures


def is_by_one(entry: Entry, other: Entry) -> bool:
    """Whether one person did both."""
    first, second = account_of(entry), account_of(other)
    return first == second if first and second else entry.actor == other.actor


def account_of(entry: Entry) -> str:
    """The account of whoever did it, "" where there was none or the line is older than that was kept."""
    acting = entry.detail.get("acting")
    return str(acting.get("account", "")) if isinstance(acting, dict) else ""
