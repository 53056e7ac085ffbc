"""grid: one statutory table on its sheet: labels and merges as printed, typed cells open, computed cells locked."""

from decimal import Decimal

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.figures import Figures
from assistant.form import Table
from assistant.workbook import looks
from assistant.workbook.looks import at, put_number, put_text
from assistant.workbook.places import TOP, balance, computing, derived, formula, labels, spots

Results = dict[tuple[str, str], Decimal | str | None]
"""Sheet and address of each formula → its result."""


def write_table(sheet: Worksheet, table: Table, figures: Figures, results: Results) -> None:
    """Fill a sheet with the table and these figures; notes each formula's result in `results`."""
    width = len(table.widths)
    put_text(at(sheet, 1, 1), f"{table.name}　{table.title}")
    looks.title(at(sheet, 1, 1))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    put_text(at(sheet, 2, 1), _hint(table))
    looks.hint(at(sheet, 2, 1))
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    for spot, text in labels(table):
        put_text(at(sheet, spot.row, spot.column), text)
    for x, y, box in table.placed:
        looks.box(sheet, x + 1, y + TOP, box, banner=box.code is None and box.wide == width)
    _cells(sheet, table, figures, results)
    _balances(sheet, table, figures, results)
    looks.columns(sheet, table)
    sheet.freeze_panes = at(sheet, TOP + table.header_rows, 1)
    looks.page(sheet)
    looks.protect(sheet)


def _hint(table: Table) -> str:
    units = dict.fromkeys(column.unit for column in table.columns.values())
    return f"单位：{'、'.join(units)}。白色单元格填写，灰色单元格自动计算。"


def _cells(sheet: Worksheet, table: Table, figures: Figures, results: Results) -> None:
    form, rules, given = figures.form, computing(figures.form), derived(figures)
    where = spots(table.id, figures.form)
    whole, decimal = _validation(decimal=False), _validation(decimal=True)
    for code, spot in where.items():
        cell, value = at(sheet, spot.row, spot.column), figures.values.get(code)
        agrees = value == given.get(code) and code not in figures.unreadable
        if code in rules and agrees:
            cell.value = formula(rules[code], where)
            results[table.name, spot.address] = "" if value is None else value
            looks.locked_cell(cell)
            continue
        if value is not None:
            put_number(cell, value)
        elif code in figures.unreadable:
            put_text(cell, figures.unreadable[code])
        (decimal if form.cells[code].decimal else whole).add(cell)
        looks.open_cell(cell)
        if code in rules:
            looks.doubtful_cell(cell)
            cell.comment = Comment("报送的总计与各项之和不一致，或者各项没有填全，请核对。", "年报助手")
        elif form.cells[code].carried and value is not None:
            looks.carried_cell(cell)
            cell.comment = Comment("由上年年度报告的“结转下年度继续办理”带入。", "年报助手")
    for rule in (whole, decimal):
        if rule.sqref.ranges:  # one that applies to nothing makes Excel call the file damaged
            sheet.add_data_validation(rule)


def _validation(*, decimal: bool) -> DataValidation:
    what = "不小于0的数，可有小数" if decimal else "不小于0的整数"
    rule = DataValidation(
        type="decimal" if decimal else "whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True
    )
    rule.errorTitle, rule.error, rule.showErrorMessage = (
        "数字不符合要求",
        f"请填写{what}；没有发生的填0，尚未掌握的留空。",
        True,
    )
    return rule


def _balances(sheet: Worksheet, table: Table, figures: Figures, results: Results) -> None:
    """Below the table, under each column: whether the identity nothing is computed from holds."""
    where, row = spots(table.id, figures.form), TOP + len(table.layout) + 1
    rules = [
        rule
        for rule in figures.form.rules
        if not rule.computes and not rule.across_years and rule.cells <= where.keys()
    ]
    if not rules:
        return
    put_text(at(sheet, row, 1), "勾稽核对")
    looks.hint(at(sheet, row, 1))
    for rule in rules:
        cell = at(sheet, row, where[rule.left[0].cell].column)
        cell.value = balance(rule, where)
        results[table.name, cell.coordinate] = None
        looks.hint(cell)
    span = f"A{row}:{get_column_letter(len(table.widths))}{row}"
    sheet.conditional_formatting.add(span, looks.red_where(f'LEFT(A{row},2)="相差"'))
