"""Where a finding is, in words and as a place to jump to."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from assistant.findings import Finding
from assistant.form import Form


@dataclass(frozen=True)
class Target:
    """A page and what goes into its address."""

    page: str
    query: Mapping[str, str]


def target(finding: Finding, form: Form) -> Target | None:
    """The page on which a finding is mended; None for what concerns the report as a whole."""
    where = finding.where
    table = where.partition(".")[0]
    if table in form.tables:
        query = {"tab": table}
        return Target("figures_page", query | ({"cell": where} if where != table else {}))
    if where in form.narrative:
        place = finding.place
        span = {"span": f"{place.start}-{place.end}"} if place.start is not None and place.end is not None else {}
        return Target("drafting", {"section": where, **span})
    inside = next((part.id for part in form.parts if part.parent == where and part.kind == "text"), None)
    return Target("drafting", {"section": inside}) if inside else None


def name(where: str, form: Form) -> str:
    """How a person calls a cell, row, column or section; empty for the report as a whole."""
    called = form.cell_name(where)
    return "" if called == where and where not in form.narrative else called


def sentence_html(finding: Finding, form: Form, *, waived: str = "") -> str:
    """A finding as one line: what, where, on what ground, and the reason it was let stand."""
    where = name(finding.where, form)
    about = " · ".join(part for part in (where, finding.basis) if part)
    reason = f'<div class="nb-waived">已保留：{escape(waived)}</div>' if waived else ""
    kind = finding.severity.value + (" nb-stands" if waived else "")
    return (
        f'<div class="nb-finding nb-{kind}">{escape(finding.message)}'
        f'<div class="nb-where">{escape(about)}</div>{reason}</div>'
    )
