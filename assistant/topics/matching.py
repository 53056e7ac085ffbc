"""Matching: which topics a few words name."""

from dataclasses import dataclass

from assistant.topics.loading import catalogue
from assistant.topics.topic import Topic

_AT_HOME = 0.5
"""What belonging to the section in hand adds to a match, in characters: it decides between equals, and no more."""


@dataclass(frozen=True)
class Match:
    """A topic that words name, the words that name it, and how clearly: the characters of the longest."""

    topic: Topic
    words: tuple[str, ...]
    strength: float


def named(text: str, section: str = "") -> list[Match]:
    """The topics the text names, the clearest first; topics of `section` before equals of other sections."""
    found = (match for topic in catalogue().values() if (match := _match(topic, text, section)))
    return sorted(found, key=lambda match: -match.strength)


def best(text: str, section: str = "") -> Topic | None:
    """The topic the text names most clearly, None if it names none."""
    found = named(text, section)
    return found[0].topic if found else None


def _match(topic: Topic, text: str, section: str) -> Match | None:
    if any(word in text for word in topic.unless):
        return None
    words = [word for word in topic.words if word in text]
    words += [found[0] for pattern in topic.patterns if (found := pattern.search(text))]
    if not words:
        return None
    at_home = _AT_HOME if section in topic.sections else 0
    return Match(topic, tuple(dict.fromkeys(words)), max(map(len, words)) + at_home)
