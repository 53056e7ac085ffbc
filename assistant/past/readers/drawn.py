"""Drawn: tables of plain text parted by commas, tabs or box characters → lines with bars between cells."""

import csv
import re
from collections.abc import Iterator, Sequence

from assistant.past.readers.thresholds import DRAWN_CELLS, DRAWN_LINES

_UPRIGHT = re.compile("[│┃║╎┆┊￨]")
_RULE = re.compile(r"^[\s┌┐└┘├┤┬┴┼─━┏┓┗┛┣┫┳┻╋═╔╗╚╝╠╣╦╩╬╌┄┈+|｜\-=_]{3,}$")
_COMMA = re.compile(r",(?!(?<=\d,)\d{3})")
"""A comma that cannot be one within a number: 7,414 is one cell."""
_DRAWN = re.compile(r"[─━═┌├└]|\+-{2,}|-{3,}")


def uncomma(text: str) -> str:
    """Text in which rows of a sheet saved with commas have bars between their cells."""
    rows = text.split("\n")
    if sum(len(_COMMA.findall(row)) >= DRAWN_CELLS and "。" not in row for row in rows) < DRAWN_LINES or "|" in text:
        return text
    out: list[str] = []
    try:
        for cells in csv.reader(rows, strict=True):
            filled = [cell for cell in cells if cell.strip()]
            line = [" ".join(cell.split("\n")) for cell in cells]
            out.append("| " + " | ".join(line) + " |" if len(cells) > 1 and len(filled) != 1 else "".join(filled))
    except csv.Error:
        return text
    return "\n".join(out)


def untab(text: str) -> str:
    """Text in which rows parted by tabs have bars between their cells, so that empty ones at their ends stay."""
    rows = text.split("\n")
    if sum(row.count("\t") >= DRAWN_CELLS and "。" not in row for row in rows) < DRAWN_LINES or "|" in text:
        return text
    return "\n".join("| " + row.replace("\t", " | ") + " |" if "\t" in row and "。" not in row else row for row in rows)


def unboxed(text: str) -> str:
    """Text in which drawn tables have a line a row: labels broken within their box are put together."""
    text = _UPRIGHT.sub("|", text)
    rows = text.split("\n")
    if sum(_is_rule(row) for row in rows) < DRAWN_CELLS:
        return text
    out: list[str] = []
    held: list[str] = []
    for row in rows:
        if "|" in row and not _is_rule(row):
            held.append(row)
            continue
        out += _put_together(held)
        held = []
        if not _is_rule(row):
            out.append(row)
    return "\n".join([*out, *_put_together(held)])


def _is_rule(row: str) -> bool:
    return bool(_RULE.match(row) and _DRAWN.search(row) and not re.match(r"^[\s|\-:]+$", row))


def _put_together(rows: Sequence[str]) -> Iterator[str]:
    """The lines between two rules as one row, if values stand in one of them at most and all have as many cells."""
    cells = [[cell.strip() for cell in re.sub(r"^\s*\||\|\s*$", "", row).split("|")] for row in rows]
    valued = sum(any(re.fullmatch(r"[\d,.]+", cell) for cell in line) for line in cells)
    if len(rows) < 2 or valued > 1 or len({len(line) for line in cells}) > 1:  # noqa: PLR2004 - one line is whole
        yield from rows
    else:
        yield "| " + " | ".join("".join(column) for column in zip(*cells, strict=True)) + " |"
