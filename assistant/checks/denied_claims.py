"""Denials: sentences that deny what a table shows, or assert what it denies."""

from collections.abc import Iterator

from assistant.checks.context import Context
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.sources.claims.claims import Denial, denied

_AHEAD = frozenset({"problems", "improvements", "preamble"})
"""Sections that state no figures of the year: what is lacking, what is planned, where to ask."""


def denials(context: Context) -> Iterator[Finding]:
    """G-03: 未收到申请 while 新收 > 0, 均已办结 while cases are carried out, and their like."""
    for section, text in context.texts():
        if section not in _AHEAD:
            for one in denied(text, section, context.facts, year=context.report.year):
                yield _finding(context, section, one)


def _finding(context: Context, section: str, one: Denial) -> Finding:
    return found(
        "G-03",
        section,
        f"“{section_name(context.form, section)}”写的是“{one.said}”，即{one.say}，"
        f"但是{one.shown(context.facts)}。请核对。",
        basis="文字的结论应当与表格一致。",
        values={"claim": one.claim, "facts": one.values(context.facts)},
        span=one.span,
    )
