"""Lines of the notes as details are asked of them, and the question put of one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.asking.details.words import words
from assistant.asking.origins.candidate import Candidate, Rank, key
from assistant.asking.question import Kind, Question
from assistant.asking.thresholds import LONGEST
from assistant.topics import Topic, named

PREFIX = "detail:"
_LINES_KEPT = 1024
"""Notes of some ten reports in work at the same time; topics are looked up slowly, and asked for at every answer."""


@dataclass(frozen=True)
class Line:
    """A line of the notes: its section, its words, the topic it is about."""

    section: str
    text: str
    topic: Topic | None

    @property
    def about(self) -> str:
        """What its questions are bound to, whatever is added to it: its topic, else its first words."""
        return self.topic.id if self.topic else key(re.split(r"[，；。]", self.text)[0])

    @property
    def said(self) -> str:
        """The words as a question repeats them."""
        return short(self.text)


@lru_cache(maxsize=_LINES_KEPT)
def line_of(text: str, section: str) -> Line:
    """A line of a section's notes with its topic, one of the section before others."""
    found = [match.topic for match in named(text, section)]
    at_home = [topic for topic in found if section in topic.sections]
    return Line(section, text, next(iter([*at_home, *found]), None))


def short(text: str) -> str:
    """The first words of a note, this year's own, which need no digits struck out."""
    said = text.strip("，。；;：: ").replace("“", "‘").replace("”", "’")
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def detail(
    kind: str, line: Line, about: str, text: str, *, how: Kind = "text", counted: tuple[str, str] = ("", "")
) -> Candidate:
    """The question for what a line lacks, `about` what tells it from others of its section and kind."""
    question = Question(
        f"{PREFIX}{line.section}:{about}:{kind}",
        line.section,
        text,
        how,
        "details",
        words().options[kind],
        line.said,
        line.topic.id if line.topic else "",
        *counted,
        note=line.text,
    )
    return Candidate(question, Rank.DETAIL)
