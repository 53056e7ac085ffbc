"""blank: an empty ledger to keep through the year, with the form's applicants and results to choose from."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from assistant.form import Form
from assistant.ledger.words import TABLE

_HEADS = (("编号", 14), ("收到日期", 14), ("申请人类型", 18), ("办理结果", 52), ("答复日期", 14), ("备注", 30))
_ROWS = 2000
_CHOICES = "选项"


def template(form: Form) -> bytes:
    """A blank ledger as xlsx; what is chosen from its lists is always counted."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "依申请公开台账"
    for column, (head, width) in enumerate(_HEADS, start=1):
        sheet.cell(1, column).value = head
        sheet.cell(1, column).font = Font(name="黑体", size=11)
        sheet.cell(1, column).fill = PatternFill("solid", start_color="FFC6D9F1", end_color="FFC6D9F1")
        sheet.cell(1, column).alignment = Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    choices = book.create_sheet(_CHOICES)
    choices.sheet_state = "hidden"
    for column, (letter, options) in enumerate((("C", applicants(form)), ("D", results(form))), start=1):
        for row, option in enumerate(options, start=1):
            choices.cell(row, column).value = option
        source = get_column_letter(column)
        rule = DataValidation(
            type="list", formula1=f"{_CHOICES}!${source}$1:${source}${len(options)}", allow_blank=True
        )
        rule.errorTitle, rule.error, rule.showErrorMessage = "不在列表中", "请从下拉列表中选择，以便准确汇总。", True
        rule.add(f"{letter}2:{letter}{_ROWS}")
        sheet.add_data_validation(rule)
    for letter in ("B", "E"):
        for row in range(2, _ROWS + 1):
            sheet[f"{letter}{row}"].number_format = "yyyy-mm-dd"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def applicants(form: Form) -> list[str]:
    """The applicants a ledger can name, as the form prints them."""
    return [column.label for column in form.tables[TABLE].applicants()]


def results(form: Form) -> list[str]:
    """The results a ledger can name, each with its group, as 3.其他 alone says little."""
    return ["：".join((*row.group[1:], row.label)) for row in form.tables[TABLE].result_rows]
