"""Answers: what a quick or a typed answer to a question records."""

from dataclasses import dataclass

from assistant.asking.question import Question
from assistant.listening.told import Told
from assistant.report import Report


@dataclass(frozen=True)
class Answer:
    """What an answer comes to: facts to record, and whether the question is settled by it.

    `ask` is the question that follows where it is not: 三四场吧 is asked again for the number.
    """

    facts: tuple[Told, ...] = ()
    settled: bool = True
    ask: str = ""


def answer(question: Question, said: str, report: Report, last: Report | None = None) -> Answer:  # noqa: ARG001
    """What was said to a question, by one of its options or in words, as facts to record."""
    return Answer()
