"""Cells: what of a flattened row may head a year, where its words ran together with labels or figures too."""

import re

from assistant.past.blocks import Line
from assistant.past.lines.characters import fold
from assistant.past.lines.table_labels import spans
from assistant.past.lines.years.words import heading_of_a_year

_APART = re.compile(r"[\s|｜]+")
_FIGURES = re.compile(r"[\d,./\-—无]*")


def cells_of(line: Line) -> list[str]:
    """The cells of a flattened row, as far as blanks and bars part them; none of a sentence."""
    if "。" in line.text:
        return []
    pieces = _APART.split(re.sub(r"(?<=\d)\s+(?=年)", "", line.text))
    return [cell for piece in pieces for cell in _years(fold(piece)) or [piece]]


def _years(piece: str) -> list[str]:
    """The headings of years in a piece that is nothing but those, labels and figures; nothing where it is more."""
    if not heading_of_a_year().search(piece):
        return []
    found: list[str] = []
    at = 0
    for start, end in (*((first, last) for first, last, _ in spans(piece)), (len(piece), len(piece))):
        between = piece[at:start]
        while match := heading_of_a_year().match(between):
            found.append(match[0])
            between = between[match.end() :]
        if not _FIGURES.fullmatch(between):
            return []
        at = end
    return found
