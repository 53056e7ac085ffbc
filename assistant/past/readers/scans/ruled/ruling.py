"""Ruling: the tables of a level page by their rules: where their rows and columns are, and which cells are merged."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from assistant.past.readers.scans.levelling import ink
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.sheet import corners_of, squared
from assistant.past.readers.scans.thresholds import (
    AROUND,
    ASLANT,
    DRAWN,
    FEWEST_CELLS,
    GAP,
    LEAST_RULE,
    LIGHT_RULE,
    SAME_RULE,
    SHORTEST_LIGHT_RULE,
    SHORTEST_RULE,
)


@dataclass(frozen=True)
class Cell:
    """A cell of a ruled table: the row and column it begins in, and its box (left, top, right, bottom) in pixels."""

    row: int
    column: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class Ruled:
    """A table by its rules: how many rows and columns, and its cells in pixels of `grey`, its picture made straight.

    `move` takes a pixel of the level page to one of that picture; `box` is the table's place on the page.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    grey: Image
    move: Any
    box: tuple[int, int, int, int]


class Drawn(Enum):
    """How rules are drawn: as dark as print, or in a light grey."""

    PLAIN = "plain"
    LIGHT = "light"


def ruled_tables(grey: Image, drawn: Drawn = Drawn.PLAIN) -> list[Ruled]:
    """The ruled tables of a level page, from top to bottom."""
    import cv2
    import numpy as np

    frame = cv2.dilate(_runs(grey, drawn, across=True) | _runs(grey, drawn, across=False), np.ones((5, 5), np.uint8))
    _, owner, stats, _ = cv2.connectedComponentsWithStats(frame)
    found = []
    for number, (x, y, wide, tall, _) in enumerate(stats):
        if not number or wide < 4 * SHORTEST_RULE or tall < SHORTEST_RULE:
            continue
        box = (int(x), int(y), int(x + wide), int(y + tall))
        picture, move = _straight(grey, (owner == number).astype(np.uint8), box)
        table = _cells(_runs(picture, drawn, across=True), _runs(picture, drawn, across=False))
        if table and len(table[2]) >= FEWEST_CELLS:
            found.append(Ruled(*table, picture, move, box))
    outer = [table for table in found if not any(_within(table, other) for other in found if other is not table)]
    return sorted(outer, key=lambda table: table.box[1])


def _straight(grey: Image, frame: Image, box: tuple[int, int, int, int]) -> tuple[Image, Any]:
    """The picture of a frame of rules, made a rectangle where it was taken from an angle, and how its pixels moved."""
    import cv2
    import numpy as np

    left, top, right, bottom = box
    outlines, _ = cv2.findContours(frame[top:bottom, left:right], cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    corners = corners_of(cv2.convexHull(np.concatenate(outlines)))
    if corners is not None:
        corners = corners + np.array([left, top], np.float32)
        even = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
        if ASLANT < float(np.abs(corners - even).max()) < max(right - left, bottom - top) / 4:
            return squared(grey, corners, AROUND)
    left, top = max(0, left - AROUND), max(0, top - AROUND)
    move = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], float)
    return grey[top : bottom + AROUND, left : right + AROUND], move


def _within(table: Ruled, other: Ruled) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = table.box, other.box
    return x0 <= left and y0 <= top and right <= x1 and bottom <= y1 and table.box != other.box


def _runs(grey: Image, drawn: Drawn, *, across: bool) -> Image:
    """Only the straight runs long enough to be rules, their gaps closed."""
    import cv2
    import numpy as np

    def bar(length: int, thick: int = 1) -> Image:
        return np.ones((thick, length) if across else (length, thick), np.uint8)

    dark = ink(grey, LIGHT_RULE) if drawn is Drawn.LIGHT else ink(grey)
    thick = cv2.dilate(dark, bar(1, 3))  # a rule a pixel aslant stays one run
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, bar(SHORTEST_LIGHT_RULE if drawn is Drawn.LIGHT else SHORTEST_RULE))
    return cv2.morphologyEx(long, cv2.MORPH_CLOSE, bar(GAP))


def _cells(across: Image, down: Image) -> tuple[int, int, tuple[Cell, ...]] | None:
    """Rows, columns and cells of one frame of rules; None where it frames nothing."""
    ys = _places(across, across=True)
    xs = _places(down, across=False)
    if len(ys) < 2 or len(xs) < 2:  # noqa: PLR2004 - a cell has two sides each way
        return None
    sides = [across[max(0, y - SAME_RULE) : y + SAME_RULE + 1, xs[0] : xs[-1]].any(axis=0) for y in (ys[0], ys[-1])]
    sides += [down[ys[0] : ys[-1], max(0, x - SAME_RULE) : x + SAME_RULE + 1].any(axis=1) for x in (xs[0], xs[-1])]
    if sum(map(_is_drawn, sides)) < 2:  # noqa: PLR2004 - strokes of a large title frame nothing
        return None
    cells: list[Cell] = []
    for (row, column), members in _merged(across, down, xs, ys).items():
        bottom, right = max(y for y, _ in members) + 1, max(x for _, x in members) + 1
        cells.append(Cell(row, column, (xs[column], ys[row], xs[right], ys[bottom])))
    return len(ys) - 1, len(xs) - 1, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _places(rules: Image, *, across: bool) -> list[int]:
    """Where rules lie: the middles of their runs, those that are one rule taken together."""
    import cv2

    _, _, stats, middles = cv2.connectedComponentsWithStats(rules)
    runs: list[_Run] = []
    for (left, top, wide, tall, _), (x, y) in zip(stats[1:], middles[1:], strict=True):
        length, thick = (wide, tall) if across else (tall, wide)
        if length >= SHORTEST_RULE and thick <= 4 * SAME_RULE:
            start = int(left if across else top)
            runs.append(_Run(float(y if across else x), start, start + int(length)))
    groups: list[list[_Run]] = []
    for run in sorted(runs):
        if groups and run.at - groups[-1][-1].at <= SAME_RULE:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [_middle(group) for group in groups if _reach(group) >= LEAST_RULE]


class _Run(NamedTuple):
    """A straight run: where it lies across its direction, and from where to where it goes."""

    at: float
    start: int
    end: int


def _middle(runs: Sequence[_Run]) -> int:
    return round(sum(run.at * (run.end - run.start) for run in runs) / sum(run.end - run.start for run in runs))


def _reach(runs: Sequence[_Run]) -> int:
    """How much of its way a rule is drawn: strokes beside each other are not longer than one of them."""
    reach = end = 0
    for run in sorted(runs, key=lambda one: one.start):
        reach += max(0, run.end - max(run.start, end))
        end = max(end, run.end)
    return reach


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
