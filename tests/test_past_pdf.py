"""The paragraphs of a PDF: put together from printed lines, never with the heading below them."""

import weasyprint
from renderings import PRINTED, make

from assistant.past import read_bytes
from assistant.past.blocks import Grid, Line
from assistant.past.readers.pdf import read_pdf

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
