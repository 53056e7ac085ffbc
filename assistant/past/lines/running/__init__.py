"""A page printed as one line, cut into lines again: at its titles, around its tables, and where paragraphs end."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from assistant.past.lines.characters import simplified
from assistant.past.lines.headings import aspect_named, is_plain, side_named
from assistant.past.lines.running.tables import table_runs
from assistant.past.lines.running.titles import Title, titles, with_digits
from assistant.past.lines.running.words import running
from assistant.past.lines.thresholds import FEW_UNNUMBERED, LONGEST_HEADING, SEVERAL_TITLES
from assistant.prose.wordfile import alternatives

_REPORT = re.compile(r"(?:信息公开|政务公开)[^。；：\s]{0,10}?(?:报告|年报)(?!\s*[》”）)]|[的是由要中])")
_DATED = re.compile(r"20\d\d\s?年[^\s>]{0,25}$")
_PARAGRAPH = re.compile(r"(?<=[。！？；：”）])(?:[ \t]*\u3000[\s\u3000]*|\s{2,})")
_ANY_SPACE = re.compile(r"(?<=[。！？])\s+")
_ASPECT = re.compile(r"(?:(?<=[。；！？：:\s”）])|^)((?:#{1,6}\s*)?[（(][一二三四五六七八九十][）)])\s*")
_POINT = re.compile(
    r"(?:(?<=[。；！？:：\s])|^)((?:#{1,6}\s*)?(?:\d[.．、]|[（(]\d[）)]|[①-⑨]|[一二三四五六七八九十][）)]))\s*(?!\d)"
)
_MARKS = re.compile(r"#{1,6}\s*$")
_SENTENCE = re.compile(r"(?:(?<=[。；！？])|^)\s*(?=[\u4e00-\u9fff])")
_ENDS_NAME = re.compile(r"[。：:]|\s")
_WORDS = re.compile(r"[^\d。；;：:，,()（）<>《》|｜\s]+")


def cut(text: str) -> list[str]:
    """The lines of a text whose parts run on without line breaks; the text alone where they do not.

    It is taken apart where several parts or aspects have their titles in it, or where a statutory table runs in it
    beside other text. Nothing but white space is left out.
    """
    found = titles(text)
    several = len({title.names for title in found}) + _aspects(text) >= SEVERAL_TITLES
    if not several and not table_runs(text):
        return [text]
    # Where one line holds the whole table, a tab parts cells as a blank does, and no rows.
    pieces = (piece.strip().replace("\t", " ") for piece in _pieces(text, found, whole=several))
    return [piece for piece in pieces if piece]


def _aspects(text: str) -> int:
    """How many aspects of a part have their titles in a line."""
    opened = (_WORDS.match(text, match.end()) for match in _ASPECT.finditer(text))
    return len({name for words in opened if words and (name := _named(words[0][:LONGEST_HEADING]))})


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
    named = list(_unnumbered(text)) if whole else []
    if len({name for _, _, name in named}) >= FEW_UNNUMBERED:
        yield from _prose(text[: named[0][0]], whole=whole)
        for (start, end, _), behind in zip(named, [*(start for start, _, _ in named[1:]), len(text)], strict=True):
            yield text[start:end]
            yield from _prose(text[end:behind].lstrip("。：: "), whole=whole)
        return
    at = 0
    for start, end in table_runs(text):
        yield from _prose(text[at:start], whole=whole)
        yield text[start:end]
        at = end
    yield from _prose(text[at:], whole=whole)


def _unnumbered(text: str) -> Iterator[tuple[int, int, str]]:
    """The names of aspects alone between two sentences: from where to where, and the aspect.

    So a list leaves them whose numbers a word processor made: …各项工作。主动公开。全年发布信息128条…
    """
    for sentence in _SENTENCE.finditer(text):
        words = _WORDS.match(text, sentence.end())
        if words and _ENDS_NAME.match(text, words.end()) and is_plain(words[0]) and (name := aspect_named(words[0])):
            yield words.start(), words.end(), name


def _prose(text: str, *, whole: bool) -> Iterator[str]:
    """Paragraphs: what a wide space parts behind a sentence, and what begins with the number of an aspect."""
    for paragraph in (_ANY_SPACE if whole else _PARAGRAPH).split(text):
        marks = {match.start(1) for match in _ASPECT.finditer(paragraph)}
        marks |= {match.start(1) for match in _POINT.finditer(paragraph) if _opens(paragraph, match.end())}
        edges = [0, *sorted(marks - {0}), len(paragraph)]
        for start, end in itertools.pairwise(edges):
            yield from _titled(paragraph[start:end])


def _opens(text: str, at: int) -> bool:
    """Whether the words from there on are the name of an aspect, with or without a sentence behind it."""
    words = _WORDS.match(text, at)
    if words is None:
        return False
    return bool(_aspect_in(words[0], text[words.end() :])) or (is_plain(words[0]) and bool(_named(words[0])))


def _titled(text: str) -> Iterator[str]:
    """A paragraph with the title of its aspect cut off where nothing tells the two apart."""
    match = _ASPECT.match(text) or _POINT.match(text)
    words = _WORDS.match(text, match.end()) if match else None
    if match is None or words is None:
        yield text
        return
    length = _aspect_in(words[0], text[words.end() :])
    if length:
        yield text[: words.start() + length]
        yield text[words.start() + length :]
    else:
        yield text


def _aspect_in(run: str, after: str) -> int:
    """How much of the words is an aspect's title that the text follows without a mark or with a space; 0 if all is."""
    for ending in _aspect_ends().finditer(run):
        behind = run[ending.end() :]
        goes_on = behind.startswith(tuple(running().aspect_ends))
        if ending.start() and _named(run[: ending.end()]) and behind and not goes_on:
            return ending.end()
    if re.match(r"20\d\d年|\s", after) and len(run) <= LONGEST_HEADING and _named(run):
        return len(run)
    return _plain_before(run, after)


def _plain_before(run: str, after: str) -> int:
    """The length of the section's own name where a sentence of its own runs on behind it; 0 if it does not.

    （一）主动公开全年发布…，… is one; （一）主动公开不断深化。 is a heading, and so is one whose name goes on.
    """
    sentence = (run + after).partition("。")[0]
    if not re.search(r"[，,]", sentence):
        return 0
    opens, joining = tuple(running().sentence_opens), (*running().joining, *running().aspect_ends)
    for end in range(2, min(len(run), LONGEST_HEADING) + 1):
        title, rest = run[:end], (run + after)[end:]
        side = bool(side_named(title)) and title.endswith(tuple(running().title_ends))
        runs_on = rest.startswith(opens) or (side and not rest.startswith(joining))
        if runs_on and is_plain(title) and _named(title):
            return end
    return 0


def _named(title: str) -> str:
    """The aspect or the side of part five that a title names."""
    return aspect_named(title) or side_named(title)


@cache
def _aspect_ends() -> re.Pattern[str]:
    points = alternatives(running().first_points)
    return re.compile(rf"(?:{alternatives(running().aspect_ends)})(?!{alternatives(running().joining)})|(?={points})")


def _head(text: str) -> Iterator[str]:
    """What stands before the first part: a portal's words, the report's title, and the text that introduces it."""
    end = _title_end(text.partition("。")[0])
    before, after = text[:end], text[end:]
    for words in re.split(r"\s+(?!年)(?=\S*(?:信息公开|政务公开))", before) if before else ():
        yield from _portal().split(words)
    for paragraph in _ANY_SPACE.split(after):
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
