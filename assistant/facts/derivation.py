"""derive: every fact of a report, from its cells, indicators and notes, and from last year's.

A cell gives a fact of its own; sums, shares and changes since last year are derived, each with its formula.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.facts.fact import SUMS, Fact, Facts
from assistant.facts.notes import note_facts
from assistant.figures import Figures, plain
from assistant.report import Report

RESULT_GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "unprocessed": "（五）不予处理",
    "other": "（六）其他处理",
}

_ASPECT_OF_TABLE = {"T2": "overview.active", "T3": "overview.on_request", "T4": "overview.on_request"}

# Words that, close before or after a number in prose, name the cell. Longest and most particular first.
_ANCHORS: Mapping[str, tuple[str, ...]] = {
    "T2.regulations.issued": ("制发规章", "制定规章", "出台规章"),
    "T2.regulations.in_force": ("现行有效规章",),
    "T2.normative.issued": (
        "制发行政规范性文件",
        "制发规范性文件",
        "印发行政规范性文件",
        "出台行政规范性文件",
        "新制定行政规范性文件",
    ),
    "T2.normative.repealed": ("废止行政规范性文件", "废止规范性文件"),
    "T2.normative.in_force": ("现行有效行政规范性文件", "现行有效规范性文件"),
    "T2.licensing.decisions": ("行政许可决定", "行政许可处理决定", "办理行政许可", "作出行政许可"),
    "T2.penalty.decisions": ("行政处罚决定", "行政处罚处理决定", "作出行政处罚"),
    "T2.coercion.decisions": ("行政强制决定", "行政强制处理决定", "实施行政强制"),
    "T2.fees.amount": ("行政事业性收费",),
    "T3.received.total": (
        "新收政府信息公开申请",
        "收到政府信息公开申请",
        "受理政府信息公开申请",
        "新收申请",
        "收到申请",
        "新收依申请公开",
        "收到依申请公开",
        "收到信息公开申请",
    ),
    "T3.carried_in.total": ("上年结转", "上年度结转", "结转上年"),
    "T3.granted.total": ("予以公开",),
    "T3.partly_granted.total": ("部分公开",),
    "T3.total_handled.total": ("办结", "答复", "办理完毕"),
    "T3.carried_out.total": ("结转下年度", "结转下年", "结转至下年"),
    "T3.received.natural_person": ("自然人申请", "自然人提出"),
    "T4.review.total": ("行政复议",),
    "sum.litigation": ("行政诉讼",),
    "sum.refused": ("不予公开",),
    "sum.unavailable": ("无法提供",),
    "sum.unprocessed": ("不予处理",),
    "sum.other": ("其他处理",),
}


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
    indicators = [
        Fact(
            f"indicator.{item.name}",
            item.name,
            item.value,
            item.unit,
            report.year,
            anchors=(item.name,),
            aspect=item.aspect,
        )
        for item in report.indicators
        if item.value is not None
    ]
    facts += [*indicators, *note_facts(report)]
    facts += _last_year(report, last, [*this_year, *indicators])
    return Facts(facts)


def _cells(figures: Figures, year: int | None) -> Iterator[Fact]:
    form = figures.form
    for code, cell in form.cells.items():
        value = figures.values.get(code)
        if value is None:
            continue
        yield Fact(
            code,
            form.cell_name(code),
            value,
            cell.unit,
            year,
            "",
            (code,),
            _ANCHORS.get(code, ()),
            _ASPECT_OF_TABLE[cell.table],
        )


def _sums(figures: Figures, year: int | None) -> Iterator[Fact]:
    form = figures.form

    def add(fact_id: str, label: str, codes: list[str], aspect: str) -> Iterator[Fact]:
        values = [figures.values.get(code) for code in codes]
        known = [value for value in values if value is not None]
        if len(known) == len(codes):
            formula = " + ".join(form.cell_name(code) for code in codes)
            yield Fact(
                fact_id,
                label,
                sum(known, Decimal(0)),
                "件",
                year,
                formula,
                tuple(codes),
                _ANCHORS.get(fact_id, ()),
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


def _last_year(report: Report, last: Report | None, this_year: list[Fact]) -> Iterator[Fact]:
    before: dict[str, Fact] = {}
    if last is not None:
        before = {fact.id: fact for fact in (*_cells(last.figures, last.year), *_sums(last.figures, last.year))}
        before |= {
            f"indicator.{item.name}": Fact(
                f"indicator.{item.name}", item.name, item.value, item.unit, aspect=item.aspect
            )
            for item in last.indicators
            if item.value is not None
        }
    year = None if report.year is None else report.year - 1
    for item in report.indicators:
        if item.last is not None:
            key = f"indicator.{item.name}"
            before[key] = Fact(key, item.name, item.last, item.unit, aspect=item.aspect)
    for fact_id, fact in before.items():
        yield Fact(
            f"last.{fact_id}",
            f"上年{fact.label}",
            fact.value,
            fact.unit,
            year,
            fact.formula,
            fact.cells,
            (),
            fact.aspect,
        )
    for fact in this_year:
        old = before.get(fact.id)
        if old is None:
            continue
        difference = fact.value - old.value
        of_percentages = fact.unit == "%"
        up, down = ("提高", "下降") if of_percentages else ("增加", "减少")
        yield Fact(
            f"change.{fact.id}",
            f"{fact.label}比上年{up if difference >= 0 else down}",
            abs(difference),
            "个百分点" if of_percentages else fact.unit,
            report.year,
            f"本年 {plain(fact.value)} − 上年 {plain(old.value)}",
            fact.cells,
            (),
            fact.aspect,
        )
        # A percentage of a percentage is never said: 满意率 moves by 个百分点.
        if old.value != 0 and not of_percentages:
            yield Fact(
                f"rate.{fact.id}",
                f"{fact.label}同比{'增长' if difference >= 0 else '下降'}",
                abs(percent(difference, old.value)),
                "%",
                report.year,
                f"（{plain(fact.value)} − {plain(old.value)}）÷ {plain(old.value)}",
                fact.cells,
                (),
                fact.aspect,
            )


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Part ÷ whole in percent, not rounded; ZeroDivisionError if whole is 0."""
    return part * 100 / whole
