"""Confirming: figures recognised in a picture stand only where every sum of the form they take part in holds.

A cell is in doubt where it was not read with certainty, or where one of its sums fails: nobody can say which of a
sum's cells is the wrong one. What a doubtful cell may hold is offered where it is the only one way in which a single
cell changed makes all sums hold; it is never taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from assistant.figures import read_cell
from assistant.findings import found
from assistant.form import Form, Rule
from assistant.past.blocks import DOUBT
from assistant.past.tables.figures_read import Reading


def confirm(reading: Reading, tables: Iterable[str]) -> None:
    """Put the figures of these tables in doubt that the form's sums do not confirm, and offer what would."""
    form = reading.form
    codes = [code for table in tables for code in form.tables[table].codes()]
    guesses = {code: guess for code in codes if (guess := _guess(code, reading)) is not None}
    rules = [rule for rule in _own(form) if rule.cells <= set(guesses)]
    failing = [rule for rule in rules if _off(rule, guesses)]
    blamed = {code for rule in failing for code in rule.cells}
    offers = {code: guesses[code] for code in guesses if code in reading.unreadable and _held(code, rules, failing)}
    if blamed and (mended := _mended(failing, rules, guesses)):
        offers |= {code: guesses[code] for code in blamed} | mended
    for code in sorted(blamed & set(reading.values), key=codes.index):
        reading.doubt([code], f"{_plain(reading.values.pop(code))}{DOUBT}")
    for code, offer in offers.items():
        name, raw = form.cell_name(code), reading.unreadable[code]
        message = (
            f"{name}没有认准（像是“{raw.removesuffix(DOUBT)}”），按表内勾稽关系应为 {_plain(offer)}，请对照原件确认。"
        )
        reading.findings.append(found("R-07", code, message, values={"raw": raw, "offer": _plain(offer)}))


def _plain(value: Decimal) -> str:
    from assistant.figures import plain

    return plain(value)


def _own(form: Form) -> Iterator[Rule]:
    """The sums within one year's tables."""
    return (rule for rule in form.rules if not rule.across_years)


def _guess(code: str, reading: Reading) -> Decimal | None:
    """What a cell holds or may hold; an empty one counts nothing in a sum."""
    if code in reading.values:
        return reading.values[code]
    raw = reading.unreadable.get(code)
    if raw is None:
        return Decimal(0)
    decimal = reading.form.cells[code].decimal
    return read_cell(raw.removesuffix(DOUBT), decimal=decimal).value if raw.endswith(DOUBT) else None


def _off(rule: Rule, values: Mapping[str, Decimal]) -> Decimal:
    """By how much the left side is more than the right."""
    left = sum((operand.sign * values[operand.cell] for operand in rule.left), Decimal(0))
    return left - sum((operand.sign * values[operand.cell] for operand in rule.right), Decimal(0))


def _held(code: str, rules: Iterable[Rule], failing: Iterable[Rule]) -> bool:
    """Whether a doubtful guess makes every sum hold that it takes part in, and there is one."""
    return any(code in rule.cells for rule in rules) and not any(code in rule.cells for rule in failing)


def _mended(failing: list[Rule], rules: list[Rule], guesses: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The one cell and its value that alone would make every sum hold; nothing if there is none, or more than one."""
    common = frozenset.intersection(*(rule.cells for rule in failing))
    ways: dict[str, Decimal] = {}
    for code in common:
        needed = {guesses[code] - _off(rule, guesses) * _sign(rule, code) for rule in failing}
        changed = {**guesses, code: next(iter(needed))}
        if len(needed) == 1 and changed[code] >= 0 and not any(_off(rule, changed) for rule in rules):
            ways[code] = changed[code]
    return ways if len(ways) == 1 else {}


def _sign(rule: Rule, code: str) -> int:
    """1 where more of the cell makes the left side more, else -1."""
    if any(operand.cell == code for operand in rule.left):
        return next(operand.sign for operand in rule.left if operand.cell == code)
    return -next(operand.sign for operand in rule.right if operand.cell == code)
