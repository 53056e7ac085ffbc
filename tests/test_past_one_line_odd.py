"""What pages printed as one line hold beside the usual: no figure is made up of it, and none of it is lost."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from renderings import FORM, make, squares

from assistant.past import read_bytes
from assistant.report import Report

_FILE = Path(__file__).with_name("one_line_odd.yaml")
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text("utf-8"))
SAID = ("稳步推进各项工作。", "一是更新不够及时。", "二是将加强培训。", "未收取信息处理费。")


def page(report: Report | None = None, cells: str = "") -> str:
    """A page of nothing but 0, or of a report's figures, in one line; `cells` stands between cells."""
    values = {code: Decimal(0) for code in FORM.cells} if report is None else dict(report.figures.values)
    two, three, four = (
        cells.join(box.text for box in squares(FORM.tables[table], values) if box.text) for table in ("T2", "T3", "T4")
    )
    return (
        f"青岚县水利局2023年政府信息公开工作年度报告　　根据有关规定编制。　　一、总体情况　　{SAID[0]}　　"
        f"二、主动公开政府信息情况　　{two}　　三、收到和处理政府信息公开申请情况　　{three}　　"
        f"四、政府信息公开行政复议、行政诉讼情况　　{four}　　"
        f"五、存在的主要问题及改进情况　　{SAID[1]}{SAID[2]}　　六、其他需要报告的事项　　{SAID[3]}"
    )


def read(text: str) -> Report:
    return read_bytes("report.txt", text.encode())


def _figures(case: dict[str, Any]) -> tuple[dict[str, Decimal], set[str]]:
    """The figures a page must have, and those that must stay blank."""
    told = case.get("cells", {}) | dict.fromkeys(case.get("blank", ()))
    blank = {code for code in FORM.cells for start, value in told.items() if value is None and code.startswith(start)}
    values = {code: Decimal(0) for code in FORM.cells if code not in blank}
    return values | {code: Decimal(value) for code, value in told.items() if value is not None}, blank


@pytest.mark.parametrize("case", [pytest.param(one, id=one["new"]) for some in CASES.values() for one in some])
def test_nothing_is_made_up_and_nothing_lost(case: dict[str, Any]) -> None:
    text = page()
    assert case["old"] in text
    got = read(text.replace(case["old"], case["new"], 1))
    values, _ = _figures(case)
    assert got.figures.values == values
    said = "".join("\n".join(got.sections.values()).split())
    assert all(sentence in said for sentence in (case.get("text", ""), *SAID))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("between", [" / ", "\t"])
def test_what_parts_all_cells_is_no_cell(seed: int, between: str) -> None:
    report = make(seed)
    assert read(page(report, between)).figures.values == report.figures.values


@pytest.mark.parametrize(
    "told",
    [
        "（一）主动公开全年在门户网站发布信息36条，更新栏目4个。（二）依申请公开畅通受理渠道，全部按期答复。",
        "1.主动公开。全年在门户网站发布信息36条。2.依申请公开。畅通受理渠道，全部按期答复。3.政府信息管理。规范审核，严格把关。",
        "1.主动公开全年在门户网站发布信息36条，更新4次。2.依申请公开畅通受理渠道，全部按期答复。3.监督保障组织考核，评议1次。",
        "（一）主动公开方面，全年在门户网站发布信息36条。（二）依申请公开方面，畅通受理渠道，全部按期答复。",
    ],
)
def test_an_aspect_is_told_from_the_sentence_it_ran_into(told: str) -> None:
    got = read(page().replace(SAID[0], f"{SAID[0]}{told}"))
    assert got.sections["overview"] == SAID[0]
    assert "全年在门户网站发布信息36条" in got.sections["overview.active"]
    assert got.sections["overview.on_request"].endswith("畅通受理渠道，全部按期答复。")


def test_a_heading_that_is_a_sentence_is_not_cut() -> None:
    told = "（一）主动公开持续深化。发布信息36条，更新栏目4个。（二）依申请公开规范有序。全部按期答复，无投诉。"
    got = read(page().replace(SAID[0], f"{SAID[0]}{told}"))
    assert "发布信息36条" in got.sections["overview.active"]
    assert not got.sections["overview.active"].startswith("持续深化")


@pytest.mark.parametrize("case", CASES["heading_number"], ids=[one["new"] for one in CASES["heading_number"]])
def test_a_part_numbered_otherwise_is_a_part(case: dict[str, Any]) -> None:
    sections = read(page().replace(case["old"], case["new"], 1)).sections
    assert sections["overview"] == SAID[0]
    assert sections["problems"] + sections.get("improvements", "") == SAID[1] + SAID[2]


@pytest.mark.parametrize("blank", ["&nbsp;", "&ensp;", "<br>", "<br/>"])
def test_blanks_written_out_are_blanks(blank: str) -> None:
    got = read(page().replace("　　", blank * 2))
    assert got.figures.values == dict.fromkeys(FORM.cells, Decimal(0))
    assert got.sections["overview"] == SAID[0]
    assert not [text for text in got.sections.values() if blank in text]


def test_a_portals_words_under_the_report_are_not_its_text() -> None:
    foot = "　上一篇：水利局2022年年报 下一篇：没有了 分享到： 【打印本页】【关闭窗口】 主办：青岚县人民政府"
    assert read(page() + foot).sections["other"] == SAID[3]


def test_the_title_is_told_from_a_portals_way_to_it() -> None:
    head = "当前位置：首页 > 政府信息公开 > 政府信息公开年报 索引号：0001/2024-0012 字号：[大 中 小] "
    got = read(head + page())
    assert (got.organ, got.year, got.title) == ("青岚县水利局", 2023, "青岚县水利局2023年政府信息公开工作年度报告")
    assert got.sections["preamble"] == "根据有关规定编制。"


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("青岚县水利局 2023 年政府信息公开工作年度报告", "青岚县水利局"),
        ("青岚县水利局2023 年政府信息公开工作年度报告", "青岚县水利局"),
        ("青嵐縣水利局2023年政府信息公開工作年度報告", "青嵐縣水利局"),
    ],
)
@pytest.mark.parametrize("gap", ["　　", ""])
def test_a_title_in_a_line_however_it_is_set(title: str, organ: str, gap: str) -> None:
    got = read(page().replace("青岚县水利局2023年政府信息公开工作年度报告　　", title + gap))
    assert (got.organ, got.year) == (organ, 2023)
    assert got.sections["preamble"] == "根据有关规定编制。"
