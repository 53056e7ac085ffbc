"""The questions still to be asked of a report, in the order a colleague would ask them."""

from collections.abc import Sequence

from assistant.asking.question import Question
from assistant.report import Report


def questions(
    report: Report,  # noqa: ARG001
    last: Report | None = None,  # noqa: ARG001
    peers: Sequence[Report] = (),  # noqa: ARG001
    *,
    section: str = "",  # noqa: ARG001
) -> list[Question]:
    """What is still to be asked, of one section or of the whole report; what was answered or recorded is not.

    `peers` are recent reports of organs of the same kind and level, from the archive.
    """
    return []
