"""A Word file people worked on: the report in it, the report before their tracked changes, and what each did where.

Which cell of the form a cell of the file is, only recognition knows. It is asked with numbers of our own in the cells
in question: what comes out under which code is certain, what does not come out is told with its table alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from assistant.figures import read_cell
from assistant.past.blocks import Block, Document, Grid, Line
from assistant.past.lines.characters import fold
from assistant.past.markup import Change, Comment, Spot
from assistant.past.recognise import recognise
from assistant.past.tables import grids
from assistant.past.tables.slips import is_value
from assistant.prose import sentences
from assistant.report import Report

_FIRST = 7_000_001
"""The first of our own numbers: more than any office counts, so that it is none of the file's."""
_SHORT = 6
"""Characters from which the last sentence of a paragraph is taken to be found in one section only. A judgement."""

Where = str
"""A section's id, a cell's code, or a table's id where it is not known which cell."""


@dataclass(frozen=True)
class Edited:
    """A report as it stands in an edited Word file, and `before` the tracked changes.

    `made` is when the file was first made (UTC), None if it does not say so.
    """

    report: Report
    before: Report
    changes: tuple[tuple[Where, Change], ...]
    comments: tuple[tuple[Where, Comment], ...]
    made: datetime | None = None

    @property
    def damaged(self) -> tuple[str, ...]:
        """Sentences on what of the file could not be read beside its text."""
        return tuple(finding.message for finding in self.report.findings if "damaged" in finding.values)


def edited(document: Document, before: Document, name: str) -> Edited:
    """What there is in a Word file read with its changes accepted and `before` them; `name` is without its suffix."""
    report = recognise(document, name)
    spots = [*(change.spot for change in document.changes), *(comment.spot for comment in document.comments)]
    where = _Places(document, report, name, spots)
    return Edited(
        report,
        recognise(before, name) if document.changes else report,
        tuple((where.of(change.spot), change) for change in document.changes),
        tuple((where.of(comment.spot), comment) for comment in document.comments),
        document.made,
    )


class _Places:
    """Where in the report the blocks and cells of a file came to stand."""

    def __init__(self, document: Document, report: Report, name: str, spots: Collection[Spot]) -> None:
        self._blocks = document.blocks
        self._sections = list(_sections_of(document.blocks, report))
        self._codes = _codes_of(document, report, name, spots)

    def of(self, spot: Spot) -> Where:
        """Where something at a spot of the file is in the report."""
        block = self._blocks[spot.block] if spot.block < len(self._blocks) else None
        if isinstance(block, Grid):
            table = next((part.table for part in grids.part(block) if part.table), "")
            return self._codes.get(spot) or table or self._sections[spot.block]
        return self._sections[spot.block] if block is not None else "unplaced"


def _codes_of(document: Document, report: Report, name: str, spots: Collection[Spot]) -> dict[Spot, str]:
    """The code of each cell spoken of that is a cell of the form."""
    asked = {spot: _text_at(document.blocks, spot) for spot in spots if spot.cell is not None}
    numbers = {spot: _FIRST + at for at, (spot, text) in enumerate(asked.items()) if is_value(text) or not text}
    if not numbers:
        return {}
    changed: dict[int, dict[tuple[int, int], str]] = {}
    for spot, number in numbers.items():
        if spot.cell is not None:
            changed.setdefault(spot.block, {})[spot.cell] = str(number)
    blocks = tuple(
        _with(block, changed[at]) if at in changed and isinstance(block, Grid) else block
        for at, block in enumerate(document.blocks)
    )
    marked = recognise(replace(document, blocks=blocks), name).figures.values
    found = {value: code for code, value in marked.items()}
    codes = {spot: found[Decimal(number)] for spot, number in numbers.items() if Decimal(number) in found}
    return {spot: code for spot, code in codes.items() if _says(report, code, asked[spot])}


def _says(report: Report, code: str, text: str) -> bool:
    """Whether the report's cell holds what stands in the file's: else it was moved there by the numbers put in."""
    read = read_cell(text, decimal=report.form.cells[code].decimal)
    return report.figures.values.get(code) == read.value


def _text_at(blocks: Sequence[Block], spot: Spot) -> str:
    block = blocks[spot.block] if spot.block < len(blocks) else None
    if not isinstance(block, Grid) or spot.cell is None:
        return "—"
    row, column = spot.cell
    known = row < len(block.rows) and column < len(block.rows[row])
    return (block.rows[row][column] or "") if known else "—"


def _with(grid: Grid, texts: dict[tuple[int, int], str]) -> Grid:
    rows = [
        tuple(texts.get((y, x), text) if text is not None else None for x, text in enumerate(row))
        for y, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=tuple(rows))


def _sections_of(blocks: Sequence[Block], report: Report) -> Iterator[str]:
    """For each block the section its words went into; a heading's is that of what follows it."""
    order = [*report.form.narrative, "unplaced"]
    whole = {section: fold(report.section(section)) for section in order}
    single = {section: {fold(line) for line in report.section(section).split("\n")} for section in order}
    found: list[str] = []
    at = 0
    for block in blocks:
        text = fold(block.text) if isinstance(block, Line) else ""
        here = next((one for one in (*order[at:], *order[:at]) if text and text in single[one]), "")
        here = here or next((one for one in (*order[at:], *order[:at]) if text and text in whole[one]), "")
        if text and not here:
            last = fold(next((one for one in reversed(sentences(text)) if one.strip()), ""))
            here = next((one for one in order[at:] if len(last) >= _SHORT and last in whole[one]), "")
        if here:
            at = order.index(here)
        found.append(here)
    following = ""
    filled = []
    for here in reversed(found):
        following = here or following
        filled.append(following)
    latest = "preamble"
    for here in reversed(filled):
        latest = here or latest
        yield latest
