"""opening: a workbook's bytes as sheets of plain values, or a sentence why not."""

import zipfile
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import FileEmpty, FileEncrypted, FileTooLarge, FileUnreadable, ole_problem

_UNPACKED_LIMIT = 200 * 1024 * 1024
_ROWS, _COLUMNS = 3000, 60
_DAMAGED = "文件已损坏，或者不是 Excel 工作簿（.xlsx）。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Value:
    """What stands in a cell: its value as stored or last calculated, and whether a formula made it."""

    value: object
    formula: bool = False

    @property
    def text(self) -> str:
        """The value as text, numbers without exponent."""
        if self.value is None:
            return ""
        if isinstance(self.value, float):
            return format(Decimal(repr(self.value)), "f")
        return str(self.value)


_NOTHING = Value(None)


@dataclass(frozen=True)
class Sheet:
    """One sheet's cells that hold something, by row and column counted from 1."""

    name: str
    cells: dict[tuple[int, int], Value]

    def at(self, row: int, column: int) -> Value:
        """The cell there, an empty one if nothing stands in it."""
        return self.cells.get((row, column), _NOTHING)

    @property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return max((row for row, _ in self.cells), default=0)


def open_sheets(data: bytes) -> dict[str, Sheet]:
    """Every worksheet by name; raises a FileProblem for what is empty, encrypted, damaged or too large."""
    if not data:
        raise FileEmpty("文件是空的，请重新选择文件。")
    if data[:4] == _OLE:
        raise FileEncrypted(f"工作簿{ole_problem(data)} 后再导入。")
    try:
        unpacked = sum(item.file_size for item in zipfile.ZipFile(BytesIO(data)).infolist())
        books = [load_workbook(BytesIO(data), data_only=only) for only in (False, True) if unpacked <= _UNPACKED_LIMIT]
    except Exception as problem:  # the package raises whatever its parsers raise
        raise FileUnreadable(_DAMAGED) from problem
    if not books:
        raise FileTooLarge("工作簿展开后过大，请删去无关的工作表和图片后再导入。")
    stored, shown = books
    return {sheet.title: _sheet(sheet, shown[sheet.title]) for sheet in stored.worksheets}


def _sheet(stored: Worksheet, shown: Worksheet) -> Sheet:
    rows, columns = min(stored.max_row, _ROWS), min(stored.max_column, _COLUMNS)
    cells: dict[tuple[int, int], Value] = {}
    for line in stored.iter_rows(1, rows, 1, columns):
        for cell in line:
            if cell.value is not None:
                cells[cell.row, cell.column] = _value(cell, shown)
    return Sheet(stored.title, cells)


def _value(cell: Any, shown: Worksheet) -> Value:
    if cell.data_type == "f":
        return Value(shown.cell(cell.row, cell.column).value, formula=True)
    return Value(cell.value)
