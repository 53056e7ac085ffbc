"""The text against the figures: cases a lawyer can read, in cases/checks_statements.yaml."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import run
from assistant.facts import derive
from assistant.figures import Figures, Indicator, Note, plain
from assistant.form import load
from assistant.prose import numbers
from assistant.report import Report
from assistant.sources.binding import bind
from assistant.tables import fill

CASES = Path(__file__).parent / "cases"
NUMBERS = yaml.safe_load((CASES / "checks_numbers.yaml").read_text("utf-8"))
STATEMENTS = yaml.safe_load((CASES / "checks_statements.yaml").read_text("utf-8"))


def filled(cells: dict[str, Any]) -> Figures:
    typed = {code: Decimal(0) for code, cell in load().cells.items() if not cell.computed}
    return fill(Figures(typed | {code: Decimal(str(value)) for code, value in cells.items()})).figures


def a_report(case: dict[str, Any]) -> Report:
    section = case.get("section", "overview.on_request")
    return Report(
        organ="清川市文化局",
        year=2024,
        figures=filled(case.get("figures", STATEMENTS["figures"])),
        indicators=tuple(
            Indicator(name, Decimal(str(value)), unit, section, Decimal(str(last[0])) if last else None)
            for name, (value, unit, *last) in case.get("indicators", {}).items()
        ),
        notes=tuple(Note(section, text) for text in case.get("notes", [])),
        sections={section: case["text"]},
    )


@pytest.mark.parametrize("case", NUMBERS, ids=[case["text"] for case in NUMBERS])
def test_a_sentence_states_these_figures(case: dict[str, Any]) -> None:
    assert [f"{plain(one.value)} {one.unit}".strip() for one in numbers(case["text"])] == case["figures"]


def test_a_number_keeps_its_place_in_the_text() -> None:
    text = "本年发布 104 条，近百场，百分之四十二点八六。"
    assert [text[one.start : one.end] for one in numbers(text)] == ["104 条", "近百场", "百分之四十二点八六"]


@pytest.mark.parametrize("case", STATEMENTS["cases"], ids=[case["text"] for case in STATEMENTS["cases"]])
def test_a_statement_is_found_or_left_alone(case: dict[str, Any]) -> None:
    report = a_report(case)
    last = Report(report.organ, 2023, figures=filled(case["last"])) if "last" in case else None
    section = case.get("section", "overview.on_request")
    found = run(
        report,
        last=last,
        confirmed={(section, text) for text in case.get("confirmed", [])},
        submitting=not case.get("published", False),
    )
    said = [one for one in found if one.code.startswith("G-") and one.severity != "info"]
    assert sorted(one.code for one in said) == case["expect"], [one.message for one in said]
    assert {one.where for one in said} <= {section}


def test_a_comparison_without_last_years_report_says_what_is_missing() -> None:
    case = {"text": "2024年收到申请34件，比上年增加14件。"}
    [said] = [one for one in run(a_report(case)) if one.code.startswith("G-")]
    assert (said.code, said.where) == ("G-01", "overview.on_request")
    assert "没有上年的年报" in said.message


def test_a_published_file_tells_its_own_numbers_once_a_section() -> None:
    report = Report("清川市文化局", 2024, figures=filled({}), sections={"overview.platform": "微博104条，微信111条。"})
    told = [one for one in run(report, submitting=False) if one.code == "G-01"]
    assert [(one.where, one.severity.value) for one in told] == [("overview.platform", "info")]
    assert "104条、111条" in told[0].message


def test_last_years_number_left_in_the_text_is_said_to_be_last_years() -> None:
    case = {"text": "全年收到政府信息公开申请20件。"}
    facts = derive(a_report(case), Report("清川市文化局", 2023, figures=filled(STATEMENTS["last"])))
    [verdict] = bind(case["text"], "overview.on_request", facts, year=2024)
    assert (verdict.status, verdict.code) == ("contradicted", "G-02")
    assert "上年的数" in verdict.explain


def test_a_number_of_its_own_unchanged_since_last_year_is_a_warning_in_a_published_file() -> None:
    last = Report(
        "清川市文化局", 2023, figures=filled({}), sections={"overview.platform": "微博发布信息104条，抖音9条。"}
    )
    report = Report("清川市文化局", 2024, figures=filled({}), sections=last.sections)
    told = [one for one in run(report, last=last, submitting=False) if one.code == "G-01"]
    assert [one.severity.value for one in told] == ["warning", "info"]
    assert "104条" in told[0].message


def test_half_width_punctuation_is_read_like_full_width() -> None:
    text = "2024年,本局共收到政府信息公开申请5件,其中自然人2件;未发生因政府信息公开引起的行政诉讼。"
    report = Report("清川市文化局", 2024, figures=filled(STATEMENTS["figures"]), sections={"overview.on_request": text})
    assert [one.code for one in run(report) if one.code[0] == "G"] == ["G-02", "G-02", "G-03"]
