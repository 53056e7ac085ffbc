"""Passwords: which are taken, and what is kept of one. Kept is an argon2id digest; the password itself is nowhere."""

from functools import cache
from importlib import resources
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import UsageError

SHORTEST, LONGEST = 10, 128
"""Characters: ten that are no word outlast guessing at the door; far more than people type is somebody's trick."""
_ALIKE = 3
"""Different characters a password must have at least: fewer is a key held down."""
_hasher = PasswordHasher()
"""The library's own choice of memory and time, RFC 9106's for servers with little memory."""


def check(password: str, name: str) -> None:
    """UsageError with what is wrong with a new password for an account of this name."""
    plain = password.casefold()
    if len(password) < SHORTEST:
        raise UsageError(f"密码太短，请至少用 {SHORTEST} 个字符，例如几个不相干的词连在一起。")
    if len(password) > LONGEST:
        raise UsageError(f"密码太长，请不超过 {LONGEST} 个字符。")
    if name and name.casefold() in plain:
        raise UsageError("密码里不能有用户名，请换一个。")
    if _is_common(plain):
        raise UsageError("这个密码太常见，容易被猜到，请换一个。")


def digest(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def is_it(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; takes as long where nothing was, so that nobody learns which."""
    try:
        return _hasher.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether what is kept was made with less memory or time than today."""
    return _hasher.check_needs_rehash(kept)


def _is_common(plain: str) -> bool:
    if len(set(plain)) < _ALIKE or _is_row(plain):
        return True
    bare = plain.rstrip("0123456789!@#.*_-")
    return plain in _common() or bare in _common() or (not bare and len(plain) <= SHORTEST)


def _is_row(plain: str) -> bool:
    """Whether the characters follow each other upwards or downwards: 2345678901, abcdefghij."""
    steps = {
        (ord(after) - ord(before)) % 10 if plain.isdigit() else ord(after) - ord(before)
        for before, after in pairwise(plain)
    }
    return len(steps) == 1


@cache
def _common() -> frozenset[str]:
    lines = (resources.files("assistant.desk.accounts") / "common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _nobodys() -> str:
    return digest("no account has this password")
