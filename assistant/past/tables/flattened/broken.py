"""Broken: rows whose numbers go on in the next line of text; they stand only where their own sum says they are whole.

A line may have been broken within a number: 1 at its end and 05 in the next are 105, and where empty cells left no
trace the pieces may come out as many as the columns.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.figures import read_number
from assistant.form import Form
from assistant.past.lines.pieces import Slip
from assistant.past.tables.figures_read import fit
from assistant.past.tables.flattened.tokens import Token
from assistant.past.tables.solving.cuts import row_holds
from assistant.past.tables.thresholds import FULL_ROW

_ENDS_OPEN = re.compile(r"(?!0$)[\d.,]*\d[.,]?|[.,]")
"""What may go on as a number in the next line: no number goes on behind a lone 0."""
_GOES_ON = re.compile(r"[\d.,]")


def checked(slips: Sequence[Slip], form: Form) -> Iterator[Slip]:
    """The rows, those in doubt beside which there is a line of a few numbers that is no row itself."""
    for at, slip in enumerate(slips):
        before, after = slips[at - 1] if at else None, slips[at + 1] if at + 1 < len(slips) else None
        rest = _numbers(after) if after is not None and after.label is None else 0
        goes_on = 0 < rest < _width(slip, form) and not (rest == 1 and adds_up(slip, form))
        begun = before is not None and slip.label is None and 0 < _numbers(before) < _width(before, form)
        doubtful = bool(slip.cells) and (goes_on or (begun and not adds_up(slip, form)))
        yield replace(slip, sure=False) if doubtful else slip


def within_a_number(values: Sequence[Token], *, rows: bool) -> bool:
    """Whether a row whose values share a line goes on in another, where a number may have been broken.

    `rows`: the values may be those of several rows of table three, whose ends are no break.
    """
    if all(token.gap >= 0 for token in values):  # a cell a line
        return False
    return any(
        after.gap >= 0 and _ENDS_OPEN.fullmatch(before.text) and _GOES_ON.match(after.text)
        for at, (before, after) in enumerate(itertools.pairwise(values), 1)
        if not (rows and at % FULL_ROW == 0)
    )


def adds_up(slip: Slip, form: Form) -> bool:
    """Whether a row has a number in every column and its totals are the sums of the others; table two has no totals."""
    width = _width(slip, form)
    texts = fit(slip, width) if slip.table != "T2" else None
    if texts is None:
        return False
    columns = len(form.tables[slip.table].columns)
    values = tuple(read_number(text).value for text in texts)
    return None not in values and all(row_holds(values[start : start + columns]) for start in range(0, width, columns))


def _numbers(slip: Slip) -> int:
    return sum(read_number(piece).state == "number" for cell in slip.cells for piece in cell.split())


def _width(slip: Slip, form: Form) -> int:
    """How many cells a row of the table has; table four is one row."""
    table = form.tables.get(slip.table)
    if table is None:
        return 0
    one_block = slip.label is not None and slip.label.id in table.rows
    return sum(1 for _ in table.codes()) if table.id == "T4" and not one_block else len(table.columns)
