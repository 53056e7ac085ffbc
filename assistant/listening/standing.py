"""Standing: what the report has already, held against what is told: the same is not told again, else a conflict."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.figures import plain
from assistant.listening.deeds import is_negative
from assistant.listening.names import of_this_year
from assistant.listening.tables.parts import beside
from assistant.listening.told import Told
from assistant.prose import inexact
from assistant.prose.likeness import same_wording
from assistant.prose.vocabulary import alike
from assistant.report import Report


def held_against(facts: Iterable[Told], report: Report, last: Report | None) -> Iterator[Told]:
    """The facts that are new, each with what is recorded otherwise as its conflict."""
    told = list(facts)
    for fact in told:
        if fact.kind == "figure":
            yield from _figure(fact, report, last)
        elif fact.kind == "indicator":
            yield from _indicator(fact, report)
        else:
            yield from _note(fact, report, told)


def _figure(fact: Told, report: Report, last: Report | None) -> Iterator[Told]:
    recorded = report.figures.get(fact.code)
    if recorded is None:
        recorded = _carried(fact, last)
    others = [code for code in beside(fact.code, report.form) if report.figures.get(code)] if fact.whole else []
    if recorded is None and others:
        said = "，".join(
            f"{report.form.cells[code].column.label}{plain(report.figures.values[code])}" for code in others
        )
        yield replace(fact, conflict=said)
    elif recorded is None:
        yield fact
    elif recorded != fact.value:
        yield replace(fact, conflict=plain(recorded))


def _carried(fact: Told, last: Report | None) -> Decimal | None:
    """What last year's report carried out is this year's carried in."""
    table, _, rest = fact.code.partition(".")
    row, _, column = rest.partition(".")
    if last is None or table != "T3" or row != "carried_in" or f"T3.carried_out.{column}" not in last.form.cells:
        return None
    carried = last.figures.get(f"T3.carried_out.{column}")
    return None if carried == fact.value else carried


def _indicator(fact: Told, report: Report) -> Iterator[Told]:
    known = next((one for one in report.indicators if one.name == fact.name and one.value is not None), None)
    if known is None or known.value is None:
        denied = next((note.text for note in report.notes if fact.topic and _denies(note.text, fact.topic)), None)
        yield fact if denied is None else replace(fact, conflict=denied)
        return
    new_last = fact.last is not None and known.last != fact.last
    if known.value == fact.value and known.about == fact.about and alike(known.unit, fact.unit):
        if new_last:
            yield replace(fact, conflict=_last_conflict(known.last))
        return
    yield replace(fact, conflict=inexact(plain(known.value), known.about))


def _last_conflict(last: Decimal | None) -> str | None:
    return None if last is None else f"上年{plain(last)}"


def _denies(text: str, topic: str) -> bool:
    return is_negative(text) and any(one.id == topic for one in of_this_year(text)[:1])


def _note(fact: Told, report: Report, told: list[Told]) -> Iterator[Told]:
    if any(note.text == fact.text or same_wording(note.text, fact.text) for note in report.notes):
        return
    if not fact.negative:
        yield fact
        return
    counted = [
        f"{one.name}{plain(one.value)}{one.unit}"
        for one in report.indicators
        if one.value and any(topic.id == fact.topic for topic in of_this_year(one.name)[:1])
    ]
    counted += [
        f"{one.name}{plain(one.value)}{one.unit}"
        for one in told
        if one.kind == "indicator" and one.value and one.topic == fact.topic
    ]
    yield replace(fact, conflict=counted[0]) if counted else fact
