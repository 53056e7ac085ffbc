"""Places somebody may take for another: what a delegation is worth, as long as what it rests on is there."""

from dataclasses import dataclass

from assistant.review import Role
from assistant.store import EVERY_ORGAN, Account, Delegation


@dataclass(frozen=True)
class Seat:
    """A place somebody may take for another: whose it is, and until when."""

    delegation: Delegation
    giver: Account

    @property
    def person(self) -> str:
        """What the giver is called."""
        return self.giver.known_as

    @property
    def organs(self) -> frozenset[str]:
        """Where the deputy acts: what was delegated, as far as the giver leads it still."""
        led = leads(self.giver)
        if self.delegation.organ == EVERY_ORGAN:
            return led
        return frozenset({self.delegation.organ}) if led & {self.delegation.organ, EVERY_ORGAN} else frozenset()


def leads(account: Account) -> frozenset[str]:
    """The organs somebody leads."""
    return frozenset(organ for organ, held in account.roles.items() if Role.LEADER in held)
