"""The paragraphs of a PDF: put together from printed lines, never with the heading below them."""

import pytest
import weasyprint
from broken_renderings import pdf
from renderings import PRINTED, make
from scan_renderings import STYLES

from assistant.past import read_bytes
from assistant.past.blocks import Grid, Line, Place
from assistant.past.readers.pdf import read_pdf
from assistant.past.readers.printed.broken_rows import mended

STYLE = (
    "@page { size: A4; margin: 30mm 25mm; } body { font-size: 14pt; } p { margin: 0; text-indent: 2em; }"
    " .new { page-break-before: always; }"
)
PAGE = """
<h1>云溪县司法局2024年政府信息公开工作年度报告</h1>
<p>本报告统计期限为2024年1月1日至12月31日。如有疑问，请与本机关办公室联系（邮编：050000，联系电话：0311-85550123）。</p>
<p>一、总体情况</p>
<p>（一）主动公开</p><p>全年聚焦群众关心的事项，及时发布各类信息，完善网站专栏，规范新媒体管理，方便群众随时查阅使用。</p>
<p class="new">（五）监督保障</p><p>明确分管领导和责任科室，按期开展业务培训。</p>
<p>二、主动公开政府信息情况</p>
<p>五、存在的主要问题及改进情况</p><p>（一）存在的主要问题</p><p>个别栏目更新不及时。</p>
<p class="new">（二）改进情况</p><p>加强栏目日常巡查，明确更新时限并定期提醒。</p>
<p>六、其他需要报告的事项</p><p>本年度未收取信息处理费。</p>
"""


def test_a_page_of_first_lines_alone_keeps_headings_and_paragraphs_apart() -> None:
    html = f"<html><style>{STYLE}</style><body>{PAGE}</body></html>"
    sections = read_bytes("a.pdf", weasyprint.HTML(string=html).write_pdf()).sections
    assert sections["overview.supervision"] == "明确分管领导和责任科室，按期开展业务培训。"
    assert sections["problems"] == "个别栏目更新不及时。"
    assert sections["improvements"] == "加强栏目日常巡查，明确更新时限并定期提醒。"
    assert sections["other"] == "本年度未收取信息处理费。"
    assert "\n" not in sections["preamble"], "a telephone number that begins a line does not begin a paragraph"


def test_every_line_and_cell_knows_where_it_stands() -> None:
    blocks = read_pdf(PRINTED["PDF有线"](make(1)).data).blocks
    lines = [block for block in blocks if isinstance(block, Line)]
    assert lines[0].place is not None
    assert lines[0].place.page == 1
    assert all(line.place and all(0 <= share <= 1 for share in line.place.box) for line in lines)
    for grid in (block for block in blocks if isinstance(block, Grid)):
        shape = [[cell is None for cell in row] for row in grid.rows]
        assert [[place is None for place in row] for row in grid.places] == shape
        tops = [place.box[1] + place.page for row in grid.places for place in row[:1] if place]
        assert tops == sorted(tops), "rows stand below each other"


@pytest.mark.parametrize(
    ("style", "margin", "seed"),
    [
        ("宋体", 31, 244),  # before 3.其他, which is a column's name too
        ("宋体", 104, 306),  # within a row, of which the page before has a cell less
        ("靠右", 28, 300),  # within a row of pages with different columns
        ("靠右", 124, 305),
        ("淡线", 58, 302),
        ("宋体", 22, 301),  # between two whole rows of table two, the next a title over all columns
        ("大字横页", 30, 302),
        ("无线", 126, 300),  # a label of three lines, its group's second line before the second of them
        ("无线", 40, 305),
    ],
)
def test_a_table_that_a_page_broke_is_read_whole(style: str, margin: int, seed: int) -> None:
    css = STYLES[style].replace("margin: 15mm", f"margin: {margin}mm 15mm 15mm")
    rendering = pdf(make(seed), style=css if css != STYLES[style] else f"{css} @page {{ margin-top: {margin}mm; }}")
    got = read_bytes(rendering.name, rendering.data).figures.values
    assert {code: got.get(code) for code in rendering.expected} == rendering.expected


def test_a_value_of_a_broken_row_knows_the_page_it_stands_on() -> None:
    label, after = "一、本年新收政府信息公开申请数量", ("二、上年结转政府信息公开申请数量", "0", "1")
    above = Grid(((label, "", ""),), places=((Place(1),) * 3,))
    below = Grid((("", "3", "4"), after), places=((Place(2),) * 3,) * 2)
    parts = mended(above, below)
    assert parts is not None
    whole, rest = parts
    assert whole.rows == ((label, "3", "4"),)
    assert [place.page for place in whole.places[0] if place] == [1, 2, 2]
    assert (rest.rows, len(rest.places)) == ((after,), 1)


def test_two_whole_rows_are_none_that_a_page_broke() -> None:
    above = Grid((("行政许可", "17", None, None),))
    below = Grid((("第二十条第（六）项", None), ("行政处罚", "34")))
    assert mended(above, below) is None
