"""Charts as pictures of the exported document: only where wanted, with their values in words, adding no text."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from assistant import document, past
from assistant.document import Picture, pictures
from assistant.figures import Figures
from assistant.report import Report
from assistant.tables import fill


@pytest.fixture
def years(balanced: Figures) -> list[Report]:
    text = {"preamble": "根据条例，现公布本机关年度报告。", "other": "本年度没有收取信息处理费。"}
    older = fill(balanced.with_values({"T3.received.business": Decimal(1)})).figures
    return [
        Report("清川市文化局", year, figures=figures, sections=text)
        for year, figures in ((2022, older), (2023, older), (2024, balanced))
    ]


@pytest.fixture
def drawn(years: Sequence[Report]) -> tuple[Picture, ...]:
    return pictures(years)


def test_three_years_and_this_year_beside_last_are_drawn(drawn: Sequence[Picture]) -> None:
    assert [picture.title for picture in drawn] == ["三年趋势：申请与办结", "三年趋势：办理结果", "本年与上年"]
    assert "2024年：新收 34，办结 32，结转下年 4" in drawn[0].words
    assert "新收：2023年 31，2024年 34" in drawn[2].words


def test_nothing_is_drawn_of_blank_figures() -> None:
    assert pictures([Report("清川市文化局", 2024)]) == ()


def test_the_word_file_holds_each_picture_with_its_words(years: list[Report], drawn: Sequence[Picture]) -> None:
    plain, illustrated = (Document(BytesIO(document.to_bytes(years[-1], ".docx", some))) for some in ((), drawn))
    assert len(plain.inline_shapes) == 0
    told = [shape._inline.docPr.get("descr") for shape in illustrated.inline_shapes]
    assert told == [picture.alternative for picture in drawn]
    assert [line.text for line in illustrated.paragraphs if line.text] == [
        line.text for line in plain.paragraphs if line.text
    ]


def test_a_picture_is_drawn_sharp_and_whole(drawn: Sequence[Picture]) -> None:
    for picture in drawn:
        image = Image.open(BytesIO(picture.png)).convert("RGB")
        assert image.width > 2 * picture.size[0]
        assert image.width / image.height == pytest.approx(picture.size[0] / picture.size[1], rel=0.02)
        colours = {colour for _, colour in image.getcolors(1 << 24) or ()}
        assert (0, 0x72, 0xB2) in colours


def test_the_web_page_carries_the_drawings_and_their_words(years: list[Report], drawn: Sequence[Picture]) -> None:
    page = document.to_bytes(years[-1], ".html", drawn).decode()
    assert page.count("<img ") == 3
    assert all(f'alt="{picture.alternative}"' in page for picture in drawn)
    assert "<img" not in document.to_bytes(years[-1], ".html").decode()


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_pictures_change_nothing_of_what_is_read_back(
    years: list[Report], drawn: Sequence[Picture], suffix: str
) -> None:
    report = replace(years[-1], title="清川市文化局2024年政府信息公开工作年度报告")
    plain, illustrated = (
        past.read_bytes(f"年报{suffix}", document.to_bytes(report, suffix, some)) for some in ((), drawn)
    )
    assert illustrated.figures == plain.figures == report.figures
    assert illustrated.sections == plain.sections


def test_the_pdf_grows_by_pages_with_pictures(years: list[Report], drawn: Sequence[Picture]) -> None:
    from pypdfium2 import PdfDocument

    plain, illustrated = (document.to_bytes(years[-1], ".pdf", some) for some in ((), drawn))
    assert len(PdfDocument(illustrated)) > len(PdfDocument(plain))
