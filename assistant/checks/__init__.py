"""Checks: a report in, findings out. The visible list below is the whole of it."""

from collections.abc import Collection, Iterable

from assistant.checks import (
    arithmetic,
    denied_claims,
    fee_statement,
    last_year_figures,
    privacy,
    proofreading,
    similarity,
    stated_numbers,
    structure,
    trends,
    wholes_and_parts,
    years,
)
from assistant.checks.context import Check, Context, make
from assistant.facts import Facts
from assistant.findings import Finding, blank_cells, hardest_first
from assistant.report import Report

__all__ = ["CHECKS", "Check", "Context", "make", "run"]

CHECKS: tuple[Check, ...] = (
    arithmetic.cells,
    arithmetic.identities,
    last_year_figures.usable,
    last_year_figures.carried_over,
    last_year_figures.leaps,
    structure.parts,
    structure.aspects,
    fee_statement.fee,
    structure.substance,
    structure.pairs,
    structure.government,
    structure.length,
    structure.placeholders,
    structure.preamble,
    stated_numbers.figures,
    denied_claims.denials,
    trends.directions,
    wholes_and_parts.parts,
    years.years,
    similarity.last_year,
    similarity.other_organs,
    similarity.promises,
    proofreading.wording,
    proofreading.laws,
    proofreading.punctuation,
    proofreading.english_marks,
    proofreading.numbering,
    proofreading.doubled,
    privacy.personal_data,
)


def run(
    report: Report,
    *,
    last: Report | None = None,
    others: Iterable[tuple[str, Report]] = (),
    overview_limit: int = 0,
    confirmed: Collection[tuple[str, str]] = (),
    submitting: bool = True,
    facts: Facts | None = None,
) -> list[Finding]:
    """Everything found in a report, hardest first, together with what was found when it was read.

    `submitting` is true for our own draft on its way to 送审; false for a published file being read, where
    a number in the text without a source is told once a section as info, since the organ's own figures
    are not in such a file, and a table blank throughout is one missing part. `facts` are those of the report and
    `last`, where they were derived already.
    """
    context = make(
        report,
        last=last,
        others=others,
        overview_limit=overview_limit,
        confirmed=confirmed,
        submitting=submitting,
        facts=facts,
    )
    own = [finding for check in CHECKS for finding in check(context)]
    return hardest_first(_merged(report.findings, own, submitting=submitting))


def _merged(read: Iterable[Finding], own: list[Finding], *, submitting: bool) -> list[Finding]:
    """The reader's findings that still hold, then our own, none twice.

    R-* and S-01 (only the reader saw the headings) are kept; a T-01 of the reader, which knows what was
    printed, stands for ours of the same cell, and is gone once the cell holds a number; one for whole rows stands
    for ours of a published file, while in a draft every cell is still to be filled. Findings of other codes come
    from an earlier run and are made anew, never carried along.
    """
    ours = {(finding.code, finding.where) for finding in own}
    kept = [one for one in read if one.code.startswith("R-") or _still_holds(one, ours, submitting=submitting)]
    told = {("T-01", cell) for finding in kept if finding.code == "T-01" for cell in blank_cells(finding)}
    return [*kept, *(finding for finding in own if (finding.code, finding.where) not in told)]


def _still_holds(finding: Finding, ours: Collection[tuple[str, str]], *, submitting: bool) -> bool:
    if finding.code == "T-01":
        cells = blank_cells(finding)
        return all(("T-01", cell) in ours for cell in cells) and not (submitting and len(cells) > 1)
    return finding.code == "S-01" and (finding.code, finding.where) not in ours
