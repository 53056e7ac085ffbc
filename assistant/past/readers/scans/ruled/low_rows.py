"""Low rows: a table's row that stands alone on a page, so low that its upright rules are hardly longer than strokes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.rules import Drawn, dark
from assistant.past.readers.scans.ruled.squares import Cell
from assistant.past.readers.scans.thresholds import AROUND, LEAST_RULE, LEAST_TALL, SAME_RULE

Box = tuple[int, int, int, int]
_EDGE = 5
"""Pixels of a box outside its rules, or of them and their blur: it is drawn three wider on each side."""


def between(rules: Sequence[Box]) -> Iterator[Box]:
    """Boxes that two level rules make which begin and end alike."""
    for above, below in pairwise(sorted(rules, key=lambda box: box[1])):
        if abs(above[0] - below[0]) <= SAME_RULE and abs(above[2] - below[2]) <= SAME_RULE:
            yield min(above[0], below[0]), above[1], max(above[2], below[2]), below[3]


def cells_in(grey: Image, drawn: Drawn, box: Box) -> tuple[Cell, ...]:
    """The cells between strokes from rule to rule; none where the box is no low row, or open at its ends.

    Their places are those in the picture of the box with `AROUND` pixels around it.
    """
    left, top, right, bottom = box
    if not LEAST_TALL <= bottom - top <= LEAST_RULE + SAME_RULE:
        return ()
    inked = dark(grey[top + _EDGE : bottom - _EDGE, left:right], drawn).all(axis=0).nonzero()[0]
    places: list[int] = []
    for x in map(int, inked):
        if not places or x - places[-1] > SAME_RULE:
            places.append(x)
    if len(places) < 2 or places[0] > SAME_RULE or right - left - places[-1] > SAME_RULE:  # noqa: PLR2004 - two sides
        return ()
    sides = [x + min(AROUND, left) for x in places]
    up, down = min(AROUND, top) + _EDGE, min(AROUND, top) + bottom - top - _EDGE
    return tuple(Cell(0, at, (x0, up, x1, down)) for at, (x0, x1) in enumerate(pairwise(sides)))
