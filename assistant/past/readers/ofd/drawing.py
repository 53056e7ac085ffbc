"""Drawing: the objects of a page's content → letters, rules and pictures where they lie on the page, in points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from lxml.etree import _Element as Element

from assistant.errors import FileTooLarge, FileUnreadable
from assistant.past.readers.ofd.geometry import Box, Matrix, frame, number
from assistant.past.readers.ofd.lettering import reach, spots
from assistant.past.readers.ofd.package import child, local, words
from assistant.past.readers.ofd.strokes import Point, figures
from assistant.past.readers.thresholds import ALMOST_STRAIGHT, ON_THE_LINE, RISE

MOST_OBJECTS = 60_000  # letters, rules and pictures of a page: a full one of text has 2,000 letters, a table 300 rules
_DEEPEST = 12
_LONGEST_PATH = 100_000  # characters: a rule takes twenty, a whole table in one path ten thousand; longer is a picture
_TURNS = {"90": Matrix(0, 1, -1, 0), "180": Matrix(-1, 0, 0, -1), "270": Matrix(0, -1, 1, 0)}
"""By how much letters are turned where they stand (CharDirection)."""


@dataclass(frozen=True)
class Letter:
    """A character with its box, and the matrix it is set in."""

    char: str
    box: Box
    matrix: Matrix


@dataclass(frozen=True)
class Shown:
    """A picture: its resource's number and where it lies."""

    resource: str
    box: Box


@dataclass
class Drawing:
    """What is seen of a page. `rules` are lines, `areas` filled rectangles, which may be thick lines."""

    composites: Mapping[str, Element]
    letters: list[Letter] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)

    def add(self, content: Element, outer: Matrix, depth: int = 0) -> None:
        """Draw the objects in an element; `outer` leads from their coordinates to the page.

        ValueError for an object that is not as the standard has it, FileTooLarge for a page of too many.
        """
        for element in content:
            kind = local(element)
            if not kind or _unseen(element):
                continue
            if kind in {"Layer", "PageBlock", "Content"}:
                self.add(element, outer, depth)
            elif kind == "TextObject":
                self.letters += islice(_letters(element, outer), MOST_OBJECTS + 1)
            elif kind == "PathObject":
                self._strokes(element, outer)
            elif kind == "ImageObject":
                self.pictures.append(Shown(element.get("ResourceID", ""), frame(element, outer)[0]))
            elif kind == "CompositeObject":
                self._composite(element, outer, depth)
            if len(self.letters) + len(self.rules) + len(self.areas) + len(self.pictures) > MOST_OBJECTS:
                raise FileTooLarge("OFD 文件中有一页的文字和图形太多，不像年度报告，没有读取。请导出为 PDF 后再试。")

    def _composite(self, element: Element, outer: Matrix, depth: int) -> None:
        unit = self.composites.get(element.get("ResourceID", ""))
        if unit is None:
            raise FileUnreadable("OFD 文件不完整，缺少页面上的复合图元，无法读取。请重新下载或者导出为 PDF 后再试。")
        if depth < _DEEPEST:
            self.add(unit, frame(element, outer)[1], depth + 1)

    def _strokes(self, element: Element, outer: Matrix) -> None:
        stroked = element.get("Stroke", "true") != "false" and not _clear(child(element, "StrokeColor"))
        filled = element.get("Fill", "false") == "true" and not _clear(child(element, "FillColor"))
        path = words(child(element, "AbbreviatedData"))
        if len(path) > _LONGEST_PATH or not (stroked or filled):
            return
        matrix = frame(element, outer)[1]
        for corners in figures(path):
            points = [matrix.at(*point) for point in corners]
            if stroked:
                self.rules += islice(_straight(points), MOST_OBJECTS + 1)
            elif (area := _rectangle(points)) is not None:
                self.areas.append(area)


def _letters(element: Element, outer: Matrix) -> Iterator[Letter]:
    size = number(element.get("Size") or "")
    if element.get("Fill") == "false" and element.get("Stroke") != "true":
        return
    if _clear(child(element, "FillColor")) or size <= 0:
        return
    bounds, matrix = frame(element, outer)
    room = (bounds.right - bounds.left) / abs(matrix.a) if matrix.a and not matrix.b else 0.0
    turn = _TURNS.get(element.get("CharDirection", ""), Matrix())
    for spot in spots(element, size, room):
        own = turn.then(Matrix(e=spot.x, f=spot.y)).then(matrix)
        yield Letter(spot.char, own.box(0, -RISE * size, spot.breadth, (1 - RISE) * size), own)


def reaching(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters, each as broad as its font has it where the next one, in whichever object, begins right behind it."""
    for at, letter in enumerate(letters, 1):
        box, after = letter.box, letters[at] if at < len(letters) else None
        if after is None or abs(after.box.bottom - box.bottom) > ON_THE_LINE * (box.bottom - box.top):
            yield letter
        else:
            breadth = reach(letter.char, box.right - box.left, after.box.left - box.left)
            yield replace(letter, box=box._replace(right=box.left + breadth))


def _unseen(element: Element) -> bool:
    """Whether an object is hidden or quite transparent: under a scanned page lie letters that a machine took it for."""
    return element.get("Visible") == "false" or element.get("Alpha") == "0"


def _clear(colour: Element | None) -> bool:
    return colour is not None and colour.get("Alpha") == "0"


def _straight(points: list[Point]) -> Iterator[Box]:
    """The upright and level lines between a figure's corners."""
    for (x, y), (across, down) in pairwise(points):
        if abs(x - across) < ALMOST_STRAIGHT or abs(y - down) < ALMOST_STRAIGHT:
            yield Box(min(x, across), min(y, down), max(x, across), max(y, down))


def _rectangle(points: list[Point]) -> Box | None:
    """The rectangle that a filled figure is, None for any other."""
    across, down = [x for x, _ in points], [y for _, y in points]
    box = Box(min(across), min(down), max(across), max(down))
    return box if len(points) in {4, 5} and len(list(_straight(points))) == len(points) - 1 else None
