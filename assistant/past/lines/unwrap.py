"""Unwrap: physical lines of a text file or page → paragraphs, where lines were broken at a width."""

import re
from collections.abc import Callable, Sequence

from assistant.past.blocks import Line
from assistant.past.lines.characters import key
from assistant.past.lines.chrome import is_chrome, is_date
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item
from assistant.past.lines.thresholds import EXTRA, LONGEST_PARAGRAPH, MIN_WIDTH, NEARLY_FULL
from assistant.past.lines.wrap_width import ENDS, Wrap, wrap_of
from assistant.prose.vocabulary import words

_OPENS = re.compile(r"(?:19|20)\d\d年度?[，,]|本年度?[，,]|截至")
"""What a paragraph begins with rather than a sentence within one."""


def unwrap(items: Sequence[Item], alone: Callable[[str], bool] = lambda _: False) -> list[Item]:
    """Join lines that are one paragraph; lines that `alone` knows, such as titles, stay so.

    In text that is not wrapped only a break inside a number, before its unit, or before a mark that cannot begin a
    line is mended.
    """
    wrap = wrap_of([item for item in items if isinstance(item, Line) and not _ends_by_itself(item, alone)])
    out: list[Item] = []
    last = Line("")
    for item in items:
        apart = not out or _ends_by_itself(out[-1], alone) or _ends_by_itself(item, alone)
        before = None if apart else out[-1]
        if isinstance(item, Line) and isinstance(before, Line) and item.gap == 0 and _joins(before, last, item, wrap):
            out[-1] = Line(_join(before.text, item.text), before.gap, before.indented, before.place)
        else:
            out.append(item)
        last = item if isinstance(item, Line) else Line("")
    return out


def _ends_by_itself(item: Item, alone: Callable[[str], bool]) -> bool:
    """A title, a date or a portal's line: 2024-01-29 14:30 is no number that goes on in the next line."""
    return isinstance(item, Line) and (is_date(item.text) or is_chrome(item.text) or alone(item.text))


def _joins(before: Line, last: Line, after: Line, wrap: Wrap) -> bool:
    """Whether a line goes on with what the one before it began; `last` is the last printed line of that."""
    if re.match(r"^[，。、；：！？）”》】,;%％]", after.text) or _splits_a_number(before.text, after.text):
        return True
    if not wrap.width or after.indented or len(before.text) > LONGEST_PARAGRAPH:
        return False
    if _one_title(before.text, after.text):
        return True
    short = wrap.length(last) < wrap.width * NEARLY_FULL
    if _begins_anew(after.text, wrap) or (heading(before.text) is not None and short):
        return False
    if ENDS.search(before.text):
        return wrap.forced(last, after.text) and (wrap.indents or not _OPENS.match(after.text))
    unbroken = wrap.length(last) > wrap.width + EXTRA
    return not unbroken and (not short or len(key(after.text)) < 3)  # noqa: PLR2004 - a last word or two


def _begins_anew(text: str, wrap: Wrap) -> bool:
    """Whether a line opens with a heading; 二是 is one only where paragraphs are not told by being set in."""
    found = heading(text)
    return found is not None and not (found.level == "first" and wrap.indents)


def _splits_a_number(before: str, after: str) -> bool:
    """Whether a line ends within a number, or beside it: 行政复议351 / 件，其中 and 公开信息 / 12 条."""
    units = words().units
    goes_on = re.match(rf"^(?:(?!(?:19|20)\d\d年)\d|(?:{units})(?:[，。、；：）,;]|其中))", after)
    if re.search(r"\d$", before):
        return bool(goes_on) and len(before) >= MIN_WIDTH
    counted = re.match(rf"^\d[\d,.]*\s*[万亿余多]?\s*(?:{units})(?:[，。、；：（）(),;]|其中)", after)
    return bool(counted and re.search(r"[\u4e00-\u9fff]$", before)) and heading(before) is None


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
