"""Marked: the blocks of a file with every statutory table, in cells or flattened, replaced by a mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.form import Form
from assistant.past.blocks import Block, Grid, Line, Picture
from assistant.past.lines.characters import clean
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item
from assistant.past.lines.runon import mended, opened
from assistant.past.lines.years import years_in
from assistant.past.tables import grids
from assistant.past.tables.flattened import gaps as blank_lines
from assistant.past.tables.flattened import streams
from assistant.past.tables.flattened.regions import is_tabular, regions
from assistant.past.tables.slips import Walk, names
from assistant.past.tables.statutory import mark


@dataclass
class Passed:
    """The headings passed of each table of a part: prose or a page's end may part a table's header from its rows."""

    heads: dict[str, list[str]] = field(default_factory=dict)
    table: str = ""
    """The table last seen, which is that of rows without a label."""
    begun: set[str] = field(default_factory=set)
    """The tables of which rows were passed."""

    def of(self, table: str) -> list[str]:
        """The headings of a table, to be added to as they are passed."""
        self.table = table or self.table
        return self.heads.setdefault(self.table, [])

    def forget(self) -> None:
        """A part begins: nothing of the tables before counts for its own."""
        self.heads.clear()
        self.begun.clear()
        self.table = ""


def marked(blocks: Sequence[Block], form: Form) -> Iterator[Item]:
    """Blocks with every statutory table replaced by a mark that holds its rows."""
    passed = Passed()
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            text = clean(block.text)
            if not is_page_mark(text.strip()):
                waiting.append(Line(text, block.gap, block.indented))
            continue
        yield from _from_lines(waiting, form, passed)
        waiting = []
        if isinstance(block, Picture):
            yield block
        else:
            yield from _from_grid(block, form, passed)
    yield from _from_lines(waiting, form, passed)


def _from_lines(given: Sequence[Line], form: Form, passed: Passed) -> Iterator[Item]:
    """Lines with every flattened table in them replaced by a mark."""
    lines = mended(list(opened(given)))
    at = 0
    found = regions(lines)
    gaps = blank_lines.learn(found)
    for region in found:
        yield from _without_rows(lines[at : region.start], passed, form)
        heads = passed.of(region.table)
        slips = streams.slips(replace(region, table=passed.table), gaps, form, heads)
        after = lines[region.end] if region.end < len(lines) else None
        yield mark(region.table, streams.in_doubt_at_the_end(slips, after), region.lines)
        at = region.end
    yield from _without_rows(lines[at:], passed, form)


def _from_grid(grid: Grid, form: Form, passed: Passed) -> Iterator[Item]:
    """The statutory tables a grid holds as marks, whatever else stood in it as lines."""
    rows = tuple(tuple(None if cell is None else clean(cell) for cell in row) for row in grid.rows)
    tidy = replace(grid, rows=rows)
    years = grid.years or years_in(tidy.rows)
    for parted in grids.part(tidy):
        lines = list(grids.as_lines(parted.rows))
        if parted.table:
            heads, begun = passed.of(parted.table), parted.table in passed.begun
            slips = grids.slips(parted, form, heads, begun=begun)
            if any(slip.label and slip.label.kind == "row" for slip in slips):
                passed.begun.add(parted.table)
            yield replace(mark(parted.table, slips, lines, years), scanned=grid.scanned)
        else:
            yield from _from_lines(lines, form, passed)


def _without_rows(lines: Sequence[Line], passed: Passed, form: Form) -> Iterator[Line]:
    """Lines that hold no row; a line of a header alone counts for what comes, and a part's title ends what came."""
    for line in lines:
        at = heading(line.text)
        if at and at.level == "part" and at.names:
            passed.forget()
        elif is_tabular(line.text):
            for table in form.tables:
                walk = Walk(table, form, heads=passed.heads.setdefault(table, []))
                for label in names(line.text, walk):
                    walk.note(label)
        yield line
