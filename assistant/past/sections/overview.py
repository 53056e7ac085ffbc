"""Overview: part one's lines, each under its aspect, the rest before or between them."""

import re
from collections.abc import Sequence

from assistant.past.lines.heading_words import Said
from assistant.past.lines.headings import Heading, aspect_named, aspect_said, heading, is_sentence
from assistant.past.lines.pieces import TABLES
from assistant.past.sections.chapters import Chapter, Doubt, Outline


def place_overview(out: Outline, chapter: Chapter, start: str) -> None:
    """Part one: each aspect under its sub-heading, the rest in `start` or overview."""
    texts = [piece for text in chapter.texts for piece in _inline(text)]
    level = _aspect_level(texts)
    opened = [_aspect(heading(text), level) for text in texts]
    named = {one.section for one in opened if one and not one.light and not one.second}
    current = start
    for at, text in enumerate(texts):
        found, says = heading(text), opened[at]
        if says and says.light and says.section in named:
            says = None  # another heading has the section's own name
        if says and found:
            current = _place(out, found.title, says, named)
            alone = not found.rest and (at + 1 == len(texts) or opened[at + 1] is not None)
            out.add(current, _unnumbered(text) if _tells(text, found, says, alone=alone) else found.rest)
        elif found and found.level == "aspect" and level == "aspect" and current != "preamble":
            current = "overview"
            out.add(current, text)
        else:
            out.add(current, text)


def _place(out: Outline, title: str, says: Said, named: set[str]) -> str:
    """The section of a heading; of two that fit as well, the one no other heading names, and the doubt is noted."""
    if not says.second:
        return says.section
    placed, other = says.section, says.second
    if placed in named and other not in named:
        placed, other = other, placed
    out.doubts.append(Doubt(title, placed, other))
    return placed


def _tells(text: str, found: Heading, says: Said, *, alone: bool) -> bool:
    """Whether a heading's words say what would be lost with them: a figure, or all there is of the section."""
    if says.plain:
        return False
    if found.rest or is_sentence(text, found.title):
        return not says.title
    return bool(re.search(r"\d", re.sub(r"(?:19|20)\d\d年", "", found.title))) or (alone and text.endswith("。"))


def _unnumbered(text: str) -> str:
    return re.sub(r"^[#\s]*[（(][一二三四五六七八九十]{1,3}[）)]\s*", "", text.strip())


_RUN_IN = re.compile(r"(?<=[。；！])\s*(?=[（(][一二三四五六七八九十][）)])")


def _inline(text: str) -> list[str]:
    """Sub-headings that run on in the middle of a paragraph start a new one."""
    out: list[str] = []
    for piece in _RUN_IN.split(text):
        found = heading(piece)
        says = aspect_said(found.title) if found and found.level == "aspect" else Said()
        if out and not (says.title and not says.light):
            out[-1] += piece
        elif piece:
            out.append(piece)
    return out


def _aspect_level(texts: Sequence[str]) -> str:
    """The numbering aspects have in this report: （一）, else 1., else 一是, else none at all."""
    count: dict[str, set[str]] = {}
    for text in texts:
        if (found := heading(text)) and (aspect := aspect_named(found.title)):
            count.setdefault(found.level, set()).add(aspect)
    if count.get("aspect"):
        return "aspect"
    for level in ("item", "first"):
        if len(count.get(level, ())) > 2:  # noqa: PLR2004 - two may be chance
            return level
    return "bare"


def _aspect(found: Heading | None, level: str) -> Said | None:
    """What a line says as the heading of an aspect; None where it is none."""
    if found is None:
        return None
    if found.level == "aspect" and found.names.startswith("overview."):
        return Said(found.names, title=True, plain=True)
    numbered = found.level == "aspect" and found.names in {"", *TABLES} and level == "aspect"
    if numbered or (found.level == level and level in {"item", "first", "bare"}):
        says = aspect_said(found.title)
        return says if says.section else None
    return None
