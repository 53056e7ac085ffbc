"""Odd renderings: how a county office's report comes out of Word, WPS and several portals' editors.

Like the layouts of `renderings`, each prints a report whose figures are known and says what a faithful
reader gets from it. A number that no reader can be certain of is expected blank.
"""

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from renderings import (
    FORM,
    HEADINGS,
    Layout,
    Rendering,
    Square,
    bars_collapsed,
    blank_for_zero,
    cells_only,
    expected,
    full,
    pieces,
    plainly,
    rows_of,
    runs,
    spaced,
    squares,
    tabs,
    text_file,
    web_file,
    web_table,
    word_file,
)

from assistant.figures import plain
from assistant.form import Table
from assistant.report import Report

Values = Mapping[str, Decimal | None]

# ---- headings and labels as they are mistyped ------------------------------------------------------

DOTTED = {part: re.sub(r"^([一二三四五六])、", r"\1.", title) for part, title in HEADINGS[0].items()}
CHAPTERS = {part: re.sub(r"^([一二三四五六])、", r"第\1部分　", title) for part, title in HEADINGS[0].items()}
BRACKETED = {
    part: re.sub(r"^（([一二三四五])）", lambda m: f"{'一二三四五'.index(m[1]) + 1}.", title)
    if title.startswith("（")
    else re.sub(r"^([一二三四五六])、", r"（\1）", title)
    for part, title in HEADINGS[0].items()
}
ARABIC = {
    part: re.sub(r"^([一二三四五六])、", lambda m: f"{'一二三四五六'.index(m[1]) + 1}.", title)
    for part, title in HEADINGS[0].items()
}
ENGLISH = {part: title.translate(str.maketrans("（）、", "(),")) for part, title in HEADINGS[0].items()}
ADDENDUM = {**HEADINGS[0], "other": "六、附则"}
REMARKS = {**HEADINGS[0], "other": "六、有关情况说明"}

_MISPRINTS = {
    "本年处理决定数量": "行政处理决定数量",
    "信访举报投诉类申请": "信访举报投诉",
    "保护第三方合法权益": "保护第三方合法权利",
    "属于行政执法案卷": "属于行政执法卷宗",
    "没有现成信息需要另行制作": "没有现成信息需另行制作",
    "本机关不掌握相关政府信息": "本机关不掌握有关政府信息",
    "要求提供公开出版物": "要求提供公开出版物申请",
    "结转下年度继续办理": "结转到下年度继续办理",
    "现行有效件数": "现行有效数",
    "尚未审结": "未审结",
}


def misprinted(text: str) -> str:
    """Labels a little wrong, as typed by hand."""
    for right, wrong in _MISPRINTS.items():
        text = text.replace(right, wrong)
    return text


def stretched(text: str) -> str:
    """Short labels stretched with full-width spaces: 总　计."""
    return "　".join(text) if len(text) <= 4 else text


def wrapped(text: str) -> str:
    """Long labels broken by hand."""
    return re.sub(r"(.{6})(?=.)", "\\1\n", text) if len(text) > 8 else text


def with_units(_: str, value: Decimal | None) -> str:
    return "" if value is None else f"{plain(value)}件" if value == value.to_integral_value() else plain(value)


# ---- figures with marks beside them ----------------------------------------------------------------


def circled(_: str, value: Decimal | None) -> str:
    """A circled footnote number behind a value: 3①."""
    return "" if value is None else plain(value) + ("①" if value and value == value.to_integral_value() else "")


def raised(_: str, value: Decimal | None) -> str:
    """A raised footnote number behind a value: 3¹."""
    return "" if value is None else plain(value) + ("¹" if value and value == value.to_integral_value() else "")


def starred(_: str, value: Decimal | None) -> str:
    return "" if value is None else plain(value) + ("*" if value else "")


def web_marked(tag: str, text: str) -> Callable[[list[Square], str], str]:
    """Tables whose values other than 0 have an element beside them: a footnote, a number struck out."""

    def write(boxes: list[Square], way: str) -> str:
        marked = [replace(box, text=f"{box.text}\ue001") if box.value and box.text != "0" else box for box in boxes]
        return web_table(marked, way).replace("\ue001", f"<{tag}>{text}</{tag}>")

    return write


# ---- tables in pieces ------------------------------------------------------------------------------


def _head(boxes: Sequence[Square], table_rows: int) -> list[Square]:
    return [box for box in boxes if box.y < table_rows]


def _piece(boxes: list[Square], start: int, end: int) -> list[Square]:
    """Rows start to end as a table of their own; a group label goes on as an empty cell."""
    out = []
    for box in boxes:
        if box.y + box.tall <= start or box.y >= end:
            continue
        top, bottom = max(box.y, start), min(box.y + box.tall, end)
        out.append(replace(box, y=top - start, tall=bottom - top, text=box.text if box.y >= start else ""))
    return sorted(out, key=lambda box: (box.y, box.x))


def _is_three(boxes: Sequence[Square]) -> bool:
    return any("新收" in box.text for box in boxes)


def in_three_tables(boxes: list[Square], way: str) -> str:
    """Table three pasted as three tables, each with the header."""
    if not _is_three(boxes):
        return web_table(boxes, way)
    height = max(box.y + box.tall for box in boxes)
    head = _head(boxes, 3)
    cuts = [(0, 11), (11, 20), (20, height)]
    out = []
    for start, end in cuts:
        own = _piece(boxes, start, end)
        if start:
            own = [*head, *(replace(box, y=box.y + 3) for box in own)]
        out.append(web_table(own, way))
    return "<p>续表</p>".join(out)


def header_again(boxes: list[Square], way: str) -> str:
    """One table in which the header is repeated where the page broke."""
    if not _is_three(boxes):
        return web_table(boxes, way)
    head = _head(boxes, 3)
    later = [replace(box, y=box.y + 3) for box in _piece(boxes, 14, max(b.y + b.tall for b in boxes))]
    return web_table(_piece(boxes, 0, 14), way)[: -len("</table>")] + web_table([*head, *later], way).split(">", 1)[1]


def columns_stacked(boxes: list[Square], way: str) -> str:
    """All values of a column as paragraphs of one cell beside the labels, likewise stacked."""
    if not _is_three(boxes):
        return web_table(boxes, way)
    head = web_table(_head(boxes, 3), way)[: -len("</table>")]
    body = [row for row in rows_of(boxes) if any(box.value for box in row)]
    labels = "".join(f"<p>{html.escape(next(b.text for b in reversed(row) if not b.value))}</p>" for row in body)
    columns = zip(*([box.text for box in row if box.value] for row in body), strict=True)
    cells = "".join("<td>" + "".join(f"<p>{text}</p>" for text in column) + "</td>" for column in columns)
    return f'{head}<tr><td colspan="3">{labels}</td>{cells}</tr></table>'


def numbered_rows(boxes: list[Square], way: str) -> str:
    """A column of serial numbers at the left."""
    if not _is_three(boxes):
        return web_table(boxes, way)
    height = max(box.y + box.tall for box in boxes)
    extra = [Square(0, y, str(y - 2) if y > 2 else "序号" if y == 2 else "", 1, 1, value=False) for y in range(height)]
    return web_table(sorted([*extra, *(replace(b, x=b.x + 1) for b in boxes)], key=lambda b: (b.y, b.x)), way)


def in_a_table_in_a_table(boxes: list[Square], way: str) -> str:
    """A table inside the one cell of another, twice."""
    inner = web_table(boxes, way)
    return f'<table class="t"><tr><td><table border="0"><tr><td>{inner}</td></tr></table></td></tr></table>'


def as_lists(boxes: list[Square], _: str) -> str:
    """Every row a list of its cells, as a responsive page has it."""
    return "".join(
        "<ul>" + "".join(f"<li>{html.escape(box.text)}</li>" for box in row) + "</ul>" for row in rows_of(boxes)
    )


# ---- whole pages -----------------------------------------------------------------------------------


def titled_only(_: str, inner: str) -> str:
    """The organ's name stands in the page's <title> alone."""
    return re.sub(r"<h1>.*?</h1>", "<h1>政府信息公开工作年度报告</h1>", inner, count=1)


def framed(title: str, inner: str) -> str:
    """A portal page: an index table above, a list of other years' reports beside, an attachment below."""
    other = "".join(f"<li><a>{title[:-13]}{year}年政府信息公开工作年度报告</a></li>" for year in (2017, 2018, 2019))
    about = (
        "<table><tr><td>索引号</td><td>000000000/2025-00001</td><td>发布机构</td><td>办公室</td></tr>"
        "<tr><td>成文日期</td><td>2025-01-20</td><td>有效性</td><td>有效</td></tr></table>"
    )
    return (
        f"<div class='side'><ul>{other}</ul></div><div class='main'>{about}<div id='zoom'>{inner}</div>"
        "<p>附件：年度报告.docx</p><p>【打印本页】 【关闭窗口】</p></div>"
    )


def twice(_: str, inner: str) -> str:
    """The page holds the article a second time for telephones, hidden."""
    return f"<div class='pc'>{inner}</div><div class='m' style='display: none'>{inner}</div>"


def ahead(report: Report) -> Rendering:
    """The three tables before all text."""
    rendering = web_file(report, "merged")
    page = rendering.data.decode()
    tables = re.findall(r"<p>　　[二三四]、[^<]*</p>\s*<table.*?</table>", page, re.DOTALL)
    assert len(tables) == 3
    for table in tables:
        page = page.replace(table, "")
    at = page.index("</h1>") + len("</h1>")
    return replace(rendering, data=(page[:at] + "".join(tables) + page[at:]).encode())


def attached(report: Report) -> Rendering:
    """The three tables after all text, as annexes."""
    rendering = web_file(report, "merged")
    page = rendering.data.decode()
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    for index, table in enumerate(tables):
        page = page.replace(table, f"<p>（详见附表{index + 1}）</p>")
    annexes = "".join(f"<p>附表{index + 1}</p>{table}" for index, table in enumerate(tables))
    sections = {**rendering.sections, "unplaced": "*"}
    return replace(rendering, data=page.replace("</body>", annexes + "</body>").encode(), sections=sections)


def in_one_paragraph(report: Report) -> Rendering:
    """All prose between two tables is one paragraph."""
    values = dict(expected(report.figures.values))
    out: list[str] = []
    for kind, text in pieces(report, HEADINGS[0]):
        if kind in FORM.tables:
            out.append("\n" + bars_collapsed(FORM.tables[kind], squares(FORM.tables[kind], values)) + "\n")
        elif kind == "title":
            out.append(text + "\n")
        else:
            out.append(text.replace("\n", "") + (" " if kind == "head" else ""))
    return Rendering("report.txt", "".join(out).encode(), values, _joined(report))


def _joined(report: Report) -> dict[str, str]:
    return {name: text.replace("\n", "") for name, text in report.sections.items()}


def with_other_tables(report: Report) -> Rendering:
    """Tables of the office's own in the prose, with words of the form's labels and other numbers."""
    rendering = web_file(report, "merged")
    one = (
        "<table><tr><td>公开类别</td><td>数量（条）</td></tr><tr><td>行政规范性文件</td><td>9351</td></tr>"
        "<tr><td>行政许可</td><td>8362</td></tr><tr><td>行政处罚</td><td>7373</td></tr>"
        "<tr><td>行政事业性收费</td><td>6384</td></tr></table>"
    )
    two = (
        "<table><tr><td>办理结果</td><td>件数</td></tr><tr><td>予以公开</td><td>5395</td></tr>"
        "<tr><td>部分公开</td><td>4316</td></tr><tr><td>不予公开</td><td>3327</td></tr></table>"
    )
    page = rendering.data.decode()
    page = page.replace("<p>　　（二）依申请公开</p>", one + "<p>　　（二）依申请公开</p>", 1)
    page = page.replace("<p>　　（三）政府信息管理</p>", two + "<p>　　（三）政府信息管理</p>", 1)
    return replace(rendering, data=page.encode(), sections={"*": "*"})


def misdeclared(report: Report) -> Rendering:
    """GB18030 in a page that calls itself UTF-8."""
    rendering = web_file(report, "merged")
    return replace(rendering, data=rendering.data.decode().encode("gb18030"))


def with_entities(report: Report) -> Rendering:
    """Spaces and zero-width characters as entities in every cell."""
    rendering = web_file(report, "merged")
    page = re.sub(r"<td([^>]*)><p>([^<]*)</p>", r"<td\1><p>&nbsp;\2&#8203;&ensp;</p>", rendering.data.decode())
    return replace(rendering, data=page.encode())


# ---- text ------------------------------------------------------------------------------------------


def commas(_: Table, boxes: list[Square]) -> str:
    """A row a line, comma-separated, as a sheet saved as .csv."""
    return "\n".join(",".join(row) for row in full(boxes, repeat=False))


def boxed(_: Table, boxes: list[Square]) -> str:
    """Drawn with box characters, labels broken within their box."""
    out = []
    for row in full(boxes, repeat=False):
        lines = [re.sub(r"(.{8})(?=.)", "\\1\n", cell).split("\n") for cell in row]
        for at in range(max(map(len, lines))):
            out.append("│" + "│".join(line[at] if at < len(line) else "" for line in lines) + "│")
        out.append("├" + "┼".join("──" for _ in row) + "┤")
    return "┌" + "┬".join("──" for _ in full(boxes, repeat=False)[0]) + "┐\n" + "\n".join(out)


def bare_numbers(table: Table, boxes: list[Square]) -> str:
    """Table three as bare numbers, one a line, without a label."""
    if table.id != "T3":
        return spaced(table, boxes)
    return "\n".join(box.text for box in boxes if box.value)


def aligned(_: Table, boxes: list[Square]) -> str:
    """Columns set with runs of spaces."""
    return "\n".join("    ".join(f"{square.text:>6}" for square in row if square.text) for row in rows_of(boxes))


def with_column_names(table: Table, boxes: list[Square]) -> str:
    """Every value of table three after its column's name: 自然人3，商业企业0，…"""
    if table.id != "T3":
        return spaced(table, boxes)
    out = []
    names = [column.label for column in table.columns.values()]
    for row in rows_of(boxes):
        values = [box.text for box in row if box.value]
        if values:
            label = next(box.text for box in reversed(row) if not box.value)
            out.append(f"{label}：" + "，".join(n + v for n, v in zip(names, values, strict=True)) + "；")
    return "\n".join(out)


def all_in_one_line(report: Report) -> Rendering:
    """The whole file is one line."""
    rendering = text_file(report, spaced)
    return replace(rendering, data=rendering.data.decode().replace("\n", " ").encode(), sections={"*": "*"})


def two_years(report: Report) -> Rendering:
    """Last year's tables two and four follow this year's under the same heading: neither is certain."""
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    other = {code: None if value is None else value + 1 for code, value in values.items()}
    out: list[str] = []
    for kind, text in pieces(report, HEADINGS[0]):
        if kind in FORM.tables:
            out.append(spaced(FORM.tables[kind], squares(FORM.tables[kind], values)))
            out.append(spaced(FORM.tables[kind], squares(FORM.tables[kind], other)))
        else:
            out.append(text)
    blank = dict.fromkeys(values)
    return Rendering("report.txt", "\n".join(out).encode(), blank, {"*": "*"})


def in_yuan(report: Report) -> Rendering:
    """Fees in 元, in a column that says so."""
    rendering = web_file(report, "merged", relabel=lambda text: text.replace("单位：万元", "单位：元"))
    return replace(rendering, expected={**rendering.expected, "T2.fees.amount": None})


def _ten_thousands(code: str, value: Decimal | None) -> str:
    if code == "T2.fees.amount" and value is not None:
        return f"{plain(value * 10000)}元"
    return f"{plain(value / 10000)}万" if value and value >= 100 and value % 100 == 0 else plainly(code, value)


def in_ten_thousands(report: Report) -> Rendering:
    """Round numbers in 万, fees in 元 within the cell."""
    rendering = web_file(report, "merged", show=_ten_thousands)
    shown = {code: None if _ten_thousands(code, v) != plainly(code, v) else v for code, v in rendering.expected.items()}
    return replace(rendering, expected=shown)


def swapped(report: Report) -> Rendering:
    """The columns 商业企业 and 科研机构 of table three stand in each other's place."""

    def write(boxes: list[Square], way: str) -> str:
        if not _is_three(boxes):
            return web_table(boxes, way)
        left = min(box.x for box in boxes if box.text == "商业企业")
        moved = [
            replace(box, x=left + 1 if box.x == left else left)
            if box.x in {left, left + 1} and box.wide == 1 and (box.value or box.text in {"商业企业", "科研机构"})
            else box
            for box in boxes
        ]
        return web_table(sorted(moved, key=lambda box: (box.y, box.x)), way)

    return web_file(report, "merged", table=write)


# ---- Word ------------------------------------------------------------------------------------------


def word_edited(report: Report) -> Rendering:
    """A .docx with tracked deletions, hidden and struck-out digits and raised footnote marks in its cells."""
    from docx import Document
    from docx.oxml import OxmlElement

    rendering = word_file(report, merged=True)
    document: Any = Document(io.BytesIO(rendering.data))
    for number, cell in enumerate(_value_cells(document)):
        paragraph = cell.paragraphs[0]
        if not paragraph.text.isdigit() or paragraph.text == "0":
            continue
        run = paragraph.add_run("7")
        way = number % 4
        if way == 0:
            run.font.hidden = True
        elif way == 1:
            run.font.strike = True
        elif way == 2:
            run.font.superscript = True
        else:
            deleted = OxmlElement("w:del")
            run._r.addprevious(deleted)
            deleted.append(run._r)
            for text in run._r.findall(".//{*}t"):
                text.tag = text.tag.replace("}t", "}delText")
    out = io.BytesIO()
    document.save(out)
    return replace(rendering, data=out.getvalue())


def _value_cells(document: Any) -> Iterator[Any]:
    seen = set()
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    yield cell


def word_in_controls(report: Report) -> Rendering:
    """A .docx whose paragraphs stand in content controls and whose tables lie in a frame table."""
    from docx import Document
    from docx.oxml import OxmlElement

    rendering = word_file(report, merged=True)
    document: Any = Document(io.BytesIO(rendering.data))
    body = document.element.body
    for child in list(body):
        if child.tag.endswith("}p"):
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            child.addprevious(control)
            control.append(content)
            content.append(child)
        elif child.tag.endswith("}tbl"):
            frame = document.add_table(1, 1)._tbl
            child.addprevious(frame)
            cell = frame.find(".//{*}tc")
            cell.insert(len(cell) - 1, child)
    out = io.BytesIO()
    document.save(out)
    return replace(rendering, data=out.getvalue())


def sheets_apart(report: Report) -> Rendering:
    """A workbook with one sheet a table and the numbers typed as text; no prose."""
    import openpyxl

    book = openpyxl.Workbook()
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    for index, table in enumerate(FORM.tables.values()):
        sheet: Any = book.active if index == 0 else book.create_sheet()
        sheet.title = table.name
        sheet.cell(1, 1, f"{report.title} {table.title}")
        for y, row in enumerate(full(squares(table, values), repeat=False)):
            for x, text in enumerate(row):
                sheet.cell(y + 2, x + 1, text)
    hidden: Any = book.create_sheet("上年")
    hidden.sheet_state = "hidden"
    for y, row in enumerate(full(squares(FORM.tables["T3"], dict.fromkeys(values, Decimal(9))), repeat=False)):
        for x, text in enumerate(row):
            hidden.cell(y + 1, x + 1, text)
    out = io.BytesIO()
    book.save(out)
    return Rendering("report.xlsx", out.getvalue(), expected(values), {"*": "*"})


ODD: dict[str, Layout] = {
    "表格三拆成三张": lambda r: replace(web_file(r, "merged", table=in_three_tables), sections={"*": "*"}),
    "表头跨页重复": lambda r: web_file(r, "merged", table=header_again),
    "一列数字叠在一格": lambda r: web_file(r, "merged", table=columns_stacked),
    "左侧有序号列": lambda r: web_file(r, "merged", table=numbered_rows),
    "表格套表格": lambda r: web_file(r, "merged", table=in_a_table_in_a_table),
    "列表当表格": lambda r: web_file(r, "merged", table=as_lists),
    "列的次序颠倒": swapped,
    "角注圈码": lambda r: web_file(r, "merged", show=circled),
    "角注上标字符": lambda r: text_file(r, spaced, show=raised),
    "角注圈码文本": lambda r: text_file(r, bars_collapsed, show=circled),
    "角注星号": lambda r: web_file(r, "merged", show=starred),
    "角注上标元素": lambda r: web_file(r, "merged", table=web_marked("sup", "2")),
    "划去的数字": lambda r: web_file(r, "merged", table=web_marked("s", "8")),
    "删除的数字": lambda r: web_file(r, "merged", table=web_marked("del", "8")),
    "隐藏的数字": lambda r: web_file(r, "merged", table=web_marked('span style="display:none"', "8")),
    "数字带单位": lambda r: web_file(r, "merged", show=with_units),
    "万与元": in_ten_thousands,
    "收费以元计": in_yuan,
    "标题点号": lambda r: text_file(r, spaced, headings=DOTTED),
    "标题第几部分": lambda r: web_file(r, "merged", headings=CHAPTERS),
    "标题括号作部分": lambda r: web_file(r, "merged", headings=BRACKETED),
    "标题阿拉伯数字": lambda r: web_file(r, "merged", headings=ARABIC),
    "标题英文标点": lambda r: web_file(r, "merged", headings=ENGLISH),
    "第六部分称附则": lambda r: web_file(r, "merged", headings=ADDENDUM),
    "第六部分称说明": lambda r: text_file(r, spaced, headings=REMARKS),
    "标签错字": lambda r: web_file(r, "merged", relabel=misprinted),
    "标签错字文本": lambda r: text_file(r, spaced, relabel=misprinted),
    "标签错字一格一行": lambda r: text_file(r, cells_only, relabel=misprinted),
    "标签内全角空格": lambda r: web_file(r, "merged", relabel=stretched),
    "标签内全角空格文本": lambda r: text_file(r, bars_collapsed, relabel=stretched),
    "标签折行": lambda r: text_file(r, cells_only, relabel=wrapped),
    "标签折行网页": lambda r: web_file(r, "merged", relabel=wrapped),
    "机关只在网页标题": lambda r: web_file(r, "merged", wrap=titled_only),
    "门户旁栏与附表": lambda r: web_file(r, "merged", wrap=framed),
    "隐藏的手机版": lambda r: web_file(r, "merged", wrap=twice),
    "表格在正文前": ahead,
    "表格作附表": attached,
    "各部分在一段": in_one_paragraph,
    "正文另有表格": with_other_tables,
    "编码误报": misdeclared,
    "实体与零宽字符": with_entities,
    "逗号分隔": lambda r: text_file(r, commas, name="report.csv"),
    "逗号分隔空格代零": lambda r: text_file(r, commas, name="report.csv", show=blank_for_zero("")),
    "制表符空格代零": lambda r: text_file(r, tabs, show=blank_for_zero("")),
    "方框线": lambda r: text_file(r, boxed),
    "方框线空格代零": lambda r: text_file(r, boxed, show=blank_for_zero("")),
    "空格对齐": lambda r: text_file(r, aligned),
    "只有数字": lambda r: text_file(r, bare_numbers),
    "数字带列名": lambda r: text_file(r, with_column_names),
    "全文一行": all_in_one_line,
    "两年并列": two_years,
    "Word修订与隐藏": word_edited,
    "Word控件与框": word_in_controls,
    "Excel分表": sheets_apart,
}
"""What no published layout list names and offices still publish; `sections` of "*" are not compared."""

ODD_LOSSY: dict[str, Layout] = {"七数一行23行": lambda r: text_file(r, runs, old_rows=True)}
"""Twenty-three rows without a label may as well be twenty-five of which two were lost."""
