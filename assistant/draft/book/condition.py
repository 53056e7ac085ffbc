"""Conditions of the phrase book: `T3.received.total > 0`, `known last.T2.fees.amount`, `not noted 考核`.

A small whitelist grammar, parsed when the phrase book loads. A comparison with an unknown fact is false.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from assistant.errors import DesignProblem

_COMPARISON = re.compile(r"^(?P<left>\S+) (?P<sign>=|≠|>|<|≥|≤) (?P<right>\S+)$")
_STATEMENT = re.compile(r"^(?P<negated>not )?(?:(?P<word>known|unknown|noted) (?P<subject>\S+)|(?P<flag>[a-z_]+))$")
_SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "≥": operator.ge,
    "≤": operator.le,
}
FLAGS = frozenset({"no_requests", "has_works", "some_decided", "some_normative"})


class Known(Protocol):
    """What conditions ask about."""

    def value(self, fact_id: str) -> Decimal | None:
        """The fact's value, None if it is not known."""

    def flag(self, name: str) -> bool:
        """Whether something named in FLAGS is so."""

    def noted(self, word: str) -> bool:
        """Whether a note of the section mentions the word."""


@dataclass(frozen=True)
class Condition:
    """One condition, as written and as a test."""

    text: str
    holds: Callable[[Known], bool]


def parse(text: str) -> Condition:
    """The condition; raises DesignProblem for anything the grammar does not know."""
    if comparison := _COMPARISON.match(text):
        return Condition(text, _compare(comparison["left"], comparison["sign"], comparison["right"]))
    statement = _STATEMENT.match(text)
    if statement is None or (statement["flag"] and statement["flag"] not in FLAGS):
        raise DesignProblem(f"句式条件“{text}”无法识别。")
    return Condition(text, _state(statement))


def _compare(left: str, sign: str, right: str) -> Callable[[Known], bool]:
    compare = _SIGNS[sign]

    def holds(known: Known) -> bool:
        first = known.value(left)
        second = Decimal(right) if re.fullmatch(r"\d+(\.\d+)?", right) else known.value(right)
        return first is not None and second is not None and compare(first, second)

    return holds


def _state(statement: re.Match[str]) -> Callable[[Known], bool]:
    negated, word, subject, flag = statement["negated"], statement["word"], statement["subject"], statement["flag"]

    def holds(known: Known) -> bool:
        if flag:
            so = known.flag(flag)
        elif word == "noted":
            so = known.noted(subject)
        else:
            so = (known.value(subject) is not None) == (word == "known")
        return so != bool(negated)

    return holds
