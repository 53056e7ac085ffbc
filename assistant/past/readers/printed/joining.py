"""Printed pages → blocks: ruled tables as grids, the text around them as paragraphs put together from lines.

A table is kept as a grid only where it holds labels of the statutory tables: text in front of a coloured
background looks like a table too.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.past.blocks import Block, Grid, Line, Picture, Place
from assistant.past.lines.characters import clean, squeeze
from assistant.past.lines.headings import heading
from assistant.past.readers.printed.broken_rows import mended
from assistant.past.readers.printed.page import Page, PrintedLine
from assistant.past.readers.thresholds import BROKEN_HEADING, HARDLY_WIDE
from assistant.past.tables.flattened.regions import is_tabular


class Joiner:
    """Collects the blocks of page after page; a paragraph may go on over the end of a page."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.held = ""
        self.began: Place | None = None
        self.room = math.inf

    def end(self) -> None:
        """Close the paragraph under way."""
        if self.held.strip():
            self.blocks.append(Line(self.held, place=self.began))
        self.held, self.room = "", math.inf

    def page(self, page: Page, of_all: tuple[float, float]) -> None:
        """Add one page's lines and grids from top to bottom.

        `of_all` is where the lines of all pages of its width begin and end: one page may hold indented lines only.
        """
        left, right = _margins(page.lines)
        left, right = (min(left, of_all[0]), max(right, of_all[1])) if page.lines else of_all
        if right - left < HARDLY_WIDE * (page.width - 2 * left):
            right = page.width - left  # none of these lines comes near the end of the page: none was broken
        pieces: list[tuple[float, PrintedLine | Grid | Picture]] = [(line.top, line) for line in page.lines]
        pieces += [*page.grids, *page.pictures]
        for _, piece in sorted(pieces, key=lambda item: item[0]):
            if isinstance(piece, Grid):
                self.end()
                last = self.blocks[-1] if self.blocks else None
                if isinstance(last, Grid) and (parts := mended(last, piece)):
                    self.blocks[-1], piece = parts  # noqa: PLW2901 - its first row has been taken
                self.blocks.append(piece)
            elif isinstance(piece, Picture):
                self.end()
                self.blocks.append(piece)
            else:
                self.line(piece, left, right, page.place(piece))

    def line(self, line: PrintedLine, left: float, right: float, place: Place) -> None:
        """Join a line to the paragraph it goes on, or begin a new one."""
        tabular = is_tabular(line.text)
        text = line.text if tabular else squeeze(clean(line.text))
        indented = line.x0 > left + line.size * 1.2
        full = self.room < line.size * 2.2 or _was_too_long(self.held, text, self.room / line.size)
        goes_on = full and not tabular and (not indented or _title_goes_on(self.held, text))
        if not goes_on or _is_heading_after_sentence(self.held, text):
            self.end()
        self.began = self.began if self.held else place
        between = (
            " "
            if self.held[-1:].isascii() and self.held[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
            else ""
        )
        self.held += between + text
        self.room = math.inf if tabular else right - line.x1


def _was_too_long(before: str, after: str, room: float) -> bool:
    """Whether a line ends early because what begins the next one can't be broken: a number, a character and its marks.

    `room` is what was left of the line, in characters.
    """
    word = re.match(r"[!-~]+|.?[，。、；：！？）”》】]+", after)
    return bool(word and before and before[-1] not in "。！？；" and _breadth(word[0]) > room)


def _breadth(text: str) -> float:
    return sum(0.6 if char.isascii() else 1.0 for char in text)


def _is_heading_after_sentence(before: str, after: str) -> bool:
    found = heading(after)
    if found is None or found.rest or not before.endswith("。"):
        return False
    return bool(found.names) or (found.level == "aspect" and not re.search(r"[，。；、]", found.title + after[-1:]))


def _title_goes_on(before: str, after: str) -> bool:
    """A heading broken over two centred lines."""
    first, whole = heading(before), heading(before + after)
    if first is None or first.names or whole is None or heading(after) is not None:
        return False
    return whole.level == "part" and bool(whole.names) and len(before + after) < BROKEN_HEADING


def set_in(page: Page, pages: Sequence[Page | None]) -> tuple[float, float]:
    """Where the lines of all pages of this one's width begin and end."""
    return _margins([line for one in pages if one and one.width == page.width for line in one.lines])


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    long = [line for line in lines if len(line.text) > 12] or list(lines)  # noqa: PLR2004
    if not long:
        return 0.0, 0.0
    # The commonest start is the margin; a page may hold only first lines, so the leftmost long one counts too.
    starts = Counter(round(line.x0) for line in long)
    return min(start for start, _ in starts.most_common(4)), max(line.x1 for line in long)
