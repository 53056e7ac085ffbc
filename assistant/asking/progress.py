"""Progress: how far the asking has come, section by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.asking.questions import chosen
from assistant.report import Report


@dataclass(frozen=True)
class Asked:
    """How many questions a section has, and how many of them are answered."""

    asked: int = 0
    answered: int = 0

    @property
    def open(self) -> int:
        """How many are still to be answered."""
        return self.asked - self.answered


@dataclass(frozen=True)
class Progress:
    """The sections that have questions, in printed order."""

    sections: Mapping[str, Asked]

    @property
    def whole(self) -> Asked:
        """All sections together."""
        counts = self.sections.values()
        return Asked(sum(one.asked for one in counts), sum(one.answered for one in counts))


def progress(report: Report, last: Report | None = None, peers: Sequence[Report] = ()) -> Progress:
    """How many questions were asked and answered in each section."""
    counts: dict[str, Asked] = {}
    for one in chosen(report, last, peers):
        so_far = counts.get(one.section, Asked())
        counts[one.section] = Asked(so_far.asked + 1, so_far.answered + (one.id in report.answers))
    return Progress(counts)
