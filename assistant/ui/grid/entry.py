"""What a person typed into cells, read into values or refused cell by cell with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.desk.current_reports.closed_cells import why_closed
from assistant.figures import Figures, read_cell
from assistant.form import Cell

LIMIT = Decimal(10) ** 9
"""A typed figure of ten digits is a slip of the keyboard; figures read from files may be larger."""

SHOWN = 20
"""Pasted prose is quoted up to here."""


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
            refusals.append(Refusal(code, raw, f"表格中没有代码为“{_quoted(code)}”的单元格。"))
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
    reading = read_cell(raw, decimal=cell.decimal)
    if reading.state == "blank":
        return None, ""
    if reading.value is None:
        reason = f"{reading.remark}，请核对。" if reading.remark else "不是数字，请填写阿拉伯数字。"
        return None, f"“{_quoted(raw)}”{reason}"
    return reading.value, _unfit(reading.value, raw, cell)


def _unfit(value: Decimal, raw: str, cell: Cell) -> str:
    """Why a number cannot stand in this cell, empty if it can."""
    if value < 0:
        return f"“{_quoted(raw)}”是负数，请填写不小于 0 的数。"
    if value >= LIMIT:
        return f"“{_quoted(raw)}”数值过大，请核对。"
    if not cell.decimal and value != value.to_integral_value():
        return f"“{_quoted(raw)}”不是整数，件数应当是整数。"
    return ""


def _quoted(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
