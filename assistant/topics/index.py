"""The index: every word of the catalogue by its first two characters, and the cues that tell alike topics apart.

Looked up so, a clause costs microseconds and a long message little more than its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.prose.wordfile import alternatives, load
from assistant.topics.loading import of_site
from assistant.topics.shape import SHORTEST
from assistant.topics.topic import Topic

PLANS = "improvements"
PROBLEMS = "problems"


class _Cues(BaseModel):
    """The words of cues.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    improvements: list[str]
    problems: list[str]
    lacking: list[str]
    not_words: list[str]


@dataclass(frozen=True)
class Name:
    """What names a topic: a word, or a pattern where `pattern` is one.

    `only_in` is the section that must be told of for it to do so, "" for any: a plan's words are those of the work.
    """

    topic: Topic
    word: str
    only_in: str
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Index:
    """The catalogue's names, and the cues."""

    words: dict[str, list[Name]]
    patterns: tuple[Name, ...]
    cues: dict[str, re.Pattern[str]]
    not_words: re.Pattern[str]

    def cued(self, sentence: str) -> set[str]:
        """The sections that a sentence says it is about."""
        return {section for section, cue in self.cues.items() if cue.search(sentence)}

    def found(self, clause: str) -> Iterator[tuple[Name, int, int]]:
        """Every name in a clause and where it stands, words within words too."""
        for at in range(len(clause) - SHORTEST + 1):
            for name in self.words.get(clause[at : at + SHORTEST], ()):
                if clause.startswith(name.word, at):
                    yield name, at, at + len(name.word)
        for name in self.patterns:
            if name.pattern is not None and (match := name.pattern.search(clause)):
                yield name, *match.span()


@cache
def of(site: str) -> Index:
    """The index of the shipped topics with those of a site; built once."""
    cues = load("assistant.topics", "cues.yaml", _Cues)
    lacking = re.compile(alternatives(cues.lacking))
    words: dict[str, list[Name]] = {}
    patterns: list[Name] = []
    for topic in of_site(site).values():
        for word in topic.words:
            words.setdefault(word[:SHORTEST], []).append(Name(topic, word, _only_in(topic, word, lacking)))
        plan = PLANS if topic.section == PLANS else ""
        patterns += [Name(topic, "", plan, pattern) for pattern in topic.patterns]
    sections = {PLANS: cues.improvements, PROBLEMS: cues.problems}
    by_section = {section: re.compile(alternatives(cue)) for section, cue in sections.items()}
    return Index(words, tuple(patterns), by_section, re.compile(alternatives(cues.not_words)))


def _only_in(topic: Topic, word: str, lacking: re.Pattern[str]) -> str:
    if topic.section == PLANS:
        return PLANS
    return PROBLEMS if topic.section == PROBLEMS and not lacking.search(word) else ""
