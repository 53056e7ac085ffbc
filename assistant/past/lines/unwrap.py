"""Unwrap: physical lines of a text file or page → paragraphs, where lines were broken at a width."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.past.blocks import Line
from assistant.past.lines.characters import key
from assistant.past.lines.chrome import is_chrome, is_date
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item
from assistant.past.lines.thresholds import (
    EXTRA,
    INDENT,
    LONGER_SHARE,
    LONGEST_PARAGRAPH,
    MIN_LINES,
    MIN_WIDTH,
    NARROWEST,
    NEARLY_FULL,
    WIDEST,
    WRAPPED_SHARE,
)
from assistant.prose.vocabulary import words

_ENDS = re.compile(r"[。！？；：:!?;…][”’）)】》\"]*$")


def unwrap(items: Sequence[Item]) -> list[Item]:
    """Join lines that are one paragraph.

    In text that is not wrapped only a break inside a number, before its unit, or before a mark that cannot begin a
    line is mended.
    """
    wrap = _wrap([item for item in items if isinstance(item, Line)])
    out: list[Item] = []
    last = ""
    for item in items:
        before = out[-1] if out and not _ends_by_itself(out[-1]) else None
        if isinstance(item, Line) and isinstance(before, Line) and item.gap == 0 and _joins(before, last, item, wrap):
            out[-1] = Line(_join(before.text, item.text), before.gap, before.indented)
        else:
            out.append(item)
        last = item.text if isinstance(item, Line) else ""
    return out


def _ends_by_itself(item: Item) -> bool:
    """A date or a portal's line: 2024-01-29 14:30 is no number that goes on in the next line."""
    return isinstance(item, Line) and (is_date(item.text) or is_chrome(item.text))


def _breadth(text: str) -> float:
    """How wide a line is printed, in Chinese characters: letters and digits take half the room."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


@dataclass(frozen=True)
class _Wrap:
    """The width lines were broken at, 0 if they were not, in characters or in print; whether paragraphs are set in."""

    width: float
    measure: Callable[[str], float]
    alike: int = 0
    indents: bool = False


def _wrap(lines: Sequence[Line]) -> _Wrap:
    """The width text was broken at: many lines of one length that end nowhere, hardly any longer."""
    indents = sum(line.indented for line in lines) >= MIN_LINES
    texts = [line.text for line in lines]
    prose = [text for text in texts if len(text) >= MIN_WIDTH and heading(text) is None]
    broken = [text for text in prose if not _ENDS.search(text)]
    best = _Wrap(0, _breadth)
    for measure in (_breadth, len):
        lengths = [measure(text) for text in prose]
        ends = [measure(text) for text in broken]
        width = max(set(ends), key=lambda width: (_near(ends, width), width), default=0.0)
        alike, longer = _near(ends, width), sum(length > width + EXTRA for length in lengths)
        enough = alike >= MIN_LINES and alike >= len(broken) / 2 and alike >= len(prose) * WRAPPED_SHARE
        if enough and longer <= len(prose) * LONGER_SHARE and NARROWEST < width < WIDEST and alike > best.alike:
            best = _Wrap(width, measure, alike, indents)
    return best


def _near(lengths: Sequence[float], width: float) -> int:
    """How many of the lengths are this width or hardly less, as where the next word found no room."""
    return sum(width - INDENT <= length <= width for length in lengths)


def _joins(before: Line, last: str, after: Line, wrap: _Wrap) -> bool:
    """Whether a line goes on with what the one before it began; `last` is the last printed line of that."""
    if re.match(r"^[，。、；：！？）”》】,;%％]", after.text) or _splits_a_number(before.text, after.text):
        return True
    if not wrap.width or after.indented or len(before.text) > LONGEST_PARAGRAPH:
        return False
    if _one_title(before.text, after.text):
        return True
    short = wrap.measure(last) < wrap.width * NEARLY_FULL
    unbroken = wrap.measure(last) > wrap.width + EXTRA
    if heading(after.text) is not None or (heading(before.text) is not None and short):
        return False
    full = wrap.width - INDENT <= wrap.measure(last) <= wrap.width + EXTRA
    if _ENDS.search(before.text) and not (full and wrap.indents):
        return False
    return not unbroken and (not short or len(key(after.text)) < 3)  # noqa: PLR2004 - a last word or two


def _splits_a_number(before: str, after: str) -> bool:
    """Whether a line ends within a number, or between a number and its unit: 行政复议351 / 件，其中."""
    goes_on = re.match(rf"^(?:(?!(?:19|20)\d\d年)\d|(?:{words().units})(?:[，。、；：）,;]|其中))", after)
    return bool(re.search(r"\d$", before) and goes_on) and len(before) >= MIN_WIDTH


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
