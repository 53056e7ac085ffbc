"""Blocks: what every reader makes of a file, whatever its format: lines, grids and pictures in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.findings import Finding
from assistant.past.markup import Change, Comment

DOUBT = "？"
"""Behind a number that was recognised in a picture without certainty."""


@dataclass(frozen=True)
class Place:
    """Where something stands in the original: its page from 1, and the box there.

    `box` is left, top, right and bottom as shares of the page's width and height, whatever the page was drawn at.
    """

    page: int
    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Line:
    """A paragraph, or one physical line of a text file.

    `gap` counts the blank lines before it, which tell empty cells where tables were flattened;
    `indented` is whether it was set in like a paragraph's start. `place` is where it begins, where that is known.
    """

    text: str
    gap: int = 0
    indented: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class Grid:
    """A table. A cell covered by a merge from its left or above is None, an empty one "".

    `positional` grids have true columns; in others only the order of the cells in a row is known.
    `table` is the statutory table it is known to begin with, as where a page broke in it; "" if it must say so.
    `places` are those of the cells, row by row as in `rows`; empty where none is known. `scanned` grids were recognised
    in a picture: a number followed by DOUBT is what a cell may hold, and figures stand only if the form's sums hold.
    `years` are the headings of several years in the table it is part of, if that has them.
    """

    rows: tuple[tuple[str | None, ...], ...]
    positional: bool = True
    table: str = ""
    places: tuple[tuple[Place | None, ...], ...] = ()
    scanned: bool = False
    years: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture standing in the text where a table may be; `data` is the file it came as, where it is at hand."""

    name: str = ""
    data: bytes = b""
    place: Place | None = None


Block = Line | Grid | Picture


@dataclass(frozen=True)
class Document:
    """A file's blocks. `flowing` text has one paragraph a line already; `titles` are what the file calls itself.

    `changes` and `comments` are what people tracked and remarked in it, `made` when it was made (UTC), if it
    says so.
    """

    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()
    flowing: bool = True
    findings: tuple[Finding, ...] = field(default=())
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    made: datetime | None = None


def lines(text: str, *, first_gap: int = 0) -> list[Line]:
    """The lines of a text with the blank lines between them counted."""
    out: list[Line] = []
    gap = first_gap
    for raw in text.splitlines():
        if not raw.strip():
            gap += 1
            continue
        out.append(Line(raw.strip(" \t\u00a0\u3000\r"), gap, indented=raw[:1] in "\u3000 \t\u00a0"))
        gap = 0
    return out


def has_words(blocks: Iterable[Block]) -> bool:
    """Whether there is any text at all."""
    return any(
        block.text.strip() if isinstance(block, Line) else any(cell for row in block.rows for cell in row)
        for block in blocks
        if not isinstance(block, Picture)
    )
