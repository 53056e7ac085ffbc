"""Unwrap: physical lines of a text file or page → paragraphs, where lines were broken at a width."""

import re
from collections.abc import Sequence

from assistant.past.blocks import Line
from assistant.past.chapters import Item
from assistant.past.characters import key
from assistant.past.headings import heading

_ENDS = re.compile(r"[。！？；：:!?;…][”’）)】》\"]*$")
_WRAPPED_SHARE = 0.35
_MIN_LINES = 4
_MIN_WIDTH = 12
_NEARLY = 0.7
_LONGEST = 5000


def unwrap(items: Sequence[Item]) -> list[Item]:
    """Join lines that are one paragraph.

    In text that is not wrapped only a break inside a number or before a mark that cannot begin a line is mended.
    """
    texts = [item for item in items if isinstance(item, Line)]
    width = _width(texts)
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        if isinstance(item, Line) and isinstance(before, Line) and item.gap == 0 and _joins(before, item, width):
            out[-1] = Line(_join(before.text, item.text), before.gap, before.indented)
        else:
            out.append(item)
    return out


def _width(lines: Sequence[Line]) -> int:
    """The width text was broken at, 0 if it was not: many lines of one length that end nowhere."""
    prose = [line.text for line in lines if len(line.text) >= _MIN_WIDTH and heading(line.text) is None]
    if len(prose) < _MIN_LINES:
        return 0
    widest = max(len(text) for text in prose)
    long = [text for text in prose if len(text) > widest * 0.8]
    open_ended = [text for text in long if not _ENDS.search(text)]
    return widest if len(open_ended) >= len(prose) * _WRAPPED_SHARE and widest < 120 else 0  # noqa: PLR2004


def _joins(before: Line, after: Line, width: int) -> bool:
    """Whether a line goes on with what the one before it began."""
    if re.match(r"^[，。、；：！？）”》】,;%％]", after.text) or _splits_a_number(before.text, after.text):
        return True
    if not width or after.indented or len(before.text) > _LONGEST:
        return False
    if _one_title(before.text, after.text):
        return True
    short = len(before.text) < width * _NEARLY
    if heading(after.text) is not None or (heading(before.text) is not None and short) or _ENDS.search(before.text):
        return False
    return not short or len(key(after.text)) < 3  # noqa: PLR2004 - a last word or two


def _splits_a_number(before: str, after: str) -> bool:
    return bool(re.search(r"\d$", before) and re.match(r"^\d", after)) and len(before) >= _MIN_WIDTH


def _one_title(before: str, after: str) -> bool:
    """Whether two lines are a part's title broken in the middle."""
    whole = heading(before + after)
    return bool(whole and whole.level == "part" and whole.names and not whole.rest) and not _names(before)


def _names(text: str) -> bool:
    found = heading(text)
    return bool(found and found.names)


def _join(before: str, after: str) -> str:
    between = " " if re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]", after) else ""
    return before + between + after
