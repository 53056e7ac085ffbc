"""Outline: lines in order → the sections of the report. Every line ends up somewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.past.blocks import Line, Picture
from assistant.past.characters import key, squeeze
from assistant.past.chrome import is_chrome, is_date
from assistant.past.headings import Heading, aspect_named, heading, is_plain
from assistant.past.shortcomings import split
from assistant.past.slips import Slip

_TABLES = ("T2", "T3", "T4")
_SIGNED = 32


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


def arrange(items: Sequence[Item]) -> Outline:
    """All text by section."""
    out = Outline()
    items, signed = _signed_off(items)
    found = _decide(chapters(items))
    for index, chapter in enumerate(found):
        out.parts.append(chapter.names)
        if chapter.names == "":
            _overview(out, chapter, "preamble")
        elif chapter.names == "overview":
            _overview(out, chapter, "overview")
        elif chapter.names == "shortcomings":
            _shortcomings(out, chapter.texts)
        elif chapter.names == "other":
            for text in chapter.texts:
                out.add("other", text)
        elif chapter.names in _TABLES:
            _table_chapter(out, chapter, found[index + 1 :])
        else:
            for text in chapter.texts:
                out.add(chapter.names, text)
    for text in signed:
        out.add("unplaced", text)
    return out


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


def _overview(out: Outline, chapter: Chapter, start: str) -> None:
    """Part one: each aspect under its sub-heading, the rest in `start` or overview."""
    texts = [piece for text in chapter.texts for piece in _inline(text)]
    level = _aspect_level(texts)
    current = start
    for text in texts:
        found = heading(text)
        aspect = _aspect(found, level)
        if aspect and found:
            current = aspect
            out.add(current, found.rest if found.plain or not found.rest else _unnumbered(text))
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
    if found.level == "aspect" and found.names in {"", *_TABLES} | set() and level == "aspect":
        return aspect_named(found.title)
    if found.level == level and level in {"item", "first"}:
        return aspect_named(found.title)
    if found.level == "aspect" and found.names.startswith("overview."):
        return found.names
    return ""


_PROBLEMS = re.compile(
    r"(?:存在|主要|面临|突出|工作).{0,8}(?:问题|不足|困难|短板|差距)(?:[及和与]不足|情况)?$|^(?:主要)?(?:问题|不足|困难)$"
)
_IMPROVEMENTS = re.compile(
    r"^.{0,14}(?:改进|整改|下一步|下步|今后|工作打算|对策|努力方向).{0,10}$|^.{0,4}(?:解决|采取的?).{0,4}(?:措施|办法)$"
)
_SUBTITLE = 24
_BARE = re.compile(r"^(.{2,24}?)[：:。]?$")


def side(text: str) -> tuple[str, str]:
    """problems, improvements or "" for the sub-heading a line of part five opens with, and the text after it."""
    found = heading(text)
    title, rest = (found.title, found.rest) if found and found.level in {"aspect", "item"} else _bare_side(text)
    words = key(title)
    if not words or len(words) > _SUBTITLE or re.search(r"[，,]", title):
        return "", ""  # a comma makes it a sentence, one of the points: （一）解读形式单一，需要改进。
    last_year = re.search(r"上年|去年|上一年|以往", words)
    if _IMPROVEMENTS.search(words) and (last_year or not re.search(r"问题.{0,3}[及和与]", title)):
        return "improvements", rest
    if _PROBLEMS.search(words):
        return "problems", rest
    return "", ""


def _bare_side(text: str) -> tuple[str, str]:
    head, mark, rest = (
        re.split(r"([：:])", text.strip(), maxsplit=1) if re.search(r"[：:]", text) else (text.strip(), "", "")
    )
    if mark and len(head) <= _SUBTITLE and "，" not in head and is_plain(head):
        return head, rest
    if _BARE.match(text.strip()) and not re.search(r"[，,]", text) and is_plain(text):
        return text.strip().rstrip("：:。"), ""
    return "", ""


def _shortcomings(out: Outline, texts: Sequence[str]) -> None:
    pieces = [piece for text in texts for piece in _inline_side(text)]
    sides = [side(text) for text in pieces]
    if not {"problems", "improvements"} <= {name for name, _ in sides}:
        _by_clue(out, pieces, sides)
        return
    before = [text for text, (name, _) in zip(pieces[: _first(sides)], sides, strict=False) if not name]
    _by_clue(out, before, [("", "")] * len(before))
    current = "problems"
    for text, (name, rest) in list(zip(pieces, sides, strict=True))[_first(sides) :]:
        if name:
            current = name
            out.add(current, rest)
        else:
            out.add(current, text)


def _inline_side(text: str) -> list[str]:
    return [
        piece
        for piece in re.split(
            r"(?<=[。；！])\s*(?=[（(][一二三四五六七八九十][）)]\s*(?:下一步|存在|主要|改进|整改|今后)[^。；，]{0,14}[。：:])",
            text,
        )
        if piece
    ]


def _first(sides: Sequence[tuple[str, str]]) -> int:
    return next(index for index, (name, _) in enumerate(sides) if name)


def _by_clue(out: Outline, pieces: Sequence[str], sides: Sequence[tuple[str, str]]) -> None:
    """Without both sub-headings: by what the sentences say, a heading that is there being obeyed."""
    waiting: list[str] = []
    improving = False
    for text, (name, rest) in zip(pieces, sides, strict=True):
        if name == "improvements":
            _split(out, waiting)
            waiting = []
            out.add("improvements", rest)
            improving = True
        elif name == "problems":
            waiting.append(rest)
            improving = False
        elif out.sections.get("improvements") and any(mark == "improvements" for mark, _ in sides) and improving:
            out.add("improvements", text)
        else:
            waiting.append(text)
    _split(out, waiting)


def _split(out: Outline, texts: Sequence[str]) -> None:
    if not any(text.strip() for text in texts):
        return
    problems, improvements = split("\n".join(text for text in texts if text.strip()))
    for section, text in (("problems", problems), ("improvements", improvements)):
        for paragraph in text.split("\n"):
            out.add(section, paragraph)


def is_signature(text: str, following: Sequence[str]) -> bool:
    """An organ's name above a date, a date, or the name of an attachment."""
    line = text.strip()
    if is_date(line) or re.match(r"^附件\s*\d*\s*[:：]", line) or re.match(r"^附\s*[:：]", line):
        return True
    ends = line and not re.search(r"[。！？；，]", line) and len(line) <= _SIGNED
    return bool(ends and following and is_date(following[0]))


def _table_chapter(out: Outline, chapter: Chapter, later: Sequence[Chapter]) -> None:
    """Prose beside a table belongs to no section, except part five that lost its heading after table four."""
    lost = chapter.names == "T4" and not any(other.names == "shortcomings" for other in later)
    after: list[str] = []
    seen = False
    for item in chapter.items:
        if isinstance(item, Mark):
            seen = True
        elif isinstance(item, Line):
            if lost and (seen or "T4" not in chapter.tables) and (after or _speaks_of_problems(item.text)):
                after.append(item.text)
            elif not is_chrome(item.text):
                out.add("unplaced", item.text)
    if after:
        _shortcomings(out, after)


def _speaks_of_problems(text: str) -> bool:
    return bool(side(text)[0]) or bool(re.search(r"(?:存在|不足|短板|差距).{0,30}(?:问题|不足|差距|短板|。)", text))
