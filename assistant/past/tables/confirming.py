"""Confirming: figures recognised in a picture stand only where every sum of the form they take part in holds.

A cell is in doubt where it was not read with certainty, where a sum of certain cells fails, since nobody can say which
of them is the wrong one, and where no sum it takes part in can be held against it. What a doubtful cell may hold is
offered where the sums leave one value; it is never taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.figures import plain, read_cell
from assistant.findings import found
from assistant.form import Form, Rule
from assistant.past.blocks import DOUBT
from assistant.past.tables.figures_read import Reading

Values = Mapping[str, Decimal]


def confirm(reading: Reading, tables: Iterable[str]) -> None:
    """Put the figures of these tables in doubt that the form's sums do not confirm, and offer what would."""
    codes = [code for table in tables for code in reading.form.tables[table].codes()]
    known = {code: reading.values.get(code, Decimal(0)) for code in codes if code not in reading.unreadable}
    guesses = {code: guess for code in codes if (guess := _guess(code, reading)) is not None}
    rules = [rule for rule in _own(reading.form) if rule.cells <= set(codes)]
    failing = [rule for rule in rules if rule.cells <= set(known) and _off(rule, known)]
    both = {**known, **guesses}
    told = [rule for rule in rules if rule.cells <= set(both)]
    held = [rule for rule in told if not _off(rule, both)]
    ruled = {code for rule in rules for code in rule.cells}
    blamed = {code for rule in failing for code in rule.cells}
    suspected = {code for rule in told if _off(rule, both) for code in rule.cells}
    confirmed = {code for rule in held for code in rule.cells if _confirms(rule, code, both, suspected)}
    offers = {code: offer for code in guesses if (offer := _needed(code, rules, known, both)) is not None}
    if failing and not guesses and (mended := _mended(failing, rules, known)):
        offers |= {code: known[code] for code in blamed & set(reading.values)} | mended
    for code in codes:
        if code in reading.values and (code in blamed or code in ruled - confirmed):
            reading.doubt([code], f"{plain(reading.values.pop(code))}{DOUBT}")
    for code, offer in offers.items():
        _offer(code, offer, reading)


def _offer(code: str, offer: Decimal, reading: Reading) -> None:
    name, raw = reading.form.cell_name(code), reading.unreadable.get(code, "")
    like = raw.removesuffix(DOUBT)
    message = (
        f"{name}没有认准{f'（像是“{like}”）' if like else ''}，按表内勾稽关系应为 {plain(offer)}，请对照原件确认。"
    )
    reading.findings.append(found("R-07", code, message, values={"raw": raw, "offer": plain(offer)}))


def _own(form: Form) -> Iterator[Rule]:
    """The sums within one year's tables."""
    return (rule for rule in form.rules if not rule.across_years)


def _guess(code: str, reading: Reading) -> Decimal | None:
    """What a doubtful cell looks like, where that is a number."""
    raw = reading.unreadable.get(code, "")
    if not raw.endswith(DOUBT):
        return None
    return read_cell(raw.removesuffix(DOUBT), decimal=reading.form.cells[code].decimal).value


def _off(rule: Rule, values: Values) -> Decimal:
    """By how much the left side is more than the right."""
    left = sum((operand.sign * values[operand.cell] for operand in rule.left), Decimal(0))
    return left - sum((operand.sign * values[operand.cell] for operand in rule.right), Decimal(0))


def _confirms(rule: Rule, code: str, both: Values, suspected: set[str]) -> bool:
    """Whether a sum that holds speaks for a cell.

    Not where another sum of the cell fails and the rest of this one is nothing but cells of which the same is true:
    one digit misread alike in a cell and in its total leaves their sum right.
    """
    if code not in suspected or not both[code]:
        return True
    return not any(other in suspected for other in rule.cells if other != code and both[other])


def _needed(code: str, rules: Sequence[Rule], known: Values, both: Values) -> Decimal | None:
    """The one value a doubtful cell must have for every sum to hold of which all other cells are certain.

    Where no sum is certain but for it, what it looks like, if all its sums hold with that.
    """
    own = [rule for rule in rules if code in rule.cells]
    needed = {both[code] - _off(rule, both) * _sign(rule, code) for rule in own if rule.cells - {code} <= set(known)}
    if needed:
        return next(iter(needed)) if len(needed) == 1 and min(needed) >= 0 else None
    held = [not _off(rule, both) for rule in own if rule.cells <= set(both)]
    return both[code] if held and all(held) else None


def _mended(failing: Sequence[Rule], rules: Sequence[Rule], known: Values) -> dict[str, Decimal]:
    """The one cell and its value that alone would make every sum hold; nothing if there is none, or more than one."""
    common = frozenset.intersection(*(rule.cells for rule in failing))
    ways: dict[str, Decimal] = {}
    for code in common:
        needed = {known[code] - _off(rule, known) * _sign(rule, code) for rule in failing}
        changed = {**known, code: next(iter(needed))}
        if len(needed) == 1 and changed[code] >= 0 and not any(_off(rule, changed) for rule in rules):
            ways[code] = changed[code]
    return ways if len(ways) == 1 else {}


def _sign(rule: Rule, code: str) -> int:
    """1 where more of the cell makes the left side more, else -1."""
    if any(operand.cell == code for operand in rule.left):
        return next(operand.sign for operand in rule.left if operand.cell == code)
    return -next(operand.sign for operand in rule.right if operand.cell == code)
