"""Table four: rows as found → its figures, printed as fifteen cells in a line, as three lines, or on its side.

What cannot be placed for certain is left unreadable with the raw text kept.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.figures import read_number
from assistant.findings import found
from assistant.form import Table
from assistant.past.lines.characters import fold
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import scan
from assistant.past.tables.figures_read import Reading, fit, raw_of, twice_as_wide
from assistant.past.tables.slips import is_value
from assistant.past.tables.solving.balance import agreed
from assistant.past.tables.solving.cuts import blocks, row_holds
from assistant.past.tables.thresholds import MOST_WAYS_OF_A_TABLE

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d年?度?")


def read_four(slips: Sequence[Slip], reading: Reading, *, vanished: bool = False) -> None:
    """Table four: fifteen cells in a line, or three labelled lines of five.

    `vanished`: empty cells left no trace in the file, so that digits that ran together may be fewer than fifteen.
    """
    table = reading.form.tables["T4"]
    codes = list(table.codes())
    width = len(table.columns)
    lines = [slip for slip in slips if slip.cells]
    if slips:
        reading.seen.add("T4")
    if not lines:
        return
    texts = _three_lines(lines, table) or _on_its_side(lines, table) or _one_line(lines, len(codes))
    odd = not any(len(slip.cells) in {width, len(codes), len(table.rows)} for slip in lines)
    if texts is None:
        texts = _fifteen(_joined(lines), len(codes))
        odd = odd or sum(bool(raw_of(slip)) for slip in lines) > 1
    if _two_lines(lines, table) or any(twice_as_wide(slip, len(codes)) for slip in lines):
        reading.twice("T4", codes)
        reading.doubt(codes, raw_of(_joined(lines)))
    elif texts is not None and _is_off(texts, width, odd=odd):
        reading.doubt(codes, raw_of(_joined(lines)))
    elif texts is not None:
        for code, text in zip(codes, texts, strict=True):
            reading.put(code, text)
    elif cells := () if vanished else _fifteen_run(lines, width):
        raw = raw_of(lines[-1])
        reading.values.update({code: value for code, value in zip(codes, cells, strict=True) if value is not None})
        reading.doubt([code for code, value in zip(codes, cells, strict=True) if value is None], raw)
        message = f"表四的数字连在一起（“{raw}”），按表内勾稽关系还原，请核对。"
        reading.findings.append(found("R-03", "T4", message, values={"raw": raw}))
    elif raw := raw_of(_joined(lines)):
        reading.doubt(codes, raw)


def _is_off(texts: Sequence[str], width: int, *, odd: bool) -> bool:
    """Whether the line has lost a cell or has one too many: it is `odd`, or its end is empty, and the sums fail."""
    values = tuple(read_number(text).value for text in texts)
    blocks = [values[start : start + width] for start in range(0, len(values), width)]
    if odd and not all(row_holds(block) or not any(block) for block in blocks):
        return True
    totals = [block[-1] is not None for block in blocks]
    return (any(totals[:-1]) and not totals[-1] and any(blocks[-1])) or _has_lost_a_cell(texts, width)


def _has_lost_a_cell(texts: Sequence[str], width: int) -> bool:
    """Whether the last cell is empty and the sums would hold if one before it were: the rest has moved up."""
    if read_number(texts[-1]).state != "blank" or _sums(texts, width) == len(texts) // width:
        return False
    moved = max(_sums((*texts[:at], "", *texts[at:-1]), width) for at in range(len(texts)))
    return moved > _sums(texts, width)


def _sums(texts: Sequence[str], width: int) -> int:
    """In how many blocks the outcomes sum to a total that is there."""
    values = tuple(read_number(text).value for text in texts)
    return sum(row_holds(values[start : start + width]) for start in range(0, len(values), width))


def _three_lines(slips: Sequence[Slip], table: Table) -> tuple[str, ...] | None:
    """The cells where 行政复议 and the two kinds of suit each have a line of their own."""
    blocks = {
        slip.label.id: texts
        for slip in slips
        if slip.label and slip.label.id in table.rows and (texts := fit(slip, len(table.columns)))
    }
    if len(blocks) < len(table.rows):
        return None
    return tuple(text for row in table.rows for text in blocks[row])


def _on_its_side(slips: Sequence[Slip], table: Table) -> tuple[str, ...] | None:
    """The cells where every outcome has a line of its own, with one cell for each of the three blocks."""
    sides = {
        slip.label.id: fit(slip, len(table.rows))
        for slip in slips
        if slip.label and slip.label.id in table.columns and len(slip.cells) == len(table.rows)
    }
    if len(sides) < len(table.columns) or len(slips) > len(sides):
        return None
    return tuple(
        (sides[column] or ("?",) * len(table.rows))[at] for at in range(len(table.rows)) for column in table.columns
    )


def _one_line(slips: Sequence[Slip], width: int) -> tuple[str, ...] | None:
    """The cells of the line that has as many, one with a value before an empty one."""
    full = [texts for slip in slips if (texts := _fifteen(slip, width)) and not _counts(texts)]
    filled = [texts for texts in full if any(text.strip() for text in texts)]
    return next(iter(filled or full), None)


def _counts(texts: Sequence[str]) -> bool:
    """Whether it is the line that numbers the columns, from 1 on."""
    return [text.strip() for text in texts] == [str(number) for number in range(1, len(texts) + 1)]


def _two_lines(slips: Sequence[Slip], table: Table) -> bool:
    """Whether two lines of values stand there that are not the same: nothing says which is this year's."""
    width = sum(1 for _ in table.codes())
    lines = {texts for slip in slips if (texts := _fifteen(slip, width)) and not _counts(texts)}
    blocks: dict[str, set[str]] = {}
    for slip in slips:
        if slip.label and slip.label.id in table.rows and (raw := raw_of(slip)):
            blocks.setdefault(slip.label.id, set()).add(raw)
    several = any(len(raws) > 1 for raws in blocks.values())
    return several or len({texts for texts in lines if any(read_number(one).state == "number" for one in texts)}) > 1


def _fifteen(slip: Slip, width: int) -> tuple[str, ...] | None:
    cells = list(slip.cells)
    while len(cells) > width and cells[0].strip() and (not is_value(cells[0]) or _YEAR.fullmatch(fold(cells[0]))):
        cells = cells[1:]
    return fit(replace(slip, cells=tuple(cells)), width)


def _joined(slips: Sequence[Slip]) -> Slip:
    cells = tuple(cell for slip in slips for cell in slip.cells)
    return Slip(None, cells, table="T4", sure=all(slip.sure for slip in slips))


def _fifteen_run(slips: Sequence[Slip], width: int) -> tuple[Decimal | None, ...]:
    """Fifteen numbers run together: each that is the same however the sums of the blocks let them be cut, else None.

    Nothing where none is, or where the ways are too many to tell.
    """
    tokens = [token for slip in slips for cell in slip.cells for token in cell.split()]
    if not all(slip.sure and not slip.explicit for slip in slips) or not all(map(_DIGITS.fullmatch, tokens)):
        return ()
    ways = list(itertools.islice(blocks(tokens, width, 3), MOST_WAYS_OF_A_TABLE + 1))
    if not ways or len(ways) > MOST_WAYS_OF_A_TABLE:
        return ()
    cells = tuple(value for value, _ in agreed(ways))
    return cells if any(value is not None for value in cells) else ()


def four_places(rows: Sequence[Sequence[str | None]], table: Table) -> tuple[int, ...]:
    """Where a grid has the fifteen columns of table four, in the form's order; nothing if its header does not say."""
    blocks: dict[int, str] = {}
    places: dict[str, int] = {}
    for row in rows:
        block = ""
        for x, cell in enumerate(row):
            if cell and cell.strip():
                names = {label.id for found in scan(fold(cell)) for label in found if label.table == "T4"}
                block = next((name for name in names if name in table.rows), "") if names else block
                column = next((name for name in names if name in table.columns), "")
                if column and x in blocks:
                    if places.setdefault(f"T4.{blocks[x]}.{column}", x) != x:
                        return ()  # every column twice: two years side by side
                    continue
                if block:
                    blocks[x] = block
            elif block:
                blocks[x] = block
    codes = list(table.codes())
    return tuple(places[code] for code in codes) if len(set(places.values())) == len(codes) == len(places) else ()
