"""Overview: part one's lines, each under its aspect, the rest before or between them."""

import re
from collections.abc import Sequence

from assistant.past.lines.headings import Heading, aspect_named, heading, is_sentence
from assistant.past.lines.pieces import TABLES
from assistant.past.sections.chapters import Chapter, Outline


def place_overview(out: Outline, chapter: Chapter, start: str) -> None:
    """Part one: each aspect under its sub-heading, the rest in `start` or overview."""
    texts = [piece for text in chapter.texts for piece in _inline(text)]
    level = _aspect_level(texts)
    current = start
    for text in texts:
        found = heading(text)
        aspect = _aspect(found, level)
        if aspect and found:
            current = aspect
            keep = not found.plain and (found.rest or is_sentence(text, found.title))
            out.add(current, _unnumbered(text) if keep else found.rest)
        elif found and found.level == "aspect" and level == "aspect" and current != "preamble":
            current = "overview"
            out.add(current, text)
        else:
            out.add(current, text)


def _unnumbered(text: str) -> str:
    return re.sub(r"^[（(][一二三四五六七八九十]{1,3}[）)]\s*", "", text.strip())


_RUN_IN = re.compile(
    r"(?<=[。；！])\s*(?=[（(][一二三四五六七八九十][）)][^。；]{0,16}(?:主动公开|依申请公开|信息管理|平台建设|监督保障))"
)


def _inline(text: str) -> list[str]:
    """Sub-headings that run on in the middle of a paragraph start a new one."""
    return [piece for piece in _RUN_IN.split(text) if piece]


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


def _aspect(found: Heading | None, level: str) -> str:
    if found is None:
        return ""
    if found.level == "aspect" and found.names in {"", *TABLES} | set() and level == "aspect":
        return aspect_named(found.title)
    if found.level == level and level in {"item", "first"}:
        return aspect_named(found.title)
    if found.level == "aspect" and found.names.startswith("overview."):
        return found.names
    return ""
