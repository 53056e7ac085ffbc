"""Gaps: blank lines between the cells of a table written one a line, the only trace of its empty cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label
from assistant.past.tables.flattened.regions import Region
from assistant.past.tables.flattened.tokens import Token
from assistant.past.tables.thresholds import FULL_ROW, OFTEN

Row = tuple[Label | None, list[Token], int]
"""A label, the values behind it, and the blank lines after them."""


@dataclass(frozen=True)
class Gaps:
    """Blank lines between two cells of a row, and between two rows, where lines are cells; None if unknown."""

    cell: int | None
    row: int | None


UNKNOWN = Gaps(None, None)


def learn(found: Sequence[Region]) -> Gaps:
    """The blank lines between cells and between rows in a file's flattened tables together.

    The smallest common gap is that between cells, the next that between rows.
    """
    gaps = Counter(line.gap for region in found for line in region.lines[1:])
    if not gaps:
        return UNKNOWN
    cell = next(gap for gap in sorted(gaps) if gaps[gap] * OFTEN >= max(gaps.values()))
    # An empty cell adds its line and a gap: those sums are no gap of their own.
    wider = [gap for gap in sorted(gaps) if gap > cell and gaps[gap] > 1 and (gap - cell) % (cell + 1)]
    return Gaps(cell, wider[0] if wider else cell)


def trusted(rows: Sequence[Row], gaps: Gaps) -> Gaps:
    """Blank lines mean nothing where values share a line, or a row that has all its values shows more of them."""
    for _, values, _ in rows:
        if any(token.gap < 0 for token in values[1:]):
            return UNKNOWN
        if len(values) == FULL_ROW and any(token.gap != gaps.cell for token in values[1:]):
            return UNKNOWN
    return gaps


def slip_of(table: str, row: Row, gaps: Gaps) -> Slip:
    """A row as found, with the empty cells that its blank lines tell of."""
    label, values, after = row
    texts = tuple(token.text for token in values)
    if gaps.cell is None:
        return Slip(label, texts, explicit=False, table=table)
    cells: list[str] = []
    for index, token in enumerate(values):
        base = gaps.cell if index or label is None or label.kind == "row" else gaps.row
        empty = _empties(token.gap, base, gaps.cell)
        if empty is None:
            return Slip(label, texts, explicit=False, table=table)
        cells += [""] * empty + [token.text]
    cells += [""] * (_empties(after, gaps.row, gaps.cell) or 0)
    return Slip(label, tuple(cells), explicit=False, placed=True, table=table)


def _empties(gap: int, base: int | None, cell: int) -> int | None:
    """Empty cells a gap stands for: each adds its blank line and one more gap; None if that does not come out even."""
    if base is None or gap < base:
        return 0 if base is not None and gap >= 0 else None
    count, odd = divmod(gap - base, cell + 1)
    return None if odd else count
