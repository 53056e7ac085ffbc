"""Recognise: the blocks of a file → figures, sections and findings of one report."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.findings import Finding, found
from assistant.form import load
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.lines.characters import clean, squeeze
from assistant.past.lines.chrome import footer, is_chrome, is_date, is_page_mark
from assistant.past.lines.headings import aspect_named, heading
from assistant.past.lines.items import Item, Mark
from assistant.past.lines.numbering import renumber, without_contents
from assistant.past.lines.runon import mended, opened
from assistant.past.lines.table_labels import OLD
from assistant.past.lines.unwrap import unwrap
from assistant.past.reading_findings import notes
from assistant.past.sections import masthead
from assistant.past.sections.chapters import Outline
from assistant.past.sections.masthead import Masthead
from assistant.past.sections.outline import arrange
from assistant.past.sections.several_reports import first_report, texts_of
from assistant.past.tables import grids, streams
from assistant.past.tables.four import read_four
from assistant.past.tables.reading import Reading
from assistant.past.tables.regions import regions
from assistant.past.tables.statutory import mark, own, rows_of
from assistant.past.tables.three import read_three
from assistant.past.tables.two import read_two
from assistant.report import UNWRITTEN, Report

_LAST = 12
"""So many lines at the end may be an editor's name, a date, a signature."""


def recognise(document: Document, name: str) -> Report:
    """Make the report of a document; `name` is the file name without its suffix, a fallback for organ and year."""
    items = list(_items(grids.joined(document.blocks)))
    if not document.flowing:
        items = unwrap(items)
    items = [piece for item in items for piece in (opened([item]) if isinstance(item, Line) else (item,))]
    items, another = first_report(renumber(without_contents(items)))
    items = own(items)
    texts = [item.text for item in items if isinstance(item, Line)]
    head = _head(items)
    top = masthead.find(texts[:head], texts[-_LAST:], document.titles, name, "\n".join(texts[:40]))
    foot = footer(texts)
    outline = arrange(list(_body(items, head, top, len(texts) - foot)))
    for text in (*texts[len(texts) - foot :], *texts_of(another)):
        outline.add("unplaced", "" if is_chrome(text) else text)
    reading = _figures(items)
    return Report(
        organ=top.organ,
        year=top.year,
        title=top.title,
        edition=OLD if reading.old else load().edition,
        figures=reading.figures(),
        sections=_sections(outline),
        findings=(*document.findings, *_another(another), *notes(top, reading, items, outline)),
    )


def _another(items: Sequence[Item]) -> Iterator[Finding]:
    """A note of the report that was left aside because it is not the first in the file."""
    if items:
        title = squeeze(texts_of(items)[0])
        message = f"文件中不止一份年报，只读入了第一份；从“{title}”起没有读入，请拆分为单独的文件后再读。"
        yield found("R-07", "unplaced", message, values={"title": title})


# ---- tables out of the text ------------------------------------------------------------------------


def _items(blocks: Sequence[Block]) -> Iterator[Item]:
    """Blocks with every statutory table replaced by a mark that holds its rows."""
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            text = clean(block.text)
            if not is_page_mark(text.strip()):
                waiting.append(Line(text, block.gap, block.indented))
            continue
        yield from _from_lines(waiting)
        waiting = []
        if isinstance(block, Picture):
            yield block
        else:
            yield from _from_grid(block)
    yield from _from_lines(waiting)


def _from_lines(given: Sequence[Line]) -> Iterator[Item]:
    lines = mended(list(opened(given)))
    at = 0
    found = regions(lines)
    gaps = streams.learn(found)
    for region in found:
        yield from lines[at : region.start]
        yield mark(region.table, streams.slips(region, gaps), region.lines)
        at = region.end
    yield from lines[at:]


def _from_grid(grid: Grid) -> Iterator[Item]:
    tidy = Grid(
        tuple(tuple(None if cell is None else clean(cell) for cell in row) for row in grid.rows),
        grid.positional,
        grid.table,
    )
    for parted in grids.part(tidy):
        lines = list(grids.as_lines(parted.rows))
        if parted.table:
            yield mark(parted.table, grids.slips(parted), lines)
        else:
            yield from _from_lines(lines)


def _figures(items: Sequence[Item]) -> Reading:
    """Read every table from all the pieces it was found in, in order."""
    reading = Reading()
    two = [item for item in items if isinstance(item, Mark) and item.table == "T2"]
    read_two(rows_of(items, "T2"), reading, old=any(item.old for item in two), yuan=any(item.yuan for item in two))
    read_three(rows_of(items, "T3"), reading)
    read_four(rows_of(items, "T4"), reading)
    return reading


# ---- text ------------------------------------------------------------------------------------------


def _head(items: Sequence[Item]) -> int:
    """How many lines stand before the first heading or table; a portal's menu above the title holds none."""
    lines = list(itertools.takewhile(lambda item: isinstance(item, Line) and not _numbered(item.text), items))
    texts = [item.text for item in lines if isinstance(item, Line)]
    count = max((at + 1 for at, text in enumerate(texts) if masthead.is_title(text)), default=0)
    for item in items[count:]:
        if not isinstance(item, Line):
            break
        at = heading(item.text)
        if at and ((at.level == "part" and at.names) or (at.level == "aspect" and count and aspect_named(at.title))):
            break
        count += 1
    return count


def _numbered(text: str) -> bool:
    """Whether a line is the title of a part with its number."""
    at = heading(text)
    return bool(at and at.level == "part" and at.names and re.match(r"\W*第?[一二三四五六七\d]", text))


def _body(items: Sequence[Item], head: int, top: Masthead, end: int) -> Iterator[Item]:
    """The items without title, portal chrome, and what a portal puts before the title and from line `end` on."""
    title = max(top.taken, default=-1)
    count = 0
    last = next((item for item in reversed(items) if isinstance(item, Line) and item.text.strip()), None)
    for item in items:
        if not isinstance(item, Line):
            yield item
            continue
        before = count < head
        index, count = count, count + 1
        if item.text.strip() == UNWRITTEN or (item is last and top.organ and item.text.strip() == top.organ):
            continue
        if index in top.taken or index >= end or is_chrome(item.text, inside=head <= index < end - _LAST):
            continue
        if before and ("。" not in item.text and (index < title or is_date(item.text))):
            continue
        yield item


def _sections(outline: Outline) -> dict[str, str]:
    order = [*load().narrative, "unplaced"]
    return {name: "\n".join(outline.sections[name]) for name in order if outline.sections.get(name)}
