"""The finished report: one layout, the same content in every format, an official page."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from assistant import document
from assistant.document import faces
from assistant.errors import StorageProblem, UsageError
from assistant.figures import Figures, Indicator
from assistant.form import load
from assistant.report import Report, from_json

FORM = load()
SNAPSHOTS = Path(__file__).parent / "snapshots"
TEXT: Mapping[str, str] = {
    "preamble": "本报告依据有关规定编制，统计期限自2024年1月1日起至12月31日止。",
    "overview": "2024年，澄江市水务局有序推进公开工作。",
    "overview.active": "全年发布河湖水情信息 312 条。\n一是公布供水水质。二是公布停水计划。",
    "overview.on_request": "全年新收申请 34 件，<b>均</b> & 依法答复。",
    "overview.management": "修订发布审查流程1项。",
    "overview.platform": "维护网站栏目2个。",
    "overview.supervision": "组织培训3场。",
    "problems": "一是图解材料偏少。\n二是基层人手不足。",
    "improvements": "一是增加图解材料。\n二是开展跟班培训。",
    "other": "2024年没有收取信息处理费。",
}


@pytest.fixture
def report(balanced: Figures) -> Report:
    return Report("澄江市水务局", 2024, figures=balanced, sections=TEXT)


# ---- layout ----------------------------------------------------------------------------------------


def test_the_layout_holds_the_form_s_headings_in_order(report: Report) -> None:
    layout = document.compose(report)
    headings = [(block.text, block.level) for block in layout.blocks if isinstance(block, document.Heading)]
    assert headings == [(part.title, 2 if part.parent else 1) for part in FORM.parts if part.title]
    assert layout.title == "澄江市水务局2024年政府信息公开工作年度报告"
    assert layout.title_lines == ("澄江市水务局", "2024年政府信息公开工作年度报告")
    assert layout.signature == "澄江市水务局"


def test_a_title_of_its_own_is_kept() -> None:
    assert document.compose(Report("甲局", 2024, "甲局年度报告")).title_lines == ("甲局年度报告",)
    assert document.compose(Report()).title == "政府信息公开工作年度报告"


def test_paragraphs_know_where_they_begin_in_their_section() -> None:
    text = "  第一段。\n\n　第二段。"
    prose = [
        block
        for block in document.compose(Report(sections={"other": text})).blocks
        if isinstance(block, document.Prose) and block.section == "other"
    ]
    assert [text[one.start : one.start + len(one.text)] for one in prose] == ["第一段。", "第二段。"]


def test_blank_is_printed_empty_and_unreadable_as_it_stood() -> None:
    figures = Figures(
        {"T2.fees.amount": Decimal("12.50"), "T3.received.total": Decimal(0)}, {"T3.granted.total": "若 干"}
    )
    texts = {
        square.code: square.text
        for block in document.compose(Report(figures=figures)).blocks
        if isinstance(block, document.Grid)
        for row in block.rows
        for square in row
        if square.code
    }
    printed = {"T2.fees.amount": "12.5", "T3.received.total": "0", "T3.granted.total": "若 干"}
    assert {code: text for code, text in texts.items() if text} == printed
    assert set(texts) == set(FORM.cells)


def test_a_section_without_text_shows_that_it_is_to_be_written() -> None:
    layout = document.compose(Report(sections={"overview.active": "有文字。"}))
    waiting = [block.section for block in layout.blocks if isinstance(block, document.Prose) and block.unwritten]
    assert waiting == [part for part in FORM.narrative if part not in {"overview", "overview.active"}]


def test_text_outside_the_sections_is_named_and_kept_in_the_json(report: Report) -> None:
    stray = report.with_section("unplaced", "没有归类的话。")
    assert document.compose(stray).left_out == ("未归类文字",)
    assert "没有归类的话" not in document.to_bytes(stray, ".md").decode()
    assert from_json(json.loads(document.to_bytes(stray, ".json"))) == stray


def test_column_shares_fill_the_width_exactly(report: Report) -> None:
    for block in document.compose(report).blocks:
        if isinstance(block, document.Grid):
            assert sum(block.shares(8845)) == 8845
            assert len(block.covering[0]) == len(block.widths)


# ---- formats ---------------------------------------------------------------------------------------


def test_every_format_says_what_it_is_for() -> None:
    assert list(document.FORMATS) == [".docx", ".pdf", ".html", ".xlsx", ".md", ".json"]
    for suffix, made in document.FORMATS.items():
        assert made.suffix == suffix
        assert made.label
        assert made.purpose


def test_an_unknown_suffix_is_refused_in_words(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"不能导出“\.wps”格式"):
        document.to_bytes(report, ".wps")
    with pytest.raises(StorageProblem, match="无法写入"):
        document.write(report, tmp_path / "没有" / "年报.md")


def test_the_suffix_may_be_in_capitals(report: Report, tmp_path: Path) -> None:
    document.write(report, tmp_path / "年报.JSON")
    assert (tmp_path / "年报.JSON").read_bytes() == document.to_bytes(report, ".json")


def test_characters_no_file_can_hold_stop_no_format() -> None:
    odd = Report(
        "甲\x00局", 2024, sections={"other": "甲\x00\x0b乙\ud800\uffff\t丙"}, indicators=(Indicator("\x01", None),)
    )
    for suffix in (".docx", ".xlsx", ".html", ".pdf"):
        assert document.to_bytes(odd, suffix)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_printed_text_is_as_it_was(report: Report, suffix: str) -> None:
    """After a deliberate change: delete the file under snapshots/ and run once more."""
    printed = document.to_bytes(report, suffix).decode()
    kept = SNAPSHOTS / f"report{suffix}"
    if not kept.exists():
        kept.write_text(printed, "utf-8")
    assert printed == kept.read_text("utf-8")


# ---- html ------------------------------------------------------------------------------------------


def test_the_portal_s_tables_are_accessible(report: Report) -> None:
    page = html.document_fromstring(document.to_bytes(report, ".html"))
    tables = page.findall(".//table")
    assert page.get("lang") == "zh-CN"
    assert [table.findtext("caption") for table in tables] == [
        f"{one.name}　{one.title}" for one in FORM.tables.values()
    ]
    for table in tables:
        assert {th.get("scope") for th in table.iter("th")} <= {"col", "colgroup", "row", "rowgroup"}
        assert all(th.get("scope") for th in table.iter("th"))
    assert not page.xpath("//script | //style | //link | //@class | //@id")


def test_text_is_escaped_everywhere(report: Report) -> None:
    for page in (document.to_bytes(report, ".html").decode(), document.preview(report)):
        assert "&lt;b&gt;均&lt;/b&gt; &amp; 依法答复" in page


def test_the_preview_can_stand_inside_another_page(report: Report) -> None:
    page = document.preview(report)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    rules = re.sub(r"@media print\{(.*?\}\n)\}", r"\1", style[1], flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", rules) for part in rule.split(",")]
    assert [one for one in selectors if not one.startswith((".nb-desk", ".nb-paper", "@page"))] == []
    assert 'id="cell-T3.received.total"' in page
    assert 'id="section-overview.active"' in page


def test_numbers_say_where_they_come_from(report: Report) -> None:
    text = TEXT["overview.active"]
    at, second = text.index("312"), text.index("一是")
    page = document.preview(
        report, origins={"overview.active": [(at, at + 3, "补充指标“水情”"), (second, second + 2, "二<")]}
    )
    assert '发布河湖水情信息 <mark class="nb-origin" title="补充指标“水情”">312</mark> 条。' in page
    assert '<mark class="nb-origin" title="二&lt;">一是</mark>公布供水水质' in page
    assert "<mark" not in document.preview(report)


# ---- word ------------------------------------------------------------------------------------------


@pytest.fixture
def word(report: Report) -> Any:
    return docx.Document(BytesIO(document.to_bytes(report, ".docx")))


def test_word_tables_have_widths_for_word_and_for_wps(word: Any) -> None:
    for table, declared in zip(word.tables, FORM.tables.values(), strict=True):
        columns = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
        assert len(columns) == len(declared.widths)
        assert sum(columns) == int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) == 8844
        for row in table._tbl.tr_lst:
            cells = list(row.iter(qn("w:tcPr")))
            spans = [
                int(span.get(qn("w:val"))) if (span := one.find(qn("w:gridSpan"))) is not None else 1 for one in cells
            ]
            assert sum(spans) == len(columns)
            assert sum(int(one.find(qn("w:tcW")).get(qn("w:w"))) for one in cells) == sum(columns)


def test_word_merges_are_real_and_headers_repeat(word: Any) -> None:
    third = word.tables[1]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in third.rows] == [True] * 3 + [False] * 25
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in third.rows)
    results = third.cell(5, 0)
    assert results.text == "三、本年度办理结果"
    assert all(third.cell(row, 0)._tc is results._tc for row in range(5, 27))
    assert third.cell(3, 3).text == "30"


def test_word_sets_the_official_page(word: Any) -> None:
    section = word.sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert [one.text.strip() for one in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("公文正文", "仿宋_GB2312", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_word_styles_name_the_official_faces(word: Any, style: str, font: str, size: int) -> None:
    found = word.styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert found.font.size.pt == size
    if style in {"Heading 1", "Heading 2", "公文正文"}:
        assert found.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
        assert found.paragraph_format.line_spacing.pt == pytest.approx(28.95)


def test_word_has_no_theme_fonts_left(report: Report) -> None:
    packed = zipfile.ZipFile(BytesIO(document.to_bytes(report, ".docx")))
    for name in ("word/styles.xml", "word/document.xml"):
        fonts = etree.fromstring(packed.read(name)).iter(qn("w:rFonts"))
        assert [key for one in fonts for key in one.attrib if key.endswith("heme")] == []


def test_word_elements_stand_in_the_schema_s_order(report: Report) -> None:
    """Word opens a file with properties out of order as damaged; python-docx does not mind."""
    packed = zipfile.ZipFile(BytesIO(document.to_bytes(report, ".docx")))
    orders = {
        "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind"
        " contextualSpacing jc outlineLvl rPr sectPr",
        "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
        "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd tblLayout tblCellMar"
        " tblLook tblCaption",
        "sectPr": "headerReference footerReference pgSz pgMar cols docGrid",
    }
    parts = [name for name in packed.namelist() if re.match(r"word/(document|styles|footer\d)\.xml", name)]
    assert len(parts) == 4
    for part in parts:
        for found in etree.fromstring(packed.read(part)).iter():
            if (order := orders.get(etree.QName(found).localname)) is not None:
                tags = [etree.QName(child).localname for child in found]
                assert tags == sorted(tags, key=order.split().index)


# ---- pdf -------------------------------------------------------------------------------------------


def texts_of(data: bytes) -> Iterator[str]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        assert [round(size) for size in page.get_size()] == [595, 842]
        yield page.get_textpage().get_text_bounded()
    pdf.close()


def test_the_pdf_holds_the_same_and_table_three_stands_on_one_page(report: Report) -> None:
    data = document.to_bytes(report, ".pdf")
    pages = list(texts_of(data))
    whole = re.sub(r"\s", "", "".join(pages))
    for text in TEXT.values():
        for line in text.split("\n"):
            assert re.sub(r"\s", "", line) in re.sub(r"—\d+—", "", whole)
    third = [page for page in pages if "本年新收政府信息公开申请数量" in page]
    assert len(third) == 1
    assert "结转下年度继续办理" in third[0]
    assert [f"— {number} —" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)


def test_pages_are_pictures_of_what_is_printed(report: Report) -> None:
    pictures = document.pages(report, scale=0.3)
    assert len(pictures) >= 3
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_missing_faces_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_installed", lambda: frozenset({"黑体", "SimSun", "Noto Serif CJK SC"}))
    assert document.substitutions() == [
        "本机没有安装“方正小标宋简体”，PDF 的标题以“思源宋体”替代。",
        "本机没有安装“仿宋_GB2312”，PDF 的正文以“思源宋体”替代。",
        "本机没有安装“楷体_GB2312”，PDF 的二级标题以“思源宋体”替代。",
    ]
    monkeypatch.setattr(faces, "_installed", lambda: None)
    assert "无法查询" in document.substitutions()[0]
