"""Placing: a page's words and ink outside ruled tables → the form's tables that stand there without rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.form import Table
from assistant.past.readers.scans.bare.blocks import Block, blocks, tables
from assistant.past.readers.scans.bare.laying import Laid, laid, laid_below
from assistant.past.readers.scans.bare.page_ink import PageInk
from assistant.past.readers.scans.bare.rows import Labelled, ends_in_number, labelled
from assistant.past.readers.scans.recognition import Image, Written
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.ruled.squares import Cell
from assistant.past.readers.scans.thresholds import INSET

Place = tuple[int, int]


@dataclass(frozen=True)
class Bare:
    """A table without rules, as a ruled one; `labels` is what stands in its cells that hold no value.

    `doubted` are the cells of values of which nobody can say where on the page they stand. `letters` of its labels
    were recognised: those of the edition it is in are the most.
    """

    ruled: Ruled
    labels: Mapping[Place, str]
    doubted: frozenset[Place]
    letters: int


def bare_tables(grey: Image, words: Sequence[Written]) -> list[Bare]:
    """The form's tables on a level page that have no rules, from top to bottom; `words` are the lines found on it."""
    if not words:
        return []
    page = PageInk(grey, words)
    joined = [word for word in words if ends_in_number(word)]
    words = page.words = [word for word in words if word not in joined] + page.parted(joined)
    best: dict[str, Bare] = {}
    for table in tables():
        one = _bare(table, _labels(table, words), page)
        if one and (table.id not in best or one.letters > best[table.id].letters):
            best[table.id] = one
    return sorted(best.values(), key=lambda one: one.ruled.box[1])


def _labels(table: Table, words: Sequence[Written]) -> dict[int, Labelled]:
    """The labels of rows found, by grid row."""
    rows = [row for block in blocks(table) for row in block.rows if row[1]]
    return {rows[at][0]: one for at, one in labelled([label for _, label in rows], words).items()}


def _bare(table: Table, found: Mapping[int, Labelled], page: PageInk) -> Bare | None:
    """A table as a ruled one, only those rows of it that are on the page; None where no block of it is certain."""
    lying: dict[Block, Laid | None] = {}
    floor = 0.0
    for block in blocks(table):
        own = {at: found[y] for at, (y, _) in enumerate(block.rows) if y in found}
        if own:
            lying[block] = laid(block, own, page, floor)
            floor = max(one.box[3] for one in own.values())
        elif not any(label for _, label in block.rows) and (one := laid_below(block, page)):
            lying[block] = one
    if not any(lying.values()):
        return None
    return _as_ruled(table, lying, found, page)


def _as_ruled(table: Table, lying: Mapping[Block, Laid | None], found: Mapping[int, Labelled], page: PageInk) -> Bare:
    import numpy as np

    placed = [(block, one) for block, one in lying.items() if one]
    rows = sorted({y for block, one in lying.items() for y in _shown(block, one, found)})
    box = (0, round(min(one.box[1] for _, one in placed)), page.size[0], round(max(one.box[3] for _, one in placed)))
    values = {place: rect for block, one in placed for place, rect in _values(block, one)}
    said = {place: text for block, one in placed for place, text in _said(block, one)}
    cells: list[Cell] = []
    labels: dict[Place, str] = {}
    doubted: set[Place] = set()
    for x, y, printed in table.placed:
        own = [at for at, row in enumerate(rows) if y <= row < y + printed.tall]
        if not own:
            continue
        cells.append(Cell(own[0], x, values.get((y, x), box)))
        if not printed.code:
            labels[own[0], x] = said.get((y, x), printed.text)
        elif (y, x) not in values:
            doubted.add((own[0], x))
    columns = max(x + printed.wide for x, _, printed in table.placed)
    ruled = Ruled(len(rows), columns, tuple(cells), page.grey, np.eye(3), box)
    return Bare(ruled, labels, frozenset(doubted), sum(one.letters for one in found.values()))


def _shown(block: Block, one: Laid | None, found: Mapping[int, Labelled]) -> Iterator[int]:
    """The grid rows of a block that are on the page: what it prints above its values, and from its first row on."""
    own = [block.rows[at][0] for at in (*one.rows, *one.doubted)] if one else [y for y, _ in block.rows if y in found]
    if one and one.heads:
        yield from range(block.top, block.rows[0][0])
    yield from range(min(own), max(own) + 1)


def _values(block: Block, one: Laid) -> Iterator[tuple[Place, tuple[int, int, int, int]]]:
    """Where on the page each value stands, by grid row and column."""
    for at, (top, bottom) in one.rows.items():
        for (x, _), (left, right) in zip(block.columns, one.columns, strict=True):
            # No rules are at the edges of these cells, of which the outermost pixels are not looked at.
            inner = (round(left) - INSET, round(top) - INSET, round(right) + INSET, round(bottom) + INSET)
            yield (block.rows[at][0], x), inner


def _said(block: Block, one: Laid) -> Iterator[tuple[Place, str]]:
    """Heads that say another unit than the form's: what counts in 元 is not 万元."""
    if len(one.heads) == len(block.columns):
        for (x, head), found in zip(block.columns, one.heads, strict=True):
            if _TEN_THOUSAND in head and _TEN_THOUSAND not in found.text:
                yield (block.rows[0][0] - 1, x), found.text


_TEN_THOUSAND = "万"
