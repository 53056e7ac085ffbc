"""Body: a report's own text, told from what stands before its first heading and around it."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.past.blocks import Line
from assistant.past.lines.chrome import is_chrome, is_date
from assistant.past.lines.headings import aspect_named, heading
from assistant.past.lines.pieces import Item
from assistant.past.sections.masthead import Masthead
from assistant.past.sections.title import is_title
from assistant.report import UNWRITTEN

LAST = 12
"""So many lines at the end may be an editor's name, a date, a signature."""


def head_of(items: Sequence[Item]) -> int:
    """How many lines stand before the first heading or table; a portal's menu above the title holds none."""
    lines = list(itertools.takewhile(lambda item: isinstance(item, Line) and not _numbered(item.text), items))
    texts = [item.text for item in lines if isinstance(item, Line)]
    count = max((at + 1 for at, text in enumerate(texts) if is_title(text)), default=0)
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


def body_of(items: Sequence[Item], head: int, top: Masthead, end: int) -> Iterator[Item]:
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
        if index in top.taken or index >= end or is_chrome(item.text, inside=head <= index < end - LAST):
            continue
        if before and ("。" not in item.text and (index < title or is_date(item.text))):
            continue
        yield item
