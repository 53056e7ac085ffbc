"""Who is at a page: by what they are known there, and who they are by it, now or when something is made later."""

from dataclasses import dataclass
from datetime import date

from assistant.desk import Desk, Who
from assistant.desk.persons.acting import who as who_is
from assistant.errors import SignedOut
from assistant.review import Role

FOR = ":"
"""Between a role and the account in whose place it is taken."""


@dataclass(frozen=True)
class KnownBy:
    """The token somebody signed in with, the place they took, and from where."""

    token: str
    place: str
    address: str


def whoever(desk: Desk, known: KnownBy, today: date, *, working: bool) -> Who:
    """Who that is now, on the office's calendar day; SignedOut if nobody is, any more.

    Where there are accounts, whoever signed in, in the role they chose among their own. Without accounts one person
    switches between the roles, and keeps the installation.
    """
    named, _, giver = known.place.partition(FOR)
    if not desk.signing_in.needed:
        return Who("本机用户", Role(named), admin=True, address=known.address)
    found = desk.signing_in.whose(known.token, working=working)
    if found is None or found.account.to_change:
        raise SignedOut("登录已经失效，请重新登录。已经保存的内容没有丢失。")
    seats = desk.delegating.seats(found.account.name, today)
    above = dict(desk.people.organs())
    return who_is(found, Role(named), address=known.address, above=above, seats=seats, giver=giver)
