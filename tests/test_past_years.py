"""Two years in one table: neither is taken for this year's; every cell is blank, and a finding says why."""

import pytest
from renderings import Rendering, bars_collapsed, text_file, web_file, web_table
from year_renderings import EMPTY, HEADS, TEXTS, WAYS, Pair, doubled, flattened, of_2024, twice

from assistant.past import read_bytes
from assistant.report import Report


def wrong(rendering: Rendering) -> tuple[Report, list[str]]:
    got = read_bytes(rendering.name, rendering.data)
    return got, [code for code, value in got.figures.values.items() if value != rendering.expected[code]]


def told(report: Report) -> list[str]:
    return [finding.where for finding in report.findings if "不止一个年度" in finding.message]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("way", WAYS)
def test_years_beside_or_below_each_other_on_a_page(way: str, heads: str) -> None:
    for empty in EMPTY:
        got, astray = wrong(doubled(Pair(of_2024(1), HEADS[heads], empty), WAYS[way]))
        assert not astray
        assert not got.figures.values
        assert told(got) == ["T2", "T3", "T4"]


@pytest.mark.parametrize("heads", HEADS)
def test_tables_that_stand_twice_under_a_year_each(heads: str) -> None:
    for empty in EMPTY:
        got, astray = wrong(twice(Pair(of_2024(2), HEADS[heads], empty)))
        assert not astray
        assert told(got) == ["T2", "T3", "T4"]


@pytest.mark.parametrize("write", TEXTS, ids=lambda write: write.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_flattened_tables_of_two_years(way: str, write) -> None:
    for heads in HEADS.values():
        for empty in EMPTY:
            assert not wrong(flattened(Pair(of_2024(3), heads, empty), WAYS[way], write))[1]


@pytest.mark.parametrize("way", WAYS)
def test_printed_tables_of_two_years(way: str) -> None:
    for empty in EMPTY:
        assert not wrong(doubled(Pair(of_2024(1), HEADS["年份倒序"], empty), WAYS[way], printed=True))[1]


def test_the_finding_quotes_the_headings() -> None:
    got, _ = wrong(doubled(Pair(of_2024(1), HEADS["年份"]), WAYS["列"]))
    assert "表二里有不止一个年度的数字（写着“2023年”“2024年”）" in "".join(finding.message for finding in got.findings)
    assert got.figures.unreadable["T2.licensing.decisions"] == "2023年／2024年"


def test_one_year_above_every_table_is_nothing_to_doubt() -> None:
    report = of_2024(1)
    page = web_file(report, "merged", table=lambda boxes, way: f"<p>2024年度</p>{web_table(boxes, way)}")
    got, astray = wrong(page)
    assert not astray
    assert not told(got)
    assert len(got.figures.values) == 200
    text = text_file(report, lambda table, boxes: f"2024年\n{bars_collapsed(table, boxes)}\n2024年 12月")
    assert len(wrong(text)[0].figures.values) == 200


def test_an_own_comparison_of_years_leaves_the_forms_table_as_it_is() -> None:
    report = of_2024(4)
    own = (
        "<table><tr><td></td><td>2023年</td><td>2024年</td></tr><tr><td>行政许可</td><td>3</td><td>5</td></tr>"
        "<tr><td>行政处罚</td><td>1</td><td>2</td></tr><tr><td>行政强制</td><td>7</td><td>9</td></tr></table>"
    )
    page = web_file(report, "merged", table=lambda boxes, way: f"{web_table(boxes, way)}<p>近年对比如下。</p>{own}")
    got, astray = wrong(page)
    assert not astray
    assert len(got.figures.values) == 200


def test_years_of_the_text_around_are_nothing_to_doubt() -> None:
    report = of_2024(1)
    report = Report(
        report.organ,
        2024,
        report.title,
        figures=report.figures,
        sections={**report.sections, "overview.active": "2023年 全年公开120条。\n2024年 全年公开150条。"},
    )
    assert len(wrong(web_file(report, "merged"))[0].figures.values) == 200
    assert len(wrong(text_file(report, bars_collapsed))[0].figures.values) == 200
