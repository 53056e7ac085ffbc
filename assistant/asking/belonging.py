"""Belonging: whether a message is about what a question in hand asks, or about another matter of the year."""

import re
from dataclasses import replace

from assistant.asking.counting import PEOPLE
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
    if words().not_answers.search(said.strip()):
        return True
    return _is_of_another_matter(question, said, _told(said, report, last, question.section))


def _is_of_another_matter(question: Question, said: str, facts: tuple[Told, ...]) -> bool:
    """The same of a message that is neither a short answer nor a question, by what it states."""
    if question.opens:
        return _is_of_other_section(question.section, facts)
    if question.id.startswith("measure:"):
        return _was_done(said) and _is_of_other_work(question, said, facts)
    if _is_open(question):
        return not _shares(question, said) and not _refers_back(said)
    return bool(facts) and all(_is_of_another(question, fact) for fact in facts)


def _is_of_other_section(section: str, facts: tuple[Told, ...]) -> bool:
    """Whether all that is told belongs elsewhere than in the section a question opens.

    Shortcomings and plans may be of any work, and told in words that name no section; a number is what was done.
    """
    if section in {"problems", "improvements"}:
        facts = tuple(fact for fact in facts if fact.kind != "note" or fact.section == section)
    return bool(facts) and all(fact.section != section for fact in facts)


def _is_no_detail(question: Question, said: str, report: Report, last: Report | None) -> bool:
    """Whether a message completes no note: it asks back, takes something back, or tells numbers of other work."""
    if enough(said) or meaning(said):
        return False
    if words().not_answers.search(said.strip()) or not is_told(question, said):
        return True
    if kind_of(question) in {"title", "name"} or any(match.topic.id == question.topic for match in named(said)):
        return False
    if kind_of(question) == "means" and not _was_done(said):
        return False
    return _is_of_other_work(question, said, _told(said, report, last, question.section))


def _was_done(said: str) -> bool:
    """Whether words say that something was done; what is to be done has numbers of its own: 一年轮训两次."""
    return bool(words().done.search(said))


def _is_of_other_work(question: Question, said: str, facts: tuple[Told, ...]) -> bool:
    """Whether a message tells numbers, all of them of work that the question does not speak of."""
    counted = [fact for fact in facts if fact.kind != "note"]
    if kind_of(question) in {"how", "instance"}:
        counted = [fact for fact in counted if fact.topic or fact.code]  # 保密办再审一遍 counts nothing of its own
    return bool(counted) and not _shares(question, said) and all(_is_of_another(question, fact) for fact in counted)


def _told(said: str, report: Report, last: Report | None, section: str) -> tuple[Told, ...]:
    """What a message states, whatever of it is recorded already."""
    nothing_yet = replace(report, figures=Figures(form=report.form), indicators=(), notes=())
    return hear(said, nothing_yet, last, section=section).facts


def _shares(question: Question, said: str) -> bool:
    """Whether a message speaks of what the question quotes: of its topic or what mends it, or in its words."""
    quote = question.note or question.quote or question.question
    if _spoken_of(quote) & _spoken_of(said):
        return True
    common = asking().common
    return affinity(common.sub("，", quote), common.sub("，", said)) > 0


def _spoken_of(text: str) -> set[str]:
    """The topics of a text, what mends them, and the kinds of work they belong to."""
    return {
        name for match in named(text) for name in (match.topic.id, *match.topic.measures, match.topic.family) if name
    }


def _refers_back(said: str) -> bool:
    """Whether words that name no work say how it stands with that of the question: 已经建好了."""
    first = re.split(r"[，。；]", said)[0]
    return not named(first) and bool(asking().refers_back.search(first))


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
    if not fact.topic and question.topic and fact.unit not in PEOPLE:  # 开会3次 is no 培训
        return bool(fact.name) and affinity(fact.name, question.question) == 0
    return fact.topic != question.topic
