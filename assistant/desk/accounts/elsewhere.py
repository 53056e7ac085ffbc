"""Coming in by an issuer of identities: whose account somebody has here, and what they are by it.

An account is found by its name once, and is its first owner's from then on, known by the issuer and what that calls
them: names are given anew when people leave, and at some issuers may be chosen. An account with a password is nobody's
at an issuer, whatever they are called there.
"""

from contextlib import suppress
from functools import cached_property

from assistant.desk.accounts import mapping
from assistant.desk.accounts.claims import Identity
from assistant.desk.accounts.mapping import Mapped, Posts
from assistant.desk.accounts.people import is_name, plainly, said
from assistant.desk.accounts.signing_in import FAILED, SigningIn
from assistant.errors import Forbidden, StorageProblem, UsageError
from assistant.review import permission
from assistant.settings import Settings
from assistant.store import Account, Store

_UNKNOWN = "未知"
_NO_ACCOUNT = "您在本系统还没有账号。请管理员添加用户名为“{name}”、用统一身份认证登录的账号。"
_NO_POSTS = "平台给您的角色在本系统没有对应的工作，不能登录。需要使用的，请联系管理员。"
_LOCAL = "本系统已有同名的本地账号“{name}”，不能用统一身份认证登录。请用密码登录；不是您的账号的，请联系管理员。"
_ANOTHERS = (
    "账号“{name}”已由统一身份认证平台上的另一个人使用。"
    "请联系管理员核对；换了人的，由管理员解除绑定（nianbao user unbind）。"
)
_DISABLED = "账号“{name}”已停用，需要使用的请联系管理员。"
_NO_NAME = (
    "平台给出的用户名不能用作账号名（为空、有空格或者超过 60 个字符），请信息化同事核对设置 NIANBAO_OIDC_ACCOUNT。"
)


class Elsewhere:
    """Use cases on people whom an issuer vouches for."""

    def __init__(self, store: Store, signing_in: SigningIn, settings: Settings) -> None:
        """Let people in to a store; nothing is read yet, and a wrong setting hinders nobody who needs it not."""
        self._store = store
        self._signing_in = signing_in
        self._settings = settings

    @cached_property
    def _mapped(self) -> Mapped | None:
        return mapping.of(self._settings)

    def open(self) -> None:
        """Read what roles mean, before anybody comes; UsageError with the setting or the line that is wrong."""
        if not self._settings.oidc_issuer:
            return
        if not self._settings.oidc_client:
            raise UsageError("设置了 NIANBAO_OIDC_ISSUER，还要在 NIANBAO_OIDC_CLIENT 写明本系统的客户端编号。")
        _ = self._mapped

    def enter(self, identity: Identity, *, address: str = "") -> str:
        """The token for somebody vouched for; Forbidden if they have no account here, or none they may use."""
        self._signing_in.tidy()
        with self._store.together():
            known = self._store.identities.whose(identity.issuer, identity.subject)
            if not known:
                # Of two first comings at once the second finds what the first made.
                self._store.hold_house()
                known = self._store.identities.whose(identity.issuer, identity.subject)
            why = self._why_not_again(self._known(known), identity) if known else self._why_not_now(identity)
            if not why:
                return self._signing_in.admit(known or identity.name, address=address, by=self._settings.oidc_name)
        raise Forbidden(why)

    def refused(self, why: str, *, name: str = "", address: str = "", told: str = "") -> None:
        """Keep that somebody did not get in, with what the issuer told if it told anything."""
        detail = {"by": self._settings.oidc_name, "why": why} | ({"told": told} if told else {})
        with suppress(StorageProblem):  # whoever waits at the door is told what was wrong first
            self._store.audit.write("", actor=name or _UNKNOWN, act=FAILED, address=address, detail=detail)

    def _why_not_again(self, account: Account, identity: Identity) -> str:
        """Why somebody known may not go on with their account, a sentence; it is brought up to date by the way."""
        if not account.elsewhere:
            return _LOCAL.format(name=account.name)
        if not account.enabled:
            return _DISABLED.format(name=account.name)
        if self._mapped is None:
            return ""
        posts = self._mapped.posts(identity.values)
        self._set(account, posts, identity)
        if posts:
            return ""
        self._store.accounts.sign_out(name=account.name)
        return _NO_POSTS

    def _why_not_now(self, identity: Identity) -> str:
        """Why somebody who comes for the first time may not have the account of their name, a sentence."""
        name = identity.name
        posts = self._mapped.posts(identity.values) if self._mapped else None
        account = self._store.accounts.get(name)
        why = self._why_not_theirs(name, account)
        if not why and posts is not None and not posts:
            why = _NO_POSTS
        if why:
            return why
        if posts is not None:
            self._set(account, posts, identity)
        self._store.identities.bind(name, identity.issuer, identity.subject)
        return ""

    def _why_not_theirs(self, name: str, account: Account | None) -> str:
        """Why an account cannot be that of somebody who comes by its name."""
        if not is_name(name):
            return _NO_NAME
        if account is None:
            return "" if self._mapped else _NO_ACCOUNT.format(name=name)
        if not account.elsewhere:
            return _LOCAL.format(name=name)
        if self._store.identities.is_bound(name):
            return _ANOTHERS.format(name=name)
        return "" if account.enabled else _DISABLED.format(name=name)

    def _set(self, account: Account | None, posts: Posts, identity: Identity) -> None:
        """Make the account what the claims say, or make one.

        The issuer's word holds for the last administrator too: one with a password can be made on the machine itself.
        """
        accounts, name = self._store.accounts, account.name if account else identity.name
        person = plainly(identity.person)
        self._store.hold_house()
        account = accounts.get(name) if account else None  # as it is now that nobody else changes it
        if account is None:
            accounts.add(name, person=person, admin=posts.admin, password="", to_change=False)
        else:
            accounts.change(name, person=person or account.person, admin=posts.admin)
        accounts.set_roles(name, {organ: [role.value for role in held] for organ, held in posts.roles.items()})
        old, new = said(account) if account else {}, said(self._known(name))
        if old != new:
            act = permission("account_change" if account else "account_add").name
            detail = {"account": name, "old": old, "new": new}
            self._store.audit.write("", actor=self._settings.oidc_name, act=act, detail=detail)

    def _known(self, name: str) -> Account:
        account = self._store.accounts.get(name)
        if account is None:
            raise Forbidden(_NO_ACCOUNT.format(name=name))
        return account
