"""Choosing: of a scan of very many pages, those that may be the report: around its tables, told by rules alone."""

from collections.abc import Callable, Sequence

from assistant.past.readers.scans.levelling import level
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.ruling import ruled_tables
from assistant.past.readers.scans.thresholds import AROUND_TABLES, MANY_CELLS, MOST_PICTURES


def chosen(pages: Sequence[int], draw: Callable[[int], Image]) -> list[int]:
    """The pages to read, in order: all of a report's usual number; of more, those near pages with large tables."""
    if len(pages) <= MOST_PICTURES:
        return list(pages)
    tabled = {at for at, page in enumerate(pages) if _has_table(draw(page))}
    near = sorted({at + step for at in tabled for step in range(-AROUND_TABLES, AROUND_TABLES + 1)})
    wanted = [pages[at] for at in near if 0 <= at < len(pages)] or list(pages)
    return wanted[:MOST_PICTURES]


def _has_table(picture: Image) -> bool:
    return any(len(table.cells) >= MANY_CELLS for table in ruled_tables(level(picture, quick=True).grey))
