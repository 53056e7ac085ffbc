"""Marked: the blocks of a file with every statutory table, in cells or flattened, replaced by a mark."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.form import Form
from assistant.past.blocks import Block, Grid, Line, Picture
from assistant.past.lines.characters import clean
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.pieces import Item
from assistant.past.lines.runon import mended, opened
from assistant.past.lines.two_years import years_in
from assistant.past.tables import grids, streams
from assistant.past.tables.regions import regions
from assistant.past.tables.statutory import mark


def marked(blocks: Sequence[Block], form: Form) -> Iterator[Item]:
    """Blocks with every statutory table replaced by a mark that holds its rows."""
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            text = clean(block.text)
            if not is_page_mark(text.strip()):
                waiting.append(Line(text, block.gap, block.indented))
            continue
        yield from _from_lines(waiting, form)
        waiting = []
        if isinstance(block, Picture):
            yield block
        else:
            yield from _from_grid(block, form)
    yield from _from_lines(waiting, form)


def _from_lines(given: Sequence[Line], form: Form) -> Iterator[Item]:
    """Lines with every flattened table in them replaced by a mark."""
    lines = mended(list(opened(given)))
    at = 0
    found = regions(lines)
    gaps = streams.learn(found)
    for region in found:
        yield from lines[at : region.start]
        yield mark(region.table, streams.slips(region, gaps, form), region.lines)
        at = region.end
    yield from lines[at:]


def _from_grid(grid: Grid, form: Form) -> Iterator[Item]:
    """The statutory tables a grid holds as marks, whatever else stood in it as lines."""
    rows = tuple(tuple(None if cell is None else clean(cell) for cell in row) for row in grid.rows)
    tidy = replace(grid, rows=rows)
    years = grid.years or years_in(tidy.rows)
    for parted in grids.part(tidy):
        lines = list(grids.as_lines(parted.rows))
        if parted.table:
            yield replace(mark(parted.table, grids.slips(parted, form), lines, years), scanned=grid.scanned)
        else:
            yield from _from_lines(lines, form)
