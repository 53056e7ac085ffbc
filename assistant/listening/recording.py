"""Recording: facts that a person confirmed, put into the report."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from assistant.figures import Figures, Indicator, Note
from assistant.listening.tables.parts import beside, certain, parts_of
from assistant.listening.told import Told
from assistant.report import Report


def record(
    report: Report, facts: Iterable[Told], *, origin: str = "", settled: bool = False
) -> tuple[Report, list[Told]]:
    """The report with the facts recorded, and those left alone because something else is recorded.

    With `settled` a person has seen both values and chosen the told one, which then replaces the recorded one.
    Computed cells are never written: a total goes into the cells it sums where that is certain, else it is left.
    """
    left: list[Told] = []
    told = sorted(facts, key=lambda fact: _is_total(fact, report))  # what a total sums is recorded before it
    for fact in told:
        changed = (
            None if fact.conflict is not None and not settled else _recorded(report, fact, origin, settled=settled)
        )
        if changed is None:
            left.append(fact)
        else:
            report = changed
    figures = report.figures
    for fact in told:
        if fact.whole and fact not in left:
            figures = _rest_is_none(figures, fact, settled=settled)
    return replace(report, figures=figures), left


def _is_total(fact: Told, report: Report) -> bool:
    return fact.kind == "figure" and bool(parts_of(fact.code, report.form))


def _recorded(report: Report, fact: Told, origin: str, *, settled: bool) -> Report | None:
    if fact.kind == "figure":
        figures = _figure(report.figures, fact, settled=settled)
        return None if figures is None else replace(report, figures=figures)
    if fact.kind == "indicator":
        indicators = _indicators(report.indicators, fact, origin, settled=settled)
        return None if indicators is None else replace(report, indicators=indicators)
    if any(note.text == fact.text and note.aspect == fact.section for note in report.notes):
        return report
    if fact.replaces and (notes := _retold(report.notes, fact, origin)) != report.notes:
        return replace(report, notes=notes)
    return replace(report, notes=(*report.notes, Note(fact.section, fact.text, origin)))


def _retold(notes: tuple[Note, ...], fact: Told, origin: str) -> tuple[Note, ...]:
    """The notes with the line that the fact tells again in its new words, where it stood."""
    for place, note in enumerate(notes):
        lines = note.text.split("\n")
        at = next((at for at, line in enumerate(lines) if line.strip() == fact.replaces), None)
        if note.aspect == fact.section and at is not None:
            told = replace(note, text="\n".join([*lines[:at], fact.text, *lines[at + 1 :]]), origin=origin)
            return (*notes[:place], told, *notes[place + 1 :])
    return notes


def _figure(figures: Figures, fact: Told, *, settled: bool) -> Figures | None:
    """The figures with a cell told, None if it holds something else, is no cell, or sums what is not known."""
    if fact.value is None or fact.about or fact.code not in figures.form.cells:
        return None
    parts = parts_of(fact.code, figures.form)
    if parts:
        if settled and fact.value == 0:
            return figures.with_values(dict.fromkeys(parts, Decimal(0)))
        known = certain(fact.code, fact.value, figures)
        return None if known is None else figures.with_values(known)
    recorded = figures.get(fact.code)
    if recorded not in {None, fact.value} and not settled:
        return None
    return figures.with_values({fact.code: fact.value})


def _rest_is_none(figures: Figures, fact: Told, *, settled: bool) -> Figures:
    """The other cells of a row are 0 where one was said to hold all of it; what they hold stays, unless settled."""
    others = beside(fact.code, figures.form)
    return figures.with_values({code: Decimal(0) for code in others if settled or figures.get(code) is None})


def _indicators(
    indicators: tuple[Indicator, ...], fact: Told, origin: str, *, settled: bool
) -> tuple[Indicator, ...] | None:
    """The indicators in their order, one of them told; None if another value is recorded for it."""
    at = next((index for index, one in enumerate(indicators) if one.name == (fact.replaces or fact.name)), None)
    if at is not None and fact.replaces:
        renamed = replace(indicators[at], name=fact.name, origin=origin)
        return (*indicators[:at], renamed, *indicators[at + 1 :])
    if at is None:
        new = Indicator(fact.name, fact.value, fact.unit, fact.section, fact.last, fact.about, origin)
        return (*indicators, new)
    known = indicators[at]
    if not settled and known.value is not None and (known.value, known.about) != (fact.value, fact.about):
        return None
    last = known.last if fact.last is None else fact.last
    changed = replace(known, value=fact.value, unit=fact.unit or known.unit, last=last, about=fact.about, origin=origin)
    return (*indicators[:at], changed, *indicators[at + 1 :])
