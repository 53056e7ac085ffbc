"""People's accounts looked after: made, changed, given a new password, and put into organs."""

from collections.abc import Iterable, Mapping
from datetime import date

from assistant.desk.access import Access
from assistant.desk.accounts import passwords
from assistant.desk.persons.seats import leads
from assistant.desk.work import Who
from assistant.errors import Conflict, Forbidden, NotFound, UsageError
from assistant.review import Role
from assistant.store import EVERY_ORGAN, Account, Store

_LONGEST = 60
_BRACKETS = frozenset("（）()〔〕[]【】")
"""What signatures are set apart by: 孙领导〔sun〕（代周局长，领导）."""


class People:
    """Use cases on accounts. Whoever is given a password by somebody else changes it at the first signing in."""

    def __init__(self, store: Store, access: Access) -> None:
        """Look after the accounts of a store."""
        self._store = store
        self._access = access

    def all(self) -> list[Account]:
        """Every account by name."""
        return self._store.accounts.all()

    def looked_after(self, who: Who) -> list[Account]:
        """The accounts this person looks after: all, or those of their organs alone."""
        return [one for one in self.all() if who.admin or _is_within(who, one.admin, one.roles)]

    def add(
        self,
        name: str,
        password: str | None,
        roles: Mapping[str, Iterable[Role]],
        *,
        who: Who,
        person: str = "",
        admin: bool = False,
    ) -> None:
        """Make an account; UsageError for a name or password that is none, Conflict if the name is taken.

        `roles` are what they are, by organ; "" is every organ. None for a password is for who signs in elsewhere.
        """
        name = name.strip()
        with self._access.installation("account_add", who) as detail:
            if not is_name(name):
                raise UsageError(f"用户名不能为空、不能有空格，最多 {_LONGEST} 个字符，例如 zhangsan。")
            if password is not None:
                passwords.check(password, name)
            self._store.accounts.add(
                name,
                person=_called(person),
                admin=admin,
                password="" if password is None else passwords.digest(password),
                to_change=password is not None,
            )
            self._store.accounts.set_roles(name, _held(roles))
            _must_be_within(who, self._known(name))
            detail |= {"account": name, "elsewhere": password is None, **said(self._known(name))}

    def change(
        self,
        name: str,
        *,
        who: Who,
        person: str | None = None,
        admin: bool | None = None,
        enabled: bool | None = None,
        roles: Mapping[str, Iterable[Role]] | None = None,
        base: Account | None = None,
    ) -> None:
        """Change what is given of an account; whoever is disabled is signed out. NotFound.

        `base` is the account as it was shown: Conflict if somebody changed it since.
        UsageError where nobody would be left to look after the installation.
        """
        with self._access.installation("account_change", who) as detail:
            before = self._known(name)
            _must_be_within(who, before)
            if base is not None and said(base) != said(before):
                raise Conflict(f"账号“{name}”刚刚被别人改过，没有保存。请关闭后重新打开，看过现在的内容再改。")
            given = {
                "person": person if person is None or person == before.person else _called(person),
                "admin": admin,
                "enabled": enabled,
            }
            changes = {field: value for field, value in given.items() if value is not None}
            self._store.accounts.change(name, **changes)
            if roles is not None:
                self._store.accounts.set_roles(name, _held(roles))
            _must_be_within(who, self._known(name))
            looked_after = before.admin and before.enabled
            if looked_after and not any(one.admin and one.enabled for one in self.all()):
                raise UsageError("至少要有一个启用的管理员，没有修改。请先设另一个管理员。")
            if enabled is False:
                self._store.accounts.sign_out(name=name)
            detail |= {"account": name, "old": said(before), "new": said(self._known(name))}

    def set_password(self, name: str, password: str, *, who: Who) -> None:
        """Give somebody a new password, to be changed at the next signing in; signed out everywhere. NotFound."""
        with self._access.installation("account_password", who) as detail:
            _must_be_within(who, self._known(name))
            self._must_lend_nothing(who, name)
            if self._known(name).elsewhere:
                raise UsageError(f"“{name}”用统一身份认证登录，没有密码可以重设，请到认证平台修改。")
            passwords.check(password, name)
            self._store.accounts.change(name, password=passwords.digest(password), to_change=True)
            self._store.accounts.sign_out(name=name)
            self._store.attempts.forget(name)
            detail |= {"account": name}

    def _must_lend_nothing(self, who: Who, name: str) -> None:
        """Forbidden where the account may act for others whom the person does not look after."""
        if who.admin:
            return
        for one in self._store.delegations.all(deputy=name, since=date.today()):  # noqa: DTZ011 - the office's day
            giver = self._store.accounts.get(one.giver)
            if giver is not None and not leads(giver) <= who.keeps:
                raise Forbidden(
                    f"账号“{name}”受{giver.known_as}委托，在您管理的机关以外也能办理，密码请管理整个系统的管理员重设。"
                )

    def unbind(self, name: str, *, who: Who) -> None:
        """Let an account be another's who signs in elsewhere by its name; signed out everywhere. NotFound."""
        with self._access.installation("account_unbind", who) as detail:
            if not self._known(name).elsewhere:
                raise UsageError(f"“{name}”是有密码的本地账号，没有绑定统一身份。")
            self._store.identities.unbind(name)
            self._store.accounts.sign_out(name=name)
            detail |= {"account": name}

    def organs(self) -> Mapping[str, str]:
        """The organ above each organ that is under one."""
        return self._store.accounts.organs()

    def set_above(self, organ: str, above: str, *, who: Who) -> None:
        """Put an organ under another, whose people see its reports; under none with "". UsageError for a circle."""
        organ, above = organ.strip(), above.strip()
        with self._access.installation("organ_above", who) as detail:
            if not organ:
                raise UsageError("请填写机关名称。")
            known = dict(self.organs())
            over = above
            while over:
                if over == organ:
                    raise UsageError(f"“{above}”已经在“{organ}”之下，不能互为上级。")
                over = known.get(over, "")
            self._store.accounts.set_above(organ, above)
            detail |= {"organ": organ, "old": known.get(organ, ""), "new": above}

    def _known(self, name: str) -> Account:
        account = self._store.accounts.get(name)
        if account is None:
            raise NotFound(f"没有名为“{name}”的账号，请用 nianbao user list 查看。")
        return account


def is_name(name: str) -> bool:
    """Whether an account may be called that."""
    return 0 < len(name) <= _LONGEST and not any(char.isspace() or not char.isprintable() for char in name)


def plainly(person: str) -> str:
    """A person's name without what could make it read as another's signature: brackets, and what is not seen."""
    return " ".join("".join(char for char in person if char.isprintable() and char not in _BRACKETS).split())


def _called(person: str) -> str:
    person = person.strip()
    if person != plainly(person):
        raise UsageError("姓名中不能有括号、连续的空格和看不见的字符；同名的人，签名会自动带上用户名。")
    return person


def said(account: Account) -> dict[str, object]:
    """What is said of an account in the trail: everything but its password."""
    return {
        "person": account.person,
        "admin": account.admin,
        "enabled": account.enabled,
        "roles": {organ or "全部机关": sorted(held) for organ, held in account.roles.items()},
    }


def _held(roles: Mapping[str, Iterable[Role]]) -> dict[str, frozenset[str]]:
    out = {organ.strip(): frozenset(role.value for role in held) for organ, held in roles.items() if held}
    if Role.ADMIN in out.get(EVERY_ORGAN, ()):
        raise UsageError("管理整个系统的管理员不按机关设置，请改用“管理员”一项。")
    return out


def _is_within(who: Who, admin: bool, roles: Mapping[str, object]) -> bool:  # noqa: FBT001 - as an account has it
    """Whether an account is of the organs somebody looks after, and of no other."""
    return not admin and bool(roles) and set(roles) <= who.keeps


def _must_be_within(who: Who, account: Account) -> None:
    if not who.admin and not _is_within(who, account.admin, account.roles):
        raise Forbidden(
            f"您只管理{'、'.join(sorted(who.keeps))}的账号；账号“{account.name}”不只在这里，或者没有写明机关，请找管理整个系统的管理员。"
        )
