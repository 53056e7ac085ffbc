"""Words, punctuation, numbering, personal data: cases in cases/checks_wording.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import run
from assistant.checks.privacy import is_card, is_identity
from assistant.findings import Severity
from assistant.report import Report

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "checks_wording.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_slip_is_found_and_good_wording_left_alone(case: dict[str, Any]) -> None:
    section = case.get("section", "overview.active")
    report = Report("清川市文化局", 2024, sections={section: case["text"]})
    said = [one for one in run(report) if one.code.startswith("P-")]
    assert [one.code for one in said] == case["expect"], [one.message for one in said]
    assert all(one.where == section and one.place.start is not None for one in said)


def test_the_number_itself_is_not_repeated_in_the_finding() -> None:
    report = Report("清川市文化局", 2024, sections={"other": "身份证号11010519491231002X。"})
    [said] = [one for one in run(report) if one.code == "P-04"]
    assert "11010519491231002X" not in str(said.as_json())
    assert said.severity is Severity.ERROR


def test_the_short_name_of_a_law_is_told_once_a_report() -> None:
    sections = {"overview": "学习《政府信息公开条例》。", "other": "执行《政府信息公开条例》。"}
    assert [one.where for one in run(Report("清川市文化局", 2024, sections=sections)) if one.code == "P-01"] == [
        "overview"
    ]


def test_a_file_in_english_marks_throughout_is_told_once() -> None:
    sections = dict.fromkeys(("overview", "overview.active", "problems", "other"), "主动公开信息,及时更新,回应关切")
    assert len([one for one in run(Report("清川市文化局", 2024, sections=sections)) if one.code == "P-02"]) == 1


def test_check_digits() -> None:
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")
    assert is_card("6222021234567890128")
    assert not is_card("6222021234567890129")
    assert not is_card("1111111111111111")
