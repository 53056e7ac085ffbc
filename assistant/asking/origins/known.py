"""Known: what this year's report says already, of which nobody needs to be asked."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

from assistant.asking.thresholds import ALIKE
from assistant.figures import Indicator
from assistant.prose import numbers
from assistant.prose.likeness import likeness
from assistant.prose.vocabulary import alike
from assistant.report import Report
from assistant.topics import named

_NO_DEEDS = frozenset({"preamble", "problems", "improvements", "unplaced"})
"""What stands here is no statement of work done: 图解少 does not answer 发布解读多少篇."""
_TEXTS_KEPT = 1024
"""Seven sections of a dozen peers, for some ten reports in work at the same time."""


@lru_cache(maxsize=_TEXTS_KEPT)
def topics_of(text: str, section: str) -> frozenset[str]:
    """Ids of the topics that a text of a section speaks of."""
    return frozenset(match.topic.id for match in named(text, section))


class Known:
    """What one report holds: topics by its notes, indicators and written sections, numbers by indicators and notes."""

    def __init__(self, report: Report) -> None:
        """Look at one report."""
        self.report = report

    def topic(self, topic_id: str, within: tuple[str, ...] = ()) -> bool:
        """Whether something of this year speaks of the topic, in these sections or in any."""
        return any(topic_id in topics for section, topics in self._topics if not within or section in within)

    def number(self, name: str, unit: str) -> bool:
        """Whether an indicator of the name and a like unit has a value, or a text of this year gives such a number."""
        if any(same(item, name, unit) for item in self.report.indicators if item.value is not None):
            return True
        return any(
            alike(number.unit, unit) and number.unit and likeness(name, _clause(text, number.start)) >= ALIKE
            for _, text in self._told()
            for number in numbers(text, loose=True)
        )

    def listed(self, name: str, unit: str) -> bool:
        """Whether the report has an indicator of this name, with a value or without."""
        return any(same(item, name, unit) for item in self.report.indicators)

    def anything(self, section: str) -> bool:
        """Whether the section has a text, a note or an indicator at all."""
        return bool(self.report.section(section).strip()) or any(
            aspect == section for aspect, _ in self._told(everywhere=True)
        )

    def notes(self, *sections: str) -> list[str]:
        """The lines of the notes of the sections, in order."""
        lines = (line for note in self.report.notes if note.aspect in sections for line in note.text.split("\n"))
        return [line.strip() for line in lines if line.strip()]

    def told(self, section: str) -> str:
        """All that the notes and indicators of a section say."""
        counted = [item.name for item in self.report.indicators if item.aspect == section and item.value is not None]
        return "".join([*self.notes(section), *counted])

    @cached_property
    def _topics(self) -> list[tuple[str, frozenset[str]]]:
        return [(section, topics_of(text, section)) for section, text in self._told()]

    def _told(self, *, everywhere: bool = False) -> Iterator[tuple[str, str]]:
        """Section and words of everything this year says of work done."""
        kept = frozenset[str]() if everywhere else _NO_DEEDS
        yield from ((note.aspect, note.text) for note in self.report.notes if note.aspect not in kept)
        yield from ((item.aspect, item.name) for item in self.report.indicators if item.value is not None)
        yield from ((section, text) for section, text in self.report.sections.items() if text and section not in kept)


def same(item: Indicator, name: str, unit: str) -> bool:
    """Whether an indicator is the one of this name and unit, called a little otherwise perhaps."""
    return alike(item.unit, unit) and (item.name == name or likeness(item.name, name) >= ALIKE)


def _clause(text: str, at: int) -> str:
    """The clause a place of a text belongs to."""
    start = max(text.rfind(mark, 0, at) for mark in "，。；、\n") + 1
    ends = [end for mark in "，。；、\n" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]
