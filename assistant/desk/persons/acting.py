"""Who somebody signed in is at the desk: in which role, in whose place, and whose reports they see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.desk.persons.seats import Seat
from assistant.desk.work import Who
from assistant.review import Role
from assistant.store import EVERY_ORGAN, Account


@dataclass(frozen=True)
class Person:
    """Somebody signed in."""

    account: Account
    since: datetime

    @property
    def name(self) -> str:
        """How they sign."""
        return self.account.known_as


def who(
    person: Person,
    role: Role | None = None,
    *,
    address: str = "",
    above: Mapping[str, str] | None = None,
    seats: Sequence[Seat] = (),
    giver: str = "",
) -> Who:
    """A person as the desk knows them: acting in `role`, or in the first of their own that the work begins with.

    They see the reports of the organs they belong to and of those under them; an administrator sees all. Of the
    `seats` they may take for others they see the reports too, and act there in the place of the `giver` they chose.
    """
    held = held_by(person.account)
    own = [one for one in Role if one is not Role.ADMIN and any(one in roles for roles in held.values())]
    acting = role if role in own else next(iter(own), Role.ADMIN)
    organs = frozenset(held).union(*(seat.organs for seat in seats))
    known = Who(
        person.name,
        acting,
        admin=person.account.admin,
        address=address,
        account=person.account.name,
        member=held,
        sees=None if person.account.admin else _under(organs, above or {}),
        keeps=kept_by(person.account, above or {}),
    )
    taken = [seat for seat in seats if seat.giver.name == giver]
    if not taken:
        return known
    where = frozenset[str]().union(*(seat.organs for seat in taken))
    # In another's place nobody does what is their own: what they are and look after otherwise is left aside.
    return replace(
        known,
        role=Role.LEADER,
        admin=False,
        member={organ: frozenset({Role.LEADER}) for organ in where},
        keeps=frozenset(),
        deputy_for=taken[0].person,
        deputy_of=giver,
        delegations=frozenset(seat.delegation.id for seat in taken),
        beside=known.own,
    )


def held_by(account: Account) -> Mapping[str, frozenset[Role]]:
    """What somebody is, by organ."""
    return {organ: frozenset(Role(one) for one in roles) for organ, roles in account.roles.items()}


def kept_by(account: Account, above: Mapping[str, str]) -> frozenset[str]:
    """The organs whose accounts somebody looks after: where they are the administrator, and all under these."""
    own = frozenset(organ for organ, held in account.roles.items() if Role.ADMIN in held and organ != EVERY_ORGAN)
    return _under(own, above) or frozenset()


def _under(organs: frozenset[str], above: Mapping[str, str]) -> frozenset[str] | None:
    """These organs and all under them; None for every organ."""
    if EVERY_ORGAN in organs:
        return None
    seen = set(organs)
    while more := {organ for organ, over in above.items() if over in seen} - seen:
        seen |= more
    return frozenset(seen)
