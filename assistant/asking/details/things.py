"""Things that go by a name: columns, accounts and activities a note tells without it, and the names put in."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.asking.details.words import words
from assistant.prose.wordfile import alternatives

_QUOTED = re.compile('[“"「《]([^”"」》]{1,30})[”"」》]')
_SEPARATORS = re.compile(r"[，、,；;]|(?<=.{2})和(?=.{2})")


@dataclass(frozen=True)
class Unnamed:
    """A thing told without its name: the word for it, where the name goes, and how many there are said to be."""

    thing: str
    at: int
    many: str = ""


def unnamed_thing(note: str) -> Unnamed | None:
    """The first thing of a note that has no name yet."""
    for clause in re.finditer(r"[^，。；]+", note):
        if "“" in clause[0] or "《" in clause[0]:
            continue
        for pattern in (_columns(), _activities(), _accounts()):
            if found := pattern.search(clause[0]):
                many = found.groupdict().get("many") or ""
                start = found.start("many") if many else found.start("thing")
                return Unnamed(found["thing"], clause.start() + start, many)
    return None


def is_account(thing: str) -> bool:
    """Whether a word is one of an account: 公众号."""
    return thing in words().things.accounts.words


def called(thing: str) -> list[str]:
    """All words for a thing's kind: 公众号 and 订阅号 are one account."""
    kinds = words().things.accounts.topics.values()
    return next((kind for kind in kinds if thing in kind), [thing])


def names_of(said: str) -> tuple[str, ...]:
    """The names that an answer gives, empty if it gives none and says something else."""
    known = words()
    text = said.strip(" 。；;，,")
    if quoted := _QUOTED.findall(text):
        rest = _QUOTED.sub("", text)
        return () if re.search(r"\d", rest) else tuple(quoted)
    parts = [_bare(part) for part in _SEPARATORS.split(text)]
    if not all(1 < len(part) <= known.longest_name for part in parts) or known.no_name.search("，".join(parts)):
        return ()
    return tuple(parts)


def named(note: str, thing: Unnamed, names: tuple[str, ...]) -> str:
    """The note with the names before the thing; empty where there are more of them than there are things."""
    quoted = "".join(f"“{name}”" for name in names)
    if thing.many:
        told = _number(thing.many)
        if told is None or len(names) > told:
            return ""
        quoted += "等" if len(names) < told else ""
    elif is_account(thing.thing):
        if len(names) > 1:
            return ""
        after = thing.at + len(thing.thing)
        return note[:after] + quoted + note[after:]
    return note[: thing.at] + quoted + note[thing.at :]


def _bare(part: str) -> str:
    """A name without 叫, and without the word for the thing at its end."""
    text = words().name_leads.sub("", part.strip())
    text = words().name_leads.sub("", text)
    known = words().things
    thing = re.search(
        f"(?:{alternatives([*known.columns.words, *known.accounts.words, *known.activities.words])})$", text
    )
    return text[: thing.start()] if thing and thing.start() > 1 else text


def _number(many: str) -> int | None:
    digits = re.match(r"\d+", many)
    return int(digits[0]) if digits else "一二三四五六七八九十".find(many[0].replace("两", "二")) + 1 or None


@cache
def _columns() -> re.Pattern[str]:
    known = words().things.columns
    return re.compile(
        f"(?<!公)(?:{alternatives(known.opened)})(?:了|过|有)?(?:新的?)?(?:(?P<many>{words().many_things})|一?[个批])?(?:新的?)?"
        f"(?P<thing>{alternatives(known.words)})(?=$|[，。；、])"
    )


@cache
def _accounts() -> re.Pattern[str]:
    known = words().things.accounts
    account = alternatives(known.words)
    return re.compile(rf"(?<![、和与及])(?P<thing>{account})(?!(?:[、和与及]|账号|矩阵|平台))(?!.*(?:{account}))")


@cache
def _activities() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?P<many>{words().many_things})的?)?(?P<thing>{alternatives(words().things.activities.words)})"
    )
