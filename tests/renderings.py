"""Renderings: known fictional reports printed in every layout published reports are met in.

`make` gives a report whose 200 figures balance; each entry of LAYOUTS prints it as a file. What a layout
cannot carry (empty cells between digits that run together, three rows printed as one) it says itself in
what it returns as expected.
"""

import html
import io
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.figures import Figures, plain
from assistant.form import Table, load
from assistant.past.lines.characters import _SIMPLIFY
from assistant.report import Report
from assistant.tables import fill

FORM = load()
ORGANS = (
    "云川市临溪区司法局",
    "青岚县水利局",
    "沐阳市教育局",
    "临溪区人民政府",
    "望江县白石镇人民政府",
    "云川市城市管理综合执法局",
)


@dataclass(frozen=True)
class Rendering:
    """A printed file: its name, content, and the figures a faithful reader gets from it."""

    name: str
    data: bytes
    expected: Mapping[str, Decimal | None]
    sections: Mapping[str, str]


# ---- the report ------------------------------------------------------------------------------------


def make(seed: int) -> Report:
    """A fictional report with balanced figures, small or large by chance."""
    rng = random.Random(seed)  # noqa: S311 - the same report for the same seed
    organ, year = rng.choice(ORGANS), rng.randint(2021, 2025)
    return Report(
        organ, year, f"{organ}{year}年政府信息公开工作年度报告", figures=figures(rng), sections=_texts(rng, organ, year)
    )


def figures(rng: random.Random) -> Figures:
    """Balanced figures: cases drawn for each applicant and result, the rest follows."""
    most = rng.choice([0, 1, 3, 12, 140, 2600])
    dense = rng.choice([0.05, 0.3, 0.9])
    values: dict[str, Decimal] = {}

    def draw(limit: int) -> Decimal:
        return Decimal(rng.randint(0, limit) if rng.random() < dense else 0)

    table = FORM.tables["T3"]
    results = [row for row in table.rows if row not in {"received", "carried_in", "total_handled", "carried_out"}]
    for column in table.columns:
        if column == "total":
            continue
        handled = Decimal(0)
        for row in results:
            values[f"T3.{row}.{column}"] = draw(most)
            handled += values[f"T3.{row}.{column}"]
        out = draw(max(1, most // 4)) if most else Decimal(0)
        carried = min(draw(max(1, most // 4)) if most else Decimal(0), handled + out)
        values[f"T3.carried_out.{column}"], values[f"T3.carried_in.{column}"] = out, carried
        values[f"T3.received.{column}"] = handled + out - carried
    for code, cell in FORM.cells.items():
        if cell.table == "T4" and not cell.computed:
            values[code] = draw(max(1, most // 20))
        elif cell.table == "T2":
            values[code] = draw(most * 3 + 20)
    if rng.random() < 0.7:
        values["T2.fees.amount"] = Decimal(rng.randint(0, 10**7)) / Decimal(10 ** rng.randint(0, 4))
    return fill(Figures(values)).figures


_SENTENCES = (
    "坚持依法公开、便民利民，持续完善工作台账",
    "全年组织专题培训{n}场，参训{m}人次",
    "通过门户网站发布各类信息{m}条",
    "规范登记、受理、答复、归档各个环节",
    "对拟公开内容逐件进行保密审查",
    "优化栏目设置，方便群众查找",
    "开展政策解读{n}次，听取企业和群众意见",
    "明确专人负责，压实科室责任",
    "回应咨询{n}件，办理时限进一步缩短",
)


def _texts(rng: random.Random, organ: str, year: int) -> dict[str, str]:
    def prose(sentences: int) -> str:
        picked = rng.sample(_SENTENCES, sentences)
        return (
            f"{year}年，"
            + "。".join(one.format(n=rng.randint(1, 30), m=rng.randint(31, 4000)) for one in picked)
            + "。"
        )

    texts = {
        "preamble": f"本报告依据有关规定由{organ}编制，统计期限自{year}年1月1日起至{year}年12月31日止。"
        f"如有疑问，请与{organ}办公室联系。",
        "overview": f"{organ}围绕中心工作推进公开，总体运行平稳。",
    }
    texts |= {aspect: "\n".join(prose(rng.randint(1, 4)) for _ in range(rng.randint(1, 2))) for aspect in FORM.aspects}
    texts |= {
        "problems": "一是公开内容还不够及时，形式比较单一。二是部分工作人员业务不够熟练，存在理解不到位的现象。",
        "improvements": "一是完善更新机制，明确完成时限。二是组织业务学习，提高办理质量。",
        "other": f"{year}年本机关没有收取信息处理费。",
    }
    return texts


# ---- the tables as squares -------------------------------------------------------------------------


@dataclass(frozen=True)
class Square:
    """A box of a printed table where it begins: text, size, and whether it is a value."""

    x: int
    y: int
    text: str
    wide: int
    tall: int
    value: bool


Show = Callable[[str, Decimal | None], str]
Relabel = Callable[[str], str]


def plainly(_: str, value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def squares(
    table: Table, values: Mapping[str, Decimal | None], show: Show = plainly, relabel: Relabel = str
) -> list[Square]:
    """The boxes of a table with their values, where they stand."""
    covered: set[tuple[int, int]] = set()
    out: list[Square] = []
    for y, line in enumerate(table.layout):
        x = 0
        for box in line:
            while (y, x) in covered:
                x += 1
            text = show(box.code, values.get(box.code)) if box.code else relabel(box.text)
            out.append(Square(x, y, text, box.wide, box.tall, bool(box.code)))
            covered |= {(y + dy, x + dx) for dy in range(box.tall) for dx in range(box.wide)}
    return out


def without_rows(table: Table) -> Table:
    """Table three with （六）其他处理 as one row, as the older form has it."""
    old = load("2019").tables["T3"]
    return replace(old, name=table.name)


def rows_of(all_squares: Sequence[Square]) -> list[list[Square]]:
    """The boxes row by row."""
    out: dict[int, list[Square]] = {}
    for square in all_squares:
        out.setdefault(square.y, []).append(square)
    return [out.get(y, []) for y in range(max(out) + 1)]


def full(all_squares: Sequence[Square], *, repeat: bool) -> list[list[str]]:
    """A rectangle of texts; merged squares repeat their text or are empty."""
    height = max(square.y + square.tall for square in all_squares)
    width = max(square.x + square.wide for square in all_squares)
    grid = [[""] * width for _ in range(height)]
    for square in all_squares:
        for dy in range(square.tall):
            for dx in range(square.wide):
                if repeat or (dx, dy) == (0, 0):
                    grid[square.y + dy][square.x + dx] = square.text
    return grid


# ---- the whole document ----------------------------------------------------------------------------

HEADINGS: tuple[Mapping[str, str], ...] = (
    {part.id: part.title for part in FORM.parts},
    {
        "overview": "一、总体情况",
        "overview.active": "（一）主动公开情况",
        "overview.on_request": "（二）依申请公开情况",
        "overview.management": "（三）政府信息管理情况",
        "overview.platform": "（四）平台建设情况",
        "overview.supervision": "（五）监督保障情况",
        "T2": "二、行政机关主动公开政府信息情况",
        "T3": "三、收到和处理政府信息公开申请情况",
        "T4": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "shortcomings": "五、政府信息公开工作存在的主要问题及改进情况",
        "problems": "（一）主要问题",
        "improvements": "（二）改进措施",
        "other": "六、其他需要报告的事项",
    },
    {
        "overview": "## 一．总体情况",
        "overview.active": "(一)主动公开方面",
        "overview.on_request": "(二)依申请公开方面",
        "overview.management": "(三)政府信息管理方面",
        "overview.platform": "(四)政府信息公开平台建设方面",
        "overview.supervision": "(五)监督保障方面",
        "T2": "## 二．主动公开政府信息情况",
        "T3": "## 三．收到和处理政府信息公开申请情况",
        "T4": "## 四．政府信息公开行政复议、行政诉讼情况",
        "shortcomings": "## 五．主要问题和改进情况",
        "problems": "(一)存在问题",
        "improvements": "(二)改进情况",
        "other": "l六、其他需要报告的事项",
    },
    {
        "overview": "二、总体情况",
        "overview.active": "（一）主动公开政府信息情况",
        "overview.on_request": "（二）政府信息依申请公开办理情况",
        "overview.management": "（三）信息管理情况",
        "overview.platform": "（四）政府信息平台建设",
        "overview.supervision": "（五）监督保障",
        "T2": "三 主动公开政府信息情况",
        "T3": "四 收到和处理政府信息公开申请情况",
        "T4": "五 政府信息公开行政复议、行政诉讼情况",
        "shortcomings": "六 存在问题及改进情况",
        "problems": "1.存在的主要问题",
        "improvements": "2.下一步改进措施",
        "other": "七 其他需要报告的事项",
    },
)


def pieces(report: Report, headings: Mapping[str, str], *, run_in: bool = False) -> Iterator[tuple[str, str]]:
    """(kind, text) in printed order: title, head, text, or a table's id."""
    yield "title", report.title
    for part in FORM.parts:
        heading = headings.get(part.id, "")
        text = report.section(part.id)
        if run_in and part.kind == "text" and part.parent and text:
            yield "text", f"{heading}。{text}"
            continue
        if heading:
            yield "head", heading
        if part.kind == "table":
            yield part.id, ""
        elif text:
            yield "text", text


def expected(values: Mapping[str, Decimal | None], show: Show = plainly) -> dict[str, Decimal | None]:
    """The figures a faithful reader gets where every value is printed, those shown as nothing being blank."""
    return {code: None if show(code, value) in {"", "/", "-", "—", "无"} else value for code, value in values.items()}


def _table(name: str, *, old: bool = False) -> Table:
    return without_rows(FORM.tables[name]) if old and name == "T3" else FORM.tables[name]


def text_file(
    report: Report,
    write: Callable[[Table, list[Square]], str],
    *,
    name: str = "report.txt",
    headings: Mapping[str, str] = HEADINGS[0],
    show: Show = plainly,
    relabel: Relabel = str,
    encoding: str = "utf-8",
    old_rows: bool = False,
    run_in: bool = False,
    after: Callable[[str], str] = str,
) -> Rendering:
    """A text file whose tables are written by `write`."""
    values = _values(report, old=old_rows)
    out: list[str] = []
    for kind, text in pieces(report, headings, run_in=run_in):
        if kind in FORM.tables:
            out.append(write(_table(kind, old=old_rows), squares(_table(kind, old=old_rows), values, show, relabel)))
        else:
            out.append(text)
    shown = {**expected(values, show)}
    if old_rows:
        shown = _without_others(shown)
    return Rendering(name, after("\n".join(out)).encode(encoding), shown, report.sections)


def _values(report: Report, *, old: bool = False) -> dict[str, Decimal | None]:
    values: dict[str, Decimal | None] = {code: report.figures.values.get(code) for code in FORM.cells}
    if old:
        for column in FORM.tables["T3"].columns:
            rows = ("other_not_corrected", "other_fee_unpaid", "other_other")
            values[f"T3.other_handling.{column}"] = sum(
                (values[f"T3.{row}.{column}"] or Decimal(0) for row in rows), Decimal(0)
            )
    return values


def _without_others(values: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    out = {code: value for code, value in values.items() if code in FORM.cells}
    for column in FORM.tables["T3"].columns:
        out[f"T3.other_not_corrected.{column}"] = out[f"T3.other_fee_unpaid.{column}"] = None
        out[f"T3.other_other.{column}"] = values[f"T3.other_handling.{column}"]
    return out


# ---- how a table is written in text ----------------------------------------------------------------


def bars_collapsed(_: Table, boxes: list[Square]) -> str:
    """a | b | c, merged cells collapsed, the line filled up with bars."""
    width = max(square.x + square.wide for square in boxes)
    lines = []
    for row in rows_of(boxes):
        line = " | ".join(square.text for square in row) + " |"
        lines.append(line + " " * (width > len(row)) + "|" * (width - len(row)))
    lines[-1] = lines[-1].rstrip("|") + "|"
    return "\n".join(lines)


def bars_kept(_: Table, boxes: list[Square]) -> str:
    """| a | | c |: covered squares left empty, no filling up."""
    return "\n".join("| " + " | ".join(row) + " |" for row in full(boxes, repeat=False))


def bars_down(_: Table, boxes: list[Square]) -> str:
    """| | c | d |: squares covered from above are empty, those covered from the left are gone."""
    out = []
    for y, row in enumerate(rows_of(boxes)):
        above = [box.x for box in boxes if box.y < y < box.y + box.tall and box.x < row[0].x]
        out.append("| " * len(above) + " | ".join(square.text for square in row) + " |")
    return "\n".join(out)


def bars_repeated(_: Table, boxes: list[Square]) -> str:
    """a | a | a: merged squares repeated."""
    return "\n".join(" | ".join(row) for row in full(boxes, repeat=True))


def bars_after(_: Table, boxes: list[Square]) -> str:
    """One cell a line with a bar after it, and bars to fill the row."""
    width = max(square.x + square.wide for square in boxes)
    out: list[str] = []
    for row in rows_of(boxes):
        out += [f"{square.text} |".strip() for square in row]
        if len(row) < width:
            out.append("|" * (width - len(row)))
    return "\n".join(out)


def bars_between(_: Table, boxes: list[Square]) -> str:
    """One cell a line, the bars on lines of their own."""
    return "\n|\n".join(square.text for row in rows_of(boxes) for square in row) + "\n|"


def tabs(_: Table, boxes: list[Square]) -> str:
    return "\n".join("\t".join(row) for row in full(boxes, repeat=False))


def gaps(_: Table, boxes: list[Square]) -> str:
    """One cell a line, two blank lines between cells, four between rows; an empty cell is a blank line."""
    return (
        "\n\n\n\n\n"
        + "\n\n\n\n\n".join("\n\n\n".join(square.text for square in row) for row in rows_of(boxes))
        + "\n\n\n\n\n"
    )


def cells_only(_: Table, boxes: list[Square]) -> str:
    """One cell a line, nothing between."""
    return "\n".join(square.text for row in rows_of(boxes) for square in row if square.text)


def spaced(_: Table, boxes: list[Square]) -> str:
    """A row a line, the cells parted by a space."""
    return "\n".join(" ".join(square.text for square in row if square.text) for row in rows_of(boxes))


def one_line(_: Table, boxes: list[Square]) -> str:
    """The whole table in one line."""
    return " ".join(square.text for row in rows_of(boxes) for square in row if square.text)


def run_together(_: Table, boxes: list[Square]) -> str:
    """A row a line, its cells without anything between."""
    return "\n".join("".join(square.text for square in row) for row in rows_of(boxes))


def runs(table: Table, boxes: list[Square]) -> str:
    """Table three as bare runs of seven numbers, the others a row a line."""
    if table.id != "T3":
        return spaced(table, boxes)
    return "\n".join(
        " ".join(square.text for square in row if square.value) for row in rows_of(boxes) if any(s.value for s in row)
    )


def labelled_four(table: Table, boxes: list[Square]) -> str:
    """Table four with a leading word in its line of values and rules under the header."""
    if table.id != "T4":
        return bars_collapsed(table, boxes)
    head = [" | ".join(square.text for square in row) for row in rows_of(boxes)]
    head.insert(1, "|".join(["---"] * 15))
    head[-1] = "件数 | " + head[-1]
    return "\n".join(head)


def markdown(_: Table, boxes: list[Square]) -> str:
    rows = full(boxes, repeat=False)
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n" + "\n".join("| " + " | ".join(cell or " " for cell in row) + " |" for row in rows) + "\n"


def fused(_: Table, boxes: list[Square]) -> str:
    """Group labels run into the first item beside them."""
    lines = []
    for row in rows_of(boxes):
        labels, values = "".join(s.text for s in row if not s.value), [s.text for s in row if s.value]
        lines.append(" ".join([labels, *values]))
    return "\n".join(lines)


# ---- how labels and values are written -------------------------------------------------------------


def unnumbered(text: str) -> str:
    """Items without their number; the words that would be ambiguous keep it."""
    return text if text.endswith(("其他", "总计")) else re.sub(r"^\d\.", "", text)


def halfwidth(text: str) -> str:
    return text.translate(str.maketrans("（），：“”", '(),:""'))


def traditional(text: str) -> str:
    back = {new: chr(old) for old, new in _SIMPLIFY.items()}
    return "".join(back.get(char, char) for char in text)


def fullwidth(_: str, value: Decimal | None) -> str:
    return "" if value is None else plain(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


def thousands(_: str, value: Decimal | None) -> str:
    return "" if value is None else f"{value:,}" if value == value.to_integral_value() else plain(value)


def blank_for_zero(mark: str) -> Show:
    def show(_: str, value: Decimal | None) -> str:
        return mark if not value else plain(value)

    return show


def with_aside(_: str, value: Decimal | None) -> str:
    return "" if value is None else f"{plain(value)}（其中线上{1 if value else 0}件）" if value else "0"


def page_marks(text: str) -> str:
    """A page mark after every twelfth line."""
    lines = text.split("\n")
    return "\n".join(line + (f"\n— {at // 12 + 1} —" if at % 12 == 11 else "") for at, line in enumerate(lines))


def hard_wrapped(text: str) -> str:
    """Prose broken at 30 characters wherever that falls."""
    out = []
    for line in text.split("\n"):
        if "。" not in line or "|" in line:
            out.append(line)
            continue
        width = 30
        out += ["　　" + line[: width - 2], *(line[at : at + width] for at in range(width - 2, len(line), width))]
    return "\n".join(out)


def in_chrome(text: str) -> str:
    head, tail = "首页 > 政务公开 > 年度报告\n", "\n扫一扫在手机上查看当前页面\n【打印】【关闭】"
    title, _, rest = text.partition("\n")
    return f"{head}{title}\n发布时间：2025-01-20 来源：办公室 浏览次数：128 次\n字号：[大 中 小]\n{rest}{tail}"


# ---- html, docx, xlsx, pdf -------------------------------------------------------------------------


def web_table(boxes: list[Square], way: str) -> str:
    def cell(text: str, attributes: str = "") -> str:
        return f"<td{attributes}><p>{html.escape(text)}</p></td>"

    if way == "merged":
        rows = [
            "".join(
                cell(
                    s.text,
                    (f' colspan="{s.wide}"' if s.wide > 1 else "") + (f' rowspan="{s.tall}"' if s.tall > 1 else ""),
                )
                for s in row
            )
            for row in rows_of(boxes)
        ]
    elif way == "collapsed":
        rows = ["".join(cell(s.text) for s in row) for row in rows_of(boxes)]
    else:
        rows = ["".join(cell(text) for text in row) for row in full(boxes, repeat=way == "expanded")]
    return '<table border="1">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def web_divs(boxes: list[Square], _: str) -> str:
    return "".join(f"<div>{html.escape(square.text)}</div>" for row in rows_of(boxes) for square in row)


def web_file(
    report: Report,
    way: str,
    *,
    name: str = "report.html",
    headings: Mapping[str, str] = HEADINGS[0],
    encoding: str = "utf-8",
    show: Show = plainly,
    relabel: Relabel = str,
    wrap: Callable[[str, str], str] | None = None,
    table: Callable[[list[Square], str], str] = web_table,
    old_rows: bool = False,
    style: str = "",
) -> Rendering:
    values = _values(report, old=old_rows)
    body: list[str] = []
    for kind, text in pieces(report, headings):
        if kind in FORM.tables:
            body.append(table(squares(_table(kind, old=old_rows), values, show, relabel), way))
        elif kind == "title":
            body.append(f"<h1>{html.escape(text)}</h1>")
        else:
            body += [f"<p>　　{html.escape(line)}</p>" for line in text.removeprefix("## ").split("\n")]
    inner = "\n".join(body)
    inner = wrap(report.title, inner) if wrap else inner
    head = f'<meta charset="{encoding}"><title>{report.title}</title><style>{style}</style>'
    page = f"<html><head>{head}</head><body>{inner}</body></html>"
    shown = expected(values, show)
    return Rendering(name, page.encode(encoding), _without_others(shown) if old_rows else shown, report.sections)


def portal(_: str, inner: str) -> str:
    """A portal's page: navigation, a layout table around the article, a footer."""
    return (
        '<div class="top"><a href="/">首页</a> &gt; <a href="/x">信息公开</a></div>'
        "<nav><ul><li>机构职能</li><li>政策文件</li></ul></nav>"
        '<table width="100%"><tr><td><div>当前位置：首页 &gt; 年报</div>'
        f'<div class="info">来源：办公室　浏览次数：35</div>{inner}</td></tr></table>'
        '<div class="foot">主办单位：某某市人民政府办公室 ICP备00000000号</div><script>var a = "<td>9</td>";</script>'
    )


def word_file(report: Report, *, merged: bool, headings: Mapping[str, str] = HEADINGS[0]) -> Rendering:
    from docx import Document

    document: Any = Document()
    values = _values(report)
    for kind, text in pieces(report, headings):
        if kind not in FORM.tables:
            for line in text.split("\n"):
                document.add_paragraph(line)
            continue
        boxes = squares(FORM.tables[kind], values)
        grid = full(boxes, repeat=not merged)
        table = document.add_table(len(grid), len(grid[0]))
        for y, row in enumerate(grid):
            cells = table.rows[y].cells
            for x, cell_text in enumerate(row):
                cells[x].text = cell_text
        if merged:
            for box in boxes:
                if box.wide > 1 or box.tall > 1:
                    last = table.cell(box.y + box.tall - 1, box.x + box.wide - 1)
                    table.cell(box.y, box.x).merge(last).text = box.text
    out = io.BytesIO()
    document.save(out)
    return Rendering("report.docx", out.getvalue(), expected(values), report.sections)


def sheet_file(report: Report, headings: Mapping[str, str] = HEADINGS[0]) -> Rendering:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    values = _values(report)
    at = 1
    for kind, text in pieces(report, headings):
        if kind not in FORM.tables:
            for line in text.split("\n"):
                sheet.cell(at, 1, line)
                at += 1
            continue
        boxes = squares(FORM.tables[kind], values)
        for box in boxes:
            cell = sheet.cell(at + box.y, 1 + box.x)
            cell.value = float(box.text) if box.value and box.text else box.text
            if box.wide > 1 or box.tall > 1:
                sheet.merge_cells(
                    start_row=at + box.y,
                    start_column=1 + box.x,
                    end_row=at + box.y + box.tall - 1,
                    end_column=box.x + box.wide,
                )
        at += max(box.y + box.tall for box in boxes)
    out = io.BytesIO()
    book.save(out)
    return Rendering("report.xlsx", out.getvalue(), expected(values), report.sections)


def pdf_file(report: Report, *, ruled: bool, old_rows: bool = False) -> Rendering:
    import weasyprint

    rule = (
        "td { border: 0.5pt solid black; } table { border-collapse: collapse; }"
        if ruled
        else "table, td { border: none; }"
    )
    sheet = "@page { size: A4; margin: 25mm; @bottom-center { content: '— ' counter(page) ' —'; } }"
    style = f"{sheet} {rule} td {{ font-size: 8pt; padding: 2pt; }} p {{ margin: 0; }}"
    page = web_file(report, "merged", style=style, old_rows=old_rows)
    data = weasyprint.HTML(string=page.data.decode().replace('border="1"', "")).write_pdf()
    return Rendering("report.pdf", data, page.expected, report.sections)


Layout = Callable[[Report], Rendering]

LAYOUTS: dict[str, Layout] = {
    "网页合并单元格": lambda r: web_file(r, "merged"),
    "网页展开单元格": lambda r: web_file(r, "expanded"),
    "网页留空单元格": lambda r: web_file(r, "kept"),
    "网页收拢单元格": lambda r: web_file(r, "collapsed"),
    "网页每格一块": lambda r: web_file(r, "divs", table=web_divs),
    "网页在门户中": lambda r: web_file(r, "merged", wrap=portal, headings=HEADINGS[1]),
    "网页GBK": lambda r: web_file(r, "merged", encoding="gbk"),
    "网页GB18030繁体": lambda r: web_file(r, "merged", encoding="gb18030", relabel=traditional),
    "网页名为doc": lambda r: web_file(r, "merged", name="report.doc"),
    "网页斜线代空": lambda r: web_file(r, "merged", show=blank_for_zero("/")),
    "网页空格代零": lambda r: web_file(r, "merged", show=blank_for_zero("")),
    "网页23行": lambda r: web_file(r, "merged", old_rows=True),
    "网页千分位": lambda r: web_file(r, "merged", show=thousands),
    "网页括注": lambda r: web_file(r, "merged", show=with_aside),
    "竖线收拢": lambda r: text_file(r, bars_collapsed, relabel=halfwidth),
    "竖线留空": lambda r: text_file(r, bars_kept),
    "竖线下留空": lambda r: text_file(r, bars_down),
    "竖线下留空空格代零": lambda r: text_file(r, bars_down, show=blank_for_zero("")),
    "竖线重复": lambda r: text_file(r, bars_repeated),
    "竖线在后": lambda r: text_file(r, bars_after),
    "竖线在后横线代空": lambda r: text_file(r, bars_after, show=blank_for_zero("-")),
    "竖线在后空格代零": lambda r: text_file(r, bars_after, show=blank_for_zero("")),
    "竖线独行": lambda r: text_file(r, bars_between),
    "竖线收拢23行": lambda r: text_file(r, bars_collapsed, old_rows=True),
    "制表符": lambda r: text_file(r, tabs),
    "一格一行有间隔": lambda r: text_file(r, gaps, headings=HEADINGS[1]),
    "一格一行空格代零": lambda r: text_file(r, gaps, show=blank_for_zero("")),
    "一格一行": lambda r: text_file(r, cells_only),
    "一格一行GBK": lambda r: text_file(r, cells_only, encoding="gbk"),
    "一行一排": lambda r: text_file(r, spaced),
    "一行一排无序号": lambda r: text_file(r, spaced, relabel=unnumbered),
    "一行一排全角": lambda r: text_file(r, spaced, show=fullwidth),
    "一行一排页码": lambda r: text_file(r, spaced, after=page_marks),
    "一行一排硬换行": lambda r: text_file(r, spaced, after=hard_wrapped),
    "一行一排连写标题": lambda r: text_file(r, spaced, run_in=True),
    "一行一排门户": lambda r: text_file(r, bars_collapsed, after=in_chrome),
    "一行一排组名粘连": lambda r: text_file(r, fused),
    "一行一表": lambda r: text_file(r, one_line),
    "七数一行": lambda r: text_file(r, runs),
    "表四有行名": lambda r: text_file(r, labelled_four),
    "标题变体二": lambda r: text_file(r, bars_collapsed, headings=HEADINGS[2]),
    "标题变体三": lambda r: text_file(r, bars_collapsed, headings=HEADINGS[3]),
    "UTF16": lambda r: text_file(r, spaced, encoding="utf-16"),
    "Markdown": lambda r: text_file(r, markdown, name="report.md", headings=HEADINGS[2]),
    "Word合并": lambda r: word_file(r, merged=True),
    "Word展开": lambda r: word_file(r, merged=False, headings=HEADINGS[1]),
    "Excel": sheet_file,
}

LOSSY: dict[str, Layout] = {
    "数字连写": lambda r: text_file(r, run_together),
    "数字连写无序号": lambda r: text_file(r, run_together, relabel=unnumbered),
    "一格一行略去空格": lambda r: text_file(r, cells_only, show=blank_for_zero("")),
    "一行一排略去空格": lambda r: text_file(r, spaced, show=blank_for_zero("")),
}
"""Layouts that lose cells: what is read must still be right, much of it may stay blank."""

PRINTED: dict[str, Layout] = {
    "PDF有线": lambda r: pdf_file(r, ruled=True),
    "PDF无线": lambda r: pdf_file(r, ruled=False),
    "PDF23行": lambda r: pdf_file(r, ruled=True, old_rows=True),
}
