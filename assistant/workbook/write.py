"""write: a report as a workbook to fill in: the three tables as printed, indicators, notes, text.

Typed cells are open and validated, computed cells locked and calculated by formulas made from the form's
own rules. A stored total its parts do not give is written as it is and marked, never overruled.
"""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.figures import Figures
from assistant.report import Report
from assistant.workbook import looks
from assistant.workbook.cached import with_results
from assistant.workbook.grid import Results, write_table
from assistant.workbook.lists import write_indicators, write_notes, write_text
from assistant.workbook.looks import at, put_text
from assistant.workbook.places import FORMAT, GUIDE, INDICATORS, MARK, NOTES, ORGAN, TEXT, YEAR, derived


def write(report: Report, *, template: bool = False) -> bytes:
    """The workbook's bytes. A template keeps what is carried over from last year and leaves the rest blank."""
    figures = _carried_only(report.figures) if template else report.figures
    book = Workbook()
    results: Results = {}
    guide = book.active
    assert isinstance(guide, Worksheet)  # noqa: S101 - a new workbook has one sheet
    _guide(guide, report)
    for table in figures.form.tables.values():
        write_table(book.create_sheet(table.name), table, figures, results)
    write_indicators(book.create_sheet(INDICATORS), report, template=template)
    write_notes(book.create_sheet(NOTES), report, template=template)
    write_text(book.create_sheet(TEXT), report, template=template)
    _mark(book.create_sheet(MARK), report)
    out = BytesIO()
    book.save(out)
    return with_results(out.getvalue(), results)


def _carried_only(figures: Figures) -> Figures:
    carried = {code: value for code, value in figures.values.items() if figures.form.cells[code].carried}
    typed = {code: value for code, value in carried.items() if not figures.form.cells[code].computed}
    given = derived(Figures(typed, {}, figures.form))
    return Figures(typed | {code: value for code, value in given.items() if code in carried}, {}, figures.form)


def _guide(sheet: Worksheet, report: Report) -> None:
    sheet.title = GUIDE
    put_text(at(sheet, 1, 1), "政府信息公开工作年度报告填报表")
    looks.title(at(sheet, 1, 1))
    for row, (name, value) in enumerate(((ORGAN, report.organ), (YEAR, report.year)), start=3):
        at(sheet, row, 1).value = name
        cell = at(sheet, row, 2)
        if isinstance(value, int):
            cell.value = value
        elif value:
            put_text(cell, value)
        looks.open_cell(cell, text=True)
    for row, line in enumerate(_guidance(report), start=6):
        put_text(at(sheet, row, 1), line)
        looks.prose(at(sheet, row, 1))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    looks.protect(sheet)


def _guidance(report: Report) -> Iterator[str]:
    names = "、".join(table.name for table in report.figures.form.tables.values())
    yield f"一、{names}按照法定格式排列（{report.figures.form.source}）。白色单元格填写，灰色自动计算，请勿改动结构。"
    yield "二、件数填写不小于0的整数，收费金额以万元为单位，可有小数。没有发生的填0；空白表示尚未填写，不等于0。"
    yield "三、蓝色单元格由上年年度报告“结转下年度继续办理”带入，与上年报告不一致的，请先核实上年报告。"
    yield f"四、“{INDICATORS}”填写本机关自己的数字，“{NOTES}”填写本年做了哪些工作，起草文字只使用这些内容。"
    yield f"五、“{TEXT}”每行一节，段落之间换行（Alt+Enter）。填好后保存，在本系统中导入。"


def _mark(sheet: Worksheet, report: Report) -> None:
    year = "" if report.year is None else str(report.year)
    rows = (
        ("format", FORMAT),
        ("organ", report.organ),
        ("year", year),
        ("edition", report.edition),
        ("title", report.title),
    )
    for row, (name, value) in enumerate(rows, start=1):
        at(sheet, row, 1).value = name
        put_text(at(sheet, row, 2), value)
    sheet.sheet_state = "hidden"
