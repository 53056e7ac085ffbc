"""looks: how the workbook's cells look, which are open, and how text and numbers are put into them."""

import re
from decimal import Decimal
from typing import cast

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.figures import plain
from assistant.form import Box, Table

_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters a workbook's XML may not hold."""

_LIKE_FORMULAS = ("=", "+", "-", "@")

_EXACT_DIGITS = 15
"""Significant digits a spreadsheet number keeps; longer ones are written as text."""

_LINE = Side(style="thin", color="FF000000")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SONG = "宋体"
_COUNT, _AMOUNT = "0", "General"
_PAGE_WIDTH_CHARACTERS = 110
_NARROW = 8


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=f"FF{colour}", end_color=f"FF{colour}")


_GREY, _BLUE, _AMBER, _BANNER = _filled("EDEDED"), _filled("DCE9F7"), _filled("FCE4B8"), _filled("C6D9F1")


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell there; labels and values are only ever put in the first square of a merged box."""
    return cast("Cell", sheet.cell(row, column))


def put_text(cell: Cell, text: str) -> None:
    """Write text as text, also where it begins like a formula; characters a workbook cannot hold become spaces."""
    cell.value = _FORBIDDEN.sub(" ", text)
    cell.data_type = "s"
    if text.startswith(_LIKE_FORMULAS):
        cell.quotePrefix = True  # or a spreadsheet program would make it a formula once somebody edits the cell


def put_number(cell: Cell, value: Decimal) -> None:
    """Write a number as a number, or as text where a spreadsheet would round it."""
    if len(value.as_tuple().digits) > _EXACT_DIGITS:
        put_text(cell, plain(value))
    else:
        cell.value = int(value) if value == value.to_integral_value() else value


def title(cell: Cell) -> None:
    """A sheet's title."""
    cell.font = Font(name="黑体", size=14)
    cell.alignment = Alignment(horizontal="left", vertical="center")


def hint(cell: Cell) -> None:
    """Small grey remarks."""
    cell.font = Font(name=_SONG, size=9, color="FF666666")


def prose(cell: Cell) -> None:
    """Text with several lines."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(name=_SONG, size=11)


def head(cell: Cell) -> None:
    """The head of a list's column."""
    cell.font = Font(name="黑体", size=11)
    cell.fill, cell.border = _BANNER, _FRAME
    cell.alignment = Alignment(horizontal="center", vertical="center")


def red_where(condition: str) -> Rule:
    """A conditional format: red letters where the formula holds."""
    style = DifferentialStyle(font=Font(color="FFC00000"))
    return Rule(type="expression", dxf=style, formula=[condition])


def box(sheet: Worksheet, column: int, row: int, printed: Box, *, banner: bool) -> None:
    """Frame, merge and align one printed box."""
    last_row, last_column = row + printed.tall - 1, column + printed.wide - 1
    for line in sheet.iter_rows(row, last_row, column, last_column):
        for square in line:
            square.border = _FRAME
    cell = at(sheet, row, column)
    cell.font = Font(name=_SONG, size=10)
    left = banner or (printed.wide > 1 and printed.tall > 1)
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
    if banner:
        cell.fill = _BANNER
    if printed.wide > 1 or printed.tall > 1:
        sheet.merge_cells(start_row=row, end_row=last_row, start_column=column, end_column=last_column)


def open_cell(cell: Cell, *, text: bool = False) -> None:
    """A cell to type into."""
    cell.protection = Protection(locked=False)
    cell.border = _FRAME
    if not text and cell.data_type != "s":
        cell.number_format = _AMOUNT


def locked_cell(cell: Cell) -> None:
    """A computed cell."""
    cell.fill = _GREY
    cell.number_format = _COUNT


def carried_cell(cell: Cell) -> None:
    """A cell taken over from last year's report."""
    cell.fill = _BLUE


def doubtful_cell(cell: Cell) -> None:
    """A supplied total its parts do not give."""
    cell.fill = _AMBER


def columns(sheet: Worksheet, table: Table) -> None:
    """Column widths in the proportions of the printed form."""
    whole = sum(table.widths)
    for column, width in enumerate(table.widths, start=1):
        share = width / whole * _PAGE_WIDTH_CHARACTERS
        sheet.column_dimensions[get_column_letter(column)].width = max(_NARROW, round(share, 1))


def page(sheet: Worksheet) -> None:
    """Printed on the width of one A4 page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True


def protect(sheet: Worksheet) -> None:
    """Lock what is not open, without a password: against slips, not against people."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
