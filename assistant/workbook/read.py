"""read: a filled workbook back as a report; every finding names its sheet and cell.

Sheets are found by name, else by their labels. Cells are read where the layout puts them, after the labels
around them have been compared; a row that has moved is followed by its label, one that is gone is reported.
"""

from collections.abc import Iterable, Mapping

from assistant.errors import FileProblem, FileUnreadable
from assistant.figures import Figures, Indicator, Note
from assistant.findings import Finding, Severity, found
from assistant.form import Form, Table, editions, load, section_name
from assistant.prose import Value, read_value
from assistant.report import Report
from assistant.workbook.opening import Sheet, open_sheets
from assistant.workbook.places import (
    CONTINUED,
    FORMAT,
    GUIDE,
    INDICATOR_HEADS,
    INDICATORS,
    MARK,
    NOTE_HEADS,
    NOTES,
    ORGAN,
    TEXT,
    TEXT_HEADS,
    YEAR,
    Spot,
)
from assistant.workbook.table import alike, form_of, read_table, table_sheet


def is_ours(data: bytes) -> bool:
    """Whether these bytes are a workbook of this program: its mark, or tables where the template has them."""
    try:
        sheets = open_sheets(data)
        return _marked(sheets) or form_of(sheets) is not None
    except FileProblem:
        return False


def _marked(sheets: Mapping[str, Sheet]) -> bool:
    return MARK in sheets and _pairs(sheets[MARK]).get("format") == FORMAT


def _form(sheets: Mapping[str, Sheet]) -> Form:
    """The form the workbook says it was made by, else the one whose tables it holds; raises FileUnreadable."""
    edition = _pairs(sheets[MARK]).get("edition", "").strip() if _marked(sheets) else ""
    if edition and edition not in editions():
        raise FileUnreadable(
            f"这个工作簿是按“{edition}”年版的格式做的，本程序只有这些版本：{'、'.join(editions())}。请使用本系统下载的模板填写。"
        )
    form = load(edition) if edition else form_of(sheets)
    if form is None:
        if _marked(sheets):
            return load()
        raise FileUnreadable("这不是年度报告填报工作簿：没有找到规定的三张表。请使用本系统下载的模板填写。")
    return form


def read(data: bytes) -> Report:
    """The report in a workbook; raises FileUnreadable if it is damaged, none of ours, or of an unknown edition."""
    sheets = open_sheets(data)
    form = _form(sheets)
    mark = _pairs(sheets[MARK]) if MARK in sheets else {}
    findings: list[Finding] = []
    organ, year = _identity(sheets, mark, findings)
    return Report(
        organ=organ,
        year=year,
        title=mark.get("title", ""),
        figures=_figures(sheets, form, findings),
        indicators=tuple(_indicators(sheets, form, findings)),
        notes=tuple(_notes(sheets, form, findings)),
        sections=_sections(sheets, form, findings),
        findings=tuple(findings),
    )


def _pairs(sheet: Sheet) -> dict[str, str]:
    rows = range(1, sheet.last_row + 1)
    return {sheet.at(row, 1).text.strip(): sheet.at(row, 2).text for row in rows if sheet.at(row, 1).text.strip()}


def _identity(sheets: Mapping[str, Sheet], mark: Mapping[str, str], findings: list[Finding]) -> tuple[str, int | None]:
    """Organ and year as the clerk has them on the first sheet, else as they were when the workbook was made."""
    shown = _pairs(sheets[GUIDE]) if GUIDE in sheets else {}
    organ = shown.get(ORGAN, mark.get("organ", "")).strip()
    raw = shown.get(YEAR, mark.get("year", "")).strip()
    digits = raw.removesuffix("年度").removesuffix("年").strip()
    if digits.isdecimal() and len(digits) == len("2024"):
        return organ, int(digits)
    if raw:
        findings.append(
            found("R-06", "preamble", f"工作表“{GUIDE}”的报告年度“{raw}”不是四位年份，请改为如 2024 的写法。")
        )
    return organ, None


def _figures(sheets: Mapping[str, Sheet], form: Form, findings: list[Finding]) -> Figures:
    figures = Figures({}, {}, form)
    for table in form.tables.values():
        sheet = table_sheet(table, sheets)
        if sheet is None:
            message = (
                f"工作簿中没有找到“{table.name}”工作表，{table.name}的单元格均按空白处理。请从模板补回这张工作表。"
            )
            findings.append(found("R-01", table.id, message))
            continue
        if sheet.name != table.name:
            findings.append(found("R-07", table.id, f"{table.name}是从工作表“{sheet.name}”中读取的。"))
        findings.extend(_beside(table, sheet, sheets))
        figures = read_table(table, sheet, figures, findings)
    return figures


def _beside(table: Table, sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterable[Finding]:
    """Other sheets that look like the table, such as a copy somebody made: they are not read."""
    for other in alike(table, sheets):
        if other.name != sheet.name:
            message = (
                f"工作表“{other.name}”也是{table.name}的表样，没有读取；读取的是“{sheet.name}”。请核对数字填在哪一张。"
            )
            yield found("R-07", table.id, message, severity=Severity.WARNING)


def _list(
    sheets: Mapping[str, Sheet], name: str, heads: tuple[str, ...], findings: list[Finding]
) -> Iterable[tuple[Sheet, int, tuple[int, ...]]]:
    """The filled rows of a list sheet, with the column each head stands in."""
    sheet = sheets.get(name)
    if sheet is None:
        findings.append(found("R-07", "unplaced", f"工作簿中没有“{name}”工作表，这一部分没有读入。"))
        return
    places = {sheet.at(1, column).text.strip(): column for column in range(1, 30)}
    missing = [head for head in heads if head not in places]
    if missing:
        message = f"工作表“{name}”第1行没有“{missing[0]}”一列，这一部分没有读入。请按模板恢复表头。"
        findings.append(found("R-07", "unplaced", message))
        return
    columns = tuple(places[head] for head in heads)
    for row in range(2, sheet.last_row + 1):
        if any(sheet.at(row, column).text.strip() for column in columns):
            yield sheet, row, columns


def _indicators(sheets: Mapping[str, Sheet], form: Form, findings: list[Finding]) -> Iterable[Indicator]:
    for sheet, row, columns in _list(sheets, INDICATORS, INDICATOR_HEADS, findings):
        name, _, unit, aspect, _ = (sheet.at(row, column).text for column in columns)
        value = _value(sheet, Spot(row, columns[1]), name, findings)
        last = _value(sheet, Spot(row, columns[4]), name, findings).number
        if not name.strip():
            message = f"工作表“{INDICATORS}”{Spot(row, columns[0]).address} 没有填写指标名称，这一行没有读入。"
            findings.append(found("R-07", "unplaced", message))
            continue
        section = _section(aspect, form, sheet, Spot(row, columns[3]), findings)
        yield Indicator(name, value.number, unit, section, last, value.about)


def _value(sheet: Sheet, spot: Spot, name: str, findings: list[Finding]) -> Value:
    value = read_value(sheet.at(spot.row, spot.column).text)
    if value.reading.state == "unreadable":
        raw = value.reading.raw
        message = f"工作表“{sheet.name}”{spot.address}（{name}）“{raw}”不是数字，按空白处理，请改为阿拉伯数字。"
        findings.append(found("T-01", f"indicator.{name}", message, values={"text": raw}))
    return value


def _notes(sheets: Mapping[str, Sheet], form: Form, findings: list[Finding]) -> Iterable[Note]:
    for sheet, row, (aspect, text) in _list(sheets, NOTES, NOTE_HEADS, findings):
        if sheet.at(row, text).text.strip():
            section = _section(sheet.at(row, aspect).text, form, sheet, Spot(row, aspect), findings)
            yield Note(section, sheet.at(row, text).text)


def _section(name: str, form: Form, sheet: Sheet, spot: Spot, findings: list[Finding]) -> str:
    """The section id of a name as people choose it; what names none is kept and reported."""
    for section in form.narrative:
        if name.strip() in {section, section_name(form, section), form.part(section).title} - {""}:
            return section
    said = f"“{name}”不是报告的部分" if name.strip() else "没有填写所属部分"
    findings.append(found("R-07", "unplaced", f"工作表“{sheet.name}”{spot.address} {said}，请从下拉列表中选择。"))
    return name.strip() or "unplaced"


def _sections(sheets: Mapping[str, Sheet], form: Form, findings: list[Finding]) -> dict[str, str]:
    sections: dict[str, str] = {}
    known = {part.title: part.id for part in form.parts if part.kind == "text" and part.title}
    for sheet, row, (code, title, text) in _list(sheets, TEXT, TEXT_HEADS, findings):
        section = sheet.at(row, code).text.strip() or known.get(sheet.at(row, title).text.strip(), "")
        words = sheet.at(row, text).text
        if not words.strip():
            continue
        if not section:
            section = "unplaced"
            message = f"工作表“{TEXT}”{Spot(row, code).address} 没有章节代码，这一行文字没有归入任何部分。"
            findings.append(found("R-05", "unplaced", message))
        before = sections.get(section)
        joint = "" if sheet.at(row, title).text == CONTINUED else "\n"
        sections[section] = words if before is None else before + joint + words
    return sections
