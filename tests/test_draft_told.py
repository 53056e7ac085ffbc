"""What a section makes of its facts, as a reader sees it: what is said, in what order, and what shares a sentence."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import ORGAN, figures

from assistant.draft import Request, propose
from assistant.facts import derive
from assistant.figures import Indicator, Note
from assistant.form import load
from assistant.prose import sentences
from assistant.report import Report
from assistant.topics import Topic, best, catalogue

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "draft_told.yaml").read_text("utf-8"))
YEARS = range(2021, 2027)
"""Which wording is taken follows from the year too: what holds, holds of several."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_section_tells_its_facts(case: dict[str, Any]) -> None:
    section = case["section"]
    for year in YEARS:
        report = Report(
            ORGAN,
            year,
            figures=figures(),
            indicators=tuple(
                Indicator(name, Decimal(value), unit, section) for name, value, unit in case.get("indicators", [])
            ),
            notes=tuple(Note(section, note) for note in case.get("notes", [])),
        )
        [proposal] = propose(Request(section, report, derive(report)), "facts")
        said = proposal.text
        assert all(one in said for one in case.get("says", [])), said
        assert not any(one in said for one in case.get("not", [])), said
        places = [said.find(one) for one in case.get("order", [])]
        assert places == sorted(places), said
        assert -1 not in places, said
        shared = [{one for pair in _pairs(case) for one in pair if one in sentence} for sentence in sentences(said)]
        assert all(any(set(pair) <= one for one in shared) for pair in case.get("together", [])), said
        assert not any(set(pair) <= one for pair in case.get("apart", []) for one in shared), said
        assert all(one in said for pair in case.get("apart", []) for one in pair), said
        assert any(case.get("asks", "") in question for question in ["", *proposal.questions][bool(case.get("asks")) :])


def _pairs(case: dict[str, Any]) -> list[list[str]]:
    return [*case.get("together", []), *case.get("apart", [])]


def test_every_topic_of_part_one_has_a_family() -> None:
    aspects = load().aspects
    assert not [topic.id for topic in catalogue().values() if topic.section in aspects and not topic.family]


def test_a_family_is_told_in_one_place() -> None:
    notes = ["办了政府开放日", "公众号由专人维护", "回复网民留言", "微博每天更新", "设了查阅点", "大厅里摆了查询机"]
    for year in YEARS:
        report = Report(ORGAN, year, figures=figures(), notes=tuple(Note("overview.platform", note) for note in notes))
        [proposal] = propose(Request("overview.platform", report, derive(report)), "facts")
        families = [topic.family for item in proposal.sentences for at in item.notes for topic in [_topic(notes[at])]]
        seen = list(dict.fromkeys(families))
        assert [family for family in seen for _ in range(families.count(family))] == families, proposal.text


def _topic(note: str) -> Topic:
    topic = best(note, "overview.platform")
    assert topic is not None
    return topic
