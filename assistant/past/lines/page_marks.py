"""Page marks: — 3 — between the lines of a page and the next is taken out, and a sentence goes on over it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.past.blocks import Block, Line
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.thresholds import MIN_WIDTH
from assistant.past.lines.wrap_width import ENDS


def without_page_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without page marks; no blank line is left around one that stood within a sentence."""
    before: Block | None = None
    marked = False
    for block in blocks:
        if isinstance(block, Line) and is_page_mark(block.text.strip()):
            marked = True
            continue
        if marked and isinstance(block, Line) and isinstance(before, Line) and _goes_on(before.text, block.text):
            block = replace(block, gap=0)  # noqa: PLW2901 - the mark's blank lines were the page's
        yield block
        before, marked = block, False


def _goes_on(before: str, after: str) -> bool:
    """Whether both are prose, and the first is no sentence's end; a label may have a comma, a cell's value has none."""
    prose = len(before) >= MIN_WIDTH and not ENDS.search(before)
    return prose and bool(re.search("[，。、；]", before)) and bool(re.search("[，。、；]", after))
