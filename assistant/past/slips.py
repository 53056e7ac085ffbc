"""Slips: one printed row of a statutory table as found, before it is known which form row it is.

Grids and flattened text both become slips; `cells` turns slips into figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures import read_number
from assistant.past.characters import fold, key
from assistant.past.labels import Label, is_fragment, like, scan

_RULE = re.compile(r"^[-:=—–_ ]{3,}$")
HEADS = frozenset({"natural_person", "business", "research", "public_welfare", "legal_service"})
"""Columns of table three that stand in no row label; seeing one means a header is being read."""


@dataclass(frozen=True)
class Slip:
    """A row as found. `label` is its row label, None where none stood beside the values.

    `explicit`: the cells were separated in the file, so that an empty one was seen; otherwise only
    values were seen and empty cells may have vanished. `placed`: the cells are in column order, complete.
    `flush`: the first cell is the first column's; otherwise empty cells of the label may stand before it.
    """

    label: Label | None
    cells: tuple[str, ...]
    explicit: bool = True
    placed: bool = False
    table: str = ""
    flush: bool = True


@dataclass
class Walk:
    """Where a reading of table three has come to: before the first row, 其他 and 总计 are column heads."""

    table: str
    started: bool = False
    header: bool = True
    last: str = ""

    def choose(self, found: Sequence[Label]) -> Label | None:
        """The one meaning the words have here, None if they name nothing of this table."""
        mine = [label for label in found if label.table == self.table]
        if not mine:
            return None
        rows = [label for label in mine if label.kind == "row"]
        others = [label for label in mine if label.kind != "row"]
        if self.table == "T3" and rows and others and len(rows[0].text) <= 2:  # noqa: PLR2004 - 其他, 总计
            return others[0] if self.header else rows[0]
        return rows[0] if rows else others[0]

    def note(self, label: Label) -> None:
        """Remember that this label was passed."""
        if label.kind == "row":
            self.started, self.header, self.last = True, False, label.id
        elif label.id in HEADS:
            self.header = True


def is_value(text: str) -> bool:
    """Whether a cell's text can be a value: a number, an aside after one, or a mark for nothing."""
    return read_number(text).state != "unreadable" or bool(re.fullmatch(r"[\d,.\s]+", fold(text)))


def is_rule(text: str) -> bool:
    """Whether it is the line drawn under a header in plain text."""
    return bool(_RULE.match(text.strip())) and len(text.strip()) > 2  # noqa: PLR2004 - - and -- are blanks


def names(text: str, walk: Walk) -> list[Label]:
    """The labels of the walk's table in a cell, in order; a misprint is recognised only alone in its cell.

    （七）总计 and （六）其他处理 carry their number, so they are rows wherever they stand.
    """
    folded = fold(text)
    out: list[Label] = []
    for found in scan(folded):
        if label := walk.choose(found):
            out.append(label)
    if walk.table == "T3" and re.search(r"[(（]?[七7][)）、.]\s*[总合]计", folded):
        out = [label for label in out if label.id != "total"] + [_total_row()]
    if not out and (near := like(text, walk.table)):
        out.append(near)
    return out


def _total_row() -> Label:
    return Label("T3", "row", "total_handled", "总计")


def is_label_text(text: str, walk: Walk) -> bool:
    """Whether a cell belongs to the labels at the left: it names something, or is a piece of a name."""
    words = key(text)
    if not words:
        return False
    return bool(names(text, walk)) or (not is_value(text) and is_fragment(text))
