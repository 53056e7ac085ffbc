"""数据填报 beside the grid: 补充指标 offered from last year's text, the ledger, the charts; without a browser."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from people import KEEPER
from streamlit.testing.v1 import AppTest

from assistant import document
from assistant.desk import Desk, Who
from assistant.report import from_json

ROOT = Path(__file__).resolve().parents[1]
CLERK = Who("甲")


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, empty."""
    return page_desk(DEMO="false")


@pytest.fixture
def started(desk: Desk) -> str:
    """A report whose last year was read from a published file."""
    last = replace(from_json(json.loads((ROOT / "corpus/demo/2024.json").read_text("utf-8"))), title="")
    filed = desk.archive.add("上年年报.html", document.to_bytes(last, ".html"), who=KEEPER)
    return desk.reports.start(last.organ, 2025, last_id=filed.archive_id, who=CLERK)


def open_tab(report_id: str, tab: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["report"] = report_id
    at.query_params["tab"] = tab
    at.run()
    at.switch_page("assistant/ui/views/figures_page.py")
    at.run()
    assert not at.exception
    return at


def test_a_ticked_number_becomes_an_indicator_to_be_filled(desk: Desk, started: str) -> None:
    at = open_tab(started, "indicators")
    offered = desk.reports.suggested_indicators(started)
    assert len(at.checkbox) == len(offered)
    at.checkbox[0].check()
    button = next(item for item in at.button if item.label == "列入勾选的指标")
    button.click().run()
    assert not at.exception
    assert desk.reports.open(started).report.indicators == (offered[0],)
    assert len(at.checkbox) == len(offered) - 1


LEDGER = """经办记录编号,收到日期,申请人,申请人类型,怎么办的,答复日期
甲1,2025-03-05,某人,自然人,予以公开,2025-03-20
甲2,2025-03-06,某人,自然人,看不懂,2025-03-21
甲3,2025-04-01,某公司,企业,部分公开,2025-04-20
"""


def ledger_page(report_id: str, ledger: str = LEDGER) -> AppTest:
    at = open_tab(report_id, "files")
    at.file_uploader(key="ledger_upload").upload("台账.csv", ledger.encode(), "text/csv").run()
    assert not at.exception
    return at


def test_a_ledger_is_counted_only_after_its_columns_are_confirmed(desk: Desk, started: str) -> None:
    at = ledger_page(started)
    assert at.selectbox(key="ledger_台账.csv_received").value == "收到日期"
    assert at.button(key="ledger_count").disabled
    assert any("“办理结果”" in item.value for item in at.warning)
    at.selectbox(key="ledger_台账.csv_result").select("怎么办的").run()
    at.selectbox(key="ledger_台账.csv_number").select("经办记录编号").run()
    at.button(key="ledger_count").click().run()
    assert not at.exception
    shown = "".join(str(item.proto.body) for item in at.get("html"))
    assert "甲2" in shown
    assert "看不懂" in shown
    assert "某公司" not in shown
    at.selectbox(key=f"ledger_cell_{started}").select("T3.partly_granted.business").run()
    assert "甲3" in "".join(str(item.proto.body) for item in at.get("html"))
    at.button(key="ledger_take").click().run()
    assert desk.reports.open(started).report.figures.get("T3.received.business") == 1
    assert at.button(key="ledger_take")
    assert desk.importing.cases(started)["T3.partly_granted.business"] == [("4", "甲3")]
    later = open_tab(started, "files")
    later.selectbox(key=f"ledger_cell_{started}").select("T3.partly_granted.business").run()
    assert "甲3" in "".join(str(item.proto.body) for item in later.get("html"))


def test_of_a_ledger_neither_names_nor_contacts_are_stored_anywhere(desk: Desk, started: str, tmp_path: Path) -> None:
    plain = LEDGER.replace("经办记录编号", "编号").replace("怎么办的", "办理结果")
    at = ledger_page(started, plain.replace("看不懂", "不予公开，13812345678"))
    at.button(key="ledger_count").click().run()
    at.button(key="ledger_take").click().run()
    assert desk.reports.open(started).report.figures.get("T3.received.business") == 1
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("甲3".encode() in path.read_bytes() or b"\\u75323" in path.read_bytes() for path in files)
    for secret in ("某人", "某公司", "13812345678"):
        forms = (secret.encode(), secret.encode("gbk"), json.dumps(secret)[1:-1].encode())
        assert [path.name for path in files if any(form in path.read_bytes() for form in forms)] == []


def test_charts_are_drawn_from_the_archive_and_this_year(desk: Desk, started: str) -> None:
    at = open_tab(started, "charts")
    pictures = [str(item.proto.body) for item in at.get("html") if "<img" in str(item.proto.body)]
    assert any("本年与上年" in picture for picture in pictures)
    assert all("新收" in picture or "予以公开" in picture for picture in pictures)
    assert all("<table>" in picture and 'alt="' in picture for picture in pictures)
    assert [report.year for report in desk.reports.recent(started)] == [2024, 2025]


def test_a_workbook_with_formulas_says_every_cell_that_was_not_read(desk: Desk, started: str) -> None:
    book = load_workbook(BytesIO(desk.importing.workbook(started)))
    for row in range(8, 18):
        book["表三"].cell(row, 6).value = "=1+2"
    book["表四"].title = "第四张"
    changed = BytesIO()
    book.save(changed)
    at = open_tab(started, "files")
    at.file_uploader(key="workbook_upload").upload("填好.xlsx", changed.getvalue()).run()
    assert not at.exception
    said = [item.value for item in at.warning] + at.get("expander")[0].markdown[0].value.splitlines()
    assert sum("是没有计算结果的公式" in sentence for sentence in said) == 10
    assert any("表三 F8 是没有计算结果的公式" in sentence for sentence in said)
    assert any("“第四张”" in sentence for sentence in said)
    at.button(key="workbook_import").click().run()
    assert not at.exception
    assert desk.reports.open(started).report.figures.get("T3.granted.research") is None
