"""Confirming: figures recognised in a picture stand only where every sum of the form they take part in holds.

A cell is in doubt where it was not read with certainty, where a sum of certain cells fails and nobody can say which of
them is the wrong one, and where no sum it takes part in can be held against it. What a doubtful cell may hold is
offered where the sums leave one value; it is never taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.figures import plain, read_cell
from assistant.findings import found
from assistant.form import Form, Rule
from assistant.past.blocks import DOUBT
from assistant.past.tables.confirming.misread import misread, settled
from assistant.past.tables.confirming.sums import Values, off, short, sign
from assistant.past.tables.figures_read import Reading


def confirm(reading: Reading, tables: Iterable[str]) -> None:
    """Put the figures of these tables in doubt that the form's sums do not confirm, and offer what would."""
    codes = [code for table in tables for code in reading.form.tables[table].codes()]
    known = {code: reading.values.get(code, Decimal(0)) for code in codes if code not in reading.unreadable}
    guesses = {code: guess for code in codes if (guess := _guess(code, reading)) is not None}
    rules = [rule for rule in _own(reading.form) if rule.cells <= set(codes)]
    sums = [rule for rule in rules if rule.cells <= set(known)]
    agreed = settled(rules, known, guesses)
    filled = {**known, **agreed}
    wrong = misread([rule for rule in rules if rule.cells <= set(filled)], filled)
    failing = [rule for rule in sums if off(rule, known) and not rule.cells & set(wrong)]
    both = {**guesses, **filled, **wrong}
    told = [rule for rule in rules if rule.cells <= set(both)]
    held = [rule for rule in told if not off(rule, both)]
    blamed = {code for rule in failing for code in rule.cells} | set(wrong)
    shifts = _shifts([rule for rule in told if off(rule, both)], both)
    confirmed = {code for rule in held for code in rule.cells if _confirms(rule, code, both, shifts)}
    ruled = {code for rule in rules for code in rule.cells}
    sure = {code: value for code, value in known.items() if code not in wrong}
    offers = {code: offer for code in guesses if (offer := _needed(code, rules, sure, both)) is not None} | wrong
    unread = [code for code in codes if code in reading.unreadable and code not in guesses]
    offers |= {code: offer for code in unread if (offer := _left(code, rules, sure)) is not None}
    for code in codes:
        if code in reading.values and (code in blamed or code in ruled - confirmed):
            reading.doubt([code], f"{plain(reading.values.pop(code))}{DOUBT}")
        elif code in wrong and code in known:
            reading.doubt([code], DOUBT)  # nothing was seen there
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


def _shifts(failing: Sequence[Rule], both: Values) -> dict[str, set[Decimal]]:
    """By how much each cell of the failing sums would have to be more for one of them to hold."""
    shifts: dict[str, set[Decimal]] = {}
    for rule in failing:
        for code in rule.cells:
            shifts.setdefault(code, set()).add(short(rule, code, both))
    return shifts


def _confirms(rule: Rule, code: str, both: Values, shifts: Mapping[str, set[Decimal]]) -> bool:
    """Whether a sum that holds speaks for a cell.

    Not where another sum of the cell fails and this one has a cell of which the same is true: one digit misread alike
    in a cell and in its total leaves their sum right. For noughts it must be the same amount, since most of the form
    is nought.
    """
    if code not in shifts:
        return True
    suspected = [other for other in rule.cells if other != code and other in shifts]
    if both[code] and any(both[other] for other in suspected):
        return False
    return not any(
        sign(rule, code) * mine + sign(rule, other) * theirs == 0
        for other in suspected
        for mine in shifts[code]
        for theirs in shifts[other]
    )


def _left(code: str, rules: Sequence[Rule], sure: Values) -> Decimal | None:
    """The one value that the sums of certain cells leave for a cell in which no number was seen."""
    own = [rule for rule in rules if code in rule.cells and rule.cells - {code} <= set(sure)]
    asked = {short(rule, code, {**sure, code: Decimal(0)}) for rule in own}
    return min(asked) if len(asked) == 1 and min(asked) >= 0 else None


def _needed(code: str, rules: Sequence[Rule], known: Values, both: Values) -> Decimal | None:
    """The one value a doubtful cell must have for every sum to hold of which all other cells are certain.

    Where no sum is certain but for it, what it looks like, if all its sums hold with that.
    """
    own = [rule for rule in rules if code in rule.cells]
    needed = {both[code] + short(rule, code, both) for rule in own if rule.cells - {code} <= set(known)}
    if needed:
        return next(iter(needed)) if len(needed) == 1 and min(needed) >= 0 else None
    held = [not off(rule, both) for rule in own if rule.cells <= set(both)]
    return both[code] if held and all(held) else None
