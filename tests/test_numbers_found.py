"""Numbers of last year's text offered as indicators: good names, and none that the tables, laws or years explain."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from people import KEEPER

from assistant import document
from assistant.desk import Desk, Who
from assistant.figures import Figures, plain
from assistant.form import load
from assistant.report import Report, from_json
from assistant.settings import Settings, shipped
from assistant.sources.numbers_found import indicators_in

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "numbers_found.yaml").read_text("utf-8")
)
SHIPPED = sorted((shipped("corpus") / "reports").glob("*.json"))


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    opened = Desk(settings)
    yield opened
    opened.close()


@pytest.mark.parametrize("case", CASES, ids=[case["says"][:20] for case in CASES])
def test_what_a_sentence_offers(case: dict[str, Any], balanced: Figures) -> None:
    section = "overview.on_request" if "申请" in case["says"] else "overview.active"
    report = Report(organ="虚构县教育局", year=2024, figures=balanced).with_section(section, case["says"])
    offered = [[item.name, item.unit, "" if item.last is None else plain(item.last)] for item in indicators_in(report)]
    assert offered == case["offers"]


@pytest.mark.parametrize("file", SHIPPED, ids=[file.stem for file in SHIPPED])
def test_a_shipped_report_without_its_list_gets_nearly_all_of_it_back(file: Path) -> None:
    report = from_json(json.loads(file.read_text("utf-8")))
    found = indicators_in(replace(report, indicators=()))
    values = {item.last for item in found}
    missing = [item.name for item in report.indicators if item.value not in values]
    assert len(missing) <= len(report.indicators) * 0.4
    assert len(found) <= len(report.indicators) + 2
    assert all(item.value is None and item.aspect in load().narrative for item in found)
    assert len({item.name for item in found}) == len(found)


def test_a_report_taken_from_a_published_file_offers_its_numbers(desk: Desk) -> None:
    last = replace(from_json(json.loads((shipped("corpus") / "demo/2024.json").read_text("utf-8"))), title="")
    filed = desk.archive.add("上年年报.html", document.to_bytes(last, ".html"), who=KEEPER)
    who = Who("甲")
    report_id = desk.reports.start(last.organ, 2025, last_id=filed.archive_id, who=who)
    offered = desk.reports.suggested_indicators(report_id)
    assert len(offered) > 3
    desk.reports.set_indicators(report_id, offered[:2], who=who)
    assert desk.reports.suggested_indicators(report_id) == offered[2:]


def test_nothing_is_offered_where_last_year_keeps_a_list_or_there_is_no_last_year(desk: Desk) -> None:
    data = (shipped("corpus") / "demo/2024.json").read_bytes()
    filed = desk.archive.add("2024.json", data, who=KEEPER)
    assert filed.report is not None
    with_list = desk.reports.start(filed.report.organ, 2025, last_id=filed.archive_id, who=Who("甲"))
    alone = desk.reports.start("虚构县档案馆", 2025, who=Who("甲"))
    assert desk.reports.suggested_indicators(with_list) == desk.reports.suggested_indicators(alone) == []
