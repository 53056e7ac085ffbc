"""Slips: one printed row of a statutory table as found, before it is known which form row it is.

Grids and flattened text both become slips; `cells` turns slips into figures.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.figures import read_number
from assistant.form import load
from assistant.past.characters import fold, key
from assistant.past.labels import Label, is_fragment, like, spans

_RULE = re.compile(r"^[-:=—–_ ]{3,}$")
HEADS = frozenset({"natural_person", "business", "research", "public_welfare", "legal_service"})
"""Columns of table three that stand in no row label; seeing one means a header is being read."""


@dataclass(frozen=True)
class Slip:
    """A row as found. `label` is its row label, None where none stood beside the values.

    `explicit`: the cells were separated in the file, so that an empty one was seen; otherwise only
    values were seen and empty cells may have vanished. `placed`: the cells are in column order, complete.
    `flush`: the first cell is the first column's; otherwise empty cells of the label may stand before it.
    `sure`: which column a cell is in is known; not where the header has the columns in another order.
    """

    label: Label | None
    cells: tuple[str, ...]
    explicit: bool = True
    placed: bool = False
    table: str = ""
    flush: bool = True
    sure: bool = True


@dataclass
class Walk:
    """Where a reading of table three has come to: before the first row, 其他 and 总计 are column heads."""

    table: str
    started: bool = False
    header: bool = True
    last: str = ""
    heads: list[str] = field(default_factory=list)

    @property
    def in_order(self) -> bool:
        """Whether the columns passed in the header stood in the form's order, however often it was repeated."""
        return in_order(dict.fromkeys(self.heads))

    def choose(self, found: Sequence[Label], *, after_row: bool = False) -> Label | None:
        """The one meaning the words have here, None if they name nothing of this table.

        `after_row`: a row label stands before them in the same cell.
        """
        mine = [label for label in found if label.table == self.table]
        if not mine:
            return None
        rows = [label for label in mine if label.kind == "row"]
        others = [label for label in mine if label.kind != "row"]
        if self.table == "T3" and rows and others and len(rows[0].text) <= 2:  # noqa: PLR2004 - 其他, 总计
            return others[0] if self.header and not after_row else rows[0]
        return rows[0] if rows else others[0]

    def note(self, label: Label) -> None:
        """Remember that this label was passed."""
        if label.kind == "row":
            self.started, self.header, self.last = True, False, label.id
        elif label.id in HEADS:
            self.header = True
            self.heads.append(label.id)


def in_order(heads: Iterable[str]) -> bool:
    """Whether columns of table three stand in the form's order."""
    wanted = list(load().tables["T3"].columns)
    places = [wanted.index(head) for head in heads if head in HEADS]
    return places == sorted(places)


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
    out = _named([fold(text)], walk)
    lines = text.splitlines()
    if len(lines) > 1:  # a label broken over lines, or several labels of a line each
        apart = _named([fold(line) for line in lines], walk)
        out = apart if _rows(apart) > _rows(out) or _rows(apart) == len(lines) else out
    if not out and (near := like(text, walk.table)):
        out.append(near)
    return out


def _named(pieces: Sequence[str], walk: Walk) -> list[Label]:
    out: list[Label] = []
    for folded in pieces:
        total = walk.table == "T3" and bool(_SEVENTH.search(folded))
        for start, end, found in spans(folded):
            if total and _SEVENTH.search(folded[max(0, start - 3) : end]):
                out.append(_total_row())
                total = False
            elif label := walk.choose(found, after_row=_rows(out) > 0):
                out.append(label)
        if total:
            out.append(_total_row())
    return out


def _rows(found: Sequence[Label]) -> int:
    return sum(label.kind == "row" for label in found)


_SEVENTH = re.compile(r"[(（]?[七7][)）、.]\s*[总合]计")


def _total_row() -> Label:
    return Label("T3", "row", "total_handled", "总计")


def is_label_text(text: str, walk: Walk) -> bool:
    """Whether a cell belongs to the labels at the left: it names something, or is a piece of a name."""
    words = key(text)
    if not words:
        return False
    return bool(names(text, walk)) or (not is_value(text) and is_fragment(text))
