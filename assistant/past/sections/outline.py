"""Outline: lines in order → the sections of the report. Every line ends up somewhere."""

import re
from collections.abc import Sequence

from assistant.past.blocks import Line
from assistant.past.lines.chrome import is_chrome, is_date
from assistant.past.lines.headings import Heading, aspect_named, heading
from assistant.past.lines.pieces import TABLES, Item, Mark
from assistant.past.sections.chapters import Chapter, Outline, chapters
from assistant.past.sections.overview import place_overview
from assistant.past.sections.shortcomings import place_shortcomings, speaks_of_problems

_SIGNED = 32
"""Characters of a signature over a date: the longest names of organs fit, a last sentence without its stop seldom."""


def arrange(items: Sequence[Item]) -> Outline:
    """All text by section."""
    out = Outline()
    items, captions = _captions(items)
    items, signed = _signed_off(items)
    found = _decide(chapters(items))
    for index, chapter in enumerate(found):
        out.parts.append(chapter.names)
        if chapter.names == "":
            place_overview(out, chapter, "preamble")
        elif chapter.names == "overview":
            place_overview(out, chapter, "overview")
        elif chapter.names == "shortcomings":
            place_shortcomings(out, chapter.texts, chapter.title)
        elif chapter.names == "other":
            for text in chapter.texts:
                out.add("other", text)
        elif chapter.names in TABLES:
            _table_chapter(out, chapter, found[index + 1 :])
        else:
            for text in chapter.texts:
                out.add(chapter.names, text)
    for text in (*captions, *signed):
        out.add("unplaced", text)
    return out


_CAPTION = re.compile(r"^(?:附[表件]?|表)\s*[一二三四五\d]{0,2}(?:[\s:：.、].{0,30})?$|^续表\s*\d?$")


def _captions(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """The items without the captions right above tables (附表1, 续表), and those."""
    kept: list[Item] = []
    captions: list[str] = []
    for item, after in zip(items, [*items[1:], None], strict=False):
        if isinstance(item, Line) and isinstance(after, Mark) and _CAPTION.match(item.text.strip()):
            captions.append(item.text)
        else:
            kept.append(item)
    return kept, captions


def _signed_off(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """The items without signature, date and names of attachments at their end, and those."""
    kept = list(items)
    signed: list[str] = []
    while kept and isinstance(kept[-1], Line) and is_signature(kept[-1].text, signed):
        signed.insert(0, kept.pop().text)  # type: ignore[union-attr]
    return kept, signed


def _decide(found: list[Chapter]) -> list[Chapter]:
    """A chapter on 主动公开 or 依申请公开 without its table is the aspect's, unless that stands elsewhere."""
    aspects = {aspect_named(text.title) for chapter in found for text in _sub(chapter)}
    for chapter in found:
        if chapter.names not in {"T2", "T3"} or chapter.names in chapter.tables or not _words(chapter):
            continue
        aspect = {"T2": "overview.active", "T3": "overview.on_request"}[chapter.names]
        if aspect not in aspects:
            chapter.names = aspect
    return found


def _words(chapter: Chapter) -> bool:
    return any("。" in text for text in chapter.texts)


def _sub(chapter: Chapter) -> list[Heading]:
    return [found for text in chapter.texts if (found := heading(text)) and found.level == "aspect"]


def is_signature(text: str, following: Sequence[str]) -> bool:
    """An organ's name above a date, a date, or the name of an attachment."""
    line = text.strip()
    if is_date(line) or re.match(r"^附件\s*\d*\s*[:：]", line) or re.match(r"^附\s*[:：]", line):
        return True
    ends = line and not re.search(r"[。！？；，]", line) and len(line) <= _SIGNED
    return bool(ends and following and is_date(following[0]))


_OPENS = re.compile(r"统计期限|本报告|现(?:将|公布|发布|予以)|《?中华人民共和国政府信息公开条例")


def _table_chapter(out: Outline, chapter: Chapter, later: Sequence[Chapter]) -> None:
    """Prose beside a table belongs to no section.

    Except part five that lost its heading after table four, and a preamble printed after the tables.
    """
    lost = chapter.names == "T4" and not any(other.names == "shortcomings" for other in later)
    before_all = bool(later) and later[0].names == "overview" and not out.sections.get("preamble")
    after: list[str] = []
    seen = False
    for item in chapter.items:
        if isinstance(item, Mark):
            seen = True
        elif isinstance(item, Line):
            if seen and before_all and _OPENS.search(item.text):
                out.add("preamble", item.text)
            elif lost and (seen or "T4" not in chapter.tables) and (after or speaks_of_problems(item.text)):
                after.append(item.text)
            elif not is_chrome(item.text, inside=True):
                out.add("unplaced", item.text)
    if after:
        place_shortcomings(out, after)
