"""Titles within a line: where the parts of a report begin in text that was printed without line breaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.form import Form, known
from assistant.past.lines.characters import key
from assistant.past.lines.headings import is_part_title, part_named
from assistant.past.lines.running.words import running
from assistant.past.lines.thresholds import LONGEST_HEADING, SEVERAL_TITLES, UNMISTAKABLE
from assistant.prose.wordfile import alternatives

_NUMERAL = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_BRACKETED = re.compile(rf"[（(][{_NUMERAL}][）)]\s*")
_ARABIC = re.compile(r"[1-9１-９]\s*[、.．,，]\s*")
_DIGITS_BEFORE = re.compile(r"[\d.．,，]*\d\s*$")
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z])[A-Za-z])?(?:第[{_NUMERAL}]部分[\s、.．:：]*|[{_NUMERAL}]\s?[、.．]\s*|[{_NUMERAL}]\s+(?=[\u4e00-\u9fff]))"
)
_RUN = re.compile(rf"[^\d。；;：:()（）<>《》|｜\s]{{2,{LONGEST_HEADING}}}")
_LOOSE_RUN = re.compile(_RUN.pattern.replace("{2,", "{1,"))
_OPENS = re.compile(r"\s|$|[（(]一[）)]|(?:19|20)\d\d|第二十条|[一1]是|[:：]")
_ENDED = re.compile(r"[\s\d。；;！!？?）)】\]”’]")


@dataclass(frozen=True)
class Title:
    """A part's title within a line: from where to where it stands, and the part it names.

    `bare`: without a number of its own, so that a digit right before it may be that number.
    """

    start: int
    end: int
    names: str
    bare: bool = False


def with_digits(title: Title, found: Sequence[Title], text: str) -> int:
    """Where the line of a title begins: before the digits in front of it, if one of them may be its number.

    So it is where it has no number and others of the page have theirs (…收费12.53 收到和处理…).
    """
    if not title.bare or all(one.bare for one in found):
        return title.start
    digits = _DIGITS_BEFORE.search(text, 0, title.start)
    return digits.start() if digits else title.start


def titles(text: str) -> list[Title]:
    """The titles of parts in a line, in order; none within another."""
    out: list[Title] = []
    numbered = list(_numbered(text))
    bracketed = () if len(numbered) >= SEVERAL_TITLES else _counted(text, _BRACKETED)
    for found in (*numbered, *_counted(text, _ARABIC), *bracketed, *_bare(text)):
        if all(found.end <= one.start or found.start >= one.end for one in out):
            out.append(found)
    return sorted(out, key=lambda title: title.start)


def _numbered(text: str) -> Iterator[Title]:
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        run = _LOOSE_RUN.match(text, match.end())
        if run is None or text[: match.start()].endswith(tuple(running().quoted_before)):
            continue
        length, sure = _spaced(text, match.end()) or _title_in(run[0], text[run.end() :])
        end = run.start() + length
        stands = match.start() == 0 or bool(_ENDED.match(text[match.start() - 1]))
        if length and (stands or sure) and not text[end:].startswith(tuple(running().listed_behind)):
            yield Title(match.start(), end, part_named(text[run.start() : end]))
            at = end


def _counted(text: str, number: re.Pattern[str]) -> Iterator[Title]:
    """Titles numbered 3、 or ３．, or （三） where none is numbered 三、.

    That number is the title's own, also right behind the digits of a table. Only a title that is one wherever it stands
    is taken behind a digit, and a dot more than its own tells nothing.
    """
    for match in number.finditer(text):
        run = _RUN.match(text, match.end())
        before = text[: match.start()]
        if run is None or before.endswith((*running().quoted_before, ".", "．")):
            continue
        length, sure = _title_in(run[0], text[run.end() :])
        end = run.start() + length
        stands = not before or (bool(_ENDED.match(before[-1])) and not before[-1].isdigit())
        whole = is_part_title(text[run.start() : end])
        if length and whole and (stands or sure) and not text[end:].startswith(tuple(running().listed_behind)):
            yield Title(match.start(), end, part_named(text[run.start() : end]))


def _spaced(text: str, start: int) -> tuple[int, bool] | None:
    """The same for a title with single blanks between its words or characters; None where no blank is in it."""
    places = [at for at in range(start, min(len(text), start + 2 * LONGEST_HEADING)) if not text[at].isspace()]
    run = _RUN.match("".join(text[at] for at in places))
    ends = [match.end() for match in _ends().finditer(run[0])] if run else []
    for end in reversed(ends):
        length = places[end - 1] + 1 - start
        if (
            length > end
            and is_part_title(run[0][:end] if run else "")
            and not re.search(r"\s\s", text[start:][:length])
        ):
            return length, end >= UNMISTAKABLE
    return None


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
            yield Title(match.start(1), match.end(1), part_named(match[1]), bare=True)


@cache
def _form_titles(forms: tuple[Form, ...]) -> re.Pattern[str]:
    parts = (part for form in forms for part in form.parts if part.title and part.parent is None)
    words = list(dict.fromkeys(re.sub(rf"^[{_NUMERAL}]、", "", part.title) for part in parts))
    return re.compile(
        rf"(?:(?<=[。；！？])|(?<=[\s\d])|^)\s*({alternatives(words)})(?=\s|第二十条|[（(]本列|行政复议|申请人情况)"
    )
