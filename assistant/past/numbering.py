"""Numbering: reports whose parts are numbered （一） or 1. get the form's numbers before anything is recognised."""

import re
from collections.abc import Sequence

from assistant.past.blocks import Line, Picture
from assistant.past.chapters import Item, Mark
from assistant.past.headings import heading, is_part_title, part_named

_FEW = 4
_NUMERALS = "一二三四五六七八九十"


def renumber(items: Sequence[Item]) -> list[Item]:
    """The items with part titles numbered 一、 where the file numbers them in another way throughout."""
    levels: dict[str, set[str]] = {}
    for item in items:
        if (found := _title(item)) is not None:
            levels.setdefault(found[0], set()).add(found[1])
    low = next((level for level in ("aspect", "item") if len(levels.get(level, ())) >= _FEW), "")
    if not low or len(levels.get("part", ())) > 1:
        return list(items)
    return [_renumbered(item) if (found := _title(item)) and found[0] == low else item for item in items]


def _title(item: Item) -> tuple[str, str] | None:
    """(level, part) of a line that is nothing but the title of a part, whatever its number."""
    if isinstance(item, Mark | Picture):
        return None
    found = heading(item.text)
    if found is None or found.rest or not is_part_title(found.title):
        return None
    return found.level, part_named(found.title)


def _renumbered(item: Item) -> Item:
    if not isinstance(item, Line):
        return item
    match = re.match(r"^\s*[（(]?\s*([一二三四五六七八九十]|\d{1,2})\s*[）)、.．]\s*", item.text)
    if match is None:
        return item
    number = match[1] if match[1] in _NUMERALS else _NUMERALS[(int(match[1]) - 1) % 10]
    return Line(f"{number}、{item.text[match.end() :]}", item.gap, item.indented)
