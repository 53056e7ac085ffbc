"""Answers: what a quick or a typed answer to a question records."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking.counting import count, not_one
from assistant.asking.details.completing import besides, completed, is_how, kind_of
from assistant.asking.details.words import enough
from assistant.asking.origins.tables import blank_inputs
from assistant.asking.question import Question
from assistant.asking.quoting import BLANK, bare_deed, cleaned, without_private
from assistant.asking.thresholds import ALIKE, SHORTEST_NOTE, SHORTEST_PROBLEM
from assistant.asking.wording import meaning, words
from assistant.figures import plain
from assistant.listening.hearing import hear
from assistant.listening.told import Told
from assistant.prose import numbers
from assistant.prose.likeness import affinity
from assistant.report import Report
from assistant.topics import Topic, catalogue

_BLANKS_OF = {"tables:no_requests": "T3.received", "tables:no_disputes": "T4"}
"""What a no to these questions fills with 0: the blank cells of a row, or of a table."""

_ONLY_A_NUMBER = re.compile(r"[\d一二两三四五六七八九十百]+\s*件?(?:$|[，,。])")
_ZERO = Decimal(0)
_NUMERAL = re.compile(r"[0-9几]|[一二两三四五六七八九十百千万]{2,}")
"""What makes an unclear piece one that matters: a number; which work the words are about, the question has said."""


@dataclass(frozen=True)
class Answer:
    """What an answer comes to: facts to record, and whether the question is settled by it.

    `ask` is the question that follows where it is not: 三四场吧 is asked again for the number. `later` marks what the
    person does not know yet: nothing is recorded, and it is asked another day.
    """

    facts: tuple[Told, ...] = ()
    settled: bool = True
    ask: str = ""
    later: bool = False
    withheld: tuple[str, ...] = ()
    """Kinds of private details that were left out of the words, in Chinese."""


def answer(question: Question, said: str, report: Report, last: Report | None = None) -> Answer:
    """What was said to a question, by one of its options or in words, as facts to record."""
    kept, withheld = without_private(said, last.section(question.section) if last else "")
    return replace(_answer(question, kept, report, last), withheld=withheld)


def _answer(question: Question, said: str, report: Report, last: Report | None) -> Answer:
    if question.source == "details" and (found := _detail(question, said, report)):
        return found
    means = meaning(said)
    if not said or "later" in means:
        return Answer(settled=False, later=True)
    topic = catalogue().get(question.topic)
    if topic is not None and said in topic.options and not _is_practice(question):
        means = _chosen(said, means)
    if means and (settled := _short(question, means, report)):
        return settled
    if question.kind == "count" and (settled := _count(question, said, report)):
        return settled
    return _in_words(question, said, report, last)


def _detail(question: Question, said: str, report: Report) -> Answer | None:
    """What an answer makes of the note it completes; None for a count that is read as any other."""
    if enough(said):
        return Answer()
    if not said or "later" in meaning(said):
        return Answer(settled=False, later=True)
    if kind_of(question) == "count" and not is_how(question, said):
        head, note = besides(question, said)
        counted = count(_in_own_unit(question, head), head)
        return Answer((*_seen(counted, report), *note)) if isinstance(counted, tuple) else None
    found = completed(question, said)
    return Answer(settled=False, ask=found) if isinstance(found, str) else Answer(found)


def _in_own_unit(question: Question, said: str) -> Question:
    """The question in the unit that was told, where its topic is counted in that too: 会商5件, 会商5次."""
    topic = catalogue().get(question.topic)
    counted = topic.indicator(question.name) if topic else None
    told = {number.unit for number in numbers(said, loose=True)} & set(counted.units if counted else ())
    return replace(question, unit=told.pop()) if len(told) == 1 else question


def _short(question: Question, means: frozenset[str], report: Report) -> Answer | None:
    """What an option or its like in other words comes to, None where it is no answer to this question."""
    kind = question.id.partition(":")[0]
    if kind == "promise":
        return _promise(question, means)
    if kind == "problem":
        return _problem(question, means)
    if "changed" in means:
        return Answer(settled=False, ask=words().again["changed"])
    if "none" in means:
        return _none(question, report)
    if means & {"same", "agreed", "done"}:
        return _so(question)
    return None


def _chosen(said: str, means: frozenset[str]) -> frozenset[str]:
    """What one of a topic's own options means: 无变化 beside 更新了 says no more than that nothing happened."""
    if words().denying.search(said):
        return frozenset({"none"})
    return means or frozenset({"agreed"})


def _is_practice(question: Question) -> bool:
    return question.source == "last-year" and question.kind == "choice"


def _promise(question: Question, means: frozenset[str]) -> Answer | None:
    if "undone" in means:
        return Answer()
    done = "已" if means & {"done", "agreed"} else "正在" if "doing" in means else ""
    if not done:
        return None
    deed = bare_deed(question.quote)
    if BLANK in deed or "…" in deed:
        return Answer(settled=False, ask=words().again["told"])
    return Answer((_note(question, f"{done}{deed}"),))


def _problem(question: Question, means: frozenset[str]) -> Answer | None:
    if means & {"solved", "none", "done"}:
        return Answer()
    if not means & {"unsolved", "same", "agreed"}:
        return None
    if BLANK in question.quote or "…" in question.quote:
        return Answer(settled=False, ask=words().again["told"])
    return Answer((_note(question, question.quote),))


def _none(question: Question, report: Report) -> Answer:
    """今年没有: a zero where a number was asked for, a sentence where the law wants one, else only remembered."""
    topic = catalogue().get(question.topic)
    if zeros := _BLANKS_OF.get(question.id):
        cells = report.figures.form.cells
        codes = blank_inputs(report.figures, zeros)
        return Answer(tuple(Told("figure", "", question.section, "", _ZERO, cells[code].unit, code) for code in codes))
    if question.kind == "count" and (question.code or question.source == "last-year"):
        counted = count(question, "0")
        return Answer(_seen(counted, report)) if isinstance(counted, tuple) else Answer()
    if topic is not None and topic.none:
        return Answer((_note(question, topic.none, negative=True),))
    return Answer()


def _so(question: Question) -> Answer | None:
    """仍然如此, 有: the topic's short statement, or last year's clause where that says something else."""
    topic = catalogue().get(question.topic)
    if question.kind == "count":
        ask = topic.counted[0].ask if topic and topic.counted and question.source != "last-year" else ""
        return Answer(settled=False, ask=ask or words().again["number"].format(unit=question.unit))
    if _is_practice(question):
        return _confirmed(question, topic)
    if topic is None:
        return None
    if not topic.note:
        return Answer(settled=False, ask=words().again["told"])
    return Answer((_note(question, topic.note),))


def _confirmed(question: Question, topic: Topic | None) -> Answer:
    """What last year wrote is still so: said of this year as the topic says it, where that is the same thing."""
    denied = bool(words().denied.search(question.quote))
    stated = (topic.none if denied else topic.note) if topic else ""
    text = stated if stated and affinity(stated, question.quote) >= ALIKE else question.quote
    if BLANK in text or text.endswith("…"):
        return Answer(settled=False, ask=words().again["told"])
    return Answer((_note(question, text, negative=denied),))


def _count(question: Question, said: str, report: Report) -> Answer | None:
    """A number, or what cannot be one; None where the words are more than a number."""
    if not_one(said):
        return _none(question, report)
    counted = count(question, said)
    if counted is None:
        return None
    return Answer(settled=False, ask=counted) if isinstance(counted, str) else Answer(_seen(counted, report))


def _in_words(question: Question, said: str, report: Report, last: Report | None) -> Answer:
    """Words of the person's own: the numbers heard in them, else a note of them, where the question belongs."""
    heard = hear(_led(question, said), report, last, section=question.section)
    if any(fact.kind != "note" for fact in heard.facts):
        return Answer(heard.facts)
    if question.kind == "count" and isinstance(counted := count(question, said, beside=True), tuple):
        return Answer(_seen(counted, report))
    unclear = next((one for one in heard.asks if not one.words or _NUMERAL.search(one.words)), None)
    if unclear is not None:
        return Answer(settled=False, ask=unclear.question)
    text = cleaned(said)
    shortest = SHORTEST_PROBLEM if question.section == "problems" else SHORTEST_NOTE
    if len(re.sub(r"[^一-鿿]", "", text)) < shortest:
        return Answer(settled=False, ask=words().again["told"])
    negative = bool(heard.facts) and all(fact.negative for fact in heard.facts)
    return Answer((_note(question, text, negative=negative),))


def _led(question: Question, said: str) -> str:
    """A number alone with what the question asked about before it: 12件 of 收到申请多少件."""
    lead = words().asked_of.get(question.id.partition(":")[2], "")
    return lead + said if lead and _ONLY_A_NUMBER.match(said) else said


def _note(question: Question, text: str, *, negative: bool = False) -> Told:
    return Told("note", "", question.section, text.strip("。；，, "), negative=negative, topic=question.topic)


def _seen(facts: tuple[Told, ...], report: Report) -> tuple[Told, ...]:
    """The facts, each with what is recorded already and differs."""
    return tuple(replace(fact, conflict=_recorded(fact, report)) for fact in facts)


def _recorded(fact: Told, report: Report) -> str | None:
    if fact.code:
        value = report.figures.values.get(fact.code)
        return None if value is None or value == fact.value else plain(value)
    for item in report.indicators:
        if (item.name, item.unit) == (fact.name, fact.unit) and item.value not in {None, fact.value}:
            return None if item.value is None else plain(item.value)
    return None
