"""Titles within a line: where the parts of a report begin in text that was printed without line breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.form import Form, known
from assistant.past.lines.characters import key
from assistant.past.lines.headings import is_part_title, part_named
from assistant.past.lines.running.words import running
from assistant.past.lines.thresholds import LONGEST_HEADING, UNMISTAKABLE
from assistant.prose.wordfile import alternatives

_NUMERAL = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z])[A-Za-z])?(?:第[{_NUMERAL}]部分[\s、.．:：]*|[{_NUMERAL}][、.．]\s*|[{_NUMERAL}]\s+(?=[\u4e00-\u9fff]))"
)
_RUN = re.compile(rf"[^\d。；;：:()（）<>《》|｜\s]{{2,{LONGEST_HEADING}}}")
_OPENS = re.compile(r"\s|$|[（(]一[）)]|(?:19|20)\d\d|第二十条|[一1]是|[:：]")
_ENDED = re.compile(r"[\s\d。；;！!？?）)】\]”’]")


@dataclass(frozen=True)
class Title:
    """A part's title within a line: from where to where it stands, and the part it names."""

    start: int
    end: int
    names: str


def titles(text: str) -> list[Title]:
    """The titles of parts in a line, in order; none within another."""
    out: list[Title] = []
    for found in (*_numbered(text), *_bare(text)):
        if all(found.end <= one.start or found.start >= one.end for one in out):
            out.append(found)
    return sorted(out, key=lambda title: title.start)


def _numbered(text: str) -> Iterator[Title]:
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        run = _RUN.match(text, match.end())
        if run is None or text[: match.start()].endswith(tuple(running().quoted_before)):
            continue
        length, sure = _title_in(run[0], text[run.end() :])
        end = run.start() + length
        stands = match.start() == 0 or bool(_ENDED.match(text[match.start() - 1]))
        if length and (stands or sure) and not text[end:].startswith(tuple(running().listed_behind)):
            yield Title(match.start(), end, part_named(text[run.start() : end]))
            at = end


def _title_in(run: str, after: str) -> tuple[int, bool]:
    """How much of the words is the title of a part, and whether it can be nothing else; 0 if they are none."""
    ends = [match.end() for match in _ends().finditer(run)]
    whole = [end for end in ends if is_part_title(run[:end])]
    if whole:
        end = whole[-1]
        return end, len(key(run[:end])) >= UNMISTAKABLE
    for end in (*ends, len(run)):
        behind = run[end:] + after
        if part_named(run[:end]) and _OPENS.match(behind) and not behind.startswith(tuple(running().joining)):
            return end, False
    return 0, False


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(alternatives(running().title_ends))


def _bare(text: str) -> Iterator[Title]:
    """Titles of the form whose number was lost, as lists lose it that a word processor numbered."""
    for match in _form_titles(known()).finditer(text):
        if not text[match.end() :].startswith(tuple(running().listed_behind)):
            yield Title(match.start(1), match.end(1), part_named(match[1]))


@cache
def _form_titles(forms: tuple[Form, ...]) -> re.Pattern[str]:
    parts = (part for form in forms for part in form.parts if part.title and part.parent is None)
    words = list(dict.fromkeys(re.sub(rf"^[{_NUMERAL}]、", "", part.title) for part in parts))
    return re.compile(
        rf"(?:(?<=[。；！？])|(?<=\s)|^)\s*({alternatives(words)})(?=\s|第二十条|[（(]本列|行政复议|申请人情况)"
    )
