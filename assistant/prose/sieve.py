"""Sieve: of many patterns those that can match a text at all, found by the characters each of them needs.

A word file holds hundreds of patterns, a clause the words of few of them: most need not be tried.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from re import _parser as parser  # type: ignore[attr-defined] # what a pattern is made of is told nowhere else
from typing import Any, Generic, TypeVar

_Rule = TypeVar("_Rule")
_NAMED = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\([^()]*\)")
_ANYTHING = "\0"
"""What stands for a named part while a pattern is looked through: nothing is known of it."""
_PAIR = 2
"""Characters of a key: two that stand together say more than one, three hardly more."""


class Sieve(Generic[_Rule]):
    """Rules in their order, looked up by what the patterns of them need."""

    def __init__(self, rules: Iterable[tuple[str, _Rule]], names: Mapping[str, str]) -> None:
        """The patterns stand as in the word file; `names` are the parts that they name in braces."""
        self._rules: list[_Rule] = []
        self._by_key: dict[str, list[int]] = {}
        self._always: list[int] = []
        for at, (pattern, rule) in enumerate(rules):
            self._rules.append(rule)
            keys = needs(pattern, names)
            if not keys:
                self._always.append(at)
            for key in keys:
                self._by_key.setdefault(key, []).append(at)

    def __iter__(self) -> Iterator[_Rule]:
        """All rules in their order."""
        return iter(self._rules)

    def fitting(self, text: str, after: int = -1) -> list[tuple[int, _Rule]]:
        """The rules that may match the text, each with its place in the order; those behind the place `after` alone."""
        keys = {*text, *(text[at : at + _PAIR] for at in range(len(text) - 1))}
        found = set(self._always)
        for key in keys & self._by_key.keys():
            found.update(self._by_key[key])
        return [(at, self._rules[at]) for at in sorted(found) if at > after]

    def applied(self, text: str, apply: Callable[[_Rule, str], str]) -> str:
        """The text as the rules leave it, one after the other: what one writes may be what a later one needs."""
        left = self.fitting(text)
        while left:
            at, rule = left.pop(0)
            again = apply(rule, text)
            if again != text:
                text, left = again, self.fitting(again, after=at)
        return text


def needs(pattern: str, names: Mapping[str, str]) -> frozenset[str]:
    """Characters, or pairs of them, of which one stands in every text the pattern matches; none where not known."""

    def part(match: re.Match[str]) -> str:
        inner = names.get(match[1], "|")
        while (outer := _GROUP.sub("", inner)) != inner:
            inner = outer
        # alternatives without a group around them part the pattern itself, before and behind them
        return f"{_ANYTHING}|{_ANYTHING}|{_ANYTHING}" if "|" in inner else _ANYTHING

    parsed = parser.parse(_NAMED.sub(part, pattern))
    return frozenset() if parsed.state.flags & re.IGNORECASE else _sequence(parsed)


def _sequence(nodes: Iterable[Any]) -> frozenset[str]:
    """What the parts of a pattern that follow each other need: the keys of the part that tells most."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in nodes:
        if str(kind) == "LITERAL" and chr(value) != _ANYTHING:
            run += chr(value)
            found.append(frozenset({run[-_PAIR:]}))
            continue
        run = ""
        found.append(_keys(str(kind), value))
    return max(
        (keys for keys in found if keys), key=lambda keys: (min(map(len, keys)), -len(keys)), default=frozenset()
    )


def _keys(kind: str, value: Any) -> frozenset[str]:
    """What one part of a pattern needs."""
    if kind == "SUBPATTERN":
        _, with_flags, without_flags, nodes = value
        return frozenset() if with_flags or without_flags else _sequence(nodes)
    if kind == "ATOMIC_GROUP":
        return _sequence(value)
    if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _, nodes = value
        return _sequence(nodes) if least else frozenset()
    if kind == "BRANCH":
        each = [_sequence(nodes) for nodes in value[1]]
        return frozenset().union(*each) if all(each) else frozenset()
    if kind == "IN" and all(str(one) == "LITERAL" and chr(char) != _ANYTHING for one, char in value):
        return frozenset(chr(char) for _, char in value)
    return frozenset()
