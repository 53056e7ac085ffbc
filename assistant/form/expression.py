"""The small grammar of identities: names, `last.` names, plus, minus and one equals sign.

    identity := sum "=" sum
    sum      := ["-"] name (("+" | "-") name)*
    name     := ["last."] word

An expression is the rule's text and its computation at once; anything else in it is refused when the
form is loaded, so nothing is ever evaluated as code.
"""

import re
from dataclasses import dataclass

from assistant.errors import DesignProblem

_TOKEN = re.compile(r"\s*(?:(?P<name>(?:last\.)?[a-z][a-z0-9_]*)|(?P<sign>[+\-]))")


@dataclass(frozen=True)
class Term:
    """A signed name. `last` means the same cell of last year's report."""

    sign: int
    name: str
    last: bool = False


@dataclass(frozen=True)
class Identity:
    """Two sums that must be equal."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def names(self) -> frozenset[str]:
        """All names of this year's report in it."""
        return frozenset(term.name for term in (*self.left, *self.right) if not term.last)


def parse(expression: str) -> Identity:
    """Parse one identity; raises DesignProblem on anything outside the grammar."""
    sides = expression.split("=")
    if len(sides) != 2:  # noqa: PLR2004 - an identity has two sides
        raise DesignProblem(f"勾稽关系应当有且只有一个等号：{expression}")
    return Identity(_sum(sides[0], expression), _sum(sides[1], expression))


def _sum(side: str, whole: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    sign: int | None = 1
    at = 0
    side = side.rstrip()
    while at < len(side):
        match = _TOKEN.match(side, at)
        if match is None:
            raise DesignProblem(f"勾稽关系中有不认识的写法：{whole}")
        at = match.end()
        if match["sign"]:
            if sign is not None and terms:
                raise DesignProblem(f"勾稽关系中有连续的运算符：{whole}")
            sign = -1 if match["sign"] == "-" else 1
        else:
            if sign is None:
                raise DesignProblem(f"勾稽关系中两个名称之间缺少运算符：{whole}")
            name = match["name"]
            last = name.startswith("last.")
            terms.append(Term(sign, name.removeprefix("last."), last))
            sign = None
    if not terms or sign is not None:
        raise DesignProblem(f"勾稽关系不完整：{whole}")
    return tuple(terms)
