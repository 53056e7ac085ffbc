"""Belonging: whether a message is about what a question in hand asks, or about another matter of the year."""

from dataclasses import replace

from assistant.asking.question import Question
from assistant.asking.thresholds import ALIKE
from assistant.asking.wording import meaning
from assistant.figures import Figures
from assistant.listening.hearing import hear
from assistant.listening.told import Told
from assistant.prose.likeness import likeness
from assistant.report import Report
from assistant.topics import named


def is_elsewhere(question: Question, said: str, report: Report, last: Report | None = None) -> bool:
    """Whether all that a message tells is of other work than the question's: 微博发了118条 is no count of 规章.

    What tells nothing by itself, such as 3场 or 仍然如此, is an answer.
    """
    if _is_open(question) or meaning(said) or any(match.topic.id == question.topic for match in named(said)):
        return False
    nothing_yet = replace(report, figures=Figures(form=report.form), indicators=(), notes=())
    facts = hear(said, nothing_yet, last, section=question.section).facts
    return bool(facts) and all(_is_of_another(question, fact) for fact in facts)


def _is_open(question: Question) -> bool:
    """Whether the answer may speak of anything: how a promise was kept, what was done this year."""
    of_one_thing = question.topic or question.code or question.name
    return question.source != "tables" and (question.kind == "text" or not of_one_thing)


def _is_of_another(question: Question, fact: Told) -> bool:
    """Whether a fact surely is of something else: of another cell or topic, and not called as what was asked for.

    Words without a number may say how it stands with anything that is not counted.
    """
    if fact.kind == "note" and question.kind != "count":
        return False
    if fact.code:
        of_the_table = question.source == "tables" and not question.code
        return fact.section != question.section if of_the_table else fact.code != question.code
    if question.name and likeness(fact.name, question.name) >= ALIKE:
        return False
    return bool(fact.topic) and fact.topic != question.topic
