"""Misread cells: which of the certain cells of failing sums is the wrong one, where the sums leave no other answer."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.form import Rule
from assistant.past.tables.confirming.sums import Values, off, short

FEWEST_SUMS = 2
"""Sums that must fail by the same amount for the one cell they share: one sum alone blames all of its cells."""


def settled(rules: Sequence[Rule], known: Values, doubtful: Values) -> dict[str, Decimal]:
    """The doubtful cells for which two sums or more, of nothing but certain cells besides, ask the same value."""
    values: dict[str, Decimal] = {}
    for code, like in doubtful.items():
        own = [rule for rule in rules if code in rule.cells and rule.cells - {code} <= set(known)]
        asked = {like + short(rule, code, {**known, code: like}) for rule in own}
        if len(own) >= FEWEST_SUMS and len(asked) == 1 and min(asked) >= 0:
            values[code] = min(asked)
    return values


def misread(certain: Sequence[Rule], known: Values) -> dict[str, Decimal]:
    """The certain cells that are wrong, and what they must be: the one explanation of all the sums they make fail.

    `certain` are the sums of which every cell is known. A wrong cell makes two of them fail or more, by the same
    amount, and is the only cell of both. It is believed to be the wrong one where no other cell explains one of these
    sums as well, and where each of their other cells stands in a sum that speaks against its being off by that amount:
    for any other explanation three cells must have been misread by the same.
    """
    failing = [rule for rule in certain if off(rule, known)]
    ways: list[tuple[str, Decimal, list[Rule]]] = []
    for code in sorted({code for rule in failing for code in rule.cells}):
        own = [rule for rule in certain if code in rule.cells]
        asked = {short(rule, code, known) for rule in own}
        if len(own) >= FEWEST_SUMS and len(asked) == 1 and known[code] + min(asked) >= 0:
            ways.append((code, min(asked), own))
    told = [id(rule) for _, _, own in ways for rule in own]
    return {
        code: known[code] + more
        for code, more, own in ways
        if all(told.count(id(rule)) == 1 for rule in own) and _spoken_for(code, own, certain, known)
    }


def _spoken_for(code: str, own: Sequence[Rule], certain: Sequence[Rule], known: Values) -> bool:
    """Whether each other cell of these sums stands in one that would not be mended if that cell were the wrong one."""
    return all(
        any(
            short(rule, other, known) != short(failing, other, known)
            for rule in certain
            if other in rule.cells and rule is not failing
        )
        for failing in own
        for other in failing.cells - {code}
    )
