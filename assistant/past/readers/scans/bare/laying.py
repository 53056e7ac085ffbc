"""Laying: one block of a table as it lies on a page: its columns, its rows, and the rows that are in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.past.lines.characters import key
from assistant.past.readers.scans.bare.blocks import Block
from assistant.past.readers.scans.bare.columns import Head, heads_of, placed
from assistant.past.readers.scans.bare.page_ink import Box, PageInk, Span, runs
from assistant.past.readers.scans.bare.rows import Labelled, around, beside, in_rows, letter_height, share
from assistant.past.readers.scans.recognition import Written
from assistant.past.readers.scans.thresholds import (
    AROUND_DIGITS,
    BETWEEN_DIGITS,
    FEWEST_LABELS,
    HEAD_ROWS,
    LONG_PIECE,
    OVER_LIKE,
    OVERLAP,
    SINGLE,
    VALUES_BELOW,
)
from assistant.prose.likeness import in_order


@dataclass(frozen=True)
class Laid:
    """A block on a page: from where to where each column and each row (by its place in the block) goes, in pixels.

    `doubted` are rows of which nobody can say where their numbers stand. `heads` are empty where the page has none;
    `box` is all of it with what is printed above.
    """

    columns: tuple[Span, ...]
    rows: Mapping[int, Span]
    doubted: frozenset[int]
    heads: tuple[Head, ...]
    box: Box


def laid(block: Block, labels: Mapping[int, Labelled], page: PageInk, floor: float) -> Laid | None:
    """A block whose rows have labels; None where its columns are in doubt. Nothing of it stands above `floor`."""
    left, wide = max(one.box[2] for one in labels.values()), float(page.size[0])
    height = letter_height([one.line for one in labels.values()])
    first, last = min(labels), max(labels)
    zone = (left, labels[first].box[1], wide, labels[last].box[3])
    lines = in_rows(page.digits(zone, height))
    numbers = [around(line) for line in lines]
    turns = beside(labels, numbers)
    top = min([labels[first].box[1], *(numbers[row][1] for row in turns.values())])
    above = (0.0, max(floor, top - HEAD_ROWS * height), wide, top)
    gap = (BETWEEN_DIGITS if len(block.columns) > 1 else SINGLE) * height
    heads = heads_of([word for word in page.within(above) if word.box[2] > left], block.heads, page)
    over = _over(block, page.within(above))
    if len(labels) + len(heads) + len(over) < FEWEST_LABELS or 2 * len(labels) <= last - first:
        return None
    spans = [[(x0, x1) for x0, _, x1, _ in lines[row]] for row in turns.values()]
    below = runs([span for row in spans for span in row], gap)
    if heads:
        columns = placed(heads, below, block.heads)
    else:  # the later piece of a table: every column is told where every row has all its numbers
        full = first > 0 and all(len(runs(row, gap)) == len(block.heads) == len(below) > 1 for row in spans)
        columns = below if full else None
    if not columns or not _all_placed(range(first, last + 1), turns, len(numbers)):
        return None
    rows, doubted = _bands(labels, numbers, turns, range(first, last + 1))
    bottom = max([labels[last].box[3], *(box[3] for box in numbers)])
    start = min([top, *(head.top for head in heads), *(word.box[1] for word in over)])
    return Laid(_bounds(columns, left, height), rows, frozenset(doubted), tuple(heads), (0.0, start, wide, bottom))


def _all_placed(rows: range, turns: Mapping[int, int], count: int) -> bool:
    """Whether no more numbers stand between two rows than the form has rows there: another edition's table has."""
    edges = [(rows[0] - 1, -1), *sorted(turns.items()), (rows[-1] + 1, count)]
    return all(row - before <= at - above for (above, before), (at, row) in pairwise(edges))


def laid_below(block: Block, page: PageInk) -> Laid | None:
    """A block of one row without a label, told by its heads alone; None where it is not there or in doubt."""
    over = _over(block, page.words)
    if len({_nearest(block, word) for word in over}) * 2 < len(block.over):
        return None
    wide, height = float(page.size[0]), letter_height([word.box[3] - word.box[1] for word in over])
    lowest = max(word.box[3] for word in over)
    start = min(word.box[1] for word in over)
    if lowest - start > HEAD_ROWS * height:
        return None
    below = page.within((0.0, start, wide, lowest + HEAD_ROWS / 2 * height))
    heads = heads_of(below, block.heads, page)
    if not heads:
        return None
    end = max(head.bottom for head in heads)
    lines = in_rows(page.digits((0.0, end - OVERLAP * height, wide, end + VALUES_BELOW * height), height))
    if not lines:
        return None
    columns = placed(heads, runs([(x0, x1) for x0, _, x1, _ in lines[0]], BETWEEN_DIGITS * height), block.heads)
    if not columns:
        return None
    rows, _ = _bands({}, list(map(around, lines)), {0: 0}, range(1))
    return Laid(_bounds(columns, 0.0, height), rows, frozenset(), tuple(heads), (0.0, start, wide, rows[0][1]))


def _over(block: Block, words: Sequence[Written]) -> list[Written]:
    """The words that the form prints above heads, such as 申请人情况."""
    return [word for word in words if _nearest(block, word) is not None]


def _nearest(block: Block, word: Written) -> int | None:
    text = key(word.text)
    for at, over in enumerate(map(key, block.over)):
        if in_order(text, over) >= OVER_LIKE or (len(text) >= LONG_PIECE and share(text, over)):
            return at
    return None


def _bounds(columns: Sequence[Span], left: float, height: float) -> tuple[Span, ...]:
    """The columns up to the middle of what is between them."""
    edges = [max(left, columns[0][0] - height)]
    edges += [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    edges.append(columns[-1][1] + height)
    return tuple(pairwise(edges))


def _bands(
    labels: Mapping[int, Labelled], numbers: Sequence[Box], turns: Mapping[int, int], rows: range
) -> tuple[dict[int, Span], set[int]]:
    """From where to where each row goes; and the rows in doubt.

    An empty row is none where all numbers are placed, but for the first and the last: a page may have broken in those.
    """
    bands: dict[int, Span] = {}
    doubted: set[int] = set()
    for at in rows:
        if at in turns:
            row = turns[at]
            box = numbers[row]
            margin = AROUND_DIGITS * (box[3] - box[1])
            upper = (numbers[row - 1][3] + box[1]) / 2 if row else 0.0
            lower = (box[3] + numbers[row + 1][1]) / 2 if row + 1 < len(numbers) else box[3] + margin
            bands[at] = max(upper, box[1] - margin), min(lower, box[3] + margin)
        elif at in labels and len(turns) == len(numbers) and _within(at, turns):
            bands[at] = labels[at].box[1], labels[at].box[3]
        else:
            doubted.add(at)
    return bands, doubted


def _within(at: int, turns: Mapping[int, int]) -> bool:
    """Whether a row stands between two with numbers, or in a block that has none."""
    return not turns or min(turns) < at < max(turns)
