"""What is found in published reports, judged one by one in cases/sample_findings.yaml."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import run
from assistant.past import read
from assistant.report import Report

JUDGED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "sample_findings.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def published(samples: Path) -> dict[str, Report]:
    return {file.name: read(file) for file in sorted(samples.iterdir()) if file.suffix in {".txt", ".pdf"}}


@pytest.mark.parametrize("name", sorted(JUDGED))
def test_what_is_found_in_a_published_report_is_what_was_judged(published: dict[str, Report], name: str) -> None:
    if name not in published:
        # The folder is no part of the project: another may hold other reports, and what was judged of these is kept.
        pytest.skip("这份公开年报不在样本文件夹里")
    report = published[name]
    last = next((one for one in published.values() if (one.organ, one.year) == _year_before(report)), None)
    found = [one for one in run(report, last=last, submitting=False) if one.severity.value != "info"]
    counted = Counter((one.code, "cells" if one.code == "T-01" else one.where) for one in found)
    assert counted == {(one["code"], one["where"]): one.get("count", 1) for one in JUDGED[name]}


def test_every_judgement_has_a_reason_and_none_is_a_false_alarm() -> None:
    assert all(one["why"] for judged in JUDGED.values() for one in judged)
    assert [one for judged in JUDGED.values() for one in judged if not one["right"]] == []


def _year_before(report: Report) -> tuple[str, int]:
    return report.organ, (report.year or 0) - 1
