"""Amending: what a person takes back or tells as a change is settled before a message is read.

发了603篇，不对，是630篇 states 630; 原来一周推两次，现在天天推 states how it is now.
"""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.listening.words import words
from assistant.prose import Number, numbers
from assistant.prose.wordfile import alternatives, compiled, load

_FIRST = 0xE000
"""From here on private characters stand for numbers; a message has none of its own (pieces.even)."""
_MOST = 6000
"""Numbers that fit into the private characters; a message with more is nothing that a person types."""
_NUMBER = "[\ue000-\uf8ff]"
_IN_CLASS = re.compile(r"(\[\^?[^\]]*)＃")


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    pattern: str
    put: str
    takes_back: bool = False
    if_taken_back: bool = False


class AmendingFile(BaseModel):
    """What amending.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hints: list[str]
    parts: dict[str, str]
    steps: list[_Step]

    @model_validator(mode="after")
    def _compile(self) -> "AmendingFile":
        for step in self.steps:
            self.ready(step)
        return self

    def ready(self, step: _Step) -> re.Pattern[str]:
        """The pattern of a step, with what a number is for ＃."""
        pattern = _IN_CLASS.sub(rf"\1{_NUMBER[1:-1]}", step.pattern)
        return compiled(pattern.replace("＃", _NUMBER), self.parts)


@dataclass(frozen=True)
class _Ready:
    """A step ready for use: its pattern, what is put, whether it takes back, whether it holds only then."""

    pattern: re.Pattern[str]
    put: str
    takes_back: bool
    if_taken_back: bool


@cache
def _steps() -> tuple[re.Pattern[str], tuple[_Ready, ...]]:
    raw = load("assistant.listening", "amending.yaml", AmendingFile)
    steps = (_Ready(raw.ready(step), step.put, step.takes_back, step.if_taken_back) for step in raw.steps)
    return re.compile(alternatives(raw.hints)), tuple(steps)


def amended(text: str) -> tuple[str, bool]:
    """An even text without what it takes back, and whether it took something back."""
    hint, steps = _steps()
    if not hint.search(text):
        return text, False
    found = [one for one in numbers(text, spoken=True) if one.unit not in words().not_counted_units]
    if len(found) > _MOST:
        return text, False
    said = [text[one.start : one.end] for one in found]
    elided, taken_back = _elided(text, found), False
    for step in steps:
        if step.if_taken_back and not taken_back:
            continue
        for match in step.pattern.finditer(elided):
            _lend_unit(match, found, said)
        elided, times = step.pattern.subn(step.put, elided)
        taken_back |= step.takes_back and times > 0
    return re.sub(_NUMBER, lambda match: said[ord(match[0]) - _FIRST], elided), taken_back


def _elided(text: str, found: list[Number]) -> str:
    """The text with one character for each number."""
    out, at = [], 0
    for index, number in enumerate(found):
        out += [text[at : number.start], chr(_FIRST + index)]
        at = number.end
    return "".join([*out, text[at:]])


def _lend_unit(match: re.Match[str], found: list[Number], said: list[str]) -> None:
    """603篇，不对，630: the corrected number is counted in the unit of the one it replaces."""
    groups = match.groupdict()
    if "old" not in groups or "new" not in groups:
        return
    old, new = (ord(groups[name]) - _FIRST for name in ("old", "new"))
    if not found[new].unit:
        said[new] += found[old].unit
