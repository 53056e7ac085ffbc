"""Layouts: where the boxes of the form's tables begin, for a whole table or for the rows of it that a page holds."""

from collections.abc import Mapping
from functools import cache

from assistant.form import Form, Table, known
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.thresholds import FEWEST_ROWS, TELLING_CELLS

Place = tuple[int, int]
Starts = Mapping[Place, str]


def starts_of(table: Ruled) -> list[Place]:
    """The row and column each cell of a ruled table begins in."""
    return [(cell.row, cell.column) for cell in table.cells]


def lies_as_form(table: Ruled) -> bool:
    """Whether the cells of a table lie as those of one of the form's do, or of some of its rows."""
    return (table.rows, table.columns, frozenset(starts_of(table))) in _pieces(known())


@cache
def layouts(forms: tuple[Form, ...]) -> tuple[tuple[Starts, tuple[int, int]], ...]:
    """Where each box of each table begins, with its label ("" where a value stands); its rows and columns."""
    return tuple(_whole(table) for form in forms for table in form.tables.values())


def _whole(table: Table) -> tuple[Starts, tuple[int, int]]:
    starts = {(row, column): "" if box.code else box.text for column, row, box in table.placed}
    return starts, (_rows(table), max(column + box.wide for column, _, box in table.placed))


def _rows(table: Table) -> int:
    return max(row + box.tall for _, row, box in table.placed)


@cache
def _pieces(forms: tuple[Form, ...]) -> frozenset[tuple[int, int, frozenset[Place]]]:
    """Rows, columns and beginnings of every run of rows of every table, columns that no row parts taken together."""
    return frozenset(
        _piece(table, first, last)
        for form in forms
        for table in form.tables.values()
        for first in range(_rows(table))
        for last in range(first + 1, _rows(table) + 1)
        if last - first >= FEWEST_ROWS or len(_piece(table, first, last)[2]) >= TELLING_CELLS
    )


def _piece(table: Table, first: int, last: int) -> tuple[int, int, frozenset[Place]]:
    inside = [one for one in table.placed if one[1] < last and one[1] + one[2].tall > first]
    edges = sorted({column for column, _, _ in inside})
    starts = frozenset((max(row, first) - first, edges.index(column)) for column, row, _ in inside)
    return last - first, len(edges), starts
