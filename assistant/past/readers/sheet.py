"""XLSX → blocks: every sheet a grid with its merges. Files the program wrote itself are read by `workbook`."""

import io
from decimal import Decimal
from typing import Any

from assistant.errors import FileUnreadable
from assistant.figures import plain
from assistant.past.blocks import Block, Document, Grid
from assistant.past.readers.zip_files import check_zip, holds
from assistant.report import Report

_MOST_ROWS = 3000
_MOST_COLUMNS = 60


def is_sheet(data: bytes) -> bool:
    """Whether a zip file is an Excel workbook."""
    return holds(data, "xl/workbook.xml")


def read_sheet(data: bytes) -> Document | Report:
    """An .xlsx file: the program's own as a report, any other as grids."""
    check_zip(data)
    from assistant import workbook

    if workbook.is_ours(data):
        report = workbook.read(data)
        if report.organ or report.year or report.sections or report.indicators or report.notes:
            return report
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        blocks = tuple(_grid(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")
        title = book.properties.title or ""
    except Exception as problem:
        raise FileUnreadable(
            "表格文件已损坏，无法读取。请用 Excel 或 WPS 打开并另存为新的 xlsx 文件后再试。"
        ) from problem
    return Document(blocks, titles=(title,) if title else ())


def _grid(sheet: Any) -> Block:
    """What is seen of a sheet: hidden rows and columns may hold another year's numbers."""
    from openpyxl.utils import get_column_letter

    there = [
        (row, x)
        for row, x in sheet._cells  # noqa: SLF001 - max_row counts rows that are formatted and empty, a million of them
        if row <= _MOST_ROWS and x <= _MOST_COLUMNS
    ]
    height, width = max((row for row, _ in there), default=0), max((x for _, x in there), default=0)
    covered = {
        (row, column)
        for merge in sheet.merged_cells.ranges
        for row in range(merge.min_row, min(merge.max_row, height) + 1)
        for column in range(merge.min_col, min(merge.max_col, width) + 1)
        if (row, column) != (merge.min_row, merge.min_col)
    }
    columns = [x for x in range(1, width + 1) if not sheet.column_dimensions[get_column_letter(x)].hidden]
    rows = tuple(
        tuple(None if (row, x) in covered else _text(sheet.cell(row, x).value) for x in columns)
        for row in range(1, height + 1)
        if not sheet.row_dimensions[row].hidden
    )
    return Grid(rows)


def _text(value: object) -> str:
    """A cell's value as it reads: 3.0 in a sheet is 3."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(str(value))
        return plain(number) if number.is_finite() else str(value)
    return str(value)
