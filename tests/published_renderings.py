"""Published renderings: how portals, browsers and forms changed by hand print a report.

Columns in another order, tables on their side, columns the form does not have, pages that are one web form,
menus and other years' reports around the text. As in `renderings`, each says what a faithful reader gets from it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from broken_renderings import pdf
from odd_renderings import _is_three
from renderings import (
    FORM,
    HEADINGS,
    Layout,
    Rendering,
    Square,
    bars_collapsed,
    expected,
    pieces,
    rows_of,
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

Boxes = list[Square]


def _is_two(boxes: Boxes) -> bool:
    return any("制发" in box.text for box in boxes)


def _is_four(boxes: Boxes) -> bool:
    return any(box.text == "尚未审结" for box in boxes)


def _sorted(boxes: Boxes) -> Boxes:
    return sorted(boxes, key=lambda box: (box.y, box.x))


# ---- columns in another order ----------------------------------------------------------------------


def repealed_first(boxes: Boxes) -> Boxes:
    """Table two with 本年废止件数 before 本年制发件数."""
    if not _is_two(boxes):
        return boxes
    return _sorted([replace(b, x=3 - b.x) if b.y in {1, 2, 3} and b.x in {1, 2} else b for b in boxes])


def corrected_first(boxes: Boxes) -> Boxes:
    """Table four with 结果纠正 before 结果维持 in every block."""
    if not _is_four(boxes):
        return boxes
    return _sorted([replace(b, x=b.x + 1 - 2 * (b.x % 5)) if b.wide == 1 and b.x % 5 < 2 else b for b in boxes])


def total_first_in_four(boxes: Boxes) -> Boxes:
    """Table four with 总计 as the first column of every block."""
    if not _is_four(boxes):
        return boxes
    return _sorted([replace(b, x=b.x - 4 if b.x % 5 == 4 else b.x + 1) if b.wide == 1 else b for b in boxes])


def suits_first(boxes: Boxes) -> Boxes:
    """Table four with 行政诉讼 before 行政复议."""
    if not _is_four(boxes):
        return boxes
    return _sorted([replace(b, x=b.x + 10 if b.x < 5 else b.x - 5) for b in boxes])


def total_first(boxes: Boxes) -> Boxes:
    """Table three with 总计 as its first column."""
    if not _is_three(boxes):
        return boxes
    moved = [replace(b, x=3 if b.x == 9 else b.x + 1) if b.x >= 3 and b.y > 0 else b for b in boxes]
    return _sorted(moved)


def in_web(change: Callable[[Boxes], Boxes]) -> Layout:
    """A page whose tables are changed."""
    return lambda report: web_file(report, "merged", table=lambda boxes, way: web_table(change(boxes), way))


def in_text(change: Callable[[Boxes], Boxes], write: Callable[[Table, Boxes], str]) -> Layout:
    """A text file whose tables are changed."""
    return lambda report: text_file(report, lambda table, boxes: write(table, change(boxes)))


def on_its_side(report: Report) -> Rendering:
    """Table four with a line for every outcome and a column for every block."""
    values, table = report.figures.values, FORM.tables["T4"]
    head = "".join(f"<td>{text}</td>" for text in ("结果", *(row.label for row in table.rows.values())))
    lines = [
        f"<td>{column.label}</td>" + "".join(f"<td>{plain(values[f'T4.{row}.{name}'])}</td>" for row in table.rows)
        for name, column in table.columns.items()
    ]
    side = "<table>" + "".join(f"<tr>{line}</tr>" for line in (head, *lines)) + "</table>"
    return web_file(report, "merged", table=lambda boxes, way: side if _is_four(boxes) else web_table(boxes, way))


# ---- columns the form does not have ----------------------------------------------------------------


def with_subtotals(boxes: Boxes) -> Boxes:
    """Table three with a column 小计 for the five kinds of organisations."""
    if not _is_three(boxes):
        return boxes
    wider = {"法人或其他组织": 6, "申请人情况": 8}
    out = [replace(b, x=10 if b.x == 9 and b.y else b.x, wide=wider.get(b.text, b.wide)) for b in boxes]
    out.append(Square(9, 2, "小计", 1, 1, value=False))
    for y, row in enumerate(rows_of(boxes)):
        if values := [int(b.text) for b in row if b.value]:
            out.append(Square(9, y, str(sum(values[1:6])), 1, 1, value=True))
    return _sorted(out)


def with_remarks(boxes: Boxes, way: str) -> str:
    """A column 备注 at the right of tables two and three."""
    if _is_four(boxes):
        return web_table(boxes, way)
    head, _, rest = web_table(boxes, way).partition("</tr>")
    return head + "<td>备注</td></tr>" + rest.replace("</tr>", "<td>无</td></tr>")


def with_year(boxes: Boxes, way: str) -> str:
    """A first column with the year in table four."""
    table = web_table(boxes, way)
    if not _is_four(boxes):
        return table
    rows = table.split("<tr>")
    rows[1] = "<td rowspan='3'>年度</td>" + rows[1]
    rows[-1] = "<td>2024</td>" + rows[-1]
    return "<tr>".join(rows)


def with_grand_total(boxes: Boxes, way: str) -> str:
    """A sixteenth column in table four: all cases together."""
    table = web_table(boxes, way)
    if not _is_four(boxes):
        return table
    rows = table.split("</tr>")
    rows[0] += "<td rowspan='3'>合计</td>"
    rows[3] += f"<td>{sum(int(b.text) for b in boxes if b.value and b.x % 5 == 4)}</td>"
    return "</tr>".join(rows)


def wrong_merge(boxes: Boxes, way: str) -> str:
    """法人或其他组织 covers a column too few, so that 总计 stands over 其他."""
    table = web_table(boxes, way)
    return table.replace('colspan="5"', 'colspan="4"') if _is_three(boxes) else table


# ---- labels ----------------------------------------------------------------------------------------

_OTHERWISE = {
    "总计": "合计",
    "（七）总计": "（七）合计",
    "本年制发件数": "本年制发数",
    "现行有效件数": "现行有效数量",
    "本年收费金额（单位：万元）": "本年收费总金额（万元）",
}


def otherwise(text: str) -> str:
    """合计 for 总计, and columns of table two in other words."""
    return _OTHERWISE.get(text, text)


def circled_items(text: str) -> str:
    """①属于国家秘密."""
    return re.sub(r"^(\d)\.", lambda match: "①②③④⑤⑥⑦⑧"[int(match[1]) - 1], text)


# ---- pages -----------------------------------------------------------------------------------------


def in_a_form(_: str, inner: str) -> str:
    """The page is one web form, a menu with the words of headings beside it."""
    menu = "".join(
        f"<li>{word}</li>" for word in ("政府信息公开指南", "法定主动公开内容", "依申请公开", "政府信息公开年报")
    )
    return f"<ul>{menu}</ul><form method='post'><input type='hidden' value='8'>{inner}</form>"


def among_other_years(report: Report) -> Rendering:
    """A list of other years' reports and an index before the title, the portal's foot behind the text."""
    title = report.title

    def wrap(_: str, inner: str) -> str:
        year = report.year or 0
        list_ = "".join(
            f"<li>{title.replace(str(year), str(one))} {one + 1}-01-20</li>" for one in (year - 1, year - 2)
        )
        index = f"<table><tr><td>索引号：</td><td>K01/2</td></tr><tr><td>名称：</td><td>{title}</td></tr></table>"
        foot = "<p>分享到：微信</p><p>【打印本页】【关闭窗口】</p><p>主办：办公室　承办：信息中心</p>"
        return f"<div>依申请公开</div><ul>{list_}</ul>{index}<div>{title}</div>{inner}{foot}"

    return web_file(report, "merged", wrap=wrap)


def typed_into(boxes: Boxes, way: str) -> str:
    """Values as input fields that can't be typed into."""
    return re.sub(r"<p>([\d.]+)</p>", r"<input type='text' value='\1' readonly>", web_table(boxes, way))


def rows_as_tables(boxes: Boxes, way: str) -> str:
    """Every row a table of its own."""
    return "".join(f"<table>{row}</table>" for row in re.findall(r"<tr>.*?</tr>", web_table(boxes, way)))


def with_contents(report: Report) -> Rendering:
    """A .docx with a table of contents below the title."""
    import io

    from docx import Document

    rendering = word_file(report, merged=True)
    document = Document(io.BytesIO(rendering.data))
    first = document.paragraphs[1]
    titles = [part.title for part in FORM.parts if part.title]
    for line in ("目  录", *(f"{title}\t{page}" for page, title in enumerate(titles, 1))):
        first.insert_paragraph_before(line)
    out = io.BytesIO()
    document.save(out)
    return replace(rendering, data=out.getvalue())


def two_reports(report: Report) -> Rendering:
    """Last year's report below this year's: only the first is read."""
    other = replace(report, year=(report.year or 0) - 1, title=report.title.replace(str(report.year), "2020"))
    other = replace(other, figures=report.figures.with_values({"T3.granted.business": Decimal(77)}))
    page, last = (web_file(one, "merged").data.decode() for one in (report, other))
    body = last[last.index("<body>") + 6 : last.index("</body>")]
    rendering = web_file(report, "merged")
    return replace(
        rendering,
        data=page.replace("</body>", f"{body}</body>").encode(),
        sections={**rendering.sections, "unplaced": "*"},
    )


def marked_down(report: Report) -> Rendering:
    """Markdown with every paragraph a list item, rules under the titles and fences around the tables."""
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    out: list[str] = []
    for kind, text in pieces(report, HEADINGS[0]):
        if kind in FORM.tables:
            out.append("```\n" + spaced(FORM.tables[kind], squares(FORM.tables[kind], values)) + "\n```")
        elif kind in {"title", "head"}:
            out.append(f"{text}\n-----")
        else:
            out.append("\n".join(f"- {line}" for line in text.split("\n")))
    return Rendering("report.md", "\n\n".join(out).encode(), expected(values), report.sections)


def wrapped_at(width: int) -> Callable[[str], str]:
    """Prose broken at a width in print, paragraphs set in by two characters."""

    def wrap(text: str) -> str:
        out: list[str] = []
        for line in text.split("\n"):
            if "。" not in line:
                out.append(line)
                continue
            held, used = "　　", 2.0
            for char in line:
                used += 0.5 if char.isascii() else 1
                if used > width:
                    out.append(held)
                    held, used = "", 0.5 if char.isascii() else 1
                held += char
            out.append(held)
        return "\n".join(out)

    return wrap


def printed_by_a_browser(page: str) -> str:
    """The date above and the address below every page."""
    marks = (
        "@top-left { content: '2025/1/22 10:31'; } @bottom-left { content: 'http://www.example.gov.cn/nb/1.html'; }"
        " @bottom-right { content: counter(page) '/' counter(pages); }"
    )
    return page.replace("@bottom-center { content: '— ' counter(page) ' —'; }", marks)


def lying(report: Report) -> Rendering:
    """Every page printed on its side."""
    import io

    import pypdfium2

    rendering = pdf(report)
    document = pypdfium2.PdfDocument(rendering.data)
    for at in range(len(document)):
        document[at].set_rotation(270)
    out = io.BytesIO()
    document.save(out)
    return replace(rendering, data=out.getvalue())


PUBLISHED: Mapping[str, Layout] = {
    "表二列换位": in_web(repealed_first),
    "表二列换位文本": in_text(repealed_first, bars_collapsed),
    "表四列换位": in_web(corrected_first),
    "表四总计在前": in_web(total_first_in_four),
    "表四诉讼在前": in_web(suits_first),
    "表三总计在前": in_web(total_first),
    "表四横置": on_its_side,
    "表三有小计列": in_web(with_subtotals),
    "表二三有备注列": lambda r: web_file(r, "merged", table=with_remarks),
    "表四有年度列": lambda r: web_file(r, "merged", table=with_year),
    "表四另有合计": lambda r: web_file(r, "merged", table=with_grand_total),
    "表头合并有误": lambda r: web_file(r, "merged", table=wrong_merge),
    "合计代总计": lambda r: web_file(r, "merged", relabel=otherwise),
    "合计代总计文本": lambda r: text_file(r, spaced, relabel=otherwise),
    "合计代总计制表符": lambda r: text_file(r, tabs, relabel=otherwise),
    "圈码序号": lambda r: text_file(r, spaced, relabel=circled_items),
    "网页是表单": lambda r: web_file(r, "merged", wrap=in_a_form),
    "其他年度在前": among_other_years,
    "数字在输入框": lambda r: web_file(r, "merged", table=typed_into),
    "一行一张表": lambda r: web_file(r, "merged", table=rows_as_tables),
    "有目录": with_contents,
    "两份年报": two_reports,
    "Markdown列表": marked_down,
    "UTF16无标记": lambda r: text_file(r, spaced, encoding="utf-16-le"),
    "按宽度折行24": lambda r: text_file(r, spaced, after=wrapped_at(24)),
    "按宽度折行38": lambda r: text_file(r, spaced, after=wrapped_at(38)),
}
"""Read like any other."""

PUBLISHED_LOSSY: Mapping[str, Layout] = {
    "表四列换位文本": in_text(corrected_first, bars_collapsed),
    "表四诉讼在前文本": in_text(suits_first, bars_collapsed),
    "表三总计在前文本": in_text(total_first, bars_collapsed),
    "表三有小计列文本": in_text(with_subtotals, spaced),
}
"""Without the squares of a table another order of columns can be seen, not followed: what it touches stays blank."""

PUBLISHED_PRINTED: Mapping[str, Layout] = {
    "PDF浏览器打印": lambda r: pdf(r, change=printed_by_a_browser),
    "PDF横放": lying,
    "PDF横竖混排": lambda r: pdf(r, style="@page wide { size: A4 landscape; } table { page: wide; }"),
}
"""The same, printed."""
