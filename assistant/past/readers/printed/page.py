"""One printed page → its lines and its statutory tables, without page marks, running headers, watermarks.

A page is what pdfplumber makes of one, or what has its shape: letters and rules with their places in points.
Raised digits become raised characters, so that a footnote's number never joins the number before it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.past.blocks import Grid, Picture, Place
from assistant.past.lines.characters import squeeze
from assistant.past.lines.chrome import is_page_mark
from assistant.past.readers.printed import ruled
from assistant.past.readers.thresholds import FEW_PAGES, HIGHER, LYING_CHARS, MARGIN, MOST_CHARS, SLANT

_BROWSERS = re.compile(r"^(?:https?://\S+|about:blank|file:///\S+|\d{4}/\d{1,2}/\d{1,2}\D{0,3}\d{1,2}:\d\d)")
"""What a browser prints at the top and bottom of every page."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class PrintedLine:
    """A printed line with its place on the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page's lines outside its tables, its statutory tables and the pictures in it with their tops.

    `number` counts from 1.
    """

    width: int
    height: float
    lines: tuple[PrintedLine, ...]
    grids: tuple[tuple[float, Grid], ...]
    number: int
    pictures: tuple[tuple[float, Picture], ...] = ()

    def place(self, line: PrintedLine) -> Place:
        """Where a line of this page stands."""
        wide, tall = self.width, self.height
        return Place(self.number, (line.x0 / wide, line.top / tall, line.x1 / wide, line.bottom / tall))


def read_page(page: Any, before: Sequence["Page | None"]) -> Page:
    """Read a page; `before` are the pages before it, whose last table may go on here."""
    page = _without_slanted(page)
    page = page.dedupe_chars(tolerance=1) if len(page.chars) < MOST_CHARS and _doubled(page.chars) else page
    _raise_footnotes(page.chars)
    tables = list(ruled.grids(page, _going_on(before)))
    lines = [line for line in _lines(page) if not _covered(line, tables) and not is_mark(line, page.height)]
    found = tuple((top, grid) for top, _, grid in tables)
    return Page(round(page.width), float(page.height), tuple(lines), found, page.page_number)


def sideways(page: Any) -> int:
    """By how many degrees a page whose letters lie on their side must be turned, 0 for any other."""
    lying = [char["matrix"][1] for char in page.chars if abs(char["matrix"][0]) < SLANT * abs(char["matrix"][1])]
    if len(lying) < LYING_CHARS or len(lying) * 2 < len(page.chars):
        return 0
    return 90 if sum(up > 0 for up in lying) * 2 > len(lying) else 270


def _lines(page: Any) -> Iterator[PrintedLine]:
    for line in page.extract_text_lines(return_chars=False, strip=True):
        yield PrintedLine(line["text"], line["x0"], line["x1"], line["top"], line["bottom"])


def is_mark(line: PrintedLine, height: float) -> bool:
    """Whether a line numbers its page, of this height, or is what a browser prints at its edge."""
    text = squeeze(line.text)
    if is_page_mark(text):
        return True
    edge = height * MARGIN
    if line.bottom >= edge and line.top <= height - edge:
        return False
    return bool(_BROWSERS.match(text)) or (text.isdigit() and len(text) < 4)  # noqa: PLR2004


def _covered(line: PrintedLine, tables: Sequence[tuple[float, float, Grid]]) -> bool:
    middle = (line.top + line.bottom) / 2
    return any(top <= middle <= bottom for top, bottom, _ in tables)


def _going_on(before: Sequence[Page | None]) -> str:
    """The statutory table that ends the page before with nothing below it; "" if none."""
    last = before[-1] if before else None
    if last is None or not last.grids:
        return ""
    top, grid = last.grids[-1]
    return grid.table if not any(line.top > top for line in last.lines) else ""


def _without_slanted(page: Any) -> Any:
    """The page without letters set aslant, unless most are: a watermark runs through the cells."""
    slanted = [char for char in page.chars if abs(char["matrix"][1]) > SLANT * abs(char["matrix"][0])]
    if not slanted or len(slanted) * 2 > len(page.chars):
        return page
    return page.filter(
        lambda item: item["object_type"] != "char" or abs(item["matrix"][1]) <= SLANT * abs(item["matrix"][0])
    )


def _doubled(chars: Sequence[dict[str, Any]]) -> bool:
    """Whether a letter is printed twice within a point, as bold letters are faked: looked for in shifted squares."""
    for across, down in ((0, 0), (1, 0), (0, 1), (1, 1)):
        places = {(char["text"], (char["x0"] + across) // 2, (char["top"] + down) // 2) for char in chars}
        if len(places) < len(chars):
            return True
    return False


def _raise_footnotes(chars: Sequence[dict[str, Any]]) -> None:
    """Mark digits that are printed higher than the digit right before them."""
    before: dict[str, Any] | None = None
    for char in chars:
        close = before is not None and abs(char["x0"] - before["x1"]) < before["size"] / 2
        if (
            before is not None
            and close
            and char["text"].isdigit()
            and before["text"].isdigit()
            and char["size"] <= before["size"]
            and HIGHER * before["size"] < before["bottom"] - char["bottom"] < before["size"]
        ):
            char["text"] = char["text"].translate(_RAISED)
        else:
            before = char


def without_running(pages: Sequence[Page | None]) -> list[Page | None]:
    """The pages without the lines that stand at the same place on most of them: running headers and footers."""
    read = [page for page in pages if page is not None]
    places = Counter(place for page in read for place in {(line.text, round(line.top)) for line in page.lines})
    running = {
        place
        for place, count in places.items()
        if count * 2 > len(read) and count >= (2 if _at_edge(place[1], read[0].height) else FEW_PAGES)
    }
    return [
        replace(page, lines=tuple(line for line in page.lines if (line.text, round(line.top)) not in running))
        if page is not None
        else None
        for page in pages
    ]


def _at_edge(top: float, height: float) -> bool:
    return not height * MARGIN <= top <= height * (1 - MARGIN)
