"""The shipped reports: fictional, complete, balanced, true to their own figures, and unlike one another."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import run
from assistant.facts import derive
from assistant.form import Rule, load
from assistant.prose import numbers
from assistant.report import Report, from_json, to_json
from assistant.settings import shipped
from assistant.tables import fill

CORPUS = shipped("corpus")
MANIFEST: dict[str, Any] = yaml.safe_load((CORPUS / "manifest.yaml").read_text("utf-8"))
ENTRIES: list[dict[str, Any]] = MANIFEST["reports"]
FINISHED = [entry["file"] for entry in ENTRIES if not entry["current"]]
FIRST_ASPECT = "overview"
"""What of part one stands outside its aspects: an introduction that a report may do without."""


@cache
def report(file: str) -> Report:
    return from_json(json.loads((CORPUS / file).read_text("utf-8")))


def years_of_each_organ() -> dict[str, list[Report]]:
    organs: dict[str, list[Report]] = {}
    for entry in ENTRIES:
        organs.setdefault(entry["organ"], []).append(report(entry["file"]))
    return {organ: sorted(reports, key=lambda item: item.year or 0) for organ, reports in organs.items()}


def last_of(one: Report) -> Report | None:
    return next((other for other in years_of_each_organ()[one.organ] if other.year == (one.year or 0) - 1), None)


def sentences(text: str) -> list[str]:
    """The sentences of a text without spaces, and with every digit masked: wording, not figures."""
    masked = re.sub(r"\d+(?:\.\d+)?", "×", re.sub(r"\s", "", text))
    return [sentence for sentence in re.split(r"[。！？；]", masked) if sentence]


def of_report(one: Report) -> list[str]:
    return [sentence for text in one.sections.values() for line in text.split("\n") for sentence in sentences(line)]


def broken(rule: Rule, one: Report, last: Report) -> bool:
    def side(operands: tuple[Any, ...]) -> Any:
        return sum(op.sign * (last if op.last else one).figures.values[op.cell] for op in operands)

    return bool(side(rule.left) != side(rule.right))


def test_the_manifest_names_every_file_once_and_rightly() -> None:
    files = sorted(str(path.relative_to(CORPUS).as_posix()) for path in CORPUS.glob("*/*.json"))
    assert sorted(entry["file"] for entry in ENTRIES) == files
    for entry in ENTRIES:
        one = report(entry["file"])
        assert (one.organ, one.year) == (entry["organ"], entry["year"])
        assert one.title == f"{one.organ}{one.year}年政府信息公开工作年度报告"
        assert entry["region"] in one.organ or one.organ[:2] in entry["region"]


def test_everything_says_it_is_fictional() -> None:
    assert MANIFEST["fictional"] is True
    assert "虚构" in MANIFEST["note"]
    for entry in ENTRIES:
        text = report(entry["file"]).section("preamble")
        assert "-example.gov.cn" in text
        assert re.findall(r"\d{4}-\d{7}", text)
        assert set(re.findall(r"(\d{4})-\d{7}", text)) == {"0000"}


def test_ten_organs_of_different_kinds_stand_beside_the_demonstration() -> None:
    others = {entry["organ"] for entry in ENTRIES if not entry["demo"]}
    demo = [entry for entry in ENTRIES if entry["demo"]]
    assert len(others) == 10
    assert {entry["kind"] for entry in ENTRIES} == {"部门", "政府", "乡镇街道"}
    assert {entry["level"] for entry in ENTRIES} == {"省级", "市级", "县级", "乡级"}
    assert [(entry["year"], entry["current"]) for entry in demo] == [(2023, False), (2024, False), (2025, True)]


@pytest.mark.parametrize("file", FINISHED)
def test_a_finished_report_is_complete(file: str) -> None:
    one = report(file)
    assert not list(one.figures.blanks())
    assert not one.findings
    missing = [section for section in load().narrative if not one.section(section) and section != FIRST_ASPECT]
    assert not missing
    assert not fill(one.figures).overruled
    assert fill(one.figures).figures == one.figures
    assert 900 <= sum(len(re.sub(r"\s", "", text)) for text in one.sections.values()) <= 1600


@pytest.mark.parametrize("file", FINISHED)
def test_a_finished_report_balances_within_and_across_years(file: str) -> None:
    one, last = report(file), last_of(report(file))
    rules = [rule for rule in load().rules if last is not None or not rule.across_years]
    assert not [(rule.code, rule.place) for rule in rules if broken(rule, one, last or one)]


@pytest.mark.parametrize("file", FINISHED)
def test_every_number_in_the_text_is_a_fact(file: str) -> None:
    one = report(file)
    known = {fact.value for fact in derive(one, last_of(one)).values()}
    loose = [
        number.text
        for text in one.sections.values()
        for number in numbers(text)
        if not any(number.fits(value) for value in known)
    ]
    assert not loose


@pytest.mark.parametrize("file", FINISHED)
def test_a_finished_report_passes_every_check(file: str) -> None:
    one = report(file)
    others = [
        (name, other) for name in FINISHED if (other := report(name)).organ != one.organ and other.year == one.year
    ]
    assert not [(item.code, item.where, item.message) for item in run(one, last=last_of(one), others=others)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_last_values_of_indicators_are_last_years(entry: dict[str, Any]) -> None:
    one = report(entry["file"])
    last = last_of(one)
    before = {item.name: item.value for item in last.indicators} if last else {}
    assert [item.name for item in one.indicators if item.last != before.get(item.name)] == []


def test_one_organ_repeats_itself_in_part_only() -> None:
    for reports in years_of_each_organ().values():
        for last, one in pairwise(item for item in reports if item.year != 2025):
            before, now = set(of_report(last)), of_report(one)
            share = sum(len(sentence) for sentence in now if sentence in before) / sum(map(len, now))
            assert 0.1 <= share <= 0.5, (one.organ, share)


def test_no_two_organs_share_a_long_sentence() -> None:
    users: dict[str, set[str]] = {}
    for organ, reports in years_of_each_organ().items():
        for sentence in (sentence for one in reports for sentence in of_report(one) if len(sentence) > 20):
            users.setdefault(sentence, set()).add(organ)
    assert not {sentence: organs for sentence, organs in users.items() if len(organs) > 1}


def test_no_sentence_is_taken_from_a_published_report(samples: Path) -> None:
    published = re.sub(r"[\s\d.,，、（）()]", "", "".join(path.read_text("utf-8") for path in samples.glob("*.txt")))
    taken = [
        sentence
        for entry in ENTRIES
        for sentence in of_report(report(entry["file"]))
        if len(bare := re.sub(r"[×.,，、（）()]", "", sentence)) > 12 and bare in published
    ]
    assert not taken


def test_the_half_done_report_shows_what_a_half_done_report_shows() -> None:
    entry = next(entry for entry in ENTRIES if entry["current"])
    one = report(entry["file"])
    found = {(item.code, item.where) for item in run(one, last=last_of(one))}
    assert {where for code, where in found if code == "T3-03"} == {"T3.business"}
    assert any(code == "T-01" for code, _ in found)
    assert not [code for code, _ in found if code.startswith("Y-")]
    assert [item.name for item in one.indicators if item.value is None]
    assert 8 <= len(one.notes) <= 12
    assert {note.aspect for note in one.notes} >= set(load().aspects)
    assert [section for section, text in one.sections.items() if text] == ["preamble", "overview.management"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_shipped_file_is_written_as_the_program_writes_it(entry: dict[str, Any]) -> None:
    data = json.loads((CORPUS / entry["file"]).read_text("utf-8"))
    assert to_json(from_json(data)) == data
