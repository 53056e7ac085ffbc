"""Context: what every check is given, made once per run."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.facts import Facts, derive
from assistant.findings import Finding
from assistant.form import Form, load
from assistant.report import Report

_OFFICE = re.compile(r"(人民政府)(办公室|办公厅)$")


@dataclass(frozen=True)
class Context:
    """A report with what it is compared with.

    `last` is last year's report as handed over; `previous` is the same, or None where it is of another
    organ or year. `others` are titles and reports of other organs; `confirmed` holds (section, number)
    pairs a person has vouched for. `submitting` is true for our own draft on its way to 送审, false for a
    published file that is only read: its own figures beyond the tables cannot be known to us.
    """

    report: Report
    facts: Facts
    last: Report | None = None
    others: tuple[tuple[str, Report], ...] = ()
    overview_limit: int = 0
    confirmed: Collection[tuple[str, str]] = ()
    submitting: bool = True

    @property
    def form(self) -> Form:
        """The form the report's figures belong to."""
        return self.report.figures.form

    @property
    def printed(self) -> Form:
        """The form the report was printed in: what an edition does not have is not asked of it."""
        return load(self.report.printed) if self.report.printed else self.form

    @cached_property
    def previous(self) -> Report | None:
        """Last year's report if it really is this organ's of the year before, else None."""
        return self.last if self.last is not None and not mismatch(self.report, self.last) else None

    def texts(self) -> Iterable[tuple[str, str]]:
        """Section ids and texts that hold something, in printed order, unplaced text last."""
        for section in (*self.form.narrative, "unplaced"):
            if self.report.section(section).strip():
                yield section, self.report.section(section)


Check = Callable[[Context], Iterable[Finding]]


def make(
    report: Report,
    *,
    last: Report | None = None,
    others: Iterable[tuple[str, Report]] = (),
    overview_limit: int = 0,
    confirmed: Collection[tuple[str, str]] = (),
    submitting: bool = True,
    facts: Facts | None = None,
) -> Context:
    """A context with the facts derived; a `last` that does not fit gives no facts.

    `facts` are those of this report and this `last`, where they were derived already.
    """
    usable = last if last is not None and not mismatch(report, last) else None
    if facts is None or usable is not last:
        facts = derive(report, usable)
    return Context(report, facts, last, tuple(others), overview_limit, confirmed, submitting)


def mismatch(report: Report, last: Report) -> str:
    """Why `last` is not last year's report of the same organ, as a Chinese clause; empty if it is.

    What is unknown is not held against it; names may differ by a leading region (兴庆区司法局 and
    银川市兴庆区司法局) or by the government's office.
    """
    ours, theirs = _name(report.organ), _name(last.organ)
    if ours and theirs and not ours.endswith(theirs) and not theirs.endswith(ours):
        return f"机关是“{last.organ}”，不是“{report.organ}”"
    if report.year is not None and last.year is not None and last.year != report.year - 1:
        return f"年度是 {last.year} 年，不是 {report.year - 1} 年"
    return ""


def _name(organ: str) -> str:
    return _OFFICE.sub(r"\1", re.sub(r"\s+", "", organ))
