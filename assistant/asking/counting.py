"""Counting: the number that an answer gives to a question for one."""

import re
from decimal import Decimal

from assistant.asking.question import Question
from assistant.asking.thresholds import EXACT_BELOW, FEW_WORDS
from assistant.asking.wording import words
from assistant.figures import plain
from assistant.listening.told import Told
from assistant.prose import Number, numbers
from assistant.prose.numbers import AROUND
from assistant.prose.numerals import value as spelt
from assistant.prose.vocabulary import alike
from assistant.topics import catalogue, named

_TEN_THOUSAND = 10000
PEOPLE = frozenset({"人", "名", "人次"})
"""Units of people: 23个人 are 23人, and who came is told by who they were."""


def count(question: Question, said: str, *, beside: bool = False) -> tuple[Told, ...] | str | None:
    """What a count comes to: facts, the question to ask again, or None where the words are more than a number.

    With `beside` the number is taken whatever stands beside it.
    """
    again = words().again["number"].format(unit=question.unit)
    if question.unit in PEOPLE:
        said = said.replace("个人", "人")
    if words().vague.search(said) or words().each.search(said):
        return again
    found = numbers(said, loose=True) or _bare(said)
    if len(found) > 1:
        return _several(question, found)
    if not found:
        return None
    number = found[0]
    rest = words().held.sub("", _bared(said[: number.start] + said[number.end :]))
    if not set(rest) <= set(question.question) and (not beside or named(rest) or len(rest) > FEW_WORDS):
        return None
    return _single(question, number, said) or again


def not_one(said: str) -> bool:
    """Whether the words say that there was not a single one: 一分没收, 一场也没办."""
    found = numbers(said, loose=True)
    single = bool(found) and all(number.spelt and number.value == 1 for number in found)
    return single and bool(words().not_one.search(said[found[-1].end :]))


def _bare(said: str) -> list[Number]:
    """A numeral alone: 三."""
    word = _bared(said)
    value = spelt(word)
    return (
        []
        if value is None
        else [Number(0, len(said), said, value, digits=(0, len(said)), unit_at=len(said), spelt=True)]
    )


def _bared(said: str) -> str:
    """The words without marks and without those that change nothing: 一共, 今年, 吧."""
    return words().filler.sub("", re.sub(r"[\s，。！、,.!]", "", said))


def _single(question: Question, number: Number, said: str) -> tuple[Told, ...] | str | None:
    """The one number as a fact; what it must be counted in; None where it ought to be known exactly."""
    how = number.approx or (AROUND if any(word in said for word in words().about) else "")
    if how and number.value < EXACT_BELOW:
        return None
    unit, value = question.unit, number.value
    if unit == "万元":
        value = value / _TEN_THOUSAND if number.scale or number.unit == "元" else value
        fits = number.unit in {"元", ""}
    else:
        fits = alike(number.unit, unit)
    if not fits:
        return words().again["unit"].format(unit=unit)
    if question.code:
        if unit != "万元" and value != value.to_integral_value():
            return words().again["whole"]
        return None if how else (Told("figure", "", question.section, said, value, unit, question.code),)
    return (_told(question, question.name, value, unit, said, how, number),)


def _told(question: Question, name: str, value: Decimal, unit: str, said: str, how: str, number: Number) -> Told:
    last = question.last if name == question.name else None
    spoken = plain(number.value.scaleb(-4 if number.style == "万" else -8)) + number.style if number.style else ""
    return Told(
        "indicator",
        name,
        question.section,
        said,
        value,
        unit,
        last=last,
        about=how,
        topic=question.topic,
        spoken=spoken,
    )


def _several(question: Question, found: list[Number]) -> tuple[Told, ...] | None:
    """3场120人次 as the numbers of the topic, each told by its unit; None where one of them is nobody's."""
    topic = catalogue().get(question.topic)
    facts: list[Told] = []
    for number in found:
        own = [one for one in (topic.counted if topic else ()) if number.unit in one.units]
        if not own or (number.approx and number.value < EXACT_BELOW):
            return None
        facts.append(_told(question, own[0].name, number.value, number.unit, number.text, number.approx, number))
    return tuple(facts) if len({fact.name for fact in facts}) == len(facts) else None
