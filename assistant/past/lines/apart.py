"""Apart: the pieces of a line that may be cells, with the characters they stand at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.figures import read_number

_WORD = re.compile(r"\S+")
_BARS = re.compile(r"[|｜¦\t]")


@dataclass(frozen=True)
class Apart:
    """A piece of a line and its characters `first` up to `last`."""

    text: str
    first: int
    last: int


def apart(line: str) -> Iterator[Apart]:
    """The cells between bars or tabs, empty ones too; without any, values one by one and the words between them."""
    if _BARS.search(line):
        start = 0
        for cell in _BARS.split(line):
            at = start + len(cell) - len(cell.lstrip())
            text = cell.strip()
            yield Apart(text, at, at + len(text)) if text else Apart("", start, start + len(cell))
            start += len(cell) + 1
        return
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(line):
        if read_number(word[0]).state == "unreadable":
            words.append(word)
            continue
        yield from _joined(line, words)
        words = []
        yield Apart(word[0], word.start(), word.end())
    yield from _joined(line, words)


def _joined(line: str, words: list[re.Match[str]]) -> Iterator[Apart]:
    if words:
        first, last = words[0].start(), words[-1].end()
        yield Apart(line[first:last], first, last)
