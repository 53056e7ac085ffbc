"""Ruling: the tables of a level page by their rules: where their rows and columns are, and which cells are merged."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import DRAWN, FEWEST_CELLS, GAP, SAME_RULE, SHORTEST_RULE


@dataclass(frozen=True)
class Cell:
    """A cell of a ruled table: the row and column it begins in, and its box (left, top, right, bottom) in pixels."""

    row: int
    column: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class Ruled:
    """A table by its rules: how many rows and columns, its cells, and its own box in pixels."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: tuple[int, int, int, int]


def ruled_tables(dark: Image) -> list[Ruled]:
    """The ruled tables of a level page, from top to bottom; `dark` is where its ink is."""
    import cv2
    import numpy as np

    across = _runs(dark, across=True)
    down = _runs(dark, across=False)
    frame = cv2.dilate(across | down, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(frame)
    found = []
    for x, y, wide, tall, _ in stats[1:]:
        if wide < 4 * SHORTEST_RULE or tall < 2 * SHORTEST_RULE:
            continue
        part = (slice(y, y + tall), slice(x, x + wide))
        table = _table(across[part], down[part], int(x), int(y))
        if table and len(table.cells) >= FEWEST_CELLS:
            found.append(table)
    outer = [table for table in found if not any(_within(table, other) for other in found if other is not table)]
    return sorted(outer, key=lambda table: table.box[1])


def _within(table: Ruled, other: Ruled) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = table.box, other.box
    return x0 <= left and y0 <= top and right <= x1 and bottom <= y1 and table.box != other.box


def _runs(dark: Image, *, across: bool) -> Image:
    """Only the straight runs long enough to be rules, their gaps closed."""
    import cv2
    import numpy as np

    def bar(length: int) -> Image:
        return np.ones((1, length) if across else (length, 1), np.uint8)

    thick = cv2.dilate(dark, np.ones((3, 1) if across else (1, 3), np.uint8))  # a rule a pixel aslant stays one run
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, bar(SHORTEST_RULE))
    return cv2.morphologyEx(long, cv2.MORPH_CLOSE, bar(GAP))


def _table(across: Image, down: Image, left: int, top: int) -> Ruled | None:
    """The cells of one frame of rules."""
    ys = _places(across, across=True)
    xs = _places(down, across=False)
    if len(ys) < 2 or len(xs) < 2:  # noqa: PLR2004 - a cell has two sides each way
        return None
    sides = [across[max(0, y - SAME_RULE) : y + SAME_RULE + 1, xs[0] : xs[-1]].any(axis=0) for y in (ys[0], ys[-1])]
    sides += [down[ys[0] : ys[-1], max(0, x - SAME_RULE) : x + SAME_RULE + 1].any(axis=1) for x in (xs[0], xs[-1])]
    if sum(map(_is_drawn, sides)) < 2:  # noqa: PLR2004 - strokes of a large title frame nothing
        return None
    owner = _merged(across, down, xs, ys)
    cells: list[Cell] = []
    for (row, column), members in owner.items():
        bottom, right = max(y for y, _ in members) + 1, max(x for _, x in members) + 1
        box = (left + xs[column], top + ys[row], left + xs[right], top + ys[bottom])
        cells.append(Cell(row, column, box))
    outer = (left + xs[0], top + ys[0], left + xs[-1], top + ys[-1])
    return Ruled(len(ys) - 1, len(xs) - 1, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), outer)


def _places(rules: Image, *, across: bool) -> list[int]:
    """Where rules lie: the middles of their runs, those that are one rule taken together."""
    import cv2

    _, _, stats, middles = cv2.connectedComponentsWithStats(rules)
    runs: list[tuple[float, int]] = []
    for (_, _, wide, tall, _), (x, y) in zip(stats[1:], middles[1:], strict=True):
        length, thick = (wide, tall) if across else (tall, wide)
        if length >= SHORTEST_RULE and thick <= 4 * SAME_RULE:
            runs.append((float(y if across else x), int(length)))
    runs.sort()
    groups: list[list[tuple[float, int]]] = []
    for run in runs:
        if groups and run[0] - groups[-1][-1][0] <= SAME_RULE:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [round(sum(at * length for at, length in group) / sum(length for _, length in group)) for group in groups]


Square = tuple[int, int]


def _merged(across: Image, down: Image, xs: Sequence[int], ys: Sequence[int]) -> dict[Square, list[Square]]:
    """The squares between rules put together where no rule parts them: the first of each cell, and all of it."""
    parent: dict[Square, Square] = {
        (row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)
    }

    def first(square: Square) -> Square:
        while parent[square] != square:
            square = parent[square]
        return square

    for one, other in _open(across, down, xs, ys):
        a, b = sorted((first(one), first(other)))
        parent[b] = a
    out: dict[Square, list[Square]] = {}
    for square in parent:
        out.setdefault(first(square), []).append(square)
    return out


def _open(across: Image, down: Image, xs: Sequence[int], ys: Sequence[int]) -> Iterator[tuple[Square, Square]]:
    """Pairs of neighbouring squares with no rule between them."""
    for row, (top, bottom) in enumerate(itertools.pairwise(ys)):
        for column, (left, right) in enumerate(itertools.pairwise(xs)):
            if row and not _is_drawn(across[max(0, top - SAME_RULE) : top + SAME_RULE + 1, left:right].any(axis=0)):
                yield (row - 1, column), (row, column)
            if column and not _is_drawn(down[top:bottom, max(0, left - SAME_RULE) : left + SAME_RULE + 1].any(axis=1)):
                yield (row, column - 1), (row, column)


def _is_drawn(along: Image) -> bool:
    return bool(along.mean() >= DRAWN)
