"""Items: what a report is read as, in order. Lines, pictures, and marks of its tables that hold their rows."""

from dataclasses import dataclass

from assistant.past.blocks import Line, Picture
from assistant.past.lines.table_labels import Label

TABLES = ("T2", "T3", "T4")


@dataclass(frozen=True)
class Slip:
    """A row as found. `label` is its row label, None where none stood beside the values.

    `explicit`: the cells were separated in the file, so that an empty one was seen; otherwise only
    values were seen and empty cells may have vanished. `placed`: the cells are in column order, complete.
    `flush`: the first cell is the first column's; otherwise empty cells of the label may stand before it.
    `sure`: which column a cell is in is known; not where the header has the columns in another order.
    `order`: the headings passed before the row, in their order.
    """

    label: Label | None
    cells: tuple[str, ...]
    explicit: bool = True
    placed: bool = False
    table: str = ""
    flush: bool = True
    sure: bool = True
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Where a statutory table stood in the text. `table` is "" if nothing in it said which.

    `lines` is the table as text; `old`: the older edition it is printed in, if it is;
    `yuan`: fees counted in 元, not 万元; `scanned`: recognised in a picture. `years`: the headings of several years
    beside each other, if it has them.
    """

    table: str
    slips: tuple[Slip, ...] = ()
    lines: tuple[Line, ...] = ()
    old: str = ""
    yuan: bool = False
    scanned: bool = False
    years: tuple[str, ...] = ()


Item = Line | Mark | Picture
