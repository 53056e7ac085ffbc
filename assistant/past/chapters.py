"""Chapters: the lines, tables and pictures of a report cut at its part-level headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.past.blocks import Line, Picture
from assistant.past.characters import squeeze
from assistant.past.headings import heading
from assistant.past.slips import Slip

TABLES = ("T2", "T3", "T4")


@dataclass(frozen=True)
class Mark:
    """Where a statutory table stood in the text. `table` is "" if nothing in it said which."""

    table: str
    slips: tuple[Slip, ...] = ()


Item = Line | Mark | Picture


@dataclass
class Chapter:
    """What stands under one part-level heading. `names` is the section it opens, "" before the first."""

    names: str
    title: str = ""
    items: list[Item] = field(default_factory=list)

    @property
    def tables(self) -> set[str]:
        """The tables standing in it."""
        return {item.table for item in self.items if isinstance(item, Mark)}

    @property
    def texts(self) -> list[str]:
        """Its lines."""
        return [item.text for item in self.items if isinstance(item, Line)]


@dataclass
class Outline:
    """The sections as lists of paragraphs, and the part-level headings met."""

    sections: dict[str, list[str]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

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
            out.append(Chapter(found.names, found.title))
            if found.rest:
                out[-1].items.append(Line(found.rest))
        else:
            _unnamed(out, item)
    return out


def _unnamed(out: list[Chapter], item: Line) -> None:
    """A chapter the form does not know stays with part one before the tables, with part six after them."""
    if out[-1].names in {"T2", "T3", "T4", ""}:
        out.append(Chapter("unplaced" if any(chapter.names for chapter in out) else "overview"))
    out[-1].items.append(item)
