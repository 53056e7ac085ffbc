"""Matching: which topics a few words name.

Words are looked up by their first two characters, so that a clause costs microseconds and a long message little more.
A shorter word within a longer one of another topic names nothing: 法律援助培训 is no 培训. What only cues tell apart, a
plan from what was done, is data in cues.yaml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant import settings
from assistant.prose.wordfile import alternatives, load
from assistant.topics.loading import of_site
from assistant.topics.shape import SHORTEST
from assistant.topics.topic import Catalogue, Topic

_AT_HOME = 0.5
"""What belonging to the section in hand adds to a match, in characters: it decides between equals, and no more."""
_CUED = 2.5
"""What a cue of a topic's own section adds, in characters: 明年打算办政务公开培训 is a plan, though the work's own
name is the longer."""
_A_PATTERN = 5
"""Characters a pattern's match counts at most: it spans a gap, whose length says nothing."""
_EACH_MORE = 0.25
"""What a further word of the same topic adds: two words name it more surely than one, never than a longer one."""
_PLANS = "improvements"
_SENTENCE = re.compile(r"[^。；！？;!?\n]+")
_CLAUSE = re.compile(r"[^，,：:]+")


@dataclass(frozen=True)
class Match:
    """A topic that words name, the words that name it, how clearly, and where they stand in the text.

    The strength is in characters: those of the longest word, and a little for what else speaks for it.
    """

    topic: Topic
    words: tuple[str, ...]
    strength: float
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class _Found:
    """A word or a pattern of a topic found in a text."""

    topic: Topic
    start: int
    end: int
    weight: float
    by_pattern: bool = False


class _Cues(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    improvements: list[str]
    problems: list[str]


@dataclass(frozen=True)
class _Index:
    """The catalogue's words by their first two characters, its patterns, and the cues of sections."""

    words: dict[str, list[tuple[str, Topic]]]
    patterns: tuple[tuple[re.Pattern[str], Topic], ...]
    cues: dict[str, re.Pattern[str]]

    @classmethod
    def of(cls, topics: Catalogue) -> "_Index":
        """Built once a catalogue."""
        words: dict[str, list[tuple[str, Topic]]] = {}
        for topic in topics.values():
            for word in topic.words:
                words.setdefault(word[:SHORTEST], []).append((word, topic))
        patterns = tuple((pattern, topic) for topic in topics.values() for pattern in topic.patterns)
        cues = load("assistant.topics", "cues.yaml", _Cues).model_dump()
        return cls(words, patterns, {section: re.compile(alternatives(cue)) for section, cue in cues.items()})


def named(text: str, section: str = "") -> list[Match]:
    """The topics the text names, the clearest first; topics of `section` before equals of other sections.

    Work that is only planned is named as such where a cue says so (明年, 打算) or `section` is that of plans.
    """
    index = _index(settings.load().topics)
    found: dict[str, list[_Found]] = {}
    for sentence in _SENTENCE.finditer(text):
        cued = {name for name, cue in index.cues.items() if cue.search(sentence[0])}
        for clause in _CLAUSE.finditer(sentence[0]):
            at = sentence.start() + clause.start()
            for one in _in_clause(index, clause[0], cued, section):
                more = (_AT_HOME if section in one.topic.sections else 0) + (_CUED if one.topic.section in cued else 0)
                place = _Found(one.topic, at + one.start, at + one.end, one.weight + more)
                found.setdefault(one.topic.id, []).append(place)
    return sorted((_match(text, places) for places in found.values()), key=lambda match: -match.strength)


def best(text: str, section: str = "") -> Topic | None:
    """The topic the text names most clearly, None if it names none."""
    found = named(text, section)
    return found[0].topic if found else None


@cache
def _index(site: str) -> _Index:
    return _Index.of(of_site(site))


def _in_clause(index: _Index, clause: str, cued: set[str], section: str) -> Iterator[_Found]:
    """What a clause names; words of a cued section stand though a longer one of other work holds them."""
    found = [*_words(index, clause), *_patterns(index, clause)]
    topics = {one.topic.id: one.topic for one in found}
    meant = {topic.id for topic in topics.values() if _means(topic, clause, cued, section)}
    found = [one for one in found if one.topic.id in meant]
    bare = _bare(found) | _bare([one for one in found if one.topic.section in cued])
    yield from (one for one in found if one.by_pattern or (one.start, one.end) in bare)


def _means(topic: Topic, clause: str, cued: set[str], section: str) -> bool:
    """Whether the topic is meant here: nothing it is not stands beside it, and a plan only where plans are told."""
    if any(word in clause for word in topic.unless):
        return False
    return topic.section != _PLANS or _PLANS in cued or section == _PLANS


def _words(index: _Index, clause: str) -> Iterator[_Found]:
    for at in range(len(clause) - SHORTEST + 1):
        for word, topic in index.words.get(clause[at : at + SHORTEST], ()):
            if clause.startswith(word, at):
                yield _Found(topic, at, at + len(word), len(word))


def _patterns(index: _Index, clause: str) -> Iterator[_Found]:
    for pattern, topic in index.patterns:
        if match := pattern.search(clause):
            yield _Found(topic, *match.span(), min(len(match[0]), _A_PATTERN), by_pattern=True)


def _bare(found: list[_Found]) -> set[tuple[int, int]]:
    """The places of words that do not stand within a longer word."""
    bare: set[tuple[int, int]] = set()
    furthest = 0
    spans = {(one.start, one.end) for one in found if not one.by_pattern}
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > furthest:  # else one that begins before it, or with it, reaches as far
            bare.add((start, end))
            furthest = end
    return bare


def _match(text: str, places: list[_Found]) -> Match:
    spans = tuple(dict.fromkeys((one.start, one.end) for one in places))
    words = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    strength = max(one.weight for one in places) + _EACH_MORE * min(len(words) - 1, 3)
    return Match(places[0].topic, words, strength, spans)
