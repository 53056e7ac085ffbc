"""Arithmetic: every cell a usable number, and the identities the form states within one year.

The identities are not written here: each is a rule of the form edition, and the sentence shown is made
from the same operands that are computed.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.checks.context import Context
from assistant.figures import Figures, plain
from assistant.findings import Finding, found
from assistant.form import Form, Operand, Rule
from assistant.report import Report

_CELL_BASIS = "格式说明：各项数据应当据实填写，没有发生的填“0”，不得空缺。"


def cells(context: Context) -> Iterator[Finding]:
    """T-01: blank, unreadable, negative, or not whole where decimals have no place.

    A table of a published file that is blank throughout is one missing part (S-01), not 175 blanks; and a
    table printed in the older edition (R-02) does not have these cells, nor an edition rows that came later.
    """
    figures = context.report.figures
    for table_id, table in context.form.tables.items():
        codes = list(table.codes())
        absent = all(code not in figures.values and code not in figures.unreadable for code in codes)
        if (absent and not context.submitting) or old_edition(context.report, table_id):
            continue
        for code in (one for one in codes if context.printed.prints(one) or one in figures.unreadable):
            if problem := _problem(figures, code):
                yield found(
                    "T-01",
                    code,
                    f"{context.form.cell_name(code)}{problem}",
                    basis=_CELL_BASIS,
                    values={"value": _shown(figures, code), "table": table_id},
                )


def old_edition(report: Report, table_id: str) -> bool:
    """Whether the reader found this table in the older edition of the form."""
    return any(finding.code == "R-02" and finding.where == table_id for finding in report.findings)


def _shown(figures: Figures, code: str) -> str | None:
    value = figures.values.get(code)
    return figures.unreadable.get(code) if value is None else plain(value)


def _problem(figures: Figures, code: str) -> str:
    """What is wrong with a cell as the rest of a sentence; empty if nothing is."""
    if code in figures.unreadable:
        return f"填的是“{figures.unreadable[code]}”，不能识别为数字。请改为数字。"
    value = figures.values.get(code)
    if value is None:
        return "为空。没有发生的请填 0。"
    if value < 0:
        return f"为 {plain(value)}，不能是负数。请核对。"
    if value != value.to_integral_value() and not figures.form.cells[code].decimal:
        return f"为 {plain(value)}，应当是整数。请核对。"
    return ""


def identities(context: Context) -> Iterator[Finding]:
    """T3-01, T3-02, T3-03, T4-01: the form's identities within the year."""
    return broken(context.form, [rule for rule in context.form.rules if not rule.across_years], context.report.figures)


def broken(form: Form, rules: Iterable[Rule], figures: Figures, last: Figures | None = None) -> Iterator[Finding]:
    """A finding for each rule whose two sides differ; a rule with an unknown operand says nothing."""
    for rule in rules:
        left, right = side(rule.left, figures, last), side(rule.right, figures, last)
        if left is None or right is None or left == right:
            continue
        difference = abs(left - right)
        yield found(
            rule.code,
            rule.place,
            f"{form.cell_name(rule.place)}：{_sentence(form, rule, figures, last, (left, right))}，"
            f"相差 {plain(difference)}。请核对。",
            basis=rule.basis,
            values={
                "left": plain(left),
                "right": plain(right),
                "difference": plain(difference),
                "cells": {_key(operand): plain(_value(operand, figures, last) or Decimal(0)) for operand in _all(rule)},
            },
            severity=rule.severity,
        )


def side(operands: Iterable[Operand], figures: Figures, last: Figures | None = None) -> Decimal | None:
    """The sum of one side, None while an operand is unknown."""
    total = Decimal(0)
    for operand in operands:
        value = _value(operand, figures, last)
        if value is None:
            return None
        total += operand.sign * value
    return total


def _all(rule: Rule) -> tuple[Operand, ...]:
    return (*rule.left, *rule.right)


def _key(operand: Operand) -> str:
    return f"last.{operand.cell}" if operand.last else operand.cell


def _value(operand: Operand, figures: Figures, last: Figures | None) -> Decimal | None:
    if operand.last:
        return None if last is None else last.values.get(operand.cell)
    return figures.values.get(operand.cell)


def _sentence(form: Form, rule: Rule, figures: Figures, last: Figures | None, sums: tuple[Decimal, Decimal]) -> str:
    """新收 75 + 上年结转 3 = 78，办结 73 + 结转下年 4 = 77; terms of long sums that are 0 are left out."""
    sides = []
    for operands, total in zip((rule.left, rule.right), sums, strict=True):
        terms = [(operand, _value(operand, figures, last) or Decimal(0)) for operand in operands]
        kept = [term for term in terms if term[1] != 0 or len(terms) <= 3] or terms[:1]  # noqa: PLR2004 - short sums whole
        words = " ".join(
            _term(form, rule, operand, value, first=not index) for index, (operand, value) in enumerate(kept)
        )
        sides.append(
            words
            if len(operands) == 1
            else f"{words}{'' if len(kept) == len(terms) else '（其余为 0）'} = {plain(total)}"
        )
    return "，".join(sides)


def _term(form: Form, rule: Rule, operand: Operand, value: Decimal, *, first: bool) -> str:
    sign = "− " if operand.sign < 0 else ("" if first else "+ ")
    cell = form.cells[operand.cell]
    by_row = rule.place == f"{cell.table}.{cell.row.id}"
    # A result is called as it is printed, so that its row is found; what sums them up as people call it.
    named = _bare(cell.row.label) if cell.row.kind in form.tables[cell.table].results else cell.row.said
    name = cell.column.label if by_row else named
    return f"{sign}{'上年报告的' if operand.last else ''}{name} {plain(value)}"


def _bare(label: str) -> str:
    """A row's label without its number and bracketed rule: 部分公开."""
    core = label.split("）", 1)[-1] if label.startswith("（") else label.split(".", 1)[-1]
    return core.split("（", 1)[0]
