"""Cell reading: every cell of a ruled table recognised on its own, numbers twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.past.readers.scans import recognition
from assistant.past.readers.scans.bare.placing import Bare
from assistant.past.readers.scans.lettering import Box, cut_out, lettered
from assistant.past.readers.scans.levelling import ink
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.ruled.squares import Cell
from assistant.past.readers.scans.thresholds import MARGIN

_NUMBER = re.compile(r"[\dOoIl|.,/\-—－一]{1,16}")

_DIGITS = str.maketrans("OolI|", "00111")
"""What digits are taken for where letters may stand as well: in a cell of numbers there are none."""


@dataclass(frozen=True)
class Seen:
    """What a cell was read as. `sure` is the least confidence of its readings, 0 where they differ."""

    text: str
    sure: float
    box: Box


def seen_cells(table: Ruled, *, ruled: bool = True) -> list[Seen]:
    """What each cell of a table holds, in the order of its cells; `ruled` is whether they have rules around."""
    grey, dark = table.grey, ink(table.grey)
    boxes = [cell.box for cell in table.cells]
    cells = [lettered(dark, box, ruled=ruled) for box in boxes]
    found = [cell.lines for cell in cells]
    lines = [(at, line) for at, lines in enumerate(found) for line in lines]
    first = recognition.cells([cut_out(grey, line, within=boxes[at]) for at, line in lines])
    texts: list[list[tuple[str, float]]] = [[] for _ in boxes]
    for (at, _), one in zip(lines, first, strict=True):
        texts[at].append(one)
    numbers = [at for at, some in enumerate(texts) if len(some) == 1 and _NUMBER.fullmatch(some[0][0])]
    again = dict(
        zip(numbers, recognition.cells([_otherwise(grey, found[at][0], boxes[at]) for at in numbers]), strict=True)
    )
    return [
        Seen("", 0.0, cell.box) if one.stained else _seen(texts[at], again.get(at), cell.box)
        for at, (cell, one) in enumerate(zip(table.cells, cells, strict=True))
    ]


def placed_cells(table: Bare) -> list[Seen]:
    """What each cell of a table without rules holds: what the form prints, and values of one line each."""
    cells = table.ruled.cells
    wanted = [cell for cell in cells if not {(cell.row, cell.column)} & (table.labels.keys() | table.doubted)]
    seen = dict(zip(wanted, seen_cells(replace(table.ruled, cells=tuple(wanted)), ruled=False), strict=True))
    return [_of_one_line(seen[cell]) if cell in seen else _printed(cell, table) for cell in cells]


def _of_one_line(seen: Seen) -> Seen:
    """A value; of several lines one may be another row's."""
    return replace(seen, text="", sure=0.0) if "\n" in seen.text else seen


def _printed(cell: Cell, table: Bare) -> Seen:
    label = table.labels.get((cell.row, cell.column))
    return Seen("", 0.0, cell.box) if label is None else Seen(label, 1.0, cell.box)


def _otherwise(grey: Image, line: Box, within: Box) -> Image:
    """The same writing larger, in black and white, with other paper around it: no small blur reads the same in both."""
    import cv2

    large = cv2.resize(
        cut_out(grey, line, within=within, margin=2 * MARGIN), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC
    )
    _, plain = cv2.threshold(large, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return cv2.GaussianBlur(plain, (3, 3), 0)


def _seen(texts: Sequence[tuple[str, float]], again: tuple[str, float] | None, box: Box) -> Seen:
    if not texts:
        return Seen("", 1.0, box)
    text = "\n".join(one for one, _ in texts)
    if not text.strip():
        return Seen("", 0.0, box)  # something is written there
    sure = min(score for _, score in texts)
    if again is None:
        return Seen(text, sure, box)
    text, other = text.translate(_DIGITS), again[0].translate(_DIGITS)
    return Seen(text, min(sure, again[1]) if other == text else 0.0, box)
