"""Chapters: the lines, tables and pictures of a report cut at its part-level headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.past.blocks import Line
from assistant.past.lines.characters import squeeze
from assistant.past.lines.headings import heading, is_sentence
from assistant.past.lines.pieces import Item, Mark


@dataclass
class Chapter:
    """What stands under one part-level heading. `names` is the section it opens, "" before the first."""

    names: str
    title: str = ""
    number: int = 0
    items: list[Item] = field(default_factory=list)

    @property
    def tables(self) -> set[str]:
        """The tables standing in it."""
        return {item.table for item in self.items if isinstance(item, Mark)}

    @property
    def texts(self) -> list[str]:
        """Its lines."""
        return [item.text for item in self.items if isinstance(item, Line)]


@dataclass(frozen=True)
class Doubt:
    """A heading that speaks of two sections as much: the one its text was placed in, and the other."""

    title: str
    placed: str
    other: str


@dataclass
class Outline:
    """The sections as lists of paragraphs, the part-level headings met, and where two sections fitted."""

    sections: dict[str, list[str]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, section: str, text: str) -> None:
        """Put a paragraph at the end of a section."""
        if text.strip():
            self.sections.setdefault(section, []).append(squeeze(text))


def chapters(items: Sequence[Item]) -> list[Chapter]:
    """Cut the items at part-level headings; what precedes the first is a chapter without a name."""
    out = [Chapter("")]
    for item in items:
        found = heading(item.text) if isinstance(item, Line) else None
        if found is None or found.level != "part" or not isinstance(item, Line):
            out[-1].items.append(item)
        elif found.names:
            out.append(Chapter(found.names, found.title, ordinal(item.text)))
            if found.rest or is_sentence(item.text, found.title):
                out[-1].items.append(Line(found.rest or item.text))
        else:
            _unnamed(out, item)
    return out


def _unnamed(out: list[Chapter], item: Line) -> None:
    """A chapter the form does not know.

    Numbered on after part five, or far enough after part four, it is part six under another title; else it
    stays with part one before the tables and with the part before it after them.
    """
    last, number = out[-1], ordinal(item.text)
    if last.number and number > last.number + {"T4": 1, "shortcomings": 0}.get(last.names, number):
        found = heading(item.text)
        out.append(Chapter("other", number=number))
        if found and _SAYS_NOTHING.match(found.title):
            out[-1].items.extend([Line(found.rest)] if found.rest else [])
            return
    elif last.names in {"T2", "T3", "T4", ""}:
        out.append(Chapter("unplaced" if any(chapter.names for chapter in out) else "overview"))
    out[-1].items.append(item)


_SAYS_NOTHING = re.compile(r"^(?:附则|其[他它]|备注|附注|(?:其[他它]|有关|相关|补充|附加)?(?:事项|情况)?(?:的)?说明)$")
_DIGITS = "零一二三四五六七八九十"


def ordinal(text: str) -> int:
    """The number a part-level heading begins with, 0 if it has none."""
    match = re.match(r"^[A-Za-z#\s]*第?([一二三四五六七八九十])(?:部分)?[\s、.．,，:：]", text.strip())
    return _DIGITS.index(match[1]) if match else 0
