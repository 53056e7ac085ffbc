"""derive: every fact of a report, from its cells, indicators and notes, and from last year's.

A cell gives a fact of its own; sums, shares and changes since last year are derived, each with its formula.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources

import yaml

from assistant.facts.comparison import compared
from assistant.facts.fact import SUMS, Fact, Facts, percent
from assistant.facts.notes import note_facts
from assistant.figures import Figures, Indicator
from assistant.form import load
from assistant.report import Report

RESULT_GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "unprocessed": "（五）不予处理",
    "other": "（六）其他处理",
}

_ASPECT_OF_TABLE = {"T2": "overview.active", "T3": "overview.on_request", "T4": "overview.on_request"}


@cache
def _anchors() -> Mapping[str, tuple[str, ...]]:
    """Words that, beside a number in prose, name a cell or a sum."""
    raw = yaml.safe_load((resources.files("assistant.facts") / "anchors.yaml").read_text("utf-8"))
    return {fact_id: tuple(words) for fact_id, words in raw.items()}


@cache
def _names(edition: str) -> Mapping[str, str]:
    """How a person calls each cell of an edition of the form."""
    form = load(edition)
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
    facts += [*this_year, *_shares(this_year, report.year)]
    indicators = [_indicator(item, item.value, report.year) for item in report.indicators if item.value is not None]
    facts += [*indicators, *note_facts(report)]
    facts += compared([*this_year, *indicators], _before(report, last), report.year)
    return Facts(facts, report.organ)


def _indicator(item: Indicator, value: Decimal, year: int | None = None) -> Fact:
    return Fact(f"indicator.{item.name}", item.name, value, item.unit, year, anchors=(item.name,), aspect=item.aspect)


def _before(report: Report, last: Report | None) -> Mapping[str, Fact]:
    """Last year's facts; what stands beside an indicator as last year's value counts for more than the old report."""
    facts: list[Fact] = []
    if last is not None:
        facts += [*_cells(last.figures, last.year), *_sums(last.figures, last.year)]
        facts += [_indicator(item, item.value) for item in last.indicators if item.value is not None]
    facts += [_indicator(item, item.last) for item in report.indicators if item.last is not None]
    return {fact.id: fact for fact in facts}


def _cells(figures: Figures, year: int | None) -> Iterator[Fact]:
    form, names = figures.form, _names(figures.edition)
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
            _anchors().get(code, ()),
            _ASPECT_OF_TABLE[cell.table],
        )


def _sums(figures: Figures, year: int | None) -> Iterator[Fact]:
    form, names = figures.form, _names(figures.edition)

    def add(fact_id: str, label: str, codes: list[str], aspect: str) -> Iterator[Fact]:
        values = [figures.values.get(code) for code in codes]
        known = [value for value in values if value is not None]
        if len(known) == len(codes):
            formula = " + ".join(names[code] for code in codes)
            yield Fact(
                fact_id,
                label,
                sum(known, Decimal(0)),
                "件",
                year,
                formula,
                tuple(codes),
                _anchors().get(fact_id, ()),
                aspect,
            )

    on_request = "overview.on_request"
    rows = form.tables["T3"].rows
    for key, group in RESULT_GROUPS.items():
        codes = [f"T3.{row.id}.total" for row in rows.values() if group in row.group]
        yield from add(f"sum.{key}", SUMS[f"sum.{key}"], codes, on_request)
    yield from add("sum.to_handle", SUMS["sum.to_handle"], ["T3.received.total", "T3.carried_in.total"], on_request)
    yield from add("sum.opened", SUMS["sum.opened"], ["T3.granted.total", "T3.partly_granted.total"], on_request)
    organizations = [column for column in form.tables["T3"].columns if column not in {"natural_person", "total"}]
    yield from add(
        "sum.organizations",
        SUMS["sum.organizations"],
        [f"T3.received.{column}" for column in organizations],
        on_request,
    )
    yield from add("sum.litigation", SUMS["sum.litigation"], ["T4.direct.total", "T4.after_review.total"], on_request)
    disputes = ["T4.review.total", "T4.direct.total", "T4.after_review.total"]
    yield from add("sum.disputes", "行政复议与行政诉讼合计", disputes, on_request)
    for outcome, column in form.tables["T4"].columns.items():
        if outcome != "total":
            yield from add(
                f"sum.litigation.{outcome}",
                f"行政诉讼{column.label}",
                [f"T4.direct.{outcome}", f"T4.after_review.{outcome}"],
                on_request,
            )


def _shares(known: list[Fact], year: int | None) -> Iterator[Fact]:
    """Results as shares of all handled, applicants as shares of all received, in percent."""
    values = {fact.id: fact for fact in known}
    handled, received = values.get("T3.total_handled.total"), values.get("T3.received.total")
    wholes = {
        handled: [
            "T3.granted.total",
            "T3.partly_granted.total",
            *(f"sum.{key}" for key in (*RESULT_GROUPS, "opened")),
        ],
        received: ["T3.received.natural_person", "sum.organizations"],
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
