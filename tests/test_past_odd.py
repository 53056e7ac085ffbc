"""Reports as county offices publish them through odd editors: no wrong cell, no lost text, every blank told."""

from collections import Counter
from typing import Any

import pytest
from broken_renderings import BROKEN, BROKEN_LOSSY, BROKEN_PRINTED, four_downwards, four_in_three_lines
from odd_renderings import ODD, ODD_LOSSY, aligned, boxed, commas, with_column_names
from renderings import Rendering, make, tabs
from test_past import SPOILS, count, told, wrong_cells

from assistant.past import read_bytes
from assistant.report import Report

READ = {**ODD, **BROKEN}


def lost(rendering: Rendering, got: Report) -> list[str]:
    """Sections that are not as they were printed; "*" are not compared."""
    wanted = dict(rendering.sections)
    if "*" in wanted:
        return []
    return [
        name
        for name in {*wanted, *got.sections}
        if wanted.get(name) != "*" and wanted.get(name, "") != got.section(name)
    ]


@pytest.mark.parametrize("layout", READ)
def test_odd_layouts_are_read_without_a_wrong_cell_and_without_losing_text(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in (0, 2, 3, 5):
        report = make(seed)
        rendering = READ[layout](report)
        got = read_bytes(rendering.name, rendering.data)
        total += count(got, rendering.expected)
        assert (got.organ, got.year) == (report.organ, report.year)
        assert lost(rendering, got) in ([], ["unplaced"])
        assert set(got.figures.blanks()) <= set(told(got))
    assert not [key for key in total if key.startswith("wrong")]
    assert total["right"] >= 0.99 * total.total()


@pytest.mark.parametrize("layout", {**ODD_LOSSY, **BROKEN_LOSSY})
def test_what_is_not_certain_stays_blank_and_shows_what_stood_there(layout: str) -> None:
    for seed in (0, 3):
        rendering = {**ODD_LOSSY, **BROKEN_LOSSY}[layout](make(seed))
        got = read_bytes(rendering.name, rendering.data)
        total = count(got, rendering.expected)
        assert not [key for key in total if key.startswith("wrong")]
        assert all(finding.values["raw"] for finding in got.findings if finding.where == "T3.granted.business")


@pytest.mark.slow
@pytest.mark.parametrize("layout", BROKEN_PRINTED)
def test_odd_pdfs_are_read_without_a_wrong_cell(layout: str) -> None:
    rendering = BROKEN_PRINTED[layout](make(3))
    got = read_bytes(rendering.name, rendering.data)
    total = count(got, rendering.expected)
    assert not [key for key in total if key.startswith("wrong")]
    if layout != "PDF窄列":  # six-letter columns over page breaks: some rows stay blank
        assert set(total) == {"right"}
        assert not lost(rendering, got)


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize(
    "write", [commas, boxed, aligned, with_column_names, four_in_three_lines, four_downwards, tabs]
)
def test_what_odd_tables_lost_never_makes_a_wrong_cell(write: Any, spoil: Any) -> None:
    for seed in range(4):
        assert not wrong_cells(write, spoil, seed)


def test_a_free_form_report_says_so_and_keeps_every_line() -> None:
    body = [
        "本机关现公布上一年度的工作情况。",
        "一、概述",
        "这一年总体平稳。",
        "二、主动公开政府信息情况",
        "（一）公开内容",
        "主动公开政府信息310条。",
        "三、依申请公开政府信息办理情况",
        "收到申请4件，其中予以公开3件。",
        "四、收费及减免情况",
        "没有收费。",
        "五、因政府信息公开申请行政复议、提起行政诉讼情况",
        "未发生。",
        "六、存在的主要问题及改进措施",
        "更新还不够快。下一步将加快更新。",
        "附表",
        "一、主动公开情况 | 条 | 310",
        "四、行政复议数量 | 件 | 2",
        "行政许可 | 件 | 12",
    ]
    text = "青岚县水利局2012年政府信息公开工作年度报告\n" + "\n".join(body)
    got = read_bytes("a.txt", text.encode())
    assert not got.figures.values
    assert [finding.where for finding in got.findings if finding.code in {"R-01", "R-02"}] == ["preamble"]
    kept = "".join("".join(got.sections.values()).split())
    headings = {"一、概述", "二、主动公开政府信息情况", "六、存在的主要问题及改进措施"}
    for line in body:
        if not line.startswith(("三、", "五、")) and line not in headings:
            for sentence in line.split("。"):
                assert "".join(sentence.split()) in kept, line
