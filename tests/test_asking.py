"""Asking: what is asked of a year, what is not, in which order; what an answer records."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asking import Question, answer, questions
from assistant.asking.thresholds import A_REPORT, A_SECTION, PEERS
from assistant.asking.wording import Words, words
from assistant.errors import DesignProblem
from assistant.figures import Figures, Indicator, Note
from assistant.form import load
from assistant.listening.told import Told
from assistant.prose.wordfile import parse
from assistant.report import Report
from assistant.tables import fill
from assistant.topics import catalogue

FORM = load()
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "questions.yaml").read_text("utf-8"))
ANSWERS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "answers.yaml").read_text("utf-8"))


def figures(given: dict[str, int], *, zeros: bool = False) -> Figures:
    typed = {code: Decimal(0) for code, cell in FORM.cells.items() if zeros and not cell.computed}
    return fill(Figures(typed | {code: Decimal(value) for code, value in given.items()}, {}, FORM)).figures


def this_year(case: dict[str, Any]) -> Report:
    indicators = [
        Indicator(name, None if value is None else Decimal(value), unit, aspect, *map(Decimal, last))
        for name, value, unit, aspect, *last in case.get("indicators", [])
    ]
    return Report(
        organ=case.get("organ", "某县司法局"),
        year=2025,
        figures=figures(case.get("figures", {}), zeros=case.get("zeros", False)),
        indicators=tuple(indicators),
        notes=tuple(Note(aspect, text) for aspect, text in case.get("notes", [])),
        sections=case.get("sections", {}),
        answers=case.get("answers", {}),
    )


def last_year(case: dict[str, Any]) -> Report | None:
    if "last" not in case and "last_figures" not in case:
        return None
    given = figures(case.get("last_figures", {}), zeros=True)
    return Report(organ=case.get("organ", "某县司法局"), year=2024, figures=given, sections=case.get("last", {}))


def peers(case: dict[str, Any]) -> list[Report]:
    many = 2 if case.get("few_peers") else 5
    return [
        Report(organ=f"{name}县司法局", year=2024, figures=figures({}), sections=case["peers"])
        for name in "甲乙丙丁戊"[:many]
        if "peers" in case
    ]


def asked(case: dict[str, Any]) -> list[Question]:
    return questions(this_year(case), last_year(case), peers(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_asked(case: dict[str, Any]) -> None:
    """Every case of the file: what must be asked, what must not, from where, with which quick answers."""
    found = asked(case)
    texts = [one.question for one in found]
    for wanted in case.get("asks", []):
        assert any(wanted in text for text in texts), (wanted, texts)
    for unwanted in case.get("never", []):
        assert not any(unwanted in text + one.quote for text, one in zip(texts, found, strict=True)), (unwanted, texts)
    for unwanted in case.get("quotes_never", []):
        assert not any(unwanted in one.quote for one in found)
    for once in case.get("once", []):
        assert len([text for text in texts if once in text]) == 1, texts
    for words_of_it, source in case.get("sources", {}).items():
        assert [one.source for one in found if words_of_it in one.question] == [source], texts
    for words_of_it, options in case.get("options", {}).items():
        assert [list(one.options) for one in found if words_of_it in one.question] == [options]


LONG = Report(
    organ="某县司法局",
    year=2024,
    figures=figures({}, zeros=True),
    sections={
        section: "".join(f"发布{name}信息{at + 11}条。" for at, name in enumerate("春夏秋冬东西南北中"))
        + "聘请监督员。邀请代表座谈。定期巡查栏目。发布前进行保密审查。实行三审三校。编发简报。"
        for section in FORM.aspects
    }
    | {
        "problems": "".join(
            f"{at}是{name}方面做得不够。" for at, name in zip("一二三四五六七八", "春夏秋冬东西南北", strict=True)
        ),
        "improvements": "".join(f"加强{name}季栏目更新。" for name in "春夏秋冬东西南北"),
    },
)


def test_not_more_than_a_person_can_answer() -> None:
    """A long report of last year makes at most so many questions a section and in all; the law's are among them."""
    found = questions(replace(LONG, year=2025, sections={}, figures=figures({})), LONG)
    assert len(found) <= A_REPORT
    for section in FORM.narrative:
        assert len([one for one in found if one.section == section]) <= A_SECTION
    assert {"topic:信息处理费", "topic:要点落实"} <= {one.id for one in found}


def test_few_topics_of_peers() -> None:
    """What most peers write of is asked about at most three times a section, and never in their words."""
    written = "举办政府开放日活动，开展在线访谈，设立政务公开专区，设置政府信息查阅点，出版政府公报，开放数据集。"
    case = {"peers": {"overview.platform": written}}
    found = [one for one in asked(case) if one.source == "peers"]
    assert len(found) == PEERS
    assert not any(clause in one.question + one.quote for one in found for clause in written.split("，"))


def test_the_order_is_the_forms() -> None:
    """Sections in printed order; within one the law first and peers last; numbers of one topic side by side."""
    found = questions(replace(LONG, year=2025, sections={}, figures=figures({})), LONG)
    places = [FORM.narrative.index(one.section) for one in found]
    assert places == sorted(places)
    case = {
        "organ": "某县人民政府",
        "last": {"overview.supervision": "举办培训3场。开展监督检查2次。培训参加人员90人次。聘请社会监督员。"},
    }
    supervision = [one for one in asked(case) if one.section == "overview.supervision"]
    assert [one.source for one in supervision][:3] == ["form"] * 3
    topics = [one.topic for one in supervision if one.kind == "count" and one.source == "last-year"]
    assert [a for a, b in pairwise(topics) if a == b == "培训"] == ["培训"], topics


def test_one_section_is_asked_alone() -> None:
    """With a section only its own questions come."""
    last = Report(year=2024, figures=figures({}), sections={"overview.supervision": "配备专人负责。举办培训3场。"})
    found = questions(Report(year=2025, figures=figures({})), last, section="overview.supervision")
    assert found
    assert {one.section for one in found} == {"overview.supervision"}


def test_ids_do_not_depend_on_the_order_of_notes() -> None:
    """Ids are unique, and the same however the notes are ordered."""
    notes = (Note("problems", "图解少"), Note("overview.active", "发布解读"), Note("problems", "更新不及时"))
    report = Report(organ="某县司法局", year=2025, figures=figures({}), notes=notes)
    found = [one.id for one in questions(report, LONG)]
    assert len(found) == len(set(found))
    assert set(found) == {one.id for one in questions(replace(report, notes=notes[::-1]), LONG)}


def recorded(report: Report, facts: tuple[Told, ...]) -> Report:
    """The report with the facts, as recording puts them down."""
    for fact in facts:
        if fact.kind == "note":
            report = replace(report, notes=(*report.notes, Note(fact.section, fact.text)))
        elif fact.kind == "indicator":
            others = [one for one in report.indicators if (one.name, one.unit) != (fact.name, fact.unit)]
            new = Indicator(fact.name, fact.value, fact.unit, fact.section, fact.last)
            report = replace(report, indicators=(*others, new))
        else:
            report = replace(report, figures=fill(report.figures.with_values({fact.code: fact.value})).figures)
    return report


def said_to(question: Question, at: int) -> Iterator[str]:
    """Something to say to a question: one of its options, else words or a number."""
    yield question.options[at % len(question.options)] if question.options else "今年按要求逐项做了改进"
    yield "12" if question.kind == "count" else "今年改由办公室统一负责这项工作"


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_answering_everything_ends(choice: int) -> None:
    """Whatever option is chosen, each question is asked once and the list comes to an end."""
    report = replace(LONG, year=2025, sections={}, figures=figures({}))
    seen: set[str] = set()
    for _ in range(200):
        open_now = questions(report, LONG)
        if not open_now:
            break
        question = open_now[0]
        assert question.id not in seen
        seen.add(question.id)
        for said in said_to(question, choice):
            read = answer(question, said, report, LONG)
            assert read.settled or read.ask
            if read.settled:
                report = recorded(report, read.facts)
                break
        assert read.settled, question
        report = replace(report, answers={**report.answers, question.id: said})
    assert not questions(report, LONG)


def question_of(case: dict[str, Any]) -> Question:
    return next(one for one in asked(case) if case["to"] in one.question)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: f"{case['to']}：{case['said']}")
def test_what_an_answer_records(case: dict[str, Any]) -> None:
    """Every case of the file: what was said, and what it comes to."""
    read = answer(question_of(case), case["said"], this_year(case), last_year(case))
    got = {
        "settled": read.settled,
        "later": read.later,
        "again": bool(read.ask),
        "facts": [short(fact) for fact in read.facts],
    }
    expected = {"settled": True, "later": False, "again": False, "facts": []} | case["gives"]
    assert got == expected | {"facts": [in_full(fact) for fact in expected["facts"]]}


def in_full(fact: str) -> str:
    """A fact of the cases in which =开放日 stands for the short statement of that topic, or of its denial."""
    before, mark, topic_id = fact.partition("=")
    if not mark:
        return fact
    topic = catalogue()[topic_id]
    return before + (topic.none if "（否定）" in before else topic.note)


def short(fact: Told) -> str:
    """A fact as the cases write it: 指标 政务公开培训 3场, 单元格 T2.penalty.decisions 5, 工作事实（否定）…"""
    if fact.kind == "note":
        return f"工作事实{'（否定）' if fact.negative else ''} {fact.section} {fact.text}"
    value = {"over": "余", "under": "近", "around": "约", "": ""}[fact.about] + f"{fact.value:f}{fact.unit}"
    return f"单元格 {fact.code} {value}" if fact.kind == "figure" else f"指标 {fact.name} {value} {fact.section}"


def test_a_blank_table_answered_with_none_is_filled_with_zeros() -> None:
    """没有收到 fills the cells of what was received that a person types, and those alone; 没有 those of table four."""
    report = Report(organ="某县司法局", year=2025, figures=figures({}))
    open_now = {one.id: one for one in questions(report)}
    facts = answer(open_now["tables:no_requests"], "没有收到", report).facts
    typed = [code for code, cell in FORM.cells.items() if code.startswith("T3.received.") and not cell.computed]
    assert [(fact.code, fact.value) for fact in facts] == [(code, 0) for code in typed]
    facts = answer(open_now["tables:no_disputes"], "没有", report).facts
    assert {fact.code.split(".")[0] for fact in facts} == {"T4"}
    assert "tables:no_requests" not in {one.id for one in questions(recorded(report, facts))} or facts


def test_the_words_name_topics_there_are() -> None:
    """Topics that the word file speaks of are in the catalogue."""
    assert set(words().topics.values()) <= set(catalogue())


def test_a_wrong_word_file_is_named_by_its_line() -> None:
    """A pattern that is none is refused, with the line it stands in."""
    text = (Path("assistant/asking/wordings.yaml")).read_text("utf-8").replace("denying: '", "denying: '(")
    with pytest.raises(DesignProblem, match=r"第 \d+ 行有误（denying）"):
        parse(text, "wordings.yaml", Words)
