"""A page printed as one line, cut into lines again: at its titles, around its tables, and where paragraphs end."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.past.lines.characters import simplified
from assistant.past.lines.running.aspects import ANY_SPACE, aspects, paragraphs, unnumbered
from assistant.past.lines.running.tables import table_runs
from assistant.past.lines.running.titles import Title, titles, with_digits
from assistant.past.lines.running.words import running
from assistant.past.lines.thresholds import FEW_UNNUMBERED, LONGEST_HEADING, SEVERAL_TITLES
from assistant.prose.wordfile import alternatives

_REPORT = re.compile(r"(?:信息公开|政务公开)[^。；：\s]{0,10}?(?:报告|年报)(?!\s*[》”）)]|[的是由要中])")
_DATED = re.compile(r"20\d\d\s?年[^\s>]{0,25}$")
_MARKS = re.compile(r"#{1,6}\s*$")


def cut(text: str) -> list[str]:
    """The lines of a text whose parts run on without line breaks; the text alone where they do not.

    It is taken apart where several parts or aspects have their titles in it, or where a statutory table runs in it
    beside other text. Nothing but white space is left out.
    """
    found = titles(text)
    several = len({title.names for title in found}) + aspects(text) >= SEVERAL_TITLES
    if not several and not table_runs(text):
        return [text]
    # Where one line holds the whole table, a tab parts cells as a blank does, and no rows.
    pieces = (piece.strip().replace("\t", " ") for piece in _pieces(text, found, whole=several))
    return [piece for piece in pieces if piece]


def _pieces(text: str, found: list[Title], *, whole: bool) -> Iterator[str]:
    starts = [_with_marks(with_digits(title, found, text), text) for title in found]
    if found:
        yield from _head(text[: starts[0]]) if whole else [text[: starts[0]]]
    for title, start, end in zip(found, starts, (*starts[1:], len(text)), strict=False):
        yield text[start : title.end]
        foot = _foot_of(text, title.end) if end == len(text) else end
        yield from _body(text[title.end : foot].lstrip("。：: "), whole=whole)
        yield from _foot().split(text[foot:end])
    if not found:
        yield from _body(text, whole=whole)


def _with_marks(start: int, text: str) -> int:
    """The start of a title with the marks before it by which Markdown tells a heading."""
    marks = _MARKS.search(text, max(0, start - LONGEST_HEADING), start)
    return marks.start() if marks else start


def _body(text: str, *, whole: bool) -> Iterator[str]:
    """What stands under a title: its tables as lines of their own, its text by aspects and paragraphs."""
    at = 0
    for start, end in table_runs(text):
        yield from _said(text[at:start], whole=whole)
        yield text[start:end]
        at = end
    yield from _said(text[at:], whole=whole)


def _said(text: str, *, whole: bool) -> Iterator[str]:
    """Text by its aspects, where several have names without a number, and by paragraphs."""
    named = list(unnumbered(text)) if whole else []
    if len({name for _, _, name in named}) < FEW_UNNUMBERED:
        yield from paragraphs(text, whole=whole)
        return
    yield from paragraphs(text[: named[0][0]], whole=whole)
    for (start, end, _), behind in zip(named, [*(start for start, _, _ in named[1:]), len(text)], strict=True):
        yield text[start:end]
        yield from paragraphs(text[end:behind].lstrip("。：: "), whole=whole)


def _head(text: str) -> Iterator[str]:
    """What stands before the first part: a portal's words, the report's title, and the text that introduces it."""
    end = _title_end(text.partition("。")[0])
    before, after = text[:end], text[end:]
    for words in re.split(r"\s+(?!年)(?=\S*(?:信息公开|政务公开))", before) if before else ():
        yield from _portal().split(words)
    for paragraph in ANY_SPACE.split(after):
        yield from _portal().split(paragraph)


def _foot_of(text: str, start: int) -> int:
    """Where from there on a portal's words begin that stand under the report: no sentence comes behind them."""
    found = (match.start() for match in _foot().finditer(text, start))
    return next((at for at in found if "。" not in text[at:].lstrip("。")), len(text))


def _title_end(text: str) -> int:
    """Where the report's title ends: the first that names a year, else the first at all; 0 if there is none."""
    plain = simplified(text)
    found = [match.end() for match in _REPORT.finditer(plain)]
    dated = (end for end in found if _DATED.search(plain, 0, end))
    return next(dated, next(iter(found), 0))


@cache
def _foot() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s。】\]])\s*(?=[【\[]?\s*(?:{alternatives(running().foot)}))")


@cache
def _portal() -> re.Pattern[str]:
    words, opening = alternatives(running().portal), alternatives(running().opening)
    return re.compile(rf"\s*(?=(?:{words})\s*[:：]?)|\s+(?=(?:{opening}))|(?<=[\]】\d])(?=(?:{opening}))")
