"""Merged rows: a row of an older edition that stands for several of table three's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.figures import read_number
from assistant.findings import found
from assistant.form import Form, Row
from assistant.past.lines.pieces import Slip
from assistant.past.tables.figures_read import Reading

_FEW = "零一两三四五六七八九几"


@dataclass(frozen=True)
class MergedRow:
    """A row of an older edition that stands for several of the form's: one of them takes its numbers."""

    row: Row
    taking: Row
    rows: tuple[str, ...]

    @property
    def blank(self) -> tuple[str, ...]:
        """The rows that nothing is known of where the older one is printed."""
        return tuple(row for row in self.rows if row != self.taking.id)


@cache
def merged_row(form: Form, forms: tuple[Form, ...]) -> MergedRow | None:
    """The row of an edition read into the form that has no row of its own there; None if every row has."""
    table = form.tables["T3"]
    for older in forms:
        for row in older.tables["T3"].rows.values():
            if row.becomes in table.rows and row.id not in table.rows:
                taking = table.rows[row.becomes]
                return MergedRow(row, taking, table.groups[taking.kind].rows)
    return None


def stands_merged(slips: Sequence[Slip], merged: MergedRow) -> bool:
    """Whether the rows as found have the one row that stands for several, and none of those it stands for."""
    ids = [slip.label.id for slip in slips if slip.label and any(cell.strip() for cell in slip.cells)]
    named = {slip.label.id for slip in slips if slip.label}
    if named & set(merged.blank):
        return False
    return merged.row.id in ids or merged.row.id in named


def folded(rows: dict[str, Slip], merged: MergedRow, reading: Reading) -> dict[str, Slip]:
    """（六）其他处理 as one row stands for three; it is kept under 其他, and the other two are left blank."""
    out = {(merged.taking.id if row == merged.row.id else row): slip for row, slip in rows.items()}
    if not any(read_number(cell).state != "blank" for cell in rows[merged.row.id].cells):
        return out
    several, left = (_FEW[min(len(some), len(_FEW) - 1)] for some in (merged.rows, merged.blank))
    message = (
        f"表三“{merged.row.label}”只有一行，没有分列{several}种情形：数字计入“{merged.taking.label}”，"
        f"另外{left}行留空，请核对后分别填写。"
    )
    reading.findings.append(found("R-07", f"T3.{merged.taking.id}", message))
    return out
