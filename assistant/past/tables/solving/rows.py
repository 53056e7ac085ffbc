"""Rows: those of table three whose cells are where they are, and for the others every way they may be read."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.figures import read_number
from assistant.form import Form
from assistant.past.lines.pieces import Slip
from assistant.past.tables.figures_read import fit
from assistant.past.tables.solving.balance import agreed
from assistant.past.tables.solving.cuts import Way, placements, row_holds, splits, sums
from assistant.past.tables.thresholds import MOST_WAYS_OF_A_ROW, PRINTED_ROWS

_DIGITS = re.compile(r"\d+")


def parted(rows: Mapping[str, Slip], width: int) -> tuple[dict[str, tuple[str, ...]], dict[str, list[Way]]]:
    """The rows whose cells are where they are, and for the others every way they may be read, if any."""
    full = in_full(rows.values(), width)
    certain: dict[str, tuple[str, ...]] = {}
    doubtful: dict[str, list[Way]] = {}
    for row, slip in rows.items():
        texts = fit(slip, width)
        if texts is None:
            doubtful[row] = ways(slip, width, full=full)
        elif (whole := _unwrapped(texts)) is not None:
            doubtful[row] = [whole]
        elif _has_lost_a_cell(texts) or _has_one_too_many(slip, texts):
            doubtful[row] = []
        else:
            certain[row] = texts
    if _totals_elsewhere([way for texts in certain.values() if (way := numbers(texts)) is not None]):
        return {}, {row: [] for row in rows}
    return certain, doubtful


def _totals_elsewhere(ways: Sequence[Way]) -> bool:
    """Whether another column than the last is the sum of the rest in every row that has a value: the order is another.

    A header that broke, or was lost, does not say so.
    """
    filled = [way for way in ways if any(way)]
    several = len(filled) > 1 and not all(map(row_holds, filled))
    return several and any(
        all(2 * (cells[at] or 0) == sum(value or 0 for value in cells) for cells in filled)
        for at in range(len(filled[0]) - 1)
    )


def digits(slip: Slip) -> int:
    """How many characters of values a row shows."""
    return sum(map(len, _tokens(slip)))


def in_full(rows: Iterable[Slip], width: int) -> bool:
    """Whether every row that was not told by cells shows as many digits as it has columns: no cell was left empty."""
    return all(digits(slip) >= width for slip in rows if not slip.explicit and any(slip.cells))


def runs_in_full(two: Sequence[Slip], three: Sequence[Slip], four: Sequence[Slip], form: Form) -> bool:
    """Whether the rows of table three ran together, and no cell of any table was left empty or filled up with zeros.

    Only then are as many digits as cells one digit a cell.
    """
    rows = [slip for slip in three if slip.label and slip.label.kind == "row" and any(slip.cells)]
    together = all(not slip.explicit and len(_tokens(slip)) == 1 for slip in rows)
    empty = any(not digits(slip) for slip, _ in (*_printed(two, form, "T2"), *_printed(three, form, "T3")))
    return together and len(rows) >= PRINTED_ROWS and not empty and not cells_vanished(two, three, four, form)


def cells_vanished(two: Sequence[Slip], three: Sequence[Slip], four: Sequence[Slip], form: Form) -> bool:
    """Whether a row of any table that is not told by cells shows fewer digits than it has cells, or filled up ones.

    The last row of a table may have lost all its digits to the text behind it: that alone tells nothing.
    """
    rows = [*_without_last(_printed(two, form, "T2")), *_without_last(_printed(three, form, "T3"))]
    cells = [slip for slip in four if slip.cells and not slip.explicit]
    short_four = bool(cells) and sum(map(digits, cells)) < sum(1 for _ in form.tables["T4"].codes())
    return any(digits(slip) < columns for slip, columns in rows) or short_four or filled_up(two, three, form)


def filled_up(two: Sequence[Slip], three: Sequence[Slip], form: Form) -> bool:
    """Whether numbers are printed with zeros before them: one alone in its row is, or no row has a cell of one digit.

    Where that is so, digits that ran together cannot be cut at all: a number may begin with 0.
    """
    alone = (slip for slip, columns in _printed(two, form, "T2") if columns == 1)
    begun = any(re.match(r"0\d", token) for slip in alone for token in _tokens(slip))
    rows = _printed(three, form, "T3")
    return begun or (len(rows) >= PRINTED_ROWS and all(digits(slip) >= 2 * columns for slip, columns in rows))


def _without_last(rows: list[tuple[Slip, int]]) -> list[tuple[Slip, int]]:
    """The rows but for a last one without a digit."""
    return rows[:-1] if rows and not digits(rows[-1][0]) else rows


def _printed(slips: Sequence[Slip], form: Form, table: str) -> list[tuple[Slip, int]]:
    """The rows of a table that are not told by cells, also those without a value, with how many columns each has."""
    rows, columns = form.tables[table].rows, len(form.tables[table].columns)
    return [
        (slip, len(rows[slip.label.id].columns) or columns)
        for slip in slips
        if slip.label and slip.label.kind == "row" and slip.label.id in rows and not slip.explicit
    ]


def cells_of(slip: Slip, width: int, *, full: bool) -> tuple[tuple[Decimal | None, bool], ...]:
    """What all the ways agree on in which a row without a sum may be cut, as `agreed` tells it; () if on nothing.

    Where the file does not run `full`, the digits may be one number or two, the other cells being empty.
    """
    tokens = _tokens(slip)
    if slip.explicit or not slip.sure or len(tokens) != 1 or not _DIGITS.fullmatch(tokens[0]):
        return ()
    found = list(itertools.islice(splits(tokens, width), MOST_WAYS_OF_A_ROW))
    fewer = not full and any(next(splits(tokens, count), None) for count in range(1, width))
    cells = agreed(found) if not fewer and len(found) < MOST_WAYS_OF_A_ROW else ()
    return cells if any(sure for _, sure in cells) else ()


def _tokens(slip: Slip) -> list[str]:
    return [token for cell in slip.cells for token in cell.split()]


def is_forced(slip: Slip, width: int) -> bool:
    """As many digits as columns, run together: there is nothing to choose."""
    return digits(slip) == width


def _unwrapped(texts: Sequence[str]) -> Way | None:
    """The row with numbers that were broken over lines in narrow cells put together, if it adds up only so."""
    whole = [re.sub(r"(?<=\d)\s+(?=\d)", "", text) for text in texts]
    if whole == list(texts):
        return None
    way = numbers(whole)
    return way if way is not None and row_holds(way) else None


def _has_lost_a_cell(texts: Sequence[str]) -> bool:
    """Whether the total is empty and the value before it looks like it: a cell was lost and the rest moved up."""
    values = [read_number(text).value for text in texts]
    last = values[-2]
    return values[-1] is None and bool(last) and last is not None and last >= sum(value or 0 for value in values[:-2])


def _has_one_too_many(slip: Slip, texts: Sequence[str]) -> bool:
    """Whether a row longer than its columns holds nothing but one value at its end: a page's number behind the row."""
    return len(slip.cells) > len(texts) and bool(texts[-1].strip()) and not "".join(texts[:-1]).strip()


def numbers(texts: Sequence[str]) -> Way | None:
    """The values of a row's cells; None if one is unreadable."""
    readings = [read_number(text) for text in texts]
    return None if any(item.state == "unreadable" for item in readings) else tuple(item.value for item in readings)


def ways(slip: Slip, width: int, *, full: bool) -> list[Way]:
    """Every reading of a doubtful row that its own sum allows; none where there are more than could be told apart.

    Where the table is not printed in `full`, empty cells may have vanished between digits that ran together; of a row
    of nothing but 0 the total may be among them, elsewhere a total may be missing only from separate cells.
    """
    if not slip.sure:
        return []
    tokens = _tokens(slip)
    found: dict[Way, None] = {}
    for way in itertools.chain(_run_together(slip, tokens, width, full=full), _spread(slip, tokens, width)):
        found[way] = None
        if len(found) > MOST_WAYS_OF_A_ROW:
            return []
    return list(found)


def _run_together(slip: Slip, tokens: Sequence[str], width: int, *, full: bool) -> Iterable[Way]:
    """Ways to cut tokens of nothing but digits, where any of them can be cut at all."""
    if slip.explicit or not all(map(_DIGITS.fullmatch, tokens)) or all(len(token) == 1 for token in tokens):
        return
    yield from sums(tokens, width)
    if full:
        return
    for count in range(2, width):
        for *parts, total in sums(tokens, count):
            for way in placements([part for part in parts if part is not None], width - 1):
                yield (*way, total)
    if not set("".join(tokens)) - {"0"}:
        for count in range(1, width):
            for values in splits(tokens, count):
                yield from ((*way, None) for way in placements([Decimal(0)] * len(values), width - 1))


def _spread(slip: Slip, tokens: Sequence[str], width: int) -> Iterable[Way]:
    """Ways to stand fewer values than columns, each with a space around it: the empty cells may be any."""
    values = [
        value for item in map(read_number, tokens) if item.state == "number" and (value := item.value) is not None
    ]
    if len(values) != sum(read_number(token).state != "blank" for token in tokens):
        return
    if 1 < len(values) < width and (slip.explicit or all(len(token) <= width for token in tokens)):
        yield from (way for way in placements(values, width) if way[-1] is None or row_holds(way))
