"""Remedies: what the mending of a shortcoming is for, 提高信息发布的及时性, and which measures can mend it."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.draft.bettering.shortcomings import Wanting, read
from assistant.prose.likeness import pairs
from assistant.prose.wordfile import compiled, load

_VERB = 2
"""Characters of the verb at the head of an aim, behind 有待 when it is turned round."""
_LONGEST = 14
"""Characters of a thing that an aim may name; a longer one is a sentence of its own."""
_A_PART = re.compile("^(?:部分|个别|少数|有的|一些)")
"""Before a thing, of a part of it: what is bettered is the thing."""
_NO_NAME = re.compile("[得太很都也还只把被会]|有时|之间|停留|反映|发现|对|而且|并且")
"""Signs that what stands before the lack is more than the name of a thing."""
_SLOT = "<o>"
_SAID_ANYWHERE = frozenset({"公开", "信息", "工作", "政务", "政府", "内容", "群众", "公众", "有待", "不够", "提高"})
"""Pairs of characters that stand in every shortcoming and tell no thing."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Aim(_Strict):
    """What the mending is for, by the end of the thing's name; without `things` for all others."""

    things: list[str] = []
    say: str
    turns: bool = True

    @model_validator(mode="after")
    def _names_the_thing(self) -> "Aim":
        if self.say[_VERB : _VERB + len(_SLOT)] != _SLOT:
            raise ValueError(f"“{self.say}”要以两个字的动词开头，后面接 <o>")
        return self


class Whole(_Strict):
    """A shortcoming written as a whole: its kind and what its mending is for."""

    say: str
    kind: str
    say_aim: str

    @field_validator("say")
    @classmethod
    def _pattern(cls, say: str) -> str:
        compiled(say)
        return say


class RemediesFile(_Strict):
    """What remedies.yaml may say."""

    aims: dict[str, list[Aim]]
    sayings: list[Whole]
    means: dict[str, list[str]]

    @model_validator(mode="after")
    def _mended(self) -> "RemediesFile":
        kinds = [*self.aims, *(one.kind for one in self.sayings)]
        if lone := [kind for kind in kinds if kind not in self.means]:
            raise ValueError(f"“{lone[0]}”这一类不足没有写哪些做法能解决")
        return self


@dataclass(frozen=True)
class Remedy:
    """What is wanting in a thing, turned round: what its mending is for, and the same as something still to be had."""

    kind: str
    thing: str
    aim: str
    """提高信息发布的及时性"""
    still: str
    """信息发布的及时性有待提高, "" where it cannot be said so."""


def remedy(words: str) -> Remedy | None:
    """What mending a shortcoming in official words is for; None where that has no plain way of being said."""
    first = re.split("[，、]", words, maxsplit=1)[0]
    for pattern, whole in _sayings():
        if match := pattern.fullmatch(first):
            thing = match.groupdict().get("o") or first
            return Remedy(whole.kind, thing, whole.say_aim.replace(_SLOT, thing), "")
    found = read(first)
    if found is None:
        return None
    if found.verb:
        aim = f"{found.verb}{found.thing}"
        return Remedy("lacking", found.thing, aim, f"{found.thing}有待{found.verb}")
    return _turned(found)


def _turned(found: Wanting) -> Remedy | None:
    thing = _A_PART.sub("", found.thing)
    if not thing or len(thing) > _LONGEST or _NO_NAME.search(thing):
        return None
    for aim in _file().aims.get(found.kind, ()):
        ends = [end for end in aim.things if thing.endswith(end)]
        if ends or not aim.things:
            rest = aim.say[_VERB + len(_SLOT) :]
            rest = rest.removeprefix("的") if "的" in thing else rest
            said = f"{aim.say[:_VERB]}{thing}{rest}"
            return Remedy(found.kind, thing, said, f"{found.thing}{rest}有待{aim.say[:_VERB]}" if aim.turns else "")
    return None


def mends(measure: str, wanting: Remedy, *, same_side: bool) -> bool:
    """Whether a measure is one that can mend the shortcoming, and speaks of the same thing or side of the work."""
    able = any(means in measure for means in _file().means[wanting.kind])
    return able and (same_side or bool((pairs(measure) & pairs(wanting.thing)) - _SAID_ANYWHERE))


@cache
def _file() -> RemediesFile:
    return load("assistant.draft.bettering", "remedies.yaml", RemediesFile)


@cache
def _sayings() -> tuple[tuple[re.Pattern[str], Whole], ...]:
    return tuple((compiled(one.say), one) for one in _file().sayings)
