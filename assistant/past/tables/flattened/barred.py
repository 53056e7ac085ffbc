"""Barred: lines with bars between cells, a row a line or a cell a line."""

import re
from collections.abc import Sequence

from assistant.past.blocks import Line
from assistant.past.tables.flattened.tokens import tokens
from assistant.past.tables.thresholds import ROW_CELLS

_BAR = re.compile(r"[|｜¦]")
_END_MARK = "\ue000"
ROW_END = "\n"
"""Stands among cells where a row ends."""


def is_barred(line: Line) -> bool:
    """Whether a line has a bar."""
    return bool(_BAR.search(line.text))


def outside(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """The lines before the first row with bars and behind the last, where they are rows too: a label, its values."""
    drawn = [at for at, line in enumerate(lines) if is_barred(line)]
    first, last = drawn[0], drawn[-1] + 1
    before = first if any(map(_is_row, lines[:first])) else 0
    after = last if any(map(_is_row, lines[last:])) else len(lines)
    return lines[:before], lines[before:after], lines[after:]


def _is_row(line: Line) -> bool:
    """Whether a line holds a label and a value."""
    kinds = {token.kind for token in tokens(line.text, 0)}
    return {"label", "value"} <= kinds


def rows_on_lines(lines: Sequence[Line]) -> bool:
    """Whether lines with bars are rows, rather than a cell each; a row may hold nothing behind its label."""
    cells = [_BAR.split(line.text) for line in lines]
    filled = [(sum(bool(cell.strip()) for cell in row), len(row)) for row in cells]
    several = sum(count > 1 or (count == 1 and width > ROW_CELLS) for count, width in filled)
    return several >= sum(count == 1 and width <= ROW_CELLS for count, width in filled)


def rows_between(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of lines with bars; a bar that every line begins or ends with is a border, no cell."""
    texts = [line.text.strip() for line in lines]
    several = [text for text in texts if len(_BAR.findall(text)) > 1]
    begins = all(_BAR.match(text) for text in several)
    ends = all(_BAR.match(text[-1]) for text in several[:-1])
    out: list[list[str]] = []
    for text in texts:
        cells = [cell.strip() for cell in _BAR.split(text)]
        if len(cells) > 1 and not cells[0] and begins:
            cells = cells[1:]
        if len(cells) > 1 and not cells[-1] and ends:
            cells = cells[:-1]
        out.append(cells)
    return out


def cells_on_lines(lines: Sequence[Line]) -> list[str]:
    """Cells written one a line, the bar after the text or on a line of its own.

    Two bars or more without text fill up a row that has fewer cells: they end it.
    """
    joined = "\n".join(
        re.sub(r"(?:^|(?<=[|｜¦]))\s*[|｜¦](?:\s*[|｜¦])+\s*$", "|" + _END_MARK + "|", line.text.strip())
        for line in lines
    )
    text = re.sub(r"\s*[|｜¦]\s*", "|", joined).replace(f"||{_END_MARK}", f"|{_END_MARK}")
    return [ROW_END if cell == _END_MARK else re.sub(r"(?<!\d)\n|\n(?!\d)", "", cell) for cell in text.split("|")]
