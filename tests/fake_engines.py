"""Stand-ins for what hears, records, asks and answers, so that desk and pages can be tried by themselves.

They know one way of saying each thing: “培训3场” is an indicator, “没有…” a note, one with 起草 or 更简短 a request.
"""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.asking.answering import Answer
from assistant.asking.question import Question
from assistant.figures import Indicator, Note
from assistant.listening.told import Ask, Heard, Told

_COUNT = re.compile(r"([一-鿿]{2,6}?)(\d+)(多)?([条场件个人])")
_CELL = "T3.received.natural_person"
QUESTIONS = (
    Question(
        "last.training",
        "overview.supervision",
        "上年培训3场，今年几场？",
        "count",
        "last-year",
        ("没有培训",),
        "组织培训█场。",
        "training",
        "培训",
        "场",
    ),
    Question("form.fees", "other", "今年收取信息处理费了吗？", "yes-no", "form", ("没有收取", "收取了")),
    Question("peers.charts", "overview.active", "今年制作图解了吗？", "yes-no", "peers", ("有", "没有")),
)


def hear(message, report, last=None, *, section=""):  # noqa: ARG001 - as the true one is called
    facts, requests, asks = [], [], []
    for clause in re.split(r"[，。；]", message):
        if match := _COUNT.search(clause):
            name, value, more, unit = match[1], Decimal(match[2]), match[3], match[4]
            known = next((item for item in report.indicators if item.name == name and item.value is not None), None)
            if "申请" in name:
                there = report.figures.values.get(_CELL)
                conflict = None if there in (None, value) else str(there)
                if there != value:
                    facts.append(
                        Told("figure", name, "overview.on_request", clause, value, unit, _CELL, conflict=conflict)
                    )
            elif known is None or known.value != value:
                conflict = None if known is None else str(known.value)
                about = "over" if more else ""
                place = section or "overview.supervision"
                facts.append(Told("indicator", name, place, clause, value, unit, about=about, conflict=conflict))
        elif clause.startswith("没有") and clause not in {note.text for note in report.notes}:
            facts.append(Told("note", "", section or "overview.supervision", clause, negative=True))
        elif re.search(r"起草|更简短|写一段|一问一答", clause):
            requests.append(clause)
        elif "几" in clause:
            asks.append(Ask(clause, f"“{clause}”是几场？"))
    return Heard(tuple(facts), tuple(requests), tuple(asks))


def record(report, facts, *, origin="", settled=False):
    left = []
    for fact in facts:
        if fact.kind == "figure":
            there = report.figures.values.get(fact.code)
            if there in (None, fact.value) or settled:
                report = replace(report, figures=report.figures.with_values({fact.code: fact.value}))
            else:
                left.append(fact)
        elif fact.kind == "note":
            report = replace(report, notes=(*report.notes, Note(fact.section, fact.text, origin)))
        else:
            new = Indicator(fact.name, fact.value, fact.unit, fact.section, fact.last, fact.about, origin)
            known = next((item for item in report.indicators if item.name == fact.name), None)
            if known is None:
                report = replace(report, indicators=(*report.indicators, new))
            elif known.value in (None, fact.value) or settled:
                kept = [replace(new, last=item.last) if item is known else item for item in report.indicators]
                report = replace(report, indicators=tuple(kept))
            else:
                left.append(fact)
    return report, left


def questions(report, last=None, peers=(), *, section=""):  # noqa: ARG001
    return [one for one in QUESTIONS if one.id not in report.answers and section in ("", one.section)]


def answer(question, said, report, last=None):  # noqa: ARG001
    if "几" in said:
        return Answer((), settled=False, ask="请说一个数，例如“3场”。")
    if question.kind == "count" and (match := re.search(r"\d+", said)):
        fact = Told("indicator", question.name, question.section, said, Decimal(match[0]), question.unit)
        known = next((item for item in report.indicators if item.name == fact.name and item.value), None)
        return Answer((replace(fact, conflict=str(known.value)) if known else fact,))
    return Answer((Told("note", "", question.section, said),))


def install(monkeypatch):
    monkeypatch.setattr("assistant.desk.talking.hear", hear)
    monkeypatch.setattr("assistant.desk.recording.record", record)
    monkeypatch.setattr("assistant.desk.interviewing.questions", questions)
    monkeypatch.setattr("assistant.desk.interviewing.answer", answer)
