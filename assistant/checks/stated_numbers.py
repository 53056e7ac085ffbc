"""Statements: the numbers of the text that have no source, or another value than their source."""

import re
from collections.abc import Iterator

from assistant.checks.context import Context
from assistant.checks.thresholds import SAME_WORDS_BEFORE, TELLING
from assistant.findings import Finding, Severity, found
from assistant.form import section_name
from assistant.prose import Number, numbers
from assistant.sources.binding import bind
from assistant.sources.naming.verdicts import Bound

_BASIS = "文字中的数据应当与表格、补充指标和工作事实一致。"
_TITLES = {"G-02": "与表格或者补充指标不一致", "G-04": "计算有误"}


def figures(context: Context) -> Iterator[Finding]:
    """G-01, G-02, G-04: every number of the text against the facts.

    The organ's own figures are not in a published file, so there every number beyond the tables would be
    an error: in a file that is only read and carries no indicators, G-01 is one info a section, and a
    warning for a number that stands unchanged after the same words of last year's report.
    """
    alone = context.submitting or bool(context.report.indicators)
    for section, text in context.texts():
        if section == "preamble":
            continue
        verdicts = bind(text, section, context.facts, year=context.report.year, confirmed=_vouched(context, section))
        yield from (_contradiction(context, section, one) for one in verdicts if one.status == "contradicted")
        unbound = [one for one in verdicts if one.status == "unbound"]
        if alone:
            yield from (_unsourced(context, section, one) for one in unbound)
        elif unbound:
            stale = _stale(context, section, text, unbound)
            yield from (_unchanged(context, section, one) for one in stale)
            yield from _summary(context, section, [one for one in unbound if one not in stale])


def _vouched(context: Context, section: str) -> set[tuple[str, str]]:
    """Numbers a person confirmed, and those of the notes (工作事实), which may be told anywhere."""
    noted = {(section, number.text) for note in context.report.notes for number in numbers(note.text)}
    return noted | {(where, text) for where, text in context.confirmed if where == section}


def _contradiction(context: Context, section: str, one: Bound) -> Finding:
    return found(
        one.code,
        section,
        f"“{section_name(context.form, section)}”中的“{one.number.text.strip()}”{_TITLES[one.code]}："
        f"{one.explain}。请核对。",
        basis=_BASIS,
        values={
            "text": one.number.text.strip(),
            "facts": {name: str(context.facts[name].value) for name in one.facts if name in context.facts},
        },
        span=(one.number.start, one.number.end),
        severity=Severity.WARNING if one.asked else None,
    )


def _unsourced(context: Context, section: str, one: Bound) -> Finding:
    return found(
        "G-01",
        section,
        f"“{section_name(context.form, section)}”中的“{one.number.text.strip()}”没有出处：{one.explain}。"
        "请补充指标或者工作事实，或者确认并说明来源。",
        basis=_BASIS,
        values={"text": one.number.text.strip()},
        span=(one.number.start, one.number.end),
    )


_STEADY = frozenset(["个", "家", "名", "人", "户", "所", "座", "处", "台", "亩", "位", "%", "倍", "元"])
"""Units of things that are as many from one year to the next; 100 % as well."""


def _stale(context: Context, section: str, text: str, unbound: list[Bound]) -> list[Bound]:
    """Numbers that stand in last year's report after the very same words: it was copied, or nothing changed."""
    if context.previous is None:
        return []
    last = context.previous.section(section)
    said = {(_before(last, number), number.text) for number in numbers(last)}
    return [
        one
        for one in unbound
        if one.number.value >= TELLING
        and not one.number.approx
        and one.number.unit not in _STEADY
        and (_before(text, one.number), one.number.text) in said
    ]


def _before(text: str, number: Number) -> str:
    """The last few characters before a number that are no digits or marks."""
    return re.sub(r"[\W\d_]", "", text[: number.start])[-SAME_WORDS_BEFORE:]


def _unchanged(context: Context, section: str, one: Bound) -> Finding:
    shown = one.number.text.strip()
    return found(
        "G-01",
        section,
        f"“{section_name(context.form, section)}”中的“{shown}”与上年报告同一处的数字相同，可能没有更新。请核对。",
        basis=_BASIS,
        values={"text": shown, "last": shown},
        span=(one.number.start, one.number.end),
        severity=Severity.WARNING,
    )


def _summary(context: Context, section: str, unbound: list[Bound]) -> Iterator[Finding]:
    if not unbound:
        return
    shown = "、".join(one.number.text.strip() for one in unbound)
    yield found(
        "G-01",
        section,
        f"“{section_name(context.form, section)}”有 {len(unbound)} 个数字未与表格对应：{shown}。",
        basis=_BASIS,
        values={"numbers": [one.number.text.strip() for one in unbound]},
        severity=Severity.INFO,
    )
