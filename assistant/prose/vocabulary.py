"""The vocabulary of chinese.yaml as values: maps, patterns and word lists, checked once."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.prose.wordfile import alternatives, compiled, load


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _About(_Strict):
    over: list[str]
    under: list[str]
    near: list[str]
    more: list[str]
    more_near: list[str]
    after_over: list[str]
    after_near: list[str]
    after_under: list[str]


class _NotFigure(_Strict):
    name: str
    pattern: str
    has: str = ""


class ChineseFile(_Strict):
    """What chinese.yaml may say."""

    digits: dict[str, int]
    steps: dict[str, int]
    leaps: dict[str, int]
    scales: dict[str, int]
    units: list[list[str]]
    unit_within: str
    alike: list[list[str]]
    counting: list[str]
    one: list[str]
    one_said: list[str]
    one_done: list[str]
    about: _About
    belongs: dict[str, list[str]]
    never_after: list[str]
    loose_idioms: list[str]
    parts: dict[str, str]
    not_figures: list[_NotFigure]

    @field_validator("digits", "steps", "leaps")
    @classmethod
    def _single(cls, words: dict[str, int]) -> dict[str, int]:
        if wrong := [word for word in words if len(word) != 1]:
            raise ValueError(f"“{wrong[0]}”不是一个字")
        return words

    @model_validator(mode="after")
    def _known(self) -> "ChineseFile":
        units = {unit for group in self.units for unit in group}
        listed = [*(unit for group in self.alike for unit in group), *self.counting]
        if strange := [unit for unit in listed if unit not in units]:
            raise ValueError(f"单位“{strange[0]}”没有列在 units 中")
        for pattern in [*(item.pattern for item in self.not_figures), *self.loose_idioms]:
            compiled(pattern, self.parts)
        return self


@dataclass(frozen=True)
class Vocabulary:
    """The words of figures, ready for use."""

    digits: dict[str, int]
    steps: dict[str, int]
    leaps: dict[str, int]
    scales: dict[str, int]
    units: str
    alike: tuple[frozenset[str], ...]
    counting: frozenset[str]
    one: re.Pattern[str]
    one_said: frozenset[str]
    one_done: re.Pattern[str]
    about: dict[str, tuple[str, ...]]
    more: str
    more_near: frozenset[str]
    after: dict[str, tuple[str, ...]]
    belongs: dict[str, frozenset[str]]
    never_after: tuple[str, ...]
    not_figures: tuple[tuple[str, re.Pattern[str]], ...]
    """Each with the characters of which one must be there, empty where it is always tried."""
    loose_idioms: re.Pattern[str]


@cache
def words() -> Vocabulary:
    """The vocabulary shipped with the program; DesignProblem if its file is wrong."""
    raw = load("assistant.prose", "chinese.yaml", ChineseFile)
    about = raw.about
    return Vocabulary(
        raw.digits,
        raw.steps,
        raw.leaps,
        raw.scales,
        _units(raw),
        tuple(frozenset(group) for group in raw.alike),
        frozenset(raw.counting),
        re.compile(f"(?:{alternatives(raw.one)})$"),
        frozenset(raw.one_said),
        re.compile(f"(?:{alternatives(raw.one_done)})$"),
        {"over": tuple(about.over), "under": tuple(about.under), "around": tuple(about.near)},
        "".join(about.more),
        frozenset(about.more_near),
        {"over": tuple(about.after_over), "around": tuple(about.after_near), "under": tuple(about.after_under)},
        {word: frozenset(before) for word, before in raw.belongs.items()},
        tuple(raw.never_after),
        tuple((item.has, compiled(item.pattern, raw.parts)) for item in raw.not_figures),
        compiled("|".join(raw.loose_idioms), raw.parts),
    )


def _units(raw: ChineseFile) -> str:
    """The units as one pattern, none of which is the beginning of a word: 一千三 before 通知 counts no 通."""
    said = alternatives([unit for group in raw.units for unit in group])
    return f"(?!{raw.unit_within})(?:{said})"


def alike(unit: str, other: str) -> bool:
    """Whether two units count the same kind of thing: 次 and 人次, 条 and 篇; no unit goes with any."""
    unit, other = plain_unit(unit), plain_unit(other)
    if unit == other or not unit or not other:
        return True
    if any(unit in group and other in group for group in words().alike):
        return True
    return other.removeprefix("万").removeprefix("亿") == unit


def plain_unit(unit: str) -> str:
    """The unit in the spelling numbers carry: 个百分点 is 百分点, ％ is %."""
    return unit.strip().replace("个百分点", "百分点").replace("％", "%")
