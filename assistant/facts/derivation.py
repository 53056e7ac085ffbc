"""derive: every fact of a report, from its cells, indicators and notes, and from last year's.

A cell gives a fact of its own; sums, shares and changes since last year are derived, each with its formula.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from assistant.facts.comparison import compared
from assistant.facts.fact import TO_HANDLE, Fact, Facts, percent, sums
from assistant.facts.notes import note_facts
from assistant.figures import Figures, Indicator
from assistant.form import Form, Group, Table
from assistant.report import Report

_ASPECT_OF_TABLE = {"T2": "overview.active", "T3": "overview.on_request", "T4": "overview.on_request"}


@cache
def _names(form: Form) -> Mapping[str, str]:
    """How a person calls each cell of a form."""
    return {code: form.cell_name(code) for code in form.cells}


def derive(report: Report, last: Report | None = None) -> Facts:
    """All facts of a report; with last year's report also last.*, change.* and rate.*.

    A fact exists only where every operand is known; a rate only where last year's value is not 0.
    """
    facts: list[Fact] = []
    if report.year is not None:
        facts += [
            Fact("year", "本年度", Decimal(report.year), "年", report.year),
            Fact("last_year", "上年度", Decimal(report.year - 1), "年", report.year - 1),
            Fact("next_year", "下年度", Decimal(report.year + 1), "年", report.year + 1),
        ]
    this_year = [*_cells(report.figures, report.year), *_sums(report.figures, report.year)]
    facts += [*this_year, *_shares(this_year, report.figures.form, report.year)]
    indicators = [
        _indicator(item, item.value, report.year, item.about) for item in report.indicators if item.value is not None
    ]
    facts += [*indicators, *note_facts(report)]
    facts += compared([*this_year, *indicators], _before(report, last), report.year)
    return Facts(facts, report.figures.form, report.organ)


def _indicator(item: Indicator, value: Decimal, year: int | None = None, about: str = "") -> Fact:
    name = item.name
    return Fact(f"indicator.{name}", name, value, item.unit, year, anchors=(name,), aspect=item.aspect, about=about)


def _before(report: Report, last: Report | None) -> Mapping[str, Fact]:
    """Last year's facts; what stands beside an indicator as last year's value counts for more than the old report."""
    facts: list[Fact] = []
    if last is not None:
        facts += [*_cells(last.figures, last.year), *_sums(last.figures, last.year)]
        facts += [_indicator(item, item.value, about=item.about) for item in last.indicators if item.value is not None]
    facts += [_indicator(item, item.last) for item in report.indicators if item.last is not None]
    return {fact.id: fact for fact in facts}


def _cells(figures: Figures, year: int | None) -> Iterator[Fact]:
    form, names = figures.form, _names(figures.form)
    for code, cell in form.cells.items():
        value = figures.values.get(code)
        if value is None:
            continue
        yield Fact(
            code,
            names[code],
            value,
            cell.unit,
            year,
            "",
            (code,),
            cell.row.anchors.get(cell.column.id, ()),
            _ASPECT_OF_TABLE[cell.table],
            cell.row.said,
        )


def _sums(figures: Figures, year: int | None) -> Iterator[Fact]:
    form, names = figures.form, _names(figures.form)

    def add(fact_id: str, label: str, codes: list[str], anchors: tuple[str, ...] = ()) -> Iterator[Fact]:
        values = [figures.values.get(code) for code in codes]
        known = [value for value in values if value is not None]
        if len(known) == len(codes):
            formula = " + ".join(names[code] for code in codes)
            total = sum(known, Decimal(0))
            yield Fact(fact_id, label, total, "件", year, formula, tuple(codes), anchors, "overview.on_request")

    def of_group(table: Table, group: Group) -> Iterator[Fact]:
        codes = [f"{table.id}.{row}.total" for row in group.rows]
        return add(f"sum.{group.id}", named[f"sum.{group.id}"], codes, group.anchors)

    named = sums(form)
    applications, disputes = form.tables["T3"], form.tables["T4"]
    # The kinds of result that are printed come first, as the form has them.
    for group in (group for group in applications.results.values() if group.label):
        yield from of_group(applications, group)
    yield from add("sum.to_handle", named["sum.to_handle"], [f"T3.{row}.total" for row in TO_HANDLE])
    for group in (group for group in applications.results.values() if not group.label):
        yield from of_group(applications, group)
    organisations = [f"T3.received.{column.id}" for column in applications.applicants("organisation")]
    yield from add("sum.organizations", named["sum.organizations"], organisations)
    for group in disputes.groups.values():
        yield from of_group(disputes, group)
    yield from add("sum.disputes", "行政复议与行政诉讼合计", [f"T4.{row}.total" for row in disputes.rows])
    for group in disputes.groups.values():
        for outcome in (column for column in disputes.columns.values() if column.id != "total"):
            codes = [f"T4.{row}.{outcome.id}" for row in group.rows]
            yield from add(f"sum.{group.id}.{outcome.id}", f"{group.name}{outcome.label}", codes)


def _shares(known: list[Fact], form: Form, year: int | None) -> Iterator[Fact]:
    """Results as shares of all handled, applicants as shares of all received, in percent."""
    values = {fact.id: fact for fact in known}
    table = form.tables["T3"]
    groups = sorted(table.results.values(), key=lambda group: not group.label)
    handled, received = values.get("T3.total_handled.total"), values.get("T3.received.total")
    wholes = {
        handled: [
            *(f"T3.{row}.total" for group in groups if not group.label for row in group.rows),
            *(f"sum.{group.id}" for group in groups),
        ],
        received: [*(f"T3.received.{column.id}" for column in table.applicants("person")), "sum.organizations"],
    }
    for whole, parts in wholes.items():
        if whole is None or whole.value == 0:
            continue
        for part in (values[part] for part in parts if part in values):
            yield Fact(
                f"share.{part.id.removeprefix('sum.')}",
                f"{part.label}占{whole.label}的比例",
                percent(part.value, whole.value),
                "%",
                year,
                f"{part.label} ÷ {whole.label}",
                (*part.cells, *whole.cells),
                tuple(f"{anchor}占" for anchor in part.anchors),
                "overview.on_request",
            )
