"""Belonging: whether a message is about what a question in hand asks, or about another matter of the year."""

from dataclasses import replace

from assistant.asking.details.completing import is_told, kind_of
from assistant.asking.details.words import enough, words
from assistant.asking.question import Question
from assistant.asking.thresholds import ALIKE
from assistant.asking.wording import meaning
from assistant.asking.wording import words as asking
from assistant.figures import Figures
from assistant.listening.hearing import hear
from assistant.listening.told import Told
from assistant.prose.likeness import affinity, likeness
from assistant.report import Report
from assistant.topics import named


def is_elsewhere(question: Question, said: str, report: Report, last: Report | None = None) -> bool:
    """Whether all that a message tells is of other work than the question's: 微博发了118条 is no count of 规章.

    What tells nothing by itself, such as 3场 or 仍然如此, is an answer. Where the answer may be any statement (how a
    promise was kept, how work is done) one that shares nothing with the question is none: 今天天气不错.
    """
    if question.source == "details":
        return _is_no_detail(question, said, report, last)
    if meaning(said) or any(match.topic.id == question.topic for match in named(said)):
        return False
    facts = _told(said, report, last, question.section)
    if question.opens:
        return not any(fact.section == question.section for fact in facts)
    if _is_open(question):
        return not _shares(question, said) and (bool(facts) or not _refers_back(said))
    return bool(facts) and all(_is_of_another(question, fact) for fact in facts)


def _is_no_detail(question: Question, said: str, report: Report, last: Report | None) -> bool:
    """Whether a message completes no note: it asks back, takes something back, or tells numbers of other work."""
    if enough(said) or meaning(said):
        return False
    if words().not_answers.search(said.strip()) or not is_told(question, said):
        return True
    if kind_of(question) in {"title", "name"} or any(match.topic.id == question.topic for match in named(said)):
        return False
    if kind_of(question) == "means" and not words().done.search(said):
        return False  # what is to be done has numbers of its own: 一年轮训两次
    facts = [fact for fact in _told(said, report, last, question.section) if fact.kind != "note"]
    return bool(facts) and not _shares(question, said) and all(_is_of_another(question, fact) for fact in facts)


def _told(said: str, report: Report, last: Report | None, section: str) -> tuple[Told, ...]:
    """What a message states, whatever of it is recorded already."""
    nothing_yet = replace(report, figures=Figures(form=report.form), indicators=(), notes=())
    return hear(said, nothing_yet, last, section=section).facts


def _shares(question: Question, said: str) -> bool:
    """Whether a message speaks of what the question quotes: of its topic or what mends it, or in its words."""
    quote = question.note or question.quote or question.question
    wanted = {topic for match in named(quote) for topic in (match.topic.id, *match.topic.measures)}
    spoken = {topic for match in named(said) for topic in (match.topic.id, *match.topic.measures)}
    return bool(wanted & spoken) or affinity(quote, said) > 0


def _refers_back(said: str) -> bool:
    """Whether words that name no work say how it stands with that of the question: 已经建好了."""
    return not named(said) and bool(asking().refers_back.search(said))


def _is_open(question: Question) -> bool:
    """Whether the answer may be any statement: how a promise was kept, what will be done."""
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
    return (bool(fact.topic) or not question.topic) and fact.topic != question.topic
