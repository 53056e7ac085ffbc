"""Charts: every value is in the picture, its description and its table; blank is not 0."""

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.document import charts
from assistant.document.charts import Chart, Series
from assistant.figures import Figures
from assistant.report import Report

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(charts.svg(chart, "one"))  # noqa: S314 - our own picture


@pytest.fixture
def reports(balanced: Figures) -> list[Report]:
    return [Report(organ="虚构县教育局", year=year, figures=balanced) for year in (2022, 2023, 2024)]


def test_three_years_make_four_pictures(reports: list[Report]) -> None:
    made = charts.charts(reports)
    assert [chart.title for chart in made] == [
        "三年趋势：申请与办结",
        "三年趋势：办理结果",
        "2024年办理结果构成",
        "本年与上年",
    ]
    assert [item.name for item in made[0].series] == ["新收", "办结", "结转下年"]
    assert made[0].series[0].values == (Decimal(34),) * 3
    assert [item.name for item in made[1].series] == [
        "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理",
    ]  # fmt: skip
    assert sum(item.values[-1] or 0 for item in made[1].series) == made[0].series[1].values[-1]


def test_a_report_alone_is_not_compared(reports: list[Report]) -> None:
    assert [chart.title for chart in charts.charts(reports[-1:])] == [
        "本年：申请与办结",
        "本年：办理结果",
        "2024年办理结果构成",
    ]


def test_a_picture_has_a_title_a_description_and_every_value(reports: list[Report]) -> None:
    for chart in charts.charts(reports):
        root = drawn(chart)
        assert root.get("role") == "img"
        ids = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
        assert root.get("aria-labelledby") == " ".join(item.get("id", "") for item in ids if item is not None)
        texts = [node.text for node in root.iter(f"{SVG}text")]
        table = ET.fromstring(charts.table(chart))  # noqa: S314 - our own table
        cells = [node.text for node in table.iter("td") if node.text]
        assert len(cells) == len(chart.labels) * len(chart.series)
        assert all(any(text and text.startswith(cell) for text in texts) for cell in cells)
        assert all(item.name in chart.description for item in chart.series)


def test_blank_is_said_and_0_is_written_and_neither_has_a_bar() -> None:
    chart = Chart("图", ("甲", "乙", "丙"), (Series("件数", (None, Decimal(0), Decimal(3))),))
    for picture in (chart, replace(chart, lying=True)):
        root = drawn(picture)
        assert len(list(root.iter(f"{SVG}rect"))) == 1
        texts = [node.text for node in root.iter(f"{SVG}text")]
        assert "未填" in texts
        assert "0" in texts
    assert Chart("图", ("甲",), (Series("件数", (None,)),)).empty


def test_shares_are_written_only_where_the_whole_is_known() -> None:
    known = Chart("图", ("甲", "乙"), (Series("件数", (Decimal(1), Decimal(3))),), lying=True, shares=True)
    assert "3（75%）" in charts.svg(known)
    partly = replace(known, series=(Series("件数", (None, Decimal(3))),))
    assert "%）" not in charts.svg(partly)


def test_words_are_escaped() -> None:
    chart = Chart("<图>&", ("<甲>",), (Series("件&数", (Decimal(1),)), Series("乙", (Decimal(2),))))
    assert [node.text for node in drawn(chart).iter(f"{SVG}title")] == ["<图>&"]


@given(st.integers(0, 10**9))
def test_ticks_are_few_and_reach_the_largest(largest: int) -> None:
    marks = charts.ticks(Decimal(largest))
    assert marks[0] == 0
    assert marks[-1] >= largest
    assert len(marks) <= 5
