"""起草全文: every section that is still empty, one after the other, none in the words of another."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.draft.proposal.proposal import Proposal, Request
from assistant.draft.ways import offline


def draft_all(
    request_for: Callable[[str], Request],
    sections: Iterable[str],
    *,
    way: str = "facts",
    write: Callable[[Request], Proposal | None] | None = None,
    on_progress: Callable[[str, Proposal], None] | None = None,
) -> list[Proposal]:
    """A proposal for each of the sections that has no text yet, in their order; one without text only asks.

    `write` writes a section, offline in the given way unless told; None of it ends the whole. `on_progress` is told
    each section as it is done. What stands in the other sections of the report, and what was drafted before, is not
    said in the same words again.
    """
    proposals: list[Proposal] = []
    for section in sections:
        request = request_for(section)
        if request.report.section(section).strip():
            continue
        written = (text for other, text in request.report.sections.items() if other != section)
        taken = dict.fromkeys((*request.taken, *written, *(item.text for item in proposals)))
        request = replace(request, taken=tuple(taken))
        proposal = offline.propose(request, way)[0] if write is None else write(request)
        if proposal is None:
            break
        proposals.append(proposal)
        if on_progress is not None:
            on_progress(section, proposal)
    return proposals
