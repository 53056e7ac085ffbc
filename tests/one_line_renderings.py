"""One-line renderings: reports whose portal printed everything as one line, the cells of its tables without a space.

What may still be told from such a line is not what was printed: `expected` holds every figure, and which of them a
reader can know the reader's tests work out for themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from renderings import FORM, HEADINGS, Layout, Rendering, Show, expected, plainly, rows_of, squares

from assistant.report import Report

_WIDE = "　　"


@dataclass(frozen=True)
class OneLine:
    """How a line is put together: what stands around headings, behind an aspect's title, between paragraphs and rows.

    `before` and `behind` are a portal's words around the report, `titled` whether the report's title stands first.
    """

    around: str = _WIDE
    behind: str = "方面。"
    paragraphs: str = _WIDE
    rows: str = ""
    cells: str = ""
    headings: int = 0
    before: str = ""
    after: str = ""
    titled: bool = True
    show: Show = plainly


def one_line(report: Report, way: OneLine) -> Rendering:
    """The report as one line; its sections are told where the line tells one paragraph from the next."""
    text = way.before + "".join(_pieces(report, way)) + way.after
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    sections = dict(report.sections)
    if not way.paragraphs:
        sections = {name: text.replace("\n", "") for name, text in sections.items()}
    return Rendering("report.txt", text.encode(), expected(values, way.show), sections)


def _pieces(report: Report, way: OneLine) -> Iterator[str]:
    values = {code: report.figures.values.get(code) for code in FORM.cells}
    if way.titled:
        yield report.title + way.around
    for part in FORM.parts:
        text = report.section(part.id).replace("\n", way.paragraphs)
        heading = HEADINGS[way.headings].get(part.id, "").removeprefix("## ")
        if part.kind == "table":
            yield f"{way.around}{heading}{way.around if way.rows else ''}"
            boxes = squares(FORM.tables[part.id], values, way.show)
            yield way.rows.join(way.cells.join(box.text for box in row if box.text) for row in rows_of(boxes) if row)
        elif part.id.startswith("overview."):
            yield f"{way.around}{_aspect(heading)}{way.behind}{text}" if text else ""
        elif text or part.id in {"overview", "shortcomings"}:
            yield f"{way.around if heading else ''}{heading}{way.around if heading else ''}{text}"


def _aspect(heading: str) -> str:
    for ending in ("方面", "情况"):
        heading = heading.removesuffix(ending)
    return heading


PORTAL = "首页 > 政府信息公开 > 年度报告 "
UNDER_TITLE = "发布时间：2025-01-20 15:30来源：本站浏览次数：128字号：[大 中 小] 打印 "

WAYS: dict[str, OneLine] = {
    "全角空格": OneLine(),
    "标题前后没有空格": OneLine(around="", paragraphs=""),
    "单个空格": OneLine(around=" ", paragraphs=" ", rows=" "),
    "情况后无句号": OneLine(behind="情况　　"),
    "答复情况": OneLine(behind="工作情况。", headings=1),
    "另一种标题": OneLine(headings=1, around=""),
    "标题用点": OneLine(headings=2, behind="方面　　"),
    "格间有空格": OneLine(cells=" ", rows=" "),
    "行间有空格": OneLine(rows="　", around="　"),
    "门户文字在前": OneLine(before=PORTAL, around="　　", after="　　分享到： 打印 关闭"),
}
ONE_LINE: dict[str, Layout] = {f"一行·{name}": partial(one_line, way=way) for name, way in WAYS.items()}
