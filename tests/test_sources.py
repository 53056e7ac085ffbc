"""What a sentence states: cases a lawyer can read, and that a message never gives a cell another cell's value."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checks import run
from assistant.facts import derive
from assistant.figures import Figures, Indicator, Note
from assistant.findings import Finding
from assistant.form import load
from assistant.report import Report
from assistant.sources.binding import bind
from assistant.sources.claims.boasts import unrecorded
from assistant.sources.claims.claims import denied
from assistant.sources.claims.kept_promises import kept
from assistant.sources.origin import origins
from assistant.tables import fill

CASES = Path(__file__).parent / "cases"
TEXT_AGAINST_TABLES = {"G-02", "G-03", "G-04", "G-05"}
FORM = load("2021")


def read_cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return found


SENTENCES = [*read_cases("sentences.yaml"), *read_cases("sentences_of_reports.yaml")]


def filled(cells: dict[str, Any]) -> Figures:
    typed = {code: Decimal(0) for code, cell in FORM.cells.items() if not cell.computed}
    return fill(Figures(typed | {code: Decimal(str(value)) for code, value in cells.items()})).figures


def report_of(case: dict[str, Any]) -> tuple[Report, Report | None]:
    """The report of a case and last year's, if the case has one."""
    section, year = case["section"], case.get("year", 2024)
    organ = case.get("organ") or ("清川市人民政府" if case.get("government") else "清川市文化局")
    report = Report(
        organ,
        year,
        figures=filled(case.get("figures") or {}),
        indicators=tuple(
            Indicator(
                item["name"], decimal(item.get("value")), item.get("unit", ""), section, decimal(item.get("last"))
            )
            for item in case.get("indicators") or []
        ),
        notes=tuple(Note(note["aspect"], note["text"]) for note in case.get("notes") or []),
        sections={section: case["text"]},
    )
    last = case.get("last_figures")
    return report, None if last is None else Report(organ, year - 1, figures=filled(last))


def decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def said_of(case: dict[str, Any]) -> list[Finding]:
    report, last = report_of(case)
    found = run(report, last=last, submitting=False)
    return [one for one in found if one.code in TEXT_AGAINST_TABLES and one.severity.value != "info"]


@pytest.mark.parametrize("case", SENTENCES, ids=[case.get("id", case["text"][:24]) for case in SENTENCES])
def test_a_sentence_is_held_against_the_tables(case: dict[str, Any]) -> None:
    found = said_of(case)
    shown = [one.message for one in found]
    if case.get("clean"):
        assert not found, shown
    else:
        wanted = {case["finds"], *(case.get("also_ok") or [])}
        told = [one for one in found if one.code in wanted]
        assert told, shown
        assert {one.code for one in found} <= wanted | {"G-05"}, shown  # a wrong part also breaks its whole's sum
        assert "severity" not in case or told[0].severity.value == case["severity"], shown
    report, last = report_of(case)
    bound = bind(case["text"], case["section"], derive(report, last), year=report.year)
    for words, fact in (case.get("binds") or {}).items():
        assert any(one.number.text == words and one.facts[:1] == (fact,) for one in bound), (words, bound)
    if case.get("no_g01"):
        assert not [one.number.text for one in bound if one.status == "unbound"]


# ---- a message gives each cell its own value -------------------------------------------------------

_VALUE = r"(?:\s*(?:是|为|本年|等于))?\s*(?P<value>-?\d[\d.]*)(?!\d*\s*%)"
NAMES = {FORM.cell_name(code): code for code in FORM.cells}


def values_told(message: str) -> Iterator[tuple[str, bool, Decimal]]:
    """Every cell a message names with the value said of it; and whether it is said of last year's."""
    for name, code in NAMES.items():
        for match in re.finditer(rf"(?P<last>上年)?{re.escape(name)}{_VALUE}", message):
            yield code, bool(match["last"]), Decimal(match["value"].rstrip("."))


def holds_its_values(finding: Finding, report: Report, last: Report | None) -> None:
    for code, of_last, told in values_told(finding.message):
        figures = last.figures if of_last and last is not None else report.figures
        assert figures.values.get(code) == told, finding.message


@pytest.mark.parametrize("case", SENTENCES, ids=[case.get("id", case["text"][:24]) for case in SENTENCES])
def test_a_message_gives_each_cell_its_own_value(case: dict[str, Any]) -> None:
    report, last = report_of(case)
    for finding in run(report, last=last, submitting=False):
        holds_its_values(finding, report, last)


WORDS = [
    "收到政府信息公开申请{}件",
    "答复申请{}件",
    "办结{}件",
    "予以公开{}件",
    "不予公开{}件，占{}%",
    "审结行政复议案件{}件",
    "因政府信息公开引起的行政诉讼{}件，同比增长{}%",
    "自然人申请{}件、法人或其他组织申请{}件",
    "上年结转{}件，结转下年度{}件",
    "收到的申请均由自然人提出",
    "均予以公开",
    "未发生因政府信息公开引起的行政复议",
    "较上年增加{}件",
    "制发行政规范性文件{}件，现行有效{}件",
]
CODES = [code for code, cell in FORM.cells.items() if not cell.computed and cell.column.id != "amount"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cells=st.dictionaries(st.sampled_from(CODES), st.integers(0, 40), max_size=12),
    before=st.dictionaries(st.sampled_from(CODES), st.integers(0, 40), max_size=12),
    words=st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=4),
)
def test_whatever_is_written_no_message_misquotes_a_cell(
    cells: dict[str, int], before: dict[str, int], words: list[tuple[str, int, int]]
) -> None:
    text = "，".join(one.format(first, second) for one, first, second in words) + "。"
    report = Report("清川市文化局", 2024, figures=filled(cells), sections={"overview.on_request": text})
    last = Report("清川市文化局", 2023, figures=filled(before))
    for finding in run(report, last=last):
        holds_its_values(finding, report, last)


def test_a_derivation_is_told_with_its_operands_and_never_by_one_cells_name() -> None:
    case = {
        "section": "overview.on_request",
        "figures": {"T4.review.upheld": 3, "T4.review.pending": 4},
        "text": "全年审结行政复议案件6件。",
    }
    [finding] = said_of(case)
    assert "总计 7 件减去" in finding.message
    assert "尚未审结 4 件" in finding.message
    assert "等于 3 件" in finding.message


# ---- the other answers -----------------------------------------------------------------------------

FACTS = derive(
    Report(
        "清川市文化局",
        2024,
        figures=filled({"T2.fees.amount": "86.35", "T3.received.natural_person": 3, "T3.granted.natural_person": 3}),
        indicators=(
            Indicator("视频播放", Decimal(863512), "次", "overview.platform"),
            Indicator("政策解读", Decimal(812), "篇", "overview.active"),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "section", "fact", "template"),
    [
        ("视频播放86万余次。", "overview.platform", "indicator.视频播放", "视频播放{{indicator.视频播放|万}}次。"),
        ("发布政策解读八百余篇。", "overview.active", "indicator.政策解读", "发布政策解读{{indicator.政策解读}}篇。"),
        ("行政事业性收费86.35万元。", "overview.active", "T2.fees.amount", "行政事业性收费{{T2.fees.amount}}万元。"),
        ("收到申请3件。", "overview.on_request", "T3.received.total", "收到申请{{T3.received.total}}件。"),
        ("播放３．２万次。", "overview.platform", "", "播放３．２万次。"),
    ],
)
def test_a_number_written_out_has_its_origin(text: str, section: str, fact: str, template: str) -> None:
    [one] = origins(text, section, FACTS, year=2024)
    assert one.fact == fact
    assert (text[: one.span[0]] + one.placeholder + text[one.span[1] :] if fact else text) == template


@pytest.mark.parametrize(
    "text",
    ["相关做法获评全国优秀案例。", "公开指数位列全市第一。", "点击量翻了一番。", "未发生因信息公开被追究责任的情况。"],
)
def test_a_claim_without_a_number_needs_a_note(text: str) -> None:
    assert list(unrecorded(text, []))
    assert not list(unrecorded(text, [text]))


def test_a_promise_is_kept_by_a_sentence_or_in_pieces() -> None:
    promise = "建立演出调整发布流程，由场馆专人负责更新排期"
    assert kept(promise, ["各场馆明确专人，演出调整两小时内更新排期。"])
    assert not kept(promise, ["加强学习培训，提升业务能力。"])


def test_a_claim_of_some_is_no_claim_of_all() -> None:
    facts = derive(
        Report(
            "清川市文化局",
            2024,
            figures=filled(
                {"T3.received.natural_person": 3, "T3.carried_out.natural_person": 1, "T3.granted.natural_person": 2}
            ),
        )
    )
    section = "overview.on_request"
    assert not list(denied("到期的2件申请全部答复。", section, facts, year=2024))
    assert [one.claim for one in denied("收到的申请已全部答复。", section, facts, year=2024)] == ["all_handled"]
