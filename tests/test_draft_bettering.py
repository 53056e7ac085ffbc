"""Shortcomings, measures and plans as clerks say them: in official words, each at its own time, none invented."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from draft_material import ORGAN

from assistant.draft import Request, propose
from assistant.draft.bettering.fields import FieldsFile, fields
from assistant.draft.bettering.measure_words import MeasuresFile
from assistant.draft.bettering.remedies import RemediesFile
from assistant.draft.bettering.shortcoming_words import ShortcomingsFile
from assistant.errors import DesignProblem
from assistant.facts import derive
from assistant.figures import Note
from assistant.listening.hearing import hear
from assistant.listening.recording import record
from assistant.prose.wordfile import parse
from assistant.report import Report

PACKAGE = Path(__file__).resolve().parents[1] / "assistant/draft/bettering"
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "bettering.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_clerk_says_is_printed_as_it_was_meant(case: dict[str, Any]) -> None:
    notes = tuple(Note(section, text) for section, texts in case.get("notes", {}).items() for text in texts)
    report = Report(organ=ORGAN, year=2025, notes=notes)
    for message in case.get("say", []):
        report, _ = record(report, hear(message, report).facts, origin="对话")
    [proposal] = propose(Request(case["section"], report, derive(report)), "facts")
    assert [words for words in case.get("has", []) if words not in proposal.text] == [], proposal.text
    assert [words for words in case.get("not", []) if words in proposal.text] == [], proposal.text
    assert not case.get("asks") or any(case["asks"] in question for question in proposal.questions)


def test_no_aim_tells_what_came_of_the_work() -> None:
    aims = [aim for field in fields().values() for aim in field.aims]
    assert not [aim for aim in aims if any(word in aim for word in ("明显", "满意", "显著", "成效", "有效", "大幅"))]


@pytest.mark.parametrize(
    ("name", "model", "old", "new"),
    [
        ("fields.yaml", FieldsFile, "words: [解读,", "words: ['解读(',"),
        ("shortcomings.yaml", ShortcomingsFile, "{few: 较为单一", "{fewer: 较为单一"),
        ("shortcomings.yaml", ShortcomingsFile, "things: [渠道,", "things: [形式,"),
        ("measures.yaml", MeasuresFile, "manners: [", "manners: ['(', "),
        ("remedies.yaml", RemediesFile, "say: 提高<o>频次", "say: 频次提高<o>"),
        ("remedies.yaml", RemediesFile, "  short: [延长]", "  shorter: [延长]"),
    ],
)
def test_a_wrong_line_is_named(name: str, model: type[Any], old: str, new: str) -> None:
    text = (PACKAGE / name).read_text("utf-8")
    assert old in text
    with pytest.raises(DesignProblem, match=r"第 \d+ 行"):
        parse(text.replace(old, new, 1), name, model)
