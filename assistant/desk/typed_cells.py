"""What a person typed into a cell, read into a value or refused with the reason; whose cell it is is not asked here."""

from decimal import Decimal

from assistant.figures import read_cell
from assistant.form import Cell

LIMIT = Decimal(10) ** 9
"""A typed figure of ten digits is a slip of the keyboard; figures read from files may be larger."""

SHOWN = 20
"""Pasted prose is quoted up to here."""


def typed_value(raw: str, cell: Cell) -> tuple[Decimal | None, str]:
    """The value (None for blank), and why it is refused, a complete Chinese sentence; an empty reason means taken."""
    reading = read_cell(raw, decimal=cell.decimal)
    if reading.state == "blank":
        return None, ""
    if reading.value is None:
        reason = f"{reading.remark}，请核对。" if reading.remark else "不是数字，请填写阿拉伯数字。"
        return None, f"“{quoted(raw)}”{reason}"
    return reading.value, _unfit(reading.value, raw, cell)


def _unfit(value: Decimal, raw: str, cell: Cell) -> str:
    """Why a number cannot stand in this cell, empty if it can."""
    if value < 0:
        return f"“{quoted(raw)}”是负数，请填写不小于 0 的数。"
    if value >= LIMIT:
        return f"“{quoted(raw)}”数值过大，请核对。"
    if not cell.decimal and value != value.to_integral_value():
        return f"“{quoted(raw)}”不是整数，件数应当是整数。"
    return ""


def quoted(raw: str) -> str:
    """What was typed, on one line and cut where it is long."""
    text = " ".join(raw.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
