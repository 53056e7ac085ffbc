"""fill: the computed cells of the three tables, from the form's own identities.

A computed cell is filled only when everything it is computed from is known: blank is not 0, so a
sum with a blank in it is blank too, unless a total was supplied, which is kept for checking.
"""

from dataclasses import dataclass
from decimal import Decimal

from assistant.figures import Figures
from assistant.form import Rule


@dataclass(frozen=True)
class Filled:
    """Filled figures, and the supplied totals that the computation did not confirm (code → supplied)."""

    figures: Figures
    overruled: dict[str, Decimal]


def fill(figures: Figures) -> Filled:
    """Compute 总计, （七）总计 and the totals of table four wherever their operands are all known."""
    current = figures
    overruled: dict[str, Decimal] = {}
    for rule in figures.form.computing:
        code, value = str(rule.computes), compute(rule, current)
        if value is None:
            continue
        supplied = figures.values.get(code)
        if supplied is not None and supplied != value:
            overruled[code] = supplied
        current = current.with_values({code: value})
    return Filled(current, overruled)


def compute(rule: Rule, figures: Figures) -> Decimal | None:
    """The value a computing rule gives its cell, None while an operand is unknown."""
    total = Decimal(0)
    for operand in rule.left:
        value = figures.values.get(operand.cell)
        if value is None:
            return None
        total += operand.sign * value
    return total
