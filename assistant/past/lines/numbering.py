"""Numbering: reports whose parts are numbered （一） or 1. get the form's numbers before anything is recognised."""

import re
from collections.abc import Sequence

from assistant.past.blocks import Line, Picture
from assistant.past.lines.characters import key
from assistant.past.lines.headings import aspect_named, heading, is_part_title, part_named, side_named
from assistant.past.lines.pieces import Item, Mark
from assistant.past.lines.thresholds import FEW_NUMBERED, UNMISTAKABLE

_NUMERALS = "一二三四五六七八九十"


def renumber(items: Sequence[Item]) -> list[Item]:
    """The items with part titles numbered 一、 where the file numbers them otherwise, throughout or at some part."""
    levels: dict[str, set[str]] = {}
    for item in items:
        if (found := _title(item)) is not None:
            levels.setdefault(found[0], set()).add(found[1])
    low = next((level for level in ("aspect", "item") if len(levels.get(level, ())) >= FEW_NUMBERED), "")
    if not low or len(levels.get("part", ())) > 1:
        return _strays(items)
    return [_renumbered(item) if (found := _title(item)) and found[0] == low else item for item in items]


def _strays(items: Sequence[Item]) -> list[Item]:
    """The items with the one part renumbered that is numbered （五） or 5. among others numbered 一、.

    It is a part's title where no other line has it and it cannot be said in a sentence, or where it opens part one.
    """
    found = [(heading(item.text) if isinstance(item, Line) else None) for item in items]
    parts = [at for at, one in enumerate(found) if one and one.level == "part" and one.names]
    named = {one.names for one in found if one and one.level == "part"}
    out: list[Item] = []
    for at, item in enumerate(items):
        level, part = _title(item) or ("", "")
        whole = bool((one := found[at]) and len(key(one.title)) >= UNMISTAKABLE)
        opens = part == "overview" and bool(parts) and at < parts[0]
        stray = level in {"aspect", "item"} and len(parts) > 1 and part not in named and (whole or opens)
        out.append(_renumbered(item) if stray else item)
    return out


_LEADER = re.compile(r"[\s.．…·・\-—_]*\d{0,3}\s*$")
_CONTENTS = re.compile(r"^目\s*[录次]$")


def without_contents(items: Sequence[Item]) -> list[Item]:
    """The items without a table of contents: titles of parts one after the other that all come again later."""
    names = [_named(item) for item in items]
    start = next((at for at, name in enumerate(names) if name), len(items))
    end = start
    while end < len(items) and names[end]:
        end += 1
    parts = {name for name in names[start:end] if name and "." not in name}
    later = {name for name in names[end:] if name}
    if len(parts) < FEW_NUMBERED or not parts <= later:
        return list(items)
    before = items[start - 1] if start else None
    if isinstance(before, Line) and _CONTENTS.match(before.text.strip()):
        start -= 1
    return [*items[:start], *items[end:]]


def _named(item: Item) -> str:
    """The part or aspect a line is the title of, a page number behind it or not; "" if it is anything else."""
    if not isinstance(item, Line):
        return ""
    found = heading(_LEADER.sub("", item.text))
    if found is None or found.rest:
        return ""
    named = part_named(found.title) if found.level in {"part", "item"} else aspect_named(found.title)
    return named or found.names or side_named(found.title)


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
