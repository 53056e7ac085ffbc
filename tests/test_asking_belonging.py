"""What is an answer to the question in hand, and what is other talk; what of an answer is withheld."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asking import Question, answer, is_elsewhere, questions
from assistant.figures import Figures, Note
from assistant.form import load
from assistant.report import Report

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "other_talk.yaml").read_text("utf-8"))
FORM = load()


def years(case: dict[str, Any]) -> tuple[Report, Report | None]:
    notes = tuple(Note(section, text) for section, text in case.get("notes", []))
    now = Report(organ="清河县司法局", year=2025, figures=Figures(form=FORM), notes=notes)
    if "last" not in case:
        return now, None
    return now, Report(organ="清河县司法局", year=2024, figures=Figures(form=FORM), sections=case["last"])


def in_hand(case: dict[str, Any]) -> Question:
    return next(one for one in questions(*years(case)) if case["问"] in one.question)


@pytest.mark.parametrize(
    ("case", "said", "other"),
    [(case, said, other) for case in CASES for other, kind in ((False, "答"), (True, "不算")) for said in case[kind]],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_an_answer(case: dict[str, Any], said: str, other: bool) -> None:  # noqa: FBT001 - a row of the table
    """Every saying of the file."""
    assert is_elsewhere(in_hand(case), said, *years(case)) == other


def test_last_years_names_do_not_come_back() -> None:
    """Who answers 有变化 names the person last year's sentence named: the name is left out, and that is said."""
    case = {
        "last": {"overview.supervision": "由办公室李建国同志负责政府信息公开工作。配备专人负责日常公开。"},
        "问": "配备专人",
    }
    read = answer(in_hand(case), "李建国换成了办公室两名同志", *years(case))
    assert [fact.text for fact in read.facts] == ["换成了办公室两名同志"]
    assert read.withheld == ("人员姓名",)
