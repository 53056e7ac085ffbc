"""Continuity: this year's figures beside last year's."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.arithmetic import broken
from assistant.checks.context import Context, mismatch
from assistant.checks.thresholds import MATTERS, TIMES
from assistant.figures import plain
from assistant.findings import Finding, Severity, found


def usable(context: Context) -> Iterator[Finding]:
    """R-07: the report given as last year's is not, so nothing is compared with it."""
    if context.last is None:
        return
    if reason := mismatch(context.report, context.last):
        yield found(
            "R-07",
            "",
            f"用来对照的上年报告{reason}，因此没有作年度间的核对。请换成本机关上一年度的报告。",
            severity=Severity.INFO,
            values={"organ": context.last.organ, "year": context.last.year},
        )


def carried_over(context: Context) -> Iterator[Finding]:
    """Y-01, Y-02: the form's identities across years."""
    if context.previous is not None:
        rules = [rule for rule in context.form.rules if rule.across_years]
        yield from broken(context.form, rules, context.report.figures, context.previous.figures)


def leaps(context: Context) -> Iterator[Finding]:
    """Y-03: over five times last year's value or under a fifth, where the difference is ten or more.

    Totals and table two come first; a single cell is named only where neither its row's nor its column's
    total is named already.
    """
    if context.previous is not None:
        told: set[str] = set()
        for code in _totals_first(context):
            table, row, column = code.split(".")
            if {f"{table}.{row}.total", f"{table}.total_handled.{column}", f"{table}.received.{column}"} & told:
                continue
            if finding := _leap(context, code):
                told.add(code)
                yield finding
    for item in context.report.indicators:
        if item.value is not None and item.last is not None and _far(item.value, item.last):
            yield _said(item.aspect, f"补充指标“{item.name}”", item.value, item.last, item.unit)


def _totals_first(context: Context) -> list[str]:
    cells = context.form.cells.values()
    return [cell.code for cell in sorted(cells, key=lambda cell: cell.table != "T2" and cell.column.id != "total")]


def _leap(context: Context, code: str) -> Finding | None:
    value = context.report.figures.values.get(code)
    last = context.previous.figures.values.get(code) if context.previous else None
    if value is None or last is None or not _far(value, last):
        return None
    return _said(code, context.form.cell_name(code), value, last, context.form.cells[code].unit)


def _far(value: Decimal, last: Decimal) -> bool:
    return last > 0 and abs(value - last) >= MATTERS and (value > last * TIMES or value * TIMES < last)


def _said(where: str, name: str, value: Decimal, last: Decimal, unit: str) -> Finding:
    change = f"是上年的 {plain((value / last).quantize(Decimal('0.1')))} 倍" if value > last else "不足上年的五分之一"
    return found(
        "Y-03",
        where,
        f"{name}本年 {plain(value)} {unit}，上年 {plain(last)} {unit}，{change}。请确认是否有误。",
        basis="与上年相差悬殊的数据应当核实，属实的可以在文字中说明原因。",
        values={"value": plain(value), "last": plain(last)},
    )
