"""Broken renderings: pages whose markup, merges or pages went wrong on the way, and what may still be read of them."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from odd_renderings import _is_three
from renderings import (
    FORM,
    HEADINGS,
    Layout,
    Rendering,
    Square,
    expected,
    pieces,
    rows_of,
    spaced,
    squares,
    text_file,
    web_file,
    web_table,
    word_file,
)

from assistant.form import Table
from assistant.report import Report

# ---- merges and columns ----------------------------------------------------------------------------


def overlong(boxes: list[Square], way: str) -> str:
    """The group label covers one row too many, as editors write it."""
    return web_table([replace(b, tall=b.tall + 1) if b.text.startswith("三、本年度") else b for b in boxes], way)


def short(boxes: list[Square], way: str) -> str:
    """The group label covers two rows too few."""
    return web_table([replace(b, tall=b.tall - 2) if b.text.startswith("三、本年度") else b for b in boxes], way)


def spaced_out(boxes: list[Square], way: str) -> str:
    """Every box is followed by an empty column."""
    return web_table([replace(b, x=2 * b.x, wide=2 * b.wide - 1) for b in boxes], way)


def trailing(boxes: list[Square], way: str) -> str:
    """An empty column at the right."""
    return web_table(boxes, way).replace("</tr>", "<td>&nbsp;</td></tr>")


def with_heads(boxes: list[Square], way: str) -> str:
    """Header cells as <th> in a <thead>."""
    table = web_table(boxes, way)
    rows = table.split("</tr>")
    head = "</tr>".join(rows[:3]).replace("<td", "<th").replace("</td>", "</th>")
    return head.replace("<tr>", "<thead><tr>", 1) + "</tr></thead>" + "</tr>".join(rows[3:])


def split_digits(boxes: list[Square], way: str) -> str:
    """Editors leave every digit in a span of its own."""
    table = web_table(boxes, way)
    return re.sub(
        r"<p>(\d+)</p>", lambda m: "<p>" + "".join(f"<span><font>{d}</font></span>" for d in m[1]) + "</p>", table
    )


def label_above(_: Table, boxes: list[Square]) -> str:
    """A row's label on one line, its numbers on the next."""
    out = []
    for row in rows_of(boxes):
        labels, values = [b.text for b in row if not b.value], [b.text for b in row if b.value]
        out += [" ".join(labels)] * bool(labels) + [" ".join(values)] * bool(values)
    return "\n".join(out)


def four_in_three_lines(table: Table, boxes: list[Square]) -> str:
    """Table four as three labelled lines of five."""
    if table.id != "T4":
        return spaced(table, boxes)
    values = [b.text for b in boxes if b.value]
    names = [row.label for row in table.rows.values()]
    head = " ".join(column.label for column in table.columns.values())
    lines = [f"{name} " + " ".join(values[at * 5 : at * 5 + 5]) for at, name in enumerate(names)]
    return "\n".join([head, *lines])


def four_downwards(table: Table, boxes: list[Square]) -> str:
    """Table four as fifteen lines, an outcome and its number each."""
    if table.id != "T4":
        return spaced(table, boxes)
    values = iter(b.text for b in boxes if b.value)
    out = []
    for row in table.rows.values():
        out.append(row.label)
        out += [f"{column.label} {next(values)}" for column in table.columns.values()]
    return "\n".join(out)


def quoted(_: Table, boxes: list[Square]) -> str:
    """Full-width bars around every cell."""
    return "\n".join("｜" + "｜".join(box.text for box in row) + "｜" for row in rows_of(boxes))


def counted_columns(boxes: list[Square], way: str) -> str:
    """A line under table four's header numbers the columns."""
    table = web_table(boxes, way)
    if not any(box.text == "结果维持" for box in boxes):
        return table
    line = "<tr>" + "".join(f"<td>{number}</td>" for number in range(1, 16)) + "</tr>"
    at = table.rindex("<tr>")
    return table[:at] + line + table[at:]


# ---- files inside files ----------------------------------------------------------------------------


def source_as_text(report: Report) -> Rendering:
    """The source of the page's article saved as .txt."""
    page = web_file(report, "merged").data.decode()
    body = page[page.index("<body>") + 6 : page.index("</body>")]
    return replace(web_file(report, "merged"), name="report.txt", data=body.encode())


def tables_in_markdown(report: Report) -> Rendering:
    """Markdown with HTML tables in it, as converters write them where cells are merged."""
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    out: list[str] = []
    for kind, text in pieces(report, HEADINGS[0]):
        if kind in FORM.tables:
            out.append(web_table(squares(FORM.tables[kind], values), "merged"))
        else:
            out.append(f"## {text}" if kind in {"head", "title"} else text.replace("\n", "\n\n"))
    return Rendering("report.md", "\n\n".join(out).encode(), expected(values), report.sections)


def web_archive(report: Report) -> Rendering:
    """A page saved as .mht."""
    import email.mime.multipart
    import email.mime.text

    rendering = web_file(report, "merged")
    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(rendering.data.decode(), "html", "utf-8"))
    return replace(rendering, name="report.mht", data=message.as_bytes())


def word_split(report: Report) -> Rendering:
    """A .docx in which table three is two tables, the header above both, and a signature below."""
    from docx import Document

    document: Any = Document(io.BytesIO(word_file(report, merged=True).data))
    table = next(t for t in document.tables if "申请人情况" in t.rows[0].cells[-1].text)
    import copy

    second = copy.deepcopy(table._tbl)
    table._tbl.addnext(second)
    table._tbl.addnext(document.add_paragraph("续表")._p)
    rows = second.findall(".//{*}tr")
    for row in rows[3:16]:
        second.remove(row)
    for row in table._tbl.findall(".//{*}tr")[16:]:
        table._tbl.remove(row)
    for merge in rows[16].findall(".//{*}vMerge"):
        merge.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "restart")
    out = io.BytesIO()
    document.save(out)
    return replace(word_file(report, merged=True), data=out.getvalue(), sections={"*": "*"})


def sheet_of_formulas(report: Report) -> Rendering:
    """A workbook whose totals are formulas that were never calculated, with a hidden row of last year's numbers."""
    import openpyxl

    book = openpyxl.Workbook()
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    shown: dict[str, Decimal | None] = dict(values)
    for index, table in enumerate(FORM.tables.values()):
        sheet: Any = book.active if index == 0 else book.create_sheet()
        sheet.title = table.name
        sheet.cell(1, 1, f"{report.title} {table.title}")
        for box in squares(table, values):
            sheet.cell(box.y + 2, box.x + 1, float(box.text) if box.value and box.text else box.text)
        if table.id == "T3":
            for row in table.rows:
                shown[f"T3.{row}.total"] = None
            for y in range(5, 30):
                sheet.cell(y, 10).value = f"=SUM(D{y}:I{y})"
            sheet.insert_rows(5)
            sheet.cell(5, 1, "一、本年新收政府信息公开申请数量")
            for x in range(4, 11):
                sheet.cell(5, x, 7)
            sheet.row_dimensions[5].hidden = True
    out = io.BytesIO()
    book.save(out)
    return Rendering("report.xlsx", out.getvalue(), shown, {"*": "*"})


# ---- pdf -------------------------------------------------------------------------------------------

SHEET = "@page { size: A4; margin: 25mm; @bottom-center { content: '— ' counter(page) ' —'; } }"
STYLE = (
    "td, th { border: 0.5pt solid black; font-size: 8pt; padding: 2pt; }"
    " table { border-collapse: collapse; } p { margin: 0; }"
)


def pdf(
    report: Report,
    *,
    style: str = "",
    table: Callable[[list[Square], str], str] = web_table,
    change: Callable[[str], str] = str,
) -> Rendering:
    """A .pdf of the page with merged cells, its sheet and style changed."""
    import weasyprint

    page = web_file(report, "merged", style=f"{SHEET} {STYLE} {style}", table=table)
    data = weasyprint.HTML(string=change(page.data.decode().replace('border="1"', ""))).write_pdf()
    return Rendering("report.pdf", data, page.expected, report.sections)


def footnoted(boxes: list[Square], way: str) -> str:
    marked = [replace(box, text=f"{box.text}\ue001") if box.value and box.text != "0" else box for box in boxes]
    return web_table(marked, way).replace("\ue001", "<sup>1</sup>")


def stamped(page: str) -> str:
    """A watermark across every page."""
    return page.replace("<body>", '<body><div class="stamp">内部资料注意保存</div>')


def headed(page: str) -> str:
    title = re.search(r"<h1>(.*?)</h1>", page)
    assert title
    return page.replace("@page {", f"@page {{ @top-center {{ content: '{title[1]}'; }}", 1)


def thead(boxes: list[Square], way: str) -> str:
    return with_heads(boxes, way) if _is_three(boxes) else web_table(boxes, way)


BROKEN: dict[str, Layout] = {
    "合并多一行": lambda r: web_file(r, "merged", table=overlong),
    "合并少两行": lambda r: web_file(r, "merged", table=short),
    "列间有空列": lambda r: web_file(r, "merged", table=spaced_out),
    "右侧有空列": lambda r: web_file(r, "merged", table=trailing),
    "表头元素": lambda r: web_file(r, "merged", table=thead),
    "逐位数字分段": lambda r: web_file(r, "merged", table=split_digits),
    "标签独占一行": lambda r: text_file(r, label_above),
    "表四三行": lambda r: text_file(r, four_in_three_lines),
    "表四竖排": lambda r: text_file(r, four_downwards),
    "表四有列号": lambda r: web_file(r, "merged", table=counted_columns),
    "全角竖线": lambda r: text_file(r, quoted),
    "网页源码存为文本": source_as_text,
    "Markdown内网页表格": tables_in_markdown,
    "网页存为mht": web_archive,
    "Word表三分两张": word_split,
}
"""Read like any other."""

BROKEN_LOSSY: dict[str, Layout] = {"Excel未计算的公式": sheet_of_formulas}
"""Without totals a row whose last number is the sum of the others may have lost a cell: it stays blank."""

BROKEN_PRINTED: dict[str, Layout] = {
    "PDF角注": lambda r: pdf(r, table=footnoted),
    "PDF表头跨页": lambda r: pdf(r, table=thead, style="@page { size: A5; margin: 15mm } td, th { font-size: 6pt; }"),
    "PDF横向": lambda r: pdf(r, style="@page { size: A4 landscape; }"),
    "PDF水印": lambda r: pdf(
        r,
        change=stamped,
        style=".stamp { position: fixed; top: 90mm; left: 10mm; font-size: 34pt; transform: rotate(-35deg); }",
    ),
    "PDF页眉": lambda r: pdf(r, change=headed),
    "PDF窄列": lambda r: pdf(r, style="td { word-break: break-all; max-width: 7mm; width: 7mm; }"),
}
"""The same, printed."""
