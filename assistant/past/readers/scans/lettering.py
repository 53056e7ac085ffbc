"""Lettering: the lines of writing within a cell, cut out with paper around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import CLOSE, CORNER, INSET, MARGIN, PART, RULE, SPECK, STAIN, THIN, WHOLE

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Lettered:
    """The boxes (left, top, right, bottom) of the lines of writing in a cell, from top to bottom.

    `stained`: there is more ink than that writing, under which something may stand.
    """

    lines: tuple[Box, ...]
    stained: bool = False


def lettered(dark: Image, cell: Box, *, ruled: bool = True) -> Lettered:
    """Where there is writing in a cell; `dark` is where the page has ink, `ruled` whether the cell has rules around."""
    import cv2

    left, top, right, bottom = (cell[0] + INSET, cell[1] + INSET, cell[2] - INSET, cell[3] - INSET)
    part = dark[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if part.size == 0:
        return Lettered(())
    _, _, stats, _ = cv2.connectedComponentsWithStats(part)
    spots = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, n in stats[1:]
        if n >= SPECK and not (ruled and _is_rule(x, y, w, h, n, part))
    ]
    lines = tuple((a + left, b + top, c + left, d + top) for a, b, c, d in _lines(spots))
    return Lettered(lines, not lines and float(part.mean()) / 255 > STAIN)


def _is_rule(x: int, y: int, wide: int, tall: int, count: int, part: Image) -> bool:
    """Whether a spot is no stroke of writing but the rest of a rule at the edge of the cell.

    It lies along its edge and is no thicker than rules are; a digit that is as high as its cell, or touches an edge, is
    thicker.
    """
    height, width = part.shape
    upright, level = x <= 1 or x + wide >= width - 1, y <= 1 or y + tall >= height - 1
    if not (upright or level):
        return False
    if min(wide, tall) <= THIN:
        return max(wide, tall) >= 3 * min(wide, tall) or (upright and tall >= wide) or (level and wide >= tall)
    along = (upright and tall >= WHOLE * height and wide <= RULE) or (level and wide >= WHOLE * width and tall <= RULE)
    corner = upright and level and wide >= WHOLE * width and tall >= WHOLE * height and count < CORNER * wide * tall
    return bool(along or corner)


def _lines(spots: list[Box]) -> Iterator[Box]:
    """Spots put together into lines: those that stand beside each other, however high each is."""
    lines: list[list[Box]] = []
    for spot in sorted(spots, key=lambda one: one[1]):
        for line in lines:
            top, bottom = min(one[1] for one in line), max(one[3] for one in line)
            common = min(bottom, spot[3]) - max(top, spot[1])
            if common >= 0.4 * min(bottom - top, spot[3] - spot[1]):
                line.append(spot)
                break
        else:
            lines.append([spot])
    boxes: list[Box] = []
    for line in lines:
        box = _around(line)
        # The upper stroke of a 5 that print has parted from it is no line of its own.
        if boxes and box[1] - boxes[-1][3] < CLOSE and _common(boxes[-1], box) > 0 and _is_part(boxes[-1], box):
            boxes[-1] = _around([boxes[-1], box])
        else:
            boxes.append(box)
    yield from boxes


def _common(one: Box, other: Box) -> int:
    """How far two boxes lie above each other."""
    return min(one[2], other[2]) - max(one[0], other[0])


def _is_part(one: Box, other: Box) -> bool:
    """Whether one of two boxes is so much lower that it is a stroke: the lines of a cell are as high as each other."""
    heights = sorted((one[3] - one[1], other[3] - other[1]))
    return heights[0] < PART * heights[1]


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def cut_out(grey: Image, box: Box, *, within: Box, margin: int = MARGIN) -> Image:
    """A line of writing with paper around it: what lies outside its cell, its rules too, is paper."""
    import cv2

    left, top = max(box[0] - 3, within[0] + INSET, 0), max(box[1] - 3, within[1] + INSET, 0)
    right, bottom = min(box[2] + 3, within[2] - INSET), min(box[3] + 3, within[3] - INSET)
    part = grey[top:bottom, left:right]
    return cv2.copyMakeBorder(part, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
