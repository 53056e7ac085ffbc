"""Several reports: a file of more than one report is cut behind the first, so that no two years run together."""

from collections.abc import Sequence

from assistant.past.blocks import Line
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item, Mark
from assistant.past.sections.title import is_title

_FEW = 3
"""Parts that stand before and again behind a place, where a second report begins: one or two may be a contents list."""


def first_report(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The items of the first report and those from the title of the next on, none as a rule.

    Only a title between two lots of part headings begins another report: lists of other years stand around one.
    """
    parts = [_part(item) for item in items]
    for at, item in enumerate(items):
        if not isinstance(item, Line) or parts[at] or not is_title(item.text):
            continue
        before, after = set(parts[:at]) - {""}, set(parts[at:]) - {""}
        if len(before & after) >= _FEW:
            return list(items[:at]), list(items[at:])
    return list(items), []


def texts_of(items: Sequence[Item]) -> list[str]:
    """Everything written in the items, tables as lines."""
    lines = [line for item in items for line in (item.lines if isinstance(item, Mark) else (item,))]
    return [line.text for line in lines if isinstance(line, Line)]


def _part(item: Item) -> str:
    """The part a line is the title of."""
    if not isinstance(item, Line):
        return ""
    found = heading(item.text)
    return found.names if found and found.level == "part" else ""
