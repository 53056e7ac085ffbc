"""Parts, statements and likeness: cases in cases/checks_structure.yaml change one sound report."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import run
from assistant.figures import Figures
from assistant.findings import Severity, found
from assistant.report import Report

DATA = yaml.safe_load((Path(__file__).parent / "cases" / "checks_structure.yaml").read_text("utf-8"))


def sound(figures: Figures) -> Report:
    return Report(DATA["report"]["organ"], 2024, figures=figures, sections=DATA["report"]["sections"])


def changed(report: Report, case: dict[str, Any]) -> Report:
    sections = {**report.sections, **case.get("sections", {})}
    if table := case.get("blank"):
        codes = list(report.figures.form.tables[table].codes())
        report = replace(report, figures=report.figures.with_values(dict.fromkeys(codes)))
    kept = {key: text for key, text in sections.items() if text is not None}
    return replace(report, organ=case.get("organ", report.organ), sections=kept)


@pytest.mark.parametrize("case", DATA["cases"], ids=[case["what"] for case in DATA["cases"]])
def test_structure(case: dict[str, Any], balanced: Figures) -> None:
    report = changed(sound(balanced), case)
    last = Report(report.organ, 2023, figures=balanced, sections=case["last"]) if "last" in case else None
    findings = run(report, last=last, overview_limit=case.get("limit", 0), submitting=False)
    said = [one for one in findings if one.code[0] in "SM"]
    assert sorted([one.code, one.where] for one in said) == sorted(case["expect"]), [one.message for one in said]


def test_a_gap_in_our_own_draft_is_said_once() -> None:
    sections = {
        key: text
        for key, text in DATA["report"]["sections"].items()
        if key not in {"problems", "improvements", "other"}
    }
    report = Report(DATA["report"]["organ"], 2024, figures=Figures({}), sections=sections)
    said = [(one.code, one.where) for one in run(report, submitting=True) if one.code.startswith("S-")]
    assert said == [("S-01", "shortcomings"), ("S-01", "other")]


def test_a_section_nearly_all_last_years_is_an_error(balanced: Figures) -> None:
    report = sound(balanced)
    text = "围绕公共文化服务公开场馆开放信息和演出计划，主动回应群众关切。" * 3
    last = Report(report.organ, 2023, figures=balanced, sections={"overview.active": text})
    [said] = [one for one in run(report.with_section("overview.active", text), last=last) if one.code == "M-01"]
    assert said.severity is Severity.ERROR
    assert said.values["percent"] == 100
    assert said.values["sentences"]


def test_another_organs_report_is_named_when_it_is_too_like(balanced: Figures) -> None:
    text = (
        "场馆何时开放、演出如何预约，全部在网上提前一周告知，公众不再跑空。"
        "经费账目按季晒出，附上通俗说明，欢迎群众监督提问。"
    )
    other = Report("云岭市旅游局", 2024, sections={"overview.active": text})
    report = sound(balanced).with_section("overview.active", text)
    said = [one for one in run(report, others=[("云岭市旅游局2024年年度报告", other)]) if one.code == "M-02"]
    assert [one.where for one in said] == ["overview.active"]
    assert "云岭市旅游局" in said[0].message


def test_a_report_of_another_year_is_not_compared(balanced: Figures) -> None:
    report = sound(balanced)
    for last in (replace(report, year=2021), replace(report, organ="云岭市旅游局", year=2023)):
        codes = [one.code for one in run(report, last=last)]
        assert codes.count("R-07") == 1
        assert not [code for code in codes if code[0] in "YM"]


def test_the_leading_region_of_a_name_does_not_matter(balanced: Figures) -> None:
    report = sound(balanced)
    last = replace(report, organ="文化局", year=2023)
    assert "R-07" not in [one.code for one in run(report, last=last)]


def test_findings_of_reading_are_kept_once(balanced: Figures) -> None:
    blank = balanced.with_values({"T3.granted.research": None})
    read = (
        found("T-01", "T3.granted.research", "原文为“/”。"),
        found("T-01", "T3.granted.business", "已经改好的单元格。"),
        found("T3-03", "T3.business", "上次核对的结果。"),
        found("R-03", "T3", "按勾稽关系还原。"),
    )
    findings = run(replace(sound(blank), findings=read))
    assert [one.message for one in findings if one.code == "T-01"] == ["原文为“/”。"]
    assert [one.code for one in findings if one.code[0] == "R"] == ["R-03"]
    assert not [one for one in findings if one.code == "T3-03"]
