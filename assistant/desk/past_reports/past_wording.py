"""Past wording found for a section of a report: the organ's own first, only of earlier years."""

from typing import TYPE_CHECKING

from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.form import section_name
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.evidence import Hit, Passage

_FOUND = 6
"""Passages a search is asked for: what is worded like the section in hand is among the first few, or not there."""
_EXAMPLES = 16
"""Passages of other organs a writer is given: many are left out as another trade's business."""
_LONGEST_QUERY = 400
"""Characters of notes and names a search is made of: more names no further subject, and takes longer."""


class PastWording:
    """What the index holds that a section of a report may be worded like."""

    def __init__(self, index: EvidenceIndex) -> None:
        """Search an index."""
        self._index = index

    def hits(self, report: Report, section: str, query: str = "", k: int = _FOUND) -> "list[Hit]":
        """Passages for the words, else for what the section's indicators and notes speak of."""
        words = query or " ".join(
            [
                section_name(report.form, section),
                *(item.name for item in report.indicators if item.aspect == section),
                *(note.text for note in report.notes if note.aspect == section),
            ]
        )
        return self._index.evidence.find(
            words[:_LONGEST_QUERY], section=section, own=report.organ, before=report.year, k=k
        )

    def leaning(self, report: Report, section: str, query: str = "") -> "tuple[Passage, ...]":
        """What a writer may lean on: what a search finds, and where that is little, the most alike organs' wording."""
        from assistant.evidence import with_examples

        hits = with_examples(
            self._index.evidence,
            self.hits(report, section, query),
            section=section,
            organ=report.organ,
            before=report.year,
            enough=_EXAMPLES,
        )
        return tuple(hit.passage for hit in hits)
