"""lists: the sheets with one entry a row: the organ's own figures, the year's notes, the text."""

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.form import section_name
from assistant.prose import value_text
from assistant.report import Report
from assistant.workbook import looks
from assistant.workbook.looks import at, put_number, put_text
from assistant.workbook.places import CONTINUED, INDICATOR_HEADS, NOTE_HEADS, TEXT_HEADS

_CELL_LIMIT = 32000
"""Characters one spreadsheet cell holds, with some to spare."""

_SPARE_ROWS = 40


def _heads(sheet: Worksheet, heads: tuple[str, ...], widths: tuple[int, ...]) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = at(sheet, 1, column)
        cell.value = head
        looks.head(cell)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def write_indicators(sheet: Worksheet, report: Report, *, template: bool) -> None:
    """One figure of the organ's own a row; a template leaves this year's values blank."""
    _heads(sheet, INDICATOR_HEADS, (30, 16, 8, 24, 16))
    names = _names(report)
    for row, item in enumerate(report.indicators, start=2):
        for column, text in ((1, item.name), (3, item.unit), (4, names.get(item.aspect, item.aspect))):
            put_text(at(sheet, row, column), text)
        if item.value is not None and not template:
            _put_value(at(sheet, row, 2), item.value, item.about)
        if item.last is not None:
            put_number(at(sheet, row, 5), item.last)
    _choose_section(sheet, "D", names, len(report.indicators))


def _put_value(cell: Cell, value: Decimal, about: str) -> None:
    """A number as a number; what is known only about as people write it, 1000余."""
    if about:
        put_text(cell, value_text(value, about))
    else:
        put_number(cell, value)


def write_notes(sheet: Worksheet, report: Report, *, template: bool) -> None:
    """One note a row; none in a template."""
    _heads(sheet, NOTE_HEADS, (24, 100))
    names = _names(report)
    notes = () if template else report.notes
    for row, note in enumerate(notes, start=2):
        put_text(at(sheet, row, 1), names.get(note.aspect, note.aspect))
        put_text(at(sheet, row, 2), note.text)
        looks.prose(at(sheet, row, 2))
    _choose_section(sheet, "A", names, len(notes))


def _names(report: Report) -> Mapping[str, str]:
    """Section id → the name people choose it by."""
    return {part: section_name(report.figures.form, part) for part in report.figures.form.narrative}


def _choose_section(sheet: Worksheet, column: str, names: Mapping[str, str], used: int) -> None:
    choice = DataValidation(type="list", formula1=f'"{",".join(names.values())}"', allow_blank=True)
    choice.errorTitle, choice.error, choice.showErrorMessage = "没有这一部分", "请从下拉列表中选择所属部分。", True
    choice.add(f"{column}2:{column}{used + _SPARE_ROWS}")
    sheet.add_data_validation(choice)


def write_text(sheet: Worksheet, report: Report, *, template: bool) -> None:
    """One section a row, in the order of the form; what the form has no place for comes last."""
    _heads(sheet, TEXT_HEADS, (22, 26, 100))
    form, row = report.figures.form, 2
    others = [key for key in report.sections if key not in form.narrative]
    for section in (*form.narrative, *others):
        text = "" if template else report.section(section)
        title = form.part(section).title if section in form.narrative else ""
        for index, piece in enumerate(_pieces(text)):
            put_text(at(sheet, row, 1), section)
            put_text(at(sheet, row, 2), CONTINUED if index else title or section_name(form, section))
            if piece:
                put_text(at(sheet, row, 3), piece)
            looks.prose(at(sheet, row, 3))
            row += 1


def _pieces(text: str) -> list[str]:
    return [text[at : at + _CELL_LIMIT] for at in range(0, len(text), _CELL_LIMIT)] or [""]
