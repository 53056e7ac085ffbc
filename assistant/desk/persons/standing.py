"""Whether somebody is still what they were known as when they began.

Pages ask who is there a moment before they are drawn, and a job knows it from when it was begun. What was taken from
somebody since, an account, a role or a delegation, is found out here, within the step: what they do and what they may
are then of one moment.
"""

from collections.abc import Mapping

from assistant.desk.persons.acting import held_by, kept_by
from assistant.desk.persons.seats import Seat
from assistant.desk.work import Who
from assistant.errors import Forbidden
from assistant.review import Role
from assistant.store import EVERY_ORGAN, Store


def must_still_be(store: Store, who: Who, organ: str | None, *, hold: bool = False) -> None:
    """Forbidden where somebody no longer holds what they act by: in an organ, or where there is None anywhere.

    With `hold` nobody takes it from them until the transaction in progress ends.
    """
    if not who.account or who.member is None:
        return  # their own machine: there is nothing that could have been taken from them
    account = store.accounts.get(who.account, hold=hold)
    if account is None or not account.enabled:
        raise Forbidden("您的账号已经停用或者移除，没有办理。需要继续使用的，请联系管理员。")
    if who.deputy_of:
        held = _lent(store, who, hold=hold)
        if not held:
            raise Forbidden(f"{who.deputy_for}的委托已经收回，没有办理。请刷新页面，回到自己的身份。")
    else:
        held = held_by(account)
    taken = who.admin and not account.admin
    taken |= bool(who.keeps) and not who.keeps <= kept_by(account, store.accounts.organs())
    if taken or not _holds(held, who, organ):
        raise Forbidden("您的角色刚刚有变动，没有办理。请刷新页面后再看；有疑问的，请联系管理员。")


def _lent(store: Store, who: Who, *, hold: bool) -> Mapping[str, frozenset[Role]]:
    """Where they act in the other's place, by the delegations they began under and that were not taken back."""
    giver = store.accounts.get(who.deputy_of, hold=hold)
    if giver is None or not giver.enabled:
        return {}
    given = store.delegations.all(giver=who.deputy_of, deputy=who.account, hold=hold)
    by = [Seat(one, giver) for one in given if one.id in who.delegations and not one.ended]
    return {organ: frozenset({Role.LEADER}) for seat in by for organ in seat.organs}


def _holds(held: Mapping[str, frozenset[Role]], who: Who, organ: str | None) -> bool:
    """Whether they are still there what they were there."""
    now = {name for name, roles in held.items() if who.role in roles}
    if organ is not None:
        return bool(now & {organ, EVERY_ORGAN})
    # What belongs to no report asks for the role in one organ or another, and for nothing of who looks after it all.
    before = {name for name, roles in (who.member or {}).items() if who.role in roles}
    return not before or bool(now & (before | {EVERY_ORGAN})) or (EVERY_ORGAN in before and bool(now))
