"""Facts: the numbers prose may state, each named, with its value, unit, year and formula.

Nothing else may put a number into the text. A draft carries `{{id}}`; `render` writes the digits.
Ids: a cell code (T3.received.total), `last.` + cell code, `sum.…`, `share.…`, `change.…`, `rate.…`,
`indicator.名称`, `last.indicator.名称`, `year`, `last_year`, `next_year`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.errors import UsageError
from assistant.figures import Figures, plain
from assistant.form import load
from assistant.report import Report

PLACEHOLDER = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")


@dataclass(frozen=True)
class Fact:
    """A number with a name. `value` is in `unit`; percentages are in percent (42.86, unit %).

    `cells` are what it was computed from; `anchors` are words that, beside a number in prose, mean
    this fact; `formula` says in Chinese how it was derived, empty for a plain cell or indicator.
    """

    id: str
    label: str
    value: Decimal
    unit: str = ""
    year: int | None = None
    formula: str = ""
    cells: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    aspect: str = ""

    def text(self, style: str = "") -> str:
        """The digits as prose writes them.

        Styles: "" plain; "万" / "亿" divides and keeps two decimals at most; "n" with n a digit rounds to
        that many places; "abs" drops the sign.
        """
        value = self.value
        for step in filter(None, (part.strip() for part in style.split(","))):
            if step == "abs":
                value = abs(value)
            elif step in {"万", "亿"}:
                scaled = value / (Decimal(10) ** (4 if step == "万" else 8))
                return plain(scaled.quantize(Decimal("0.01"), ROUND_HALF_UP)) + step
            elif step.isdigit():
                value = value.quantize(Decimal(1).scaleb(-int(step)), ROUND_HALF_UP)
            else:
                raise UsageError(f"不认识的数字写法“{step}”。")
        return plain(value)


class Facts(Mapping[str, Fact]):
    """The facts of one report, by id, in the order of the form."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Keep the facts; a later one of the same id replaces an earlier."""
        self._facts = {fact.id: fact for fact in facts}

    def __getitem__(self, fact_id: str) -> Fact:
        """The fact of that id; KeyError if there is none."""
        return self._facts[fact_id]

    def __iter__(self) -> Iterator[str]:
        """The ids in order."""
        return iter(self._facts)

    def __len__(self) -> int:
        """How many facts."""
        return len(self._facts)

    def value(self, fact_id: str) -> Decimal | None:
        """The value, None if there is no such fact."""
        fact = self._facts.get(fact_id)
        return fact.value if fact else None

    def of_section(self, section: str) -> list[Fact]:
        """The facts a section usually speaks of: its indicators, and cells by subject."""
        return [fact for fact in self._facts.values() if fact.aspect == section]


@dataclass(frozen=True)
class Rendered:
    """Text with digits in place, where each fact landed (start, end, id), and ids that had no value."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    missing: tuple[str, ...]


def render(template: str, facts: Mapping[str, Fact]) -> Rendered:
    """Replace every `{{id}}` or `{{id|style}}`; an unknown id becomes 【待填：名称】 and is named in `missing`."""
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    missing: list[str] = []
    at = length = 0
    for match in PLACEHOLDER.finditer(template):
        before = template[at : match.start()]
        fact = facts.get(match[1])
        if fact is None:
            digits = f"【待填：{_label(match[1])}】"
            missing.append(match[1])
        else:
            digits = fact.text(match[2] or "")
        out += [before, digits]
        length += len(before)
        if fact is not None:
            spans.append((length, length + len(digits), fact.id))
        length += len(digits)
        at = match.end()
    out.append(template[at:])
    return Rendered("".join(out), tuple(spans), tuple(missing))


def _label(fact_id: str) -> str:
    core = fact_id.removeprefix("last.")
    form = load()
    if core in form.cells:
        return ("上年" if fact_id.startswith("last.") else "") + form.cell_name(core)
    return core.rsplit(".", 1)[-1]


# ---- derivation ------------------------------------------------------------------------------------

_RESULT_GROUPS = {
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
    "T2.normative.issued": ("制发行政规范性文件", "制发规范性文件", "印发行政规范性文件", "出台行政规范性文件", "新制定行政规范性文件"),
    "T2.normative.repealed": ("废止行政规范性文件", "废止规范性文件"),
    "T2.normative.in_force": ("现行有效行政规范性文件", "现行有效规范性文件"),
    "T2.licensing.decisions": ("行政许可决定", "行政许可处理决定", "办理行政许可", "作出行政许可"),
    "T2.penalty.decisions": ("行政处罚决定", "行政处罚处理决定", "作出行政处罚"),
    "T2.coercion.decisions": ("行政强制决定", "行政强制处理决定", "实施行政强制"),
    "T2.fees.amount": ("行政事业性收费",),
    "T3.received.total": ("新收政府信息公开申请", "收到政府信息公开申请", "受理政府信息公开申请", "新收申请", "收到申请", "新收依申请公开", "收到依申请公开", "收到信息公开申请"),
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
    facts += [
        Fact(
            f"indicator.{item.name}", item.name, item.value, item.unit, report.year, anchors=(item.name,), aspect=item.aspect
        )
        for item in report.indicators
        if item.value is not None
    ]
    facts += _last_year(report, last, facts)
    return Facts(facts)


def _cells(figures: Figures, year: int | None) -> Iterator[Fact]:
    form = figures.form
    for code, cell in form.cells.items():
        value = figures.values.get(code)
        if value is None:
            continue
        yield Fact(
            code, form.cell_name(code), value, cell.unit, year, "", (code,), _ANCHORS.get(code, ()), _ASPECT_OF_TABLE[cell.table]
        )


def _sums(figures: Figures, year: int | None) -> Iterator[Fact]:
    form = figures.form

    def add(fact_id: str, label: str, codes: list[str], aspect: str) -> Iterator[Fact]:
        values = [figures.values.get(code) for code in codes]
        known = [value for value in values if value is not None]
        if len(known) == len(codes):
            formula = " + ".join(form.cell_name(code) for code in codes)
            yield Fact(
                fact_id, label, sum(known, Decimal(0)), "件", year, formula, tuple(codes), _ANCHORS.get(fact_id, ()), aspect
            )

    on_request = "overview.on_request"
    rows = form.tables["T3"].rows
    for key, group in _RESULT_GROUPS.items():
        codes = [f"T3.{row.id}.total" for row in rows.values() if group in row.group]
        yield from add(f"sum.{key}", group.split("）")[-1] + "合计", codes, on_request)
    yield from add("sum.to_handle", "新收与上年结转合计", ["T3.received.total", "T3.carried_in.total"], on_request)
    yield from add("sum.opened", "予以公开与部分公开合计", ["T3.granted.total", "T3.partly_granted.total"], on_request)
    organizations = [column for column in form.tables["T3"].columns if column not in {"natural_person", "total"}]
    yield from add("sum.organizations", "法人或其他组织申请", [f"T3.received.{column}" for column in organizations], on_request)
    yield from add("sum.litigation", "行政诉讼合计", ["T4.direct.total", "T4.after_review.total"], on_request)
    for outcome, column in form.tables["T4"].columns.items():
        if outcome != "total":
            yield from add(
                f"sum.litigation.{outcome}",
                f"行政诉讼{column.label}",
                [f"T4.direct.{outcome}", f"T4.after_review.{outcome}"],
                on_request,
            )


def _shares(known: list[Fact], year: int | None) -> Iterator[Fact]:
    """Results as shares of all handled, applicants as shares of all received, in percent to two places."""
    values = {fact.id: fact for fact in known}
    handled, received = values.get("T3.total_handled.total"), values.get("T3.received.total")
    wholes = {
        handled: ["T3.granted.total", "T3.partly_granted.total", *(f"sum.{key}" for key in (*_RESULT_GROUPS, "opened"))],
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
            f"indicator.{item.name}": Fact(f"indicator.{item.name}", item.name, item.value, item.unit, aspect=item.aspect)
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
            f"last.{fact_id}", f"上年{fact.label}", fact.value, fact.unit, year, fact.formula, fact.cells, (), fact.aspect
        )
    for fact in this_year:
        old = before.get(fact.id)
        if old is None:
            continue
        difference = fact.value - old.value
        yield Fact(
            f"change.{fact.id}",
            f"{fact.label}比上年{'增加' if difference >= 0 else '减少'}",
            abs(difference),
            fact.unit,
            report.year,
            f"本年 {plain(fact.value)} − 上年 {plain(old.value)}",
            fact.cells,
            (),
            fact.aspect,
        )
        if old.value != 0:
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
    """part ÷ whole in percent, two places, halves up; ZeroDivisionError if whole is 0."""
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
