"""What a file left empty is told once: for a cell, whole rows, a whole table; in a draft every cell is lacking."""

from decimal import Decimal

import pytest
from test_past import told

from assistant.checks import run
from assistant.figures import Figures
from assistant.past import read_bytes
from assistant.past.blanks import blanks_of
from assistant.report import Report

EMPTY = {
    "a cell": (["T3.granted.business"], [("T3.granted.business", "“（一）予以公开”·商业企业为空")]),
    "the only cell of a row": (["T2.fees"], [("T2.fees.amount", "行政事业性收费")]),
    "a row": (["T3.received"], [("T3.received", "“一、本年新收政府信息公开申请数量”一行全部为空")]),
    "rows of one block": (
        ["T3.other_not_corrected", "T3.other_fee_unpaid"],
        [("T3.other_not_corrected", "从“（六）其他处理1.申请人")],
    ),
    "a block": (
        ["T3.unavailable_not_held", "T3.unavailable_needs_creation", "T3.unavailable_still_unclear"],
        [("T3.unavailable_not_held", "“（四）无法提供”共 3 行全部为空")],
    ),
    "rows apart": (["T3.received", "T3.carried_out"], [("T3.received", "一行"), ("T3.carried_out", "一行")]),
    "rows of one cell": (["T2.licensing", "T2.penalty"], [("T2.licensing", "从“行政许可”到“行政处罚”共 2 行")]),
    "a table": (["T4"], [("T4", "15 格全部为空")]),
}


def without(figures: Figures, places: list[str]) -> Figures:
    gone = [code for code in figures.form.cells if any(f"{code}.".startswith(f"{place}.") for place in places)]
    return figures.with_values(dict.fromkeys(gone, None))


@pytest.mark.parametrize("what", EMPTY)
def test_what_is_empty_is_told_once(balanced: Figures, what: str) -> None:
    places, wanted = EMPTY[what]
    figures = without(balanced, places)
    found = list(blanks_of(figures))
    assert [one.where for one in found] == [where for where, _ in wanted]
    assert [words for one, (_, words) in zip(found, wanted, strict=True) if words not in one.message] == []
    assert sorted(told(Report("青岚县水利局", 2029, figures=figures, findings=tuple(found)))) == sorted(
        figures.blanks()
    )


def test_what_stood_in_a_cell_is_told_though_its_row_is_empty(balanced: Figures) -> None:
    figures = without(balanced, ["T4.review"]).with_unreadable({"T4.review.other": "约3"})
    raw = {one.where: one.values["raw"] for one in blanks_of(figures)}
    assert raw["T4.review.other"] == "约3"
    assert len(raw) == 5


@pytest.mark.parametrize("what", EMPTY)
def test_in_a_draft_every_empty_cell_stands_in_the_way(balanced: Figures, what: str) -> None:
    figures = without(balanced, EMPTY[what][0])
    report = Report("青岚县水利局", 2029, figures=figures, findings=tuple(blanks_of(figures)))
    lacking = [one.where for one in run(report) if one.code == "T-01" and one.severity.value == "error"]
    assert sorted(lacking) == sorted(figures.blanks())


def test_of_a_published_file_an_empty_row_is_one_finding(balanced: Figures) -> None:
    figures = without(balanced, ["T3.received"])
    report = Report("青岚县水利局", 2029, figures=figures, findings=tuple(blanks_of(figures)))
    assert [one.where for one in run(report, submitting=False) if one.code == "T-01"] == ["T3.received"]
    filled = Report("青岚县水利局", 2029, figures=balanced, findings=report.findings)
    assert [one for one in run(filled, submitting=False) if one.code == "T-01"] == []
    half = figures.with_values({"T3.received.business": Decimal(1)})
    again = Report("青岚县水利局", 2029, figures=half, findings=report.findings)
    assert len([one for one in run(again, submitting=False) if one.code == "T-01"]) == 6


def test_a_table_that_is_not_there_is_told_of_once() -> None:
    got = read_bytes("a.txt", "青岚县水利局2029年政府信息公开工作年度报告\n一、总体情况\n平稳。".encode())
    assert [(one.code, one.where) for one in got.findings] == [("R-01", "T2"), ("R-01", "T3"), ("R-01", "T4")]


def test_a_table_of_the_older_edition_is_not_missing_as_well() -> None:
    got = read_bytes(
        "a.txt",
        "青岚县水利局2019年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | 0 | 0 | 0\n"
        "规范性文件 | 0 | 0 | 0".encode(),
    )
    assert [one.code for one in got.findings if one.where == "T2" and one.code.startswith("R")] == ["R-02"]
