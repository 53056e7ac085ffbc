"""沿用上年: what becomes of last year's sentences and where this year's facts come in; cases a clerk can read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import ORGAN, figures
from test_draft_promises import WANTED, alike, shipped_reports, unbound, year_before

from assistant.draft import Proposal, Request, propose
from assistant.draft.ways.carrying.confirming import Known, Year, year
from assistant.draft.ways.carrying.settling import MARK
from assistant.draft.ways.clauses import bare, clauses
from assistant.draft.ways.contact import is_contact
from assistant.facts import PLACEHOLDER, derive
from assistant.figures import Indicator, Note
from assistant.prose import sentences, split
from assistant.prose.likeness import likeness
from assistant.report import Report
from assistant.sources.claims.claims import made
from assistant.sources.setting.stated import stated

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "carrying.yaml").read_text("utf-8"))


def given(case: dict[str, Any]) -> Request:
    section = case["section"]
    this, before = (
        figures(**{code.replace(".", "__"): value for code, value in case.get(year, {}).items()})
        for year in ("figures", "last")
    )
    indicators = tuple(
        Indicator(name, Decimal(value), unit, section, Decimal(last[0]) if last else None)
        for name, value, unit, *last in case.get("indicators", [])
    )
    notes = tuple(Note(section, text) for text in case.get("notes", []))
    organ = case.get("organ", ORGAN)
    report = Report(organ, 2024, figures=this, indicators=indicators, notes=notes)
    last = Report(case.get("last_organ", organ), 2023, figures=before, sections={section: case["old"]})
    return Request(section, report, derive(report, last), last)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_becomes_of_last_years_sentences(case: dict[str, Any]) -> None:
    [proposal] = propose(given(case), "last-year")
    text = proposal.text
    assert [words for words in case.get("has", []) if words not in text] == [], text
    assert [words for words in case.get("not", []) if words in text] == [], text
    assert [words for words in case.get("once", []) if text.count(words) != 1] == [], text
    assert {p: len(re.findall(p, text)) for p in case.get("count", {})} == case.get("count", {}), text
    said = sentences(text)
    for words in case.get("marked", []):
        assert any(words in one and MARK in one for one in said), text
    for words in case.get("clean", []):
        assert any(words in one for one in said), text
        assert not any(words in one and MARK in one for one in said), text
    if "remark" in case:
        assert any(case["remark"] in item.remark for item in proposal.sentences), [i.remark for i in proposal.sentences]


def test_an_answer_confirms_or_ends_a_practice_of_last_year() -> None:
    request = given({"section": "overview.supervision", "old": "配备专人负责公开工作。"})
    known = Known("配备专人负责公开工作", "专人专岗", None, "overview.supervision")
    pieces = clauses("配备专人负责公开工作。")
    for answer, state in ((replace(known, continues=True), "confirmed"), (replace(known, ended=True), "ended")):
        assert [one.state for one in Year(request, (answer,)).judged(pieces)] == [state]
    assert [one.state for one in year(request).judged(pieces)] == ["open"]


# ---- what must hold for every report at hand ----


def known_this_year(report: Report) -> Report:
    """The report as a clerk records it before writing: its practices as notes, its figures as indicators."""
    notes = [Note(section, text) for section in report.form.aspects for text in split(report.section(section))]
    bare_notes = [note for note in notes if not re.search(r"\d", note.text)]
    return replace(report, sections={}, notes=report.notes or tuple(bare_notes))


def carried(*, noted: bool) -> Iterator[tuple[Request, Proposal]]:
    reports = shipped_reports()
    for report in reports:
        last = year_before(report, reports)
        if last is None:
            continue
        this = known_this_year(report) if noted else replace(report, sections={})
        facts = derive(this, last)
        for section in report.form.narrative:
            if section != "preamble" and last.section(section).strip():
                request = Request(section, this, facts, last)
                yield request, propose(request, "last-year")[0]


@pytest.mark.parametrize("noted", [True, False], ids=["有工作事实", "没有工作事实"])
def test_every_fact_of_this_year_is_said_once_and_bound(*, noted: bool) -> None:
    for request, proposal in carried(noted=noted):
        shown = [slot[1] for item in proposal.sentences for slot in PLACEHOLDER.finditer(item.template)]
        own = [fact.id for fact in request.facts.of_section(request.section) if fact.id.startswith("indicator.")]
        wanted = [fact for fact in own if "信息处理费" not in fact]
        assert [fact for fact in wanted if shown.count(fact) != 1] == [], proposal.text
        assert not unbound(request, proposal), proposal.text


def claimed(text: str, request: Request) -> bool:
    """Whether a note says no more than what the tables show, which the text may say in its own words."""
    return any(True for _ in made(stated(text, 2024), request.section, 2024, request.facts))


def test_every_note_of_this_year_is_said() -> None:
    for request, proposal in carried(noted=True):
        said = {place for item in proposal.sentences for place in item.notes}
        for place, note in enumerate(request.report.notes):
            if note.aspect == request.section and not claimed(note.text, request):
                assert place in said, (note, proposal.text)


@pytest.mark.parametrize("noted", [True, False], ids=["有工作事实", "没有工作事实"])
def test_every_old_sentence_that_nothing_confirms_is_marked(*, noted: bool) -> None:
    """A sentence with no figure, no note's words and no mark is a frame, or what the tables bear out."""
    for request, proposal in carried(noted=noted):
        for item in proposal.sentences:
            if item.facts or item.notes or WANTED.search(item.text) or is_contact(item.text) or "处理费" in item.text:
                continue
            if any(likeness(note.text, item.text) > 0.5 for note in request.report.notes):
                continue
            verdicts = year(request).judged(clauses(item.template))
            assert {one.state for one in verdicts} <= {"frame", "confirmed"}, item.text


def test_a_section_with_facts_of_this_year_is_not_last_years_over_again() -> None:
    from test_draft_promises import Case

    from assistant.checks import make

    over = []
    for request, proposal in carried(noted=True):
        own = [note for note in request.report.notes if note.aspect == request.section]
        told = sum(len(bare(note.text)) for note in own)
        text = WANTED.sub("", proposal.text)
        case = Case(request, make(request.report, last=request.last))
        # A clerk may note what last year's report printed: those are the clerk's words.
        own = [] if any(likeness(note.text, request.last.section(request.section)) > 0.9 for note in own) else own
        if own and told * 3 > len(text) and alike(case, replace(proposal, text=text)) >= 60:
            over.append((request.report.organ, request.section))
    assert over == []
