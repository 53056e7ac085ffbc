"""The tools a model is given at the desk: the same doings a person has there, none of which changes anything."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.desk.kept_proposals import proposal_from
from assistant.desk.work import Work
from assistant.findings import Severity, hardest_first
from assistant.store import Message

if TYPE_CHECKING:
    from assistant.asking.question import Question
    from assistant.draft import Request
    from assistant.draft.model.agent.tools import Said, Tools
    from assistant.evidence import Passage


def tools_for(
    work: Work,
    *,
    request: "Callable[[str], Request]",
    passages: "Callable[[str, str], Sequence[Passage]]",
    questions: "Callable[[str], Sequence[Question]] | None" = None,
) -> "Tools":
    """Tools on a report in work; `questions` of the interview where that knows what was asked already."""
    from assistant.asking.questions import questions as still_open
    from assistant.draft.model.agent.tools import Tools

    def ask(section: str) -> "Sequence[Question]":
        return still_open(work.report, work.last, section=section)

    return Tools(
        request=request,
        passages=passages,
        questions=questions or ask,
        check=lambda section, text: faults(work, section, text),
    )


def faults(work: Work, section: str, text: str) -> list[str]:
    """What a section's text would be faulted for, hardest first, as sentences."""
    from assistant.checks import run

    report = work.report.with_section(section, text)
    found = run(report, last=work.last, submitting=True, facts=work.facts)
    mine = [item for item in hardest_first(found) if item.place.where == section]
    return [item.message for item in mine if item.severity is not Severity.INFO]


def history_of(turns: Iterable[Message]) -> "tuple[Said, ...]":
    """A conversation as it was kept, for a model to be reminded of."""
    from assistant.draft.model.agent.tools import Said

    return tuple(
        Said(turn.speaker, turn.text, tuple(proposal_from(item) for item in turn.content.get("proposals", ())))
        for turn in turns
        if turn.speaker in {"person", "assistant"}
    )
