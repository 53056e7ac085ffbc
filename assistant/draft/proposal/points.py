"""Notes (工作事实): what the clerk says was done this year, as points ready to be set into sentences.

A note's own figures are facts (`note.<section>.<n>`), so they too are written by the program; what is
no figure in it (dates, 文号) stays as the clerk typed it, and the sentence says so.
"""

import re
from dataclasses import dataclass

from assistant.facts import PLACEHOLDER, note_templates
from assistant.prose import tidy
from assistant.report import Report

REMARK = "数字来自工作事实"


@dataclass(frozen=True)
class Point:
    """A note as a point of prose: its words with placeholders for its figures; `note` is its place in the report."""

    template: str
    note: int = -1

    @property
    def text(self) -> str:
        """The words without figures, for measuring what the point is about."""
        return PLACEHOLDER.sub("", self.template)

    @property
    def remark(self) -> str:
        """What the clerk should know: digits that are the clerk's own."""
        return REMARK if re.search(r"\d", self.text) or "{{" in self.template else ""


def points(report: Report, section: str) -> list[Point]:
    """The section's notes, one point a line; lines that say nothing are left out."""
    places = [at for at, note in enumerate(report.notes) if note.aspect == section]
    return [
        Point(words, place)
        for place, template in zip(places, note_templates(report, section), strict=False)
        for line in template.split("\n")
        if (words := tidy(line))
    ]
