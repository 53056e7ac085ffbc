"""compose: a report as one neutral layout, from which every file format is printed.

Headings, paragraphs and grids in the order of the form. A blank cell is printed empty, never as 0; an
unreadable one as it stood. Text outside the form's sections is not printed, only named in `left_out`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.document.pictures import Picture
from assistant.figures import Figures, plain
from assistant.form import Box, Part, Table, section_name
from assistant.report import UNWRITTEN, Report

_TITLE = "政府信息公开工作年度报告"
_FORBIDDEN = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML file may hold, tabs, and other ends of lines; a space takes the place of each: positions stay."""

_TITLE_WIDTH = 20
"""Characters of 2号 type that stand on one line of the page."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、) or 2 (（一）)."""

    text: str
    level: int
    section: str


@dataclass(frozen=True)
class Prose:
    """One paragraph. `start` is where it begins in its section's text; `unwritten` marks a placeholder."""

    text: str
    section: str
    start: int = 0
    unwritten: bool = False


@dataclass(frozen=True)
class Square:
    """A printed box with its place in the grid. `scope` says what a head heads: col, row, or nothing."""

    text: str
    code: str | None
    x: int
    y: int
    wide: int
    tall: int
    scope: str
    centred: bool
    banner: bool

    @property
    def head(self) -> bool:
        """Whether this is a label and no cell."""
        return self.code is None


@dataclass(frozen=True)
class Grid:
    """One table: squares row by row, relative column widths, and how many rows are repeated as header."""

    id: str
    name: str
    title: str
    rows: tuple[tuple[Square, ...], ...]
    widths: tuple[int, ...]
    header_rows: int

    @cached_property
    def covering(self) -> tuple[tuple[Square, ...], ...]:
        """For each grid position, row by row, the square that covers it."""
        found = {
            (square.x + dx, square.y + dy): square
            for row in self.rows
            for square in row
            for dx in range(square.wide)
            for dy in range(square.tall)
        }
        return tuple(tuple(found[x, y] for x in range(len(self.widths))) for y in range(len(self.rows)))

    def shares(self, whole: int) -> tuple[int, ...]:
        """The column widths as whole units that add up to `whole`."""
        total, edges, at = sum(self.widths), [0], 0
        for width in self.widths:
            at += width
            edges.append(round(at * whole / total))
        return tuple(right - left for left, right in pairwise(edges))


Block = Heading | Prose | Grid


@dataclass(frozen=True)
class Layout:
    """The finished report, format-free. `title_lines` breaks a long title where its sense allows.

    `pictures` follow the signature; the form itself has none.
    """

    organ: str
    year: int | None
    title: str
    title_lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: str
    left_out: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()


def compose(report: Report, pictures: Sequence[Picture] = ()) -> Layout:
    """Lay out a report: title, preamble, the six parts in order, signature, and pictures if any are wanted."""
    form = report.figures.form
    organ, title = _one_line(report.organ), _one_line(title_of(report))
    known = set(form.narrative)
    return Layout(
        organ=organ,
        year=report.year,
        title=title,
        title_lines=_title_lines(title, organ),
        blocks=tuple(block for part in form.parts for block in _part(part, report)),
        signature=organ,
        left_out=tuple(
            section_name(form, key) for key, text in report.sections.items() if key not in known and text.strip()
        ),
        pictures=tuple(pictures),
    )


def _one_line(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def title_of(report: Report) -> str:
    """The report's own title, or organ, year and the statutory name."""
    year = "" if report.year is None else f"{report.year}年"
    return report.title.strip() or f"{report.organ}{year}{_TITLE}"


def _title_lines(title: str, organ: str) -> tuple[str, ...]:
    rest = title.removeprefix(organ)
    if len(title) <= _TITLE_WIDTH or not organ or not rest or rest == title:
        return (title,)
    return (organ, rest)


def _part(part: Part, report: Report) -> Iterator[Block]:
    if part.title:
        yield Heading(part.title, 2 if part.parent else 1, part.id)
    if part.kind == "table":
        yield _grid(report.figures.form.tables[part.id], report.figures)
    elif part.kind == "text":
        yield from _prose(part, report)


def _prose(part: Part, report: Report) -> Iterator[Prose]:
    at, written = 0, False
    for line in _FORBIDDEN.sub(" ", report.section(part.id)).split("\n"):
        if text := line.strip():
            written = True
            yield Prose(text, part.id, at + line.index(text))
        at += len(line) + 1
    # What part one says before its aspects may be nothing at all; every other section must be written.
    if not written and not _has_children(part, report):
        yield Prose(UNWRITTEN, part.id, unwritten=True)


def _has_children(part: Part, report: Report) -> bool:
    return any(other.parent == part.id for other in report.figures.form.parts)


def _grid(table: Table, figures: Figures) -> Grid:
    printed = _printed(figures)
    rows: list[list[Square]] = [[] for _ in table.layout]
    for x, y, box in table.placed:
        heads_columns = not any(other.code for other in table.layout[y])
        rows[y].append(_square(box, x, y, printed, table, heads_columns=heads_columns))
    return Grid(table.id, table.name, table.title, tuple(map(tuple, rows)), table.widths, table.header_rows)


def _square(box: Box, x: int, y: int, printed: Mapping[str, str], table: Table, *, heads_columns: bool) -> Square:
    banner = box.code is None and box.wide == len(table.widths)
    corner = heads_columns and box.wide > 1 and box.tall > 1
    scope = "" if box.code else ("col" if heads_columns else "row")
    # As the official form prints it: column heads and numbers in the middle, the rest from the left.
    centred = bool(box.code) or not (banner or corner or (scope == "row" and table.header_rows))
    square = Square(box.text, box.code, x, y, box.wide, box.tall, scope, centred, banner)
    return replace(square, text=printed.get(box.code, "")) if box.code else square


def _printed(figures: Figures) -> dict[str, str]:
    unreadable = {code: _one_line(raw) for code, raw in figures.unreadable.items()}
    return unreadable | {code: plain(value) for code, value in figures.values.items()}
