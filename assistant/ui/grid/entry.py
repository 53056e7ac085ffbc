"""What a person typed into cells, read into values or refused cell by cell with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.desk.current_reports.closed_cells import why_closed
from assistant.desk.typed_cells import quoted, typed_value
from assistant.figures import Figures
from assistant.form import Cell


@dataclass(frozen=True)
class Refusal:
    """A cell whose text was not taken. `reason` is a complete Chinese sentence."""

    code: str
    raw: str
    reason: str


def apply(
    edits: Mapping[str, str], figures: Figures, *, locked: Collection[str] = ()
) -> tuple[dict[str, Decimal | None], list[Refusal]]:
    """Read typed texts into cell values, None for blank; what cannot stand in its cell is refused.

    Only cells whose value really changes are in the result, so an edit sent twice changes nothing.
    """
    changes: dict[str, Decimal | None] = {}
    refusals: list[Refusal] = []
    for code, raw in edits.items():
        cell = figures.form.cells.get(code)
        if cell is None:
            refusals.append(Refusal(code, raw, f"表格中没有代码为“{quoted(code)}”的单元格。"))
            continue
        value, reason = _read(raw, cell, is_locked=code in locked)
        if reason:
            refusals.append(Refusal(code, raw, reason))
        elif code in figures.unreadable or figures.values.get(code) != value:
            changes[code] = value
    return changes, refusals


def _read(raw: str, cell: Cell, *, is_locked: bool) -> tuple[Decimal | None, str]:
    """The value, and why it is refused; an empty reason means taken."""
    if reason := why_closed(cell, is_locked=is_locked):
        return None, reason
    return typed_value(raw, cell)
