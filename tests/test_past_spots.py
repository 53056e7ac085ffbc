"""Where a value stands in the file it was read from: found in every layout, and never a place that says another."""

from pathlib import Path

import pytest
from renderings import LAYOUTS, LOSSY, PRINTED, make

from assistant.figures import plain, read_cell
from assistant.past.blocks import Document, Grid, Line, Place
from assistant.past.reader_choice import open_document
from assistant.past.recognise import recognise
from assistant.past.spots import DocumentText, Spot, spots
from assistant.report import Report

ALL = {**LAYOUTS, **LOSSY, **PRINTED}
HARD = {"一格一行空格代零", "竖线在后横线代空", "竖线在后空格代零", "七数一行", *LOSSY}
"""Layouts whose cells stand there without a trace of their borders."""


def opened(layout: str, seed: int) -> tuple[Document, Report]:
    rendering = ALL[layout](make(seed))
    document = open_document(rendering.name, rendering.data)
    assert isinstance(document, Document)
    return document, recognise(document, Path(rendering.name).stem)


def text_at(document: Document, spot: Spot) -> str:
    block = document.blocks[spot.block]
    if isinstance(block, Grid):
        assert spot.row is not None
        return " ".join(block.rows[spot.row][at] or "" for at in range(spot.first, spot.last + 1))
    return block.text[spot.first : spot.last]


@pytest.mark.parametrize("layout", ALL)
def test_what_stands_at_a_cells_spot_reads_as_its_value(layout: str) -> None:
    placed = read = 0
    for seed in range(3):
        document, report = opened(layout, seed)
        found = spots(document, report.figures)
        read += len(report.figures.values)
        placed += sum(code in report.figures.values for code in found)
        for code, spot in found.items():
            text, value = text_at(document, spot), report.figures.values.get(code)
            if spot.whole:
                assert value is None or plain(value) in text
            else:
                reading = read_cell(text, decimal=report.form.cells[code].decimal)
                assert reading.value == value
    if layout not in HARD:
        assert placed >= 0.9 * read


@pytest.mark.parametrize("seed", range(3))
def test_every_spot_of_a_ruled_page_has_its_box_on_the_page_and_no_two_share_one(seed: int) -> None:
    document, report = opened("PDF有线", seed)
    found = spots(document, report.figures)
    places = [spot.place for spot in found.values()]
    assert len(places) == len(set(places)) == 200
    assert all(place and 0 <= place.box[0] < place.box[2] <= 1 for place in places)


def test_a_row_that_stands_there_twice_has_no_spot() -> None:
    document, report = opened("一行一排", 2)
    again = Document(document.blocks + document.blocks)
    assert not spots(again, report.figures)


def test_a_value_that_is_not_what_stands_there_has_no_spot() -> None:
    document, report = opened("一行一排", 2)
    code = next(code for code in report.figures.values if code.startswith("T3."))
    other = report.figures.with_values({code: report.figures.values[code] + 1})
    assert code in spots(document, report.figures)
    assert code not in spots(document, other)


def test_paragraphs_are_found_by_their_words_and_short_ones_only_by_themselves() -> None:
    text = DocumentText(
        [
            Line("12月31日止，共办理申请十二件。"),
            Line("日"),
            Grid((("栏目", "发布数量"), ("政策文件", "12"))),
            Line("全年组织培训三场，"),
            Line("参加人员六十人。"),
            Line("无。"),
            Line("无。"),
        ]
    )

    def at(*paragraphs: str) -> list[tuple[tuple[int, int | None], ...] | None]:
        return [spot and spot.at for spot in text.spots(paragraphs)]

    assert at("日", "栏目|发布数量", "政策文件|12") == [((1, None),), ((2, 0),), ((2, 1),)]
    assert at("全年组织培训三场，参加人员六十人。") == [((3, None), (4, None))]
    assert at("全年共计组织培训三场，参加人员六百人。") == [((3, None), (4, None))]
    assert at("无。", "无。", "无。") == [((5, None),), ((6, None),), None]
    assert at("以后另写的一段话，原件里没有。", "") == [None, None]


def test_a_paragraph_reaches_down_to_what_follows_on_its_page() -> None:
    def line(text: str, page: int, left: float, top: float) -> Line:
        return Line(text, place=Place(page, (left, top, 0.9, top + 0.02)))

    text = DocumentText(
        [
            line("本年度共办理政府信息公开申请十二件。", 1, 0.2, 0.1),
            line("一、总体情况", 1, 0.15, 0.2),
            line("全年主动公开信息一百二十条。", 2, 0.2, 0.1),
        ]
    )
    first, last = text.spots(["本年度共办理政府信息公开申请十二件。", "全年主动公开信息一百二十条。"])
    assert first is not None
    assert last is not None
    assert first.places == (Place(1, (0.15, 0.1, 0.9, 0.2)),)
    assert last.places == (Place(2, (0.2, 0.1, 0.9, 0.1 + 0.02)),)
