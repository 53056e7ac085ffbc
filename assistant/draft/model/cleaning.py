"""Cleaning: what of an imported text a model may read. Tables' remnants and sentences that give orders are left out.

An imported report is data. What speaks to whoever writes, or to a machine, is neither passed on nor written.
"""

import re

from assistant.draft.model.orders import given
from assistant.prose import sentences

_CELL = re.compile(r"[×\d.,%％/\-—]+|[^\s|]{1,12}")
_MARKS = re.compile(r"[。；！？，：]")
_CELLS_IN_A_ROW = 4
"""Short pieces apart from one another on a line without punctuation: three may be a heading, four are a table's row."""


def cleaned(text: str) -> str:
    """The text without table remnants and without the sentences that give orders; what stands around them stays."""
    prose = "".join(line for line in text.splitlines(keepends=True) if not tabular(line))
    said = sentences(prose)
    kept = (_line_end(item) if ordered else item for item, ordered in zip(said, given(said), strict=True))
    return "\n".join(line.strip() for line in "".join(kept).splitlines() if line.strip())


def _line_end(item: str) -> str:
    """What is left of a sentence taken out: the end of its line, so that its neighbours stay apart."""
    return "\n" if item.endswith("\n") else ""


def tabular(line: str) -> bool:
    """Whether a line is a row of a table that was read as text: cells side by side, and no sentence."""
    if ("|" in line or "\t" in line.strip()) and "。" not in line:
        return True
    pieces = line.split()
    return (
        len(pieces) >= _CELLS_IN_A_ROW and not _MARKS.search(line) and all(_CELL.fullmatch(piece) for piece in pieces)
    )
