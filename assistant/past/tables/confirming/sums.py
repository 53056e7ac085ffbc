"""The sums of the form over values: by how much one is off, and what a cell would have to be for it to hold."""

from collections.abc import Mapping
from decimal import Decimal

from assistant.form import Rule

Values = Mapping[str, Decimal]


def off(rule: Rule, values: Values) -> Decimal:
    """By how much the left side is more than the right; every cell of the sum must have a value."""
    left = sum((operand.sign * values[operand.cell] for operand in rule.left), Decimal(0))
    return left - sum((operand.sign * values[operand.cell] for operand in rule.right), Decimal(0))


def sign(rule: Rule, code: str) -> int:
    """1 where more of the cell makes the left side more, else -1."""
    if any(operand.cell == code for operand in rule.left):
        return next(operand.sign for operand in rule.left if operand.cell == code)
    return -next(operand.sign for operand in rule.right if operand.cell == code)


def short(rule: Rule, code: str, values: Values) -> Decimal:
    """By how much a cell would have to be more for the sum to hold."""
    return -off(rule, values) * sign(rule, code)
