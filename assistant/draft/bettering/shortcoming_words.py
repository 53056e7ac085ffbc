"""The words by which shortcomings are told, from shortcomings.yaml: maps and patterns, checked once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.draft.bettering.phrasing import NUMBER, Phrasing, Saying
from assistant.prose.wordfile import alternatives, compiled, load


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Strict):
    """One way of falling short: words that say it, words that say it when they are denied, how it is written."""

    bad: list[str]
    good: list[str]
    write: str


class Collocation(_Strict):
    """Things, by how their names end, and how each kind of shortcoming is written of them."""

    things: list[str]
    lacks: dict[str, str]


class ShortcomingsFile(_Strict):
    """What shortcomings.yaml may say."""

    degrees: list[str]
    denials: list[str]
    wanting: list[str]
    loose: list[str]
    everyday: list[str]
    verbs: dict[str, str]
    kinds: dict[str, Kind]
    collocations: list[Collocation]
    goes_on: list[str]
    hollow: list[str]
    circumstances: list[str]
    carriers: str
    of_it: str
    leans: str
    reasons: list[Saying]
    joined: list[Saying]
    things: list[Saying]
    sayings: list[Saying]

    @field_validator("goes_on", "hollow", "circumstances", "carriers", "of_it", "leans")
    @classmethod
    def _patterns(cls, said: list[str] | str) -> list[str] | str:
        for pattern in [said] if isinstance(said, str) else said:
            compiled(pattern)
        return said

    @model_validator(mode="after")
    def _known(self) -> "ShortcomingsFile":
        if strange := [kind for one in self.collocations for kind in one.lacks if kind not in self.kinds]:
            raise ValueError(f"没有“{strange[0]}”这一类不足")
        things = [thing for one in self.collocations for thing in one.things]
        if twice := [thing for thing in things if things.count(thing) > 1]:
            raise ValueError(f"“{twice[0]}”的搭配写了两次")
        return self


@dataclass(frozen=True)
class ShortcomingWords:
    """The words ready for use."""

    file: ShortcomingsFile
    wanting: re.Pattern[str]
    still: re.Pattern[str]
    lack: re.Pattern[str]
    bad: Mapping[str, str]
    good: Mapping[str, str]
    lacks: Mapping[str, Mapping[str, str]]
    """By the end of a thing's name."""
    things: Phrasing
    sayings: Phrasing
    joined: Phrasing
    reasons: Phrasing
    goes_on: re.Pattern[str]
    hollow: re.Pattern[str]
    circumstance: re.Pattern[str]
    carrier: re.Pattern[str]
    of_it: re.Pattern[str]
    leans: re.Pattern[str]


@cache
def words() -> ShortcomingWords:
    """The words shipped with the program; DesignProblem if their file is wrong."""
    file = load("assistant.draft.bettering", "shortcomings.yaml", ShortcomingsFile)
    bad = {word: name for name, kind in reversed(file.kinds.items()) for word in kind.bad}
    good = {word: name for name, kind in reversed(file.kinds.items()) for word in kind.good}
    verb = f"(?:(?P<verb>{alternatives(list(file.verbs))})得)?(?P<degree>(?:{alternatives(file.degrees)})*)"
    denied = f"(?P<denied>{alternatives(file.denials)})(?:够)?(?P<good>{alternatives(list(good))})"
    return ShortcomingWords(
        file,
        re.compile(
            f"(?P<thing>[^，要]{{2,14}}?)(?:还|也|仍|都)*(?:需要?|要|得)(?:再|进一步)?"
            f"(?P<verb>{alternatives(file.wanting)})(?:一下|起来)?"
        ),
        re.compile(f"(?P<thing>[^，]{{2,}}?)(?:还|仍)?有待(?:进一步)?(?P<verb>{alternatives(file.wanting)})"),
        re.compile(f"(?P<thing>.*?){verb}(?:(?P<bad>{alternatives(list(bad))})|{denied})"),
        bad,
        good,
        {thing: one.lacks for one in file.collocations for thing in one.things},
        Phrasing(file.things, {"num": NUMBER}),
        Phrasing(file.sayings, {"num": NUMBER}),
        Phrasing(file.joined, {}),
        Phrasing(file.reasons, {}),
        re.compile("|".join(file.goes_on)),
        re.compile("|".join(file.hollow)),
        re.compile("|".join(file.circumstances)),
        re.compile(file.carriers),
        re.compile(file.of_it),
        re.compile(file.leans),
    )
