"""Broken rows: a row of a table that a page's end broke, put together again.

Its numbers stand on one page without a label and its label on the other, or its label is broken in the middle.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.past.blocks import Grid, Place
from assistant.past.lines.table_labels import named
from assistant.past.tables.slips import is_value

Row = Sequence[str | None]
Pair = tuple[int, int]


def mended(above: Grid, below: Grid) -> tuple[Grid, Grid] | None:
    """A page's last table with its last row whole and the next page's first one without it; None if none is broken."""
    if not above.rows or not below.rows:
        return None
    if below.table == "T4" and len(below.rows) == 1:  # its one row of values; heads stand above
        return None
    last, first = above.rows[-1], below.rows[0]
    pairs = _pairs(last, first)
    if pairs is None or not _is_broken([(last[x] or "", first[y] or "") for x, y in pairs]):
        return None
    texts = list(last)
    places: list[Place | None] = list(above.places[-1]) if above.places else []
    for x, y in pairs:
        texts[x] = f"{last[x] or ''}{first[y] or ''}" if last[x] is not None or first[y] is not None else None
        if places and below.places and not (last[x] or "").strip() and (first[y] or "").strip():
            places[x] = below.places[0][y]
    whole = replace(
        above,
        rows=(*above.rows[:-1], tuple(texts)),
        places=(*above.places[:-1], tuple(places)) if above.places else (),
    )
    return whole, replace(below, rows=below.rows[1:], places=below.places[1:])


def _pairs(last: Row, first: Row) -> list[Pair] | None:
    """Which cell of a row goes on in which of the other.

    A page may hold fewer columns, where its rows do not part them all: then the cells, whose values are the last ones,
    go on from the right; None where words at the left would have no cell to go on in.
    """
    if len(last) == len(first):
        return list(zip(range(len(last)), range(len(first)), strict=True))
    own, others = ([x for x, cell in enumerate(row) if cell is not None] for row in (last, first))
    pairs = list(zip(reversed(own), reversed(others), strict=False))
    alone, left = own[: len(own) - len(pairs)], others[: len(others) - len(pairs)]
    free = [x for x in range(len(last)) if last[x] is None and x < own[0]] if own else []
    if any((last[x] or "").strip() for x in alone) or any((first[y] or "").strip() for y in left[len(free) :]):
        return None
    return [*zip(free, left, strict=False), *reversed(pairs)]


def _is_broken(pairs: Sequence[tuple[str, str]]) -> bool:
    both = [(a.strip(), b.strip()) for a, b in pairs if a.strip() and b.strip()]
    if both and all(not is_value(a + b) for a, b in both) and any(named(a + b) and not named(a) for a, b in both):
        return True
    sides = [[text.strip() for text in side if text.strip()] for side in zip(*pairs, strict=True)]
    numbers = [bool(side) and all(is_value(text) for text in side) for side in sides]
    words = [bool(side) and not any(is_value(text) for text in side) for side in sides]
    return (numbers[0] and words[1]) or (words[0] and numbers[1])
