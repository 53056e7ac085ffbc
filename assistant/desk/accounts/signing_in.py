"""Signing in: a name and a password for a token that a browser keeps, and what the token is worth afterwards.

A token is 256 bits of chance made anew at every signing in, so that it can be neither guessed nor fixed beforehand;
kept is its digest alone.
"""

import hashlib
import secrets
from datetime import timedelta

from assistant.desk.accounts import passwords
from assistant.desk.persons.acting import Person
from assistant.errors import Forbidden, UsageError
from assistant.settings import Settings
from assistant.store import Store, Tried, now

_FREE = 4
"""Failures in a row that cost no wait: people mistype."""
_FIRST, _MOST = timedelta(seconds=15), timedelta(minutes=15)
"""The wait after the next failure, doubled with each; a guesser gets four tries an hour, a person waits a tea break."""
_MINUTE = timedelta(minutes=1)
"""How exactly it is kept when somebody was last seen: a row written a minute, not one a press."""
FAILED = "登录失败"
"""The act of a line that says somebody did not get in."""
_NO = "用户名或者密码不对。请再试一次；忘记密码的，请管理员重设。"


class SigningIn:
    """Use cases on signing in and out."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Know people by a store; how long they stay signed in is set."""
        self._store = store
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)
        self._elsewhere = bool(settings.oidc_issuer)

    @property
    def needed(self) -> bool:
        """Whether there are accounts, or will be as people come: then nobody works here without signing in."""
        return self._elsewhere or self._store.accounts.any()

    def sign_in(self, name: str, password: str, *, address: str = "") -> str:
        """The token for a name and its password; Forbidden if that is not it, or it was tried too often."""
        accounts, name = self._store.accounts, name.strip()[:60]
        tried = self._tried(name)
        account = accounts.get(name)
        right = passwords.is_it(password[: passwords.LONGEST + 1], account.password if account else "")
        if account is None or not right or not account.enabled:
            self._line(name, address, FAILED, failures=tried.failures)
            raise Forbidden(_NO)
        self._store.attempts.forget(name)
        if passwords.is_outdated(account.password):
            accounts.rehash(name, account.password, passwords.digest(password))
        self.tidy()
        return self.admit(name, address=address)

    def admit(self, name: str, *, address: str = "", by: str = "") -> str:
        """A token for somebody who has shown who they are, here or `by` whom they were vouched for."""
        token = secrets.token_urlsafe(32)
        with self._store.together():
            self._store.accounts.sign_in(_digest(token), name)
            self._line(name, address, "登录", **({"by": by} if by else {}))
        return token

    def _tried(self, name: str) -> Tried:
        """A try by a name, counted; Forbidden while none is taken."""
        tried = self._store.attempts.count(name, now, _wait)
        if tried is None:
            known = self._store.attempts.of(name)
            wait = known.until - now() if known else timedelta()
            raise Forbidden(f"输错次数较多，请 {_in_words(wait)}后再试；忘记密码的，请管理员重设。")
        return tried

    def _must_be_the_password(self, name: str, given: str, kept: str, address: str) -> None:
        """Forbidden where what is given is not it; counted and kept in the trail as at the door."""
        tried = self._tried(name)
        if not passwords.is_it(given[: passwords.LONGEST + 1], kept):
            self._line(name, address, "修改密码失败", failures=tried.failures)
            raise Forbidden("原密码不对，没有修改。")
        self._store.attempts.forget(name)

    def tidy(self) -> None:
        """Forget the sessions that have run out: in a transaction of its own, or two would wait for each other."""
        self._store.accounts.sign_out(before=now() - self._longest)

    def whose(self, token: str, *, working: bool = False) -> Person | None:
        """Who holds a token; None if it is nobody's, has run out, or its account is disabled.

        `working` is whether they do something: a page that looks by itself keeps nobody signed in.
        """
        if not token:
            return None
        known = self._store.accounts.signed_in(_digest(token))
        moment = now()
        if known is None or moment - known.made_at > self._longest or moment - known.seen_at > self._idle:
            return None
        account = self._store.accounts.get(known.name)
        if account is None or not account.enabled:
            return None
        if working and moment - known.seen_at > _MINUTE:
            self._store.accounts.seen(_digest(token))
        return Person(account, known.made_at)

    def sign_out(self, token: str, *, address: str = "") -> None:
        """End a token's session; nothing happens if it has none."""
        person = self.whose(token)
        self._store.accounts.sign_out(token=_digest(token))
        if person is not None:
            self._line(person.account.name, address, "退出登录")

    def change_password(self, token: str, old: str, new: str, *, address: str = "") -> str:
        """Change the password of a token's person, and sign them out everywhere; the token they go on with.

        Forbidden if the old one is not it, UsageError with what is wrong with the new one.
        """
        person = self.whose(token)
        if person is None:
            raise Forbidden("登录已经失效，请重新登录。")
        name = person.account.name
        if person.account.elsewhere:
            raise Forbidden("您用统一身份认证登录，本系统没有您的密码，请到认证平台修改。")
        self._must_be_the_password(name, old, person.account.password, address)
        if old == new:
            raise UsageError("新密码与原密码相同，请换一个。")
        passwords.check(new, name)
        made = passwords.digest(new)
        with self._store.together():
            self._store.accounts.change(name, to_change=False)  # held from here on
            account = self._store.accounts.get(name)
            if account is None or not account.enabled or account.password != person.account.password:
                raise Forbidden("密码刚刚被重设或者账号停用，没有修改。请重新登录。")
            self._store.accounts.change(name, password=made)
            self._store.accounts.sign_out(name=name)
            self._line(name, address, "修改密码")
        return self.admit(name, address=address)

    def _line(self, name: str, address: str, act: str, **detail: object) -> None:
        self._store.audit.write("", actor=name, act=act, address=address, detail=detail)


def _wait(failures: int) -> timedelta:
    if failures <= _FREE:
        return timedelta()
    return min(_FIRST * (1 << min(failures - _FREE - 1, 20)), _MOST)


def _in_words(wait: timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    return f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"  # noqa: PLR2004 - seconds of a minute


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
