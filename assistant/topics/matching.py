"""Matching: which topics a few words name.

A shorter word within a longer one of another topic names nothing: 法律援助培训 is no 培训. What only cues tell apart, a
plan from what was done, is data in cues.yaml.
"""

import re
from dataclasses import dataclass

from assistant import settings
from assistant.topics import index
from assistant.topics.index import PLANS, PROBLEMS, Index, Name
from assistant.topics.topic import Topic

_AT_HOME = 0.5
"""What belonging to the section in hand adds to a match, in characters: it decides between equals, and no more."""
_CUED = 2.5
"""What a cue of a topic's own section adds, in characters: 明年打算办政务公开培训 is a plan, though the work's own
name is the longer. A problem's word that says what is lacking is its own cue: 粉丝少 beside 微信公众号."""
_A_PATTERN = 5
"""Characters a pattern's match counts at most: it spans a gap, whose length says nothing."""
_EACH_MORE = 0.25
"""What a further word of the same topic adds: two words name it more surely than one, never than a longer one."""
_MOST_MORE = 3
"""Further words that count: a long message repeats itself."""
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
    """A name of a topic found in a text."""

    name: Name
    start: int
    end: int
    weight: float

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def named(text: str, section: str = "") -> list[Match]:
    """The topics the text names, the clearest first; topics of `section` before equals of other sections.

    Of equals the one named first comes first: a clause opens with what it is about (低保名单上墙了).
    Work that is only planned is named as such where a cue says so (明年, 打算) or `section` is that of plans.
    """
    words = index.of(settings.load().topics)
    places: dict[str, list[_Found]] = {}
    for sentence in _SENTENCE.finditer(text):
        told = words.cued(sentence[0])
        for clause in _CLAUSE.finditer(sentence[0]):
            for one in _in_clause(words, clause[0], sentence.start() + clause.start(), told, section):
                places.setdefault(one.name.topic.id, []).append(one)
    matches = [_match(text, found) for found in places.values()]
    return sorted(matches, key=lambda match: (-match.strength, match.spans[0]))


def best(text: str, section: str = "") -> Topic | None:
    """The topic the text names most clearly, None if it names none."""
    found = named(text, section)
    return found[0].topic if found else None


def _in_clause(words: Index, clause: str, offset: int, told: set[str], section: str) -> list[_Found]:
    """What a clause names; words of a section told of stand though a longer one of other work holds them."""
    found = [item for item in words.found(clause) if item[0].only_in in {"", section} | told]
    topics = {name.topic.id: name.topic for name, _, _ in found}
    other = {topic.id for topic in topics.values() if any(word in clause for word in topic.unless)}
    found = [item for item in found if item[0].topic.id not in other]
    hosts = [match.span() for match in words.not_words.finditer(clause)]
    plain = [(name, start, end) for name, start, end in found if name.pattern is None]
    bare = _bare(hosts + [(start, end) for _, start, end in plain])
    bare |= _bare(hosts + [(start, end) for name, start, end in plain if name.topic.section in told])
    return [
        _Found(name, offset + start, offset + end, _weight(name, end - start, told, section))
        for name, start, end in found
        if name.pattern is not None or (start, end) in bare
    ]


def _bare(spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places that do not stand within a longer one."""
    bare: set[tuple[int, int]] = set()
    furthest = 0
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end > furthest:  # else one that begins before it, or with it, reaches as far
            bare.add((start, end))
            furthest = end
    return bare


def _weight(name: Name, length: int, told: set[str], section: str) -> float:
    clear = float(length if name.pattern is None else min(length, _A_PATTERN))
    own = name.topic.section
    if own in told or (own == PROBLEMS and not name.only_in and section != PLANS):
        clear += _CUED
    return clear + (_AT_HOME if section in name.topic.sections else 0)


def _match(text: str, places: list[_Found]) -> Match:
    spans = tuple(dict.fromkeys(one.span for one in places))
    words = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    strength = max(one.weight for one in places) + _EACH_MORE * min(len(words) - 1, _MOST_MORE)
    return Match(places[0].name.topic, words, strength, spans)
