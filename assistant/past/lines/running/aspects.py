"""Aspects and paragraphs within the text of a part that was printed without line breaks."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from assistant.past.lines.headings import aspect_named, is_plain, side_named
from assistant.past.lines.running.words import running
from assistant.past.lines.thresholds import LONGEST_HEADING
from assistant.prose.wordfile import alternatives

ANY_SPACE = re.compile(r"(?<=[。！？])\s+")
_PARAGRAPH = re.compile(r"(?<=[。！？；：”）])(?:[ \t]*\u3000[\s\u3000]*|\s{2,})")
_ASPECT = re.compile(r"(?:(?<=[。；！？：:\s”）])|^)((?:#{1,6}\s*)?[（(][一二三四五六七八九十][）)])\s*")
_POINT = re.compile(
    r"(?:(?<=[。；！？:：\s])|^)((?:#{1,6}\s*)?(?:\d[.．、]|[（(]\d[）)]|[①-⑨]|[一二三四五六七八九十][）)]))\s*(?!\d)"
)
_SENTENCE = re.compile(r"(?:(?<=[。；！？])|^)\s*(?=[\u4e00-\u9fff])")
_ENDS_NAME = re.compile(r"[。：:]|\s")
_WORDS = re.compile(r"[^\d。；;：:，,()（）<>《》|｜\s]+")


def aspects(text: str) -> int:
    """How many aspects of a part have their titles in a line."""
    opened = (_WORDS.match(text, match.end()) for match in _ASPECT.finditer(text))
    return len({name for words in opened if words and (name := _named(words[0][:LONGEST_HEADING]))})


def unnumbered(text: str) -> Iterator[tuple[int, int, str]]:
    """The names of aspects alone between two sentences: from where to where, and the aspect.

    So a list leaves them whose numbers a word processor made: …各项工作。主动公开。全年发布信息128条…
    """
    for sentence in _SENTENCE.finditer(text):
        words = _WORDS.match(text, sentence.end())
        if words and _ENDS_NAME.match(text, words.end()) and is_plain(words[0]) and (name := aspect_named(words[0])):
            yield words.start(), words.end(), name


def paragraphs(text: str, *, whole: bool) -> Iterator[str]:
    """Paragraphs: what a wide space parts behind a sentence, and what begins with the number of an aspect."""
    for paragraph in (ANY_SPACE if whole else _PARAGRAPH).split(text):
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
