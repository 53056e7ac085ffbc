"""Pictures in a file's text: where a statutory table stands there as a picture, it is read."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.errors import FileProblem
from assistant.findings import found
from assistant.past import progress
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.lines.characters import fold
from assistant.past.lines.table_labels import scan
from assistant.past.readers.scans.page import NOTE, scanned_page
from assistant.past.readers.scans.picture_files import pictures
from assistant.past.readers.scans.reader import joined
from assistant.past.readers.scans.thresholds import FEWEST_LABELS, MOST_PICTURES, NARROWEST_IN_TEXT

_TABLES = 3
"""Statutory tables a report has: where the text holds all, its pictures are none."""


def with_pictures_read(document: Document) -> Document:
    """The document with every picture of a statutory table, or of a page, as what it holds; others stay pictures."""
    if len(_tables(document.blocks)) >= _TABLES:
        return document
    shown = [at for at, block in enumerate(document.blocks) if isinstance(block, Picture) and block.data]
    read: dict[int, list[Block]] = {}
    for done, at in enumerate(shown[:MOST_PICTURES], 1):
        picture = document.blocks[at]
        if isinstance(picture, Picture) and (blocks := _read(picture)):
            read[at] = blocks
        progress.step(done, len(shown))
    if not read:
        return document
    note = found("R-07", "preamble", f"文件中有 {len(read)} 张图片已经读出，{NOTE}", values={"pictures": len(read)})
    # That pages are pictures is no more to be told where all of them were read.
    kept = [one for one in document.findings if one.code != "R-04" or len(read) < len(shown)]
    blocks = [part for at, block in enumerate(document.blocks) for part in read.get(at, [block])]
    return replace(document, blocks=tuple(blocks), findings=(*kept, note))


def _tables(blocks: Iterable[Block]) -> set[str]:
    """The statutory tables whose own labels stand in the text."""
    texts = (
        block.text if isinstance(block, Line) else _words(block) for block in blocks if not isinstance(block, Picture)
    )
    counts: dict[str, int] = {}
    for text in texts:
        for labels in scan(fold(text)):
            if len({label.table for label in labels}) == 1 and labels[0].strong:
                counts[labels[0].table] = counts.get(labels[0].table, 0) + 1
    return {table for table, count in counts.items() if count >= FEWEST_LABELS}


def _words(grid: Grid) -> str:
    return "\n".join(cell for row in grid.rows for cell in row if cell)


def _read(picture: Picture) -> list[Block] | None:
    """What a picture holds, where that is one of the form's tables or a page; None for any other picture."""
    try:
        image = next(iter(pictures(picture.data, narrowest=NARROWEST_IN_TEXT)))
    except (FileProblem, StopIteration):
        return None
    page = scanned_page(image, picture.place.page if picture.place else 1)
    return joined([page]) if page.grids or picture.place else None
