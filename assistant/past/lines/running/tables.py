"""Tables within a line: from where to where labels and digits of the statutory tables stand in running text."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.past.lines.characters import fold, key
from assistant.past.lines.running.words import running
from assistant.past.lines.table_labels import is_fragment, spans
from assistant.past.lines.thresholds import RUN_GAP, RUN_LABELS
from assistant.prose.wordfile import alternatives

_LAST_DIGITS = re.compile(r"[\d.,．，]*(?:\s*$)")
_NOTE_NUMBER = re.compile(r"(?<=\d)\d[.．、]\s*$")
_BEHIND = re.compile(r"[\s\d,.，．/|｜\-—]*")
_NUMBERED = re.compile(r"(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七][、.．]|第二十条第?)?[（(“《\s]*$")
_YEAR = re.compile(r"20\d\d$")
_DATED = re.compile(r"\s*年")


def table_runs(text: str) -> list[tuple[int, int]]:
    """Where in a line statutory tables stand, as (start, end): labels one after the other, nothing but values between.

    Digits that text follows at once (…0002件, 650.630余万元) are left outside: which of them are the table's nobody can
    say. What cannot be counted or measured (a year, a note, a mark) ends them for certain.
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
            yield start, end, count, digits + _digits_behind(folded, end)
            count = digits = 0
        if not count:
            start = first
        else:
            digits += sum(char.isdigit() for char in between)
        end, count = last, count + 1
    if count:
        yield start, end, count, digits + _digits_behind(folded, end)


def _digits_behind(folded: str, end: int) -> int:
    """How many digits stand behind the last label of a run, but for a year."""
    behind = _BEHIND.match(folded, end)
    return sum(char.isdigit() for char in _YEAR.sub("", behind[0])) if behind else 0


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
    if not run.strip() or not after:
        return len(run) if run.strip() else 0
    if unit := _fee_unit().match(after):
        return len(run) + len(unit[0])
    return len(_before(run, after))


def _before(run: str, after: str) -> str:
    """Of digits and marks behind a label those that are a table's, by the text that follows them."""
    if _DATED.match(after):
        return _YEAR.sub("", run)
    if run.rstrip().endswith((",", "，")):  # the sentence goes on: 650.6，其中罚款2.5万元
        return run.rstrip(",， ")
    if _ends_digits().match(after):
        return _NOTE_NUMBER.sub("", run) if _is_note(after) else run
    return run if run[-1].isspace() else _LAST_DIGITS.sub("", run)


def _is_note(text: str) -> bool:
    return text.startswith(tuple(running().never_counted))


@cache
def _ends_digits() -> re.Pattern[str]:
    """What ends the digits before it for certain; a bracket with a unit of its own does not."""
    return re.compile(
        rf"{alternatives(running().never_counted)}|[（(](?!(?:单位[:：]?)?[元亿千百])|[。；;：:，《“【\[]"
    )


@cache
def _fee_unit() -> re.Pattern[str]:
    """万元 behind the last cell of table two, where nothing says that the digits before it are another amount's."""
    return re.compile(r"万元(?=$|[\s。；;）)])")
