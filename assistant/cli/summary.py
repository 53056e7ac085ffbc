"""The spreadsheet of a batch check: one row a report, then every finding on a second sheet."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.findings import CATALOGUE, Severity
from assistant.report import Report

_LABEL = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}


def write_summary(reports: Sequence[tuple[str, Report]]) -> bytes:
    """An xlsx of checked reports, given as (file name, report with its findings)."""
    book = Workbook()
    overview = book.active
    if not isinstance(overview, Worksheet):
        raise TypeError
    overview.title = "汇总"
    codes = sorted({finding.code for _, report in reports for finding in report.findings})
    overview.append(
        [
            "文件",
            "机关",
            "年度",
            "结论",
            "错误",
            "提醒",
            "空白单元格",
            *(f"{code} {CATALOGUE[code].title}" for code in codes),
        ]
    )
    for name, report in reports:
        by_code = Counter(finding.code for finding in report.findings)
        by_severity = Counter(finding.severity for finding in report.findings)
        errors = by_severity[Severity.ERROR]
        overview.append(
            [
                _text(name),
                _text(report.organ),
                report.year,
                "有错误" if errors else "未发现错误",
                errors,
                by_severity[Severity.WARNING],
                len(report.form.cells) - len(report.figures.values),
                *(by_code[code] for code in codes),
            ]
        )
    details = book.create_sheet("明细")
    details.append(["文件", "机关", "年度", "程度", "代码", "位置", "说明", "依据"])
    for name, report in reports:
        for finding in report.findings:
            details.append(
                [
                    _text(name),
                    _text(report.organ),
                    report.year,
                    _LABEL[finding.severity],
                    finding.code,
                    report.form.cell_name(finding.where),
                    _text(finding.message),
                    _text(finding.basis),
                ]
            )
    _dress(overview, [36, 30, 8, 12, 8, 8, 12, *[16] * len(codes)])
    _dress(details, [36, 30, 8, 8, 8, 36, 90, 60])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(value: str) -> str:
    """Text that a spreadsheet program never takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@"} else value


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    sheet.freeze_panes = "B2"
    for number, (column, width) in enumerate(zip(sheet.columns, widths, strict=False), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        column[0].font = Font(bold=True)
        column[0].fill = PatternFill("solid", fgColor="DCE6F2")
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
