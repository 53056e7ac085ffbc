"""Tables within a line: from where to where labels and digits of the statutory tables stand in running text."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.past.lines.characters import fold, key
from assistant.past.lines.table_labels import is_fragment, spans
from assistant.past.lines.thresholds import RUN_GAP, RUN_LABELS
from assistant.prose.vocabulary import words

_BEHIND = re.compile(r"[\s\d,.，．/|｜\-—]*")
_NUMBERED = re.compile(r"(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七][、.．]|第二十条第?)?[（(“《\s]*$")
_YEAR = re.compile(r"20\d\d$")
_DATED = re.compile(r"\s*年")


def table_runs(text: str) -> list[tuple[int, int]]:
    """Where in a line statutory tables stand, as (start, end): labels one after the other, nothing but values between.

    Digits that a word of the text follows at once (…0002件) are left outside: which of them are the table's nobody
    can say; only a year is known for what it is.
    """
    folded, places = _folded(text)
    found: list[tuple[int, int]] = []
    for first, last, count, digits in _runs(folded):
        if count >= RUN_LABELS and digits >= RUN_LABELS // 2:
            start, end = places[first], places[last - 1] + 1
            found.append((_with_number(text, start), end + _values_behind(text[end:])))
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text for comparing, and of each of its characters which of the text it was."""
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = fold(char)
        out.append(plain)
        places += [at] * len(plain)
    return "".join(out), places


def _runs(folded: str) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, labels, digits between them) of each run of labels in folded text."""
    start = end = count = digits = 0
    for first, last, _ in spans(folded):
        between = folded[end:first]
        if count and not _is_between(between):
            yield start, end, count, digits
            count = digits = 0
        if not count:
            start = first
        else:
            digits += sum(char.isdigit() for char in between)
        end, count = last, count + 1
    if count:
        digits += sum(char.isdigit() for char in folded[end : end + 1])
        yield start, end, count, digits


def _is_between(text: str) -> bool:
    """Whether nothing stands between two labels but values, marks, and pieces of the tables' own words.

    A single character is none: 件 is in a label, and behind every number of a sentence.
    """
    if len(text) > RUN_GAP or "。" in text:
        return False
    pieces = (key(piece) for piece in re.split(r"[\d\s,.:()（）|/\-]+", text))
    return all(len(piece) > 1 and is_fragment(piece) for piece in pieces if piece)


def _with_number(text: str, start: int) -> int:
    """The start of a label with the mark of its number before it."""
    match = re.search(
        r"(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七][、.．]|第二十条第?)?[（(“《\s]*$", text[:start]
    )
    return match.start() if match else start


def _values_behind(text: str) -> int:
    """How many characters behind the last label are its values."""
    match = _BEHIND.match(text)
    run = match[0] if match else ""
    after = text[len(run) :]
    if not after or not run.strip():
        return len(run) if run.strip() else 0
    if _DATED.match(after):
        return len(_YEAR.sub("", run))
    return len(run) if run[-1:].isspace() or not _unit().match(after) else len(run.rstrip("0123456789.,，"))


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"(?:{words().units}|月|日|号|%|％)")
