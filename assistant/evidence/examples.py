"""Examples: passages of other organs to borrow from, where a search finds few: the most alike organs first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.past.organ import describe

if TYPE_CHECKING:
    from assistant.evidence.search import Evidence, Hit

_OWN = 12
"""Room for the organ's own passages in a list that is not filtered by organ."""


def with_examples(
    evidence: "Evidence", found: "Sequence[Hit]", *, section: str, organ: str, before: int | None, enough: int
) -> "list[Hit]":
    """The passages found, and others of the section until there are `enough` of other organs.

    First organs of the same kind and level, then of the same kind, then any; each time the newest first.
    """
    own = describe(organ)
    out = list(found)
    known = {hit.passage.id for hit in out}
    for kind, level in ((own.kind, own.level), (own.kind, None), (None, None)):
        missing = enough - sum(1 for hit in out if hit.passage.organ != organ)
        if missing <= 0:
            break
        # The filter does not leave out what is known already, nor the organ's own passages.
        listed = evidence.find(
            "", section=section, before=before, kind=kind, level=level, k=2 * (missing + len(out)) + _OWN
        )
        more = [hit for hit in listed if hit.passage.organ != organ and hit.passage.id not in known]
        out += more[:missing]
        known |= {hit.passage.id for hit in more}
    return out
