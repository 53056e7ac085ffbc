"""Candidates: the values a named subject may have, each with the fact or the sum of facts it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.facts import Fact, Facts
from assistant.figures import plain
from assistant.prose import Number

_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<name>[^\s+-][^\s]*)")
_POWERS = {"万": 4, "亿": 8}


@dataclass(frozen=True)
class Candidate:
    """A value with its name: one fact, or facts added and subtracted. `value` is in the plain unit (元, not 万元)."""

    facts: tuple[str, ...]
    label: str
    shown: str
    value: Decimal
    derived: bool = False

    def fits(self, number: Number) -> bool:
        """Whether a number may state it."""
        return number.fits(self.value)

    @property
    def told(self) -> str:
        """Its name with its value, for a message: the two always come from here together.

        A derivation is told with each operand's own value and never by the name of one of them.
        """
        return f"{self.label}等于 {self.shown}" if self.derived else f"{self.label}是 {self.shown}"


def absolute(fact: Fact, value: Decimal) -> Decimal:
    """A fact's value in the plain unit: 万元 and 万次 multiplied out, as numbers of a text are."""
    power = _POWERS.get(fact.unit[:1], 0)
    return value.scaleb(power) if power else value


def of_fact(fact: Fact) -> Candidate:
    """One fact as a candidate."""
    return Candidate((fact.id,), fact.label, f"{plain(fact.value)}{_unit(fact)}", absolute(fact, fact.value))


def _unit(fact: Fact) -> str:
    return f" {fact.unit}" if fact.unit else ""


def known(expressions: Iterable[str], facts: Facts, *, last: bool = False) -> Iterator[Candidate]:
    """The candidates whose every operand is known, in order; of last year's facts where `last` is true."""
    for expression in expressions:
        terms = [(match["sign"], ("last." if last else "") + match["name"]) for match in _TERM.finditer(expression)]
        operands = [(sign, facts[name]) for sign, name in terms if name in facts]
        if len(operands) != len(terms):
            continue
        if len(operands) == 1:
            yield of_fact(operands[0][1])
        else:
            yield _sum(operands)


def sum_of(parts: Iterable[str], facts: Facts) -> str:
    """The derived fact that is the sum of exactly these facts, empty if there is none: 予以公开 and 部分公开."""
    wanted = set(parts)
    return next((name for name, fact in facts.items() if name.startswith("sum.") and set(fact.cells) == wanted), "")


def _sum(operands: list[tuple[str, Fact]]) -> Candidate:
    value = Decimal(0)
    label = ""
    for sign, fact in operands:
        value += -fact.value if sign == "-" else fact.value
        label += ("减去" if sign == "-" else "加上" if label else "") + f"{fact.label} {plain(fact.value)}{_unit(fact)}"
    first = operands[0][1]
    shown = f"{plain(value)}{_unit(first)}"
    return Candidate(tuple(fact.id for _, fact in operands), label, shown, absolute(first, value), derived=True)
