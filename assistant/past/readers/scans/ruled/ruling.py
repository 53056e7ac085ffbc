"""Ruling: the tables of a level page by their rules, each made straight."""

from dataclasses import dataclass
from typing import Any

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.low_rows import Box, between, cells_in
from assistant.past.readers.scans.ruled.rules import Drawn, runs
from assistant.past.readers.scans.ruled.squares import Cell, cells_of
from assistant.past.readers.scans.sheet import corners_of, squared
from assistant.past.readers.scans.thresholds import AROUND, ASLANT, FEWEST_CELLS, LEAST_WIDE


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
    box: Box


def ruled_tables(grey: Image, drawn: Drawn = Drawn.PLAIN) -> list[Ruled]:
    """The ruled tables of a level page, from top to bottom."""
    import cv2
    import numpy as np

    frame = cv2.dilate(runs(grey, drawn, across=True) | runs(grey, drawn, across=False), np.ones((5, 5), np.uint8))
    _, owner, stats, _ = cv2.connectedComponentsWithStats(frame)
    found: list[Ruled] = []
    lone: list[Box] = []
    for number, (x, y, wide, tall, _) in enumerate(stats):
        if not number or wide < LEAST_WIDE:
            continue
        box = (int(x), int(y), int(x + wide), int(y + tall))
        picture, move = _straight(grey, (owner == number).astype(np.uint8), box)
        table = cells_of(picture, drawn)
        if table and len(table[2]) >= FEWEST_CELLS:
            found.append(Ruled(*table, picture, move, box))
        else:
            lone.append(box)
    for box in (*lone, *between(lone)):
        if len(cells := cells_in(grey, drawn, box)) >= FEWEST_CELLS:
            found.append(Ruled(1, len(cells), cells, *_around(grey, box), box))
    outer = [table for table in found if not any(_within(table, other) for other in found if other is not table)]
    return sorted(outer, key=lambda table: table.box[1])


def _straight(grey: Image, frame: Image, box: Box) -> tuple[Image, Any]:
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
    return _around(grey, box)


def _around(grey: Image, box: Box) -> tuple[Image, Any]:
    """The picture of a box as it is, with a margin around, and how its pixels moved."""
    import numpy as np

    left, top, right, bottom = box
    left, top = max(0, left - AROUND), max(0, top - AROUND)
    move = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], float)
    return grey[top : bottom + AROUND, left : right + AROUND], move


def _within(table: Ruled, other: Ruled) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = table.box, other.box
    return x0 <= left and y0 <= top and right <= x1 and bottom <= y1 and table.box != other.box
