"""Squares: the cells of a frame of rules, where no rule parts the squares between them put together."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.rules import Drawn, Rules


@dataclass(frozen=True)
class Cell:
    """A cell of a ruled table: the row and column it begins in, and its box (left, top, right, bottom) in pixels."""

    row: int
    column: int
    box: tuple[int, int, int, int]


def cells_of(grey: Image, drawn: Drawn) -> tuple[int, int, tuple[Cell, ...]] | None:
    """Rows, columns and cells of one frame of rules; None where it frames nothing."""
    rules = Rules.of(grey, drawn)
    ys, xs = rules.places()
    if len(ys) < 2 or len(xs) < 2:  # noqa: PLR2004 - a cell has two sides each way
        return None
    sides = [rules.lies_across(y, xs[0], xs[-1]) for y in (ys[0], ys[-1])]
    sides += [rules.goes_down(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    if sum(sides) < 2:  # noqa: PLR2004 - strokes of a large title frame nothing
        return None
    cells: list[Cell] = []
    for (row, column), members in _merged(rules, xs, ys).items():
        bottom, right = max(y for y, _ in members) + 1, max(x for _, x in members) + 1
        cells.append(Cell(row, column, (xs[column], ys[row], xs[right], ys[bottom])))
    return len(ys) - 1, len(xs) - 1, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


Square = tuple[int, int]


def _merged(rules: Rules, xs: Sequence[int], ys: Sequence[int]) -> dict[Square, list[Square]]:
    """The squares between rules put together where no rule parts them: the first of each cell, and all of it."""
    parent: dict[Square, Square] = {
        (row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)
    }

    def first(square: Square) -> Square:
        while parent[square] != square:
            square = parent[square]
        return square

    for one, other in _open(rules, xs, ys):
        a, b = sorted((first(one), first(other)))
        parent[b] = a
    out: dict[Square, list[Square]] = {}
    for square in parent:
        out.setdefault(first(square), []).append(square)
    return out


def _open(rules: Rules, xs: Sequence[int], ys: Sequence[int]) -> Iterator[tuple[Square, Square]]:
    """Pairs of neighbouring squares with no rule between them."""
    for row, (top, bottom) in enumerate(itertools.pairwise(ys)):
        for column, (left, right) in enumerate(itertools.pairwise(xs)):
            if row and not rules.lies_across(top, left, right):
                yield (row - 1, column), (row, column)
            if column and not rules.goes_down(left, top, bottom):
                yield (row, column - 1), (row, column)
