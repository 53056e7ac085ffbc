"""Orders: whether a sentence tells whoever writes, or a machine, what to do; found by several marks, not by a word.

Who is spoken to, what is to be done with which text, talk about the text itself, pretended authority, a machine's
marks: each weighs. What speaks for an official sentence takes weight off. A sentence gives an order from `enough` on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.draft.model.flat import flattened
from assistant.draft.model.manner import ordering
from assistant.prose import sentences
from assistant.prose.wordfile import compiled, load

_CUT = re.compile(r"[^。！？!?；;：:\s]\s*\n$")
_HEADING = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]+[、.．)）]")
SHORTEST_SENTENCE = 7
"""Letters under which a manner is chance: a table's label, 复议后起诉."""
LIKE_ORDERS = 0.5
"""Manner from which a sentence is an order by itself: none of the published sentences reaches it, nor any official one
kept aside; six in ten orders kept aside do."""
UNLIKE_REPORTS = -1.5
"""Manner from which one mark more is enough: of published sentences one or two in a hundred reach it, of orders kept
aside nine in ten."""
_CONTINUES = 1
"""What the order in the sentence before weighs: after one, a single mark more makes the next an order as well."""


class _Mark(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    weight: int = Field(ge=1, le=2)
    machine: bool = False
    any: list[str] = Field(min_length=1)

    @property
    def pattern(self) -> str:
        """The wordings as one pattern."""
        return "|".join(self.any)


class OrdersFile(BaseModel):
    """What orders.yaml may say: every pattern compiles with the named lists in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    enough: int = Field(ge=1)
    words: dict[str, str]
    orders: list[_Mark] = Field(min_length=1)
    against: list[_Mark] = []

    @field_validator("words")
    @classmethod
    def _compile(cls, words: dict[str, str]) -> dict[str, str]:
        for pattern in words.values():
            compiled(pattern)
        return words

    @model_validator(mode="after")
    def _patterns_compile(self) -> "OrdersFile":
        for mark in (*self.orders, *self.against):
            for wording in mark.any:
                compiled(wording, self.words)
        return self


@dataclass(frozen=True)
class Ground:
    """A mark found in a sentence: its name, its weight (below zero: against), whether only machines are told so."""

    name: str
    weight: int
    machine: bool = False


@dataclass(frozen=True)
class _Marks:
    enough: int
    patterns: Sequence[tuple[re.Pattern[str], Ground]]


@cache
def _marks() -> _Marks:
    file = load("assistant.draft.model", "orders.yaml", OrdersFile)
    signed = [(mark, 1) for mark in file.orders] + [(mark, -1) for mark in file.against]
    patterns = [
        (compiled(mark.pattern, file.words), Ground(mark.name, sign * mark.weight, mark.machine))
        for mark, sign in signed
    ]
    return _Marks(file.enough, patterns)


@lru_cache(maxsize=4096)
def grounds(text: str) -> tuple[Ground, ...]:
    """The marks found in a sentence, as they stand in orders.yaml, and how it reads."""
    flat = flattened(text)
    found = tuple(ground for pattern, ground in _marks().patterns if pattern.search(flat))
    if len(flat) < SHORTEST_SENTENCE:
        return found
    manner = ordering(flat)
    if manner > LIKE_ORDERS:
        return (*found, Ground("读来像吩咐", 2))
    return (*found, Ground("读来不像报告", 1)) if manner > UNLIKE_REPORTS else found


def instructs(text: str) -> bool:
    """Whether a text gives an order to whoever writes, or to a machine."""
    return any(given(sentences(text)))


def given(items: Sequence[str]) -> list[bool]:
    """Which of the sentences give an order. One cut by the end of its line is read together with the next line."""
    found: list[bool] = []
    for item in items:
        found.append(_orders(item, continues=found[-1] if found else False))
    for at, (item, following) in enumerate(pairwise(items)):
        if _CUT.search(item) and not _HEADING.match(item) and _orders(item + following):
            found[at] = found[at + 1] = True
    return found


def commands_a_machine(text: str) -> bool:
    """Whether a sentence says what nobody says to a colleague: of a clerk's own notes no more is kept back."""
    return _weights(text)[0] >= _marks().enough


def _orders(sentence: str, *, continues: bool = False) -> bool:
    to_machines, to_writers = _weights(sentence)
    if not (to_machines or to_writers):
        return False
    return to_machines + to_writers + (_CONTINUES if continues else 0) >= _marks().enough


def _weights(sentence: str) -> tuple[int, int]:
    """What the machine's marks weigh, and what the others do after what speaks against an order is taken off."""
    found = grounds(sentence)
    to_machines = sum(ground.weight for ground in found if ground.machine)
    return to_machines, max(0, sum(ground.weight for ground in found if not ground.machine))
