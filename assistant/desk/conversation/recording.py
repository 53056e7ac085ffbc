"""Recording at the desk: facts a person confirmed are put into the report, by the rules of its tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.desk.access import Access, Step
from assistant.desk.conversation.told_cards import Card, cards_of, in_a_line, with_cards
from assistant.desk.current_reports.listing import differing
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.work import Who
from assistant.errors import NotFound
from assistant.figures import Indicator, plain
from assistant.form import Form
from assistant.listening.recording import record
from assistant.listening.tables.parts import beside, parts_of
from assistant.listening.told import Told
from assistant.prose import read_value, value_text
from assistant.report import Report
from assistant.store import Store

_OTHERWISE = Decimal(-1)
"""A value no cell holds: with it every cell that nobody types into is refused, whatever stands there."""
_SUMMED = "{}是合计，由各分项相加得出。请说明分项，例如各类申请人各几件。"
_INEXACT = "表格要填准确的数，请点“改一改”写明是多少。"


@dataclass(frozen=True)
class Recorded:
    """What became of the facts: each is recorded, refused with a sentence, or differs from what is there.

    Refused and differing are keyed by the place of the fact in what was given; a differing one carries its conflict.
    """

    done: tuple[Told, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)
    differing: Mapping[int, Told] = field(default_factory=dict)


class Recording:
    """Use cases on facts that were told."""

    def __init__(self, store: Store, access: Access, reports: Reporting) -> None:
        """Record into reports in work; cards and acts are kept in the store."""
        self._store = store
        self._access = access
        self._reports = reports

    def record(
        self,
        report_id: str,
        facts: Sequence[Told],
        *,
        who: Who,
        settled: bool = False,
        answers: Mapping[str, str] | None = None,
    ) -> Recorded:
        """Record facts at once, together with answered questions; Forbidden while it is not this person's turn.

        With `settled` the person has seen both values and chosen the told one. It replaces the very value that was
        seen: one that somebody wrote meanwhile is shown first.
        """
        with self._access.step("record", report_id, who) as step:
            return self.put(step, facts, who=who, settled=settled, answers=answers)

    def put(
        self,
        step: Step,
        facts: Sequence[Told],
        *,
        who: Who,
        settled: bool = False,
        answers: Mapping[str, str] | None = None,
    ) -> Recorded:
        """The same as a part of a step that is under way."""
        head = step.head
        closed = self._reports.refused(head, dict.fromkeys(_typed_into(facts, head.form), _OTHERWISE))
        refused: dict[int, str] = {}
        left: dict[int, Told] = {}

        def change(now: Report) -> Report:
            # What a total sums is recorded before it.
            for place, fact in sorted(enumerate(facts), key=lambda one: bool(parts_of(one[1].code, head.form))):
                chosen = settled and fact.conflict is not None and _as_seen(now, fact)
                alone = replace(fact, whole=False)
                after, left_alone = record(now, [alone], origin=_origin(who), settled=chosen)
                touched = _changed(now, after) | ({fact.code} if left_alone else set())
                if why := next((closed[code] for code in touched & closed.keys()), ""):
                    refused[place] = why
                elif not left_alone:
                    now = after
                elif why := _unrecordable(fact, head.form, waits=fact.conflict is not None and not settled):
                    refused[place] = why
                else:
                    left[place] = replace(fact, conflict=_recorded(now, fact) or fact.conflict or "另一个值")
            # That a cell holds all of its row is said of the whole message: the others it tells stand by now.
            for place, fact in enumerate(facts):
                if fact.whole and not any(_in_its_row(facts[other], fact, head.form) for other in {*left, *refused}):
                    after, _ = record(now, [fact], origin=_origin(who), settled=settled and place not in left)
                    now = now if closed.keys() & _changed(now, after) else after
            # What a closed table refuses is asked again, and not taken for answered.
            return now if refused else replace(now, answers={**now.answers, **(answers or {})})

        if facts or answers:
            before, after = self._store.reports.amend(head.id, change, actor=who.signature)
            step.note(**_differences(before, after))
        done = [fact for place, fact in enumerate(facts) if place not in left and place not in refused]
        if done:
            lines = [in_a_line(fact, head.form) for fact in done]
            step.note(facts=lines)
        step.silent = not step.detail
        return Recorded(tuple(done), refused, left)

    def record_cards(
        self,
        report_id: str,
        message_id: int,
        places: Collection[int],
        *,
        who: Who,
        settled: bool = False,
        changed: Mapping[int, Told] | None = None,
    ) -> Recorded:
        """Record open cards of a turn, by their place, as they were told or `changed` by the person; each once."""
        with self._access.step("record", report_id, who) as step:
            cards = self._cards(report_id, message_id)
            chosen = [place for place in places if place < len(cards) and cards[place].state == "open"]
            facts = [(changed or {}).get(place, cards[place].told) for place in chosen]
            # One of several that make up a row says nothing of the others until they are recorded, nor once changed.
            others = [card.told for place, card in enumerate(cards) if place not in chosen and card.state != "recorded"]
            others += [cards[place].told for place in changed or ()]
            form = step.head.form
            facts = [
                replace(fact, whole=fact.whole and not any(_in_its_row(one, fact, form) for one in others))
                for fact in facts
            ]
            recorded = self.put(step, facts, who=who, settled=settled)
            after = {}
            for at, place in enumerate(chosen):
                if at in recorded.refused:
                    after[place] = Card(facts[at], "open", recorded.refused[at])
                elif at in recorded.differing:
                    after[place] = Card(recorded.differing[at])
                else:
                    after[place] = Card(replace(facts[at], conflict=None), "recorded")
            self._store.trail.rewrite(message_id, lambda content: with_cards(content, after))
        return recorded

    def drop_cards(self, report_id: str, message_id: int, places: Collection[int], *, who: Who) -> None:
        """Leave open cards unrecorded; what is recorded already stays as it is."""
        with self._access.step("drop_cards", report_id, who) as step:
            cards = self._cards(report_id, message_id)
            after = {
                place: replace(cards[place], state="dropped")
                for place in places
                if place < len(cards) and cards[place].state == "open"
            }
            self._store.trail.rewrite(message_id, lambda content: with_cards(content, after))
            step.note(facts=[in_a_line(card.told, step.head.form) for card in after.values()])
            step.silent = not after

    def _cards(self, report_id: str, message_id: int) -> tuple[Card, ...]:
        """The cards of a turn about this very report; NotFound. Of another one somebody else may decide."""
        turn = self._store.trail.message(message_id)
        if turn.report_id != report_id:
            raise NotFound("这条对话不在这份年报里。请刷新页面。")
        return cards_of(turn.content)


def _origin(who: Who) -> str:
    today = date.today()  # noqa: DTZ011 - the office's own calendar day
    return f"对话，{who.signature}，{today.year}年{today.month}月{today.day}日"


def _differences(before: Report, after: Report) -> dict[str, Any]:
    """What is kept in the trail of a change: each cell's old and new value, and what of the lists is gone and new."""
    old, new = before.figures.values, after.figures.values
    cells = {code: [_plain(old.get(code)), _plain(new.get(code))] for code in sorted(_changed(before, after))}
    lists = {
        "indicators": differing(before.indicators, after.indicators),
        "notes": differing(before.notes, after.notes),
    }
    return {name: value for name, value in {"cells": cells, **lists}.items() if value}


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _changed(before: Report, after: Report) -> set[str]:
    """The cells that hold another value afterwards."""
    values = before.figures.values
    return {code for code, value in after.figures.values.items() if value != values.get(code)}


def _in_its_row(one: Told, fact: Told, form: Form) -> bool:
    """Whether a fact is of the same row of a table as another, or is that fact."""
    return fact.kind == "figure" and one.code in {fact.code, *beside(fact.code, form)}


def _typed_into(facts: Sequence[Told], form: Form) -> list[str]:
    """The cells that recording the facts may write: those told, those a told total sums, those beside one told."""
    codes = [fact.code for fact in facts if fact.kind == "figure" and fact.code in form.cells]
    return list(dict.fromkeys(cell for code in codes for cell in (parts_of(code, form) or (code, *beside(code, form)))))


def _unrecordable(fact: Told, form: Form, *, waits: bool) -> str:
    """Why a told cell cannot be recorded, whatever is there; empty where it only `waits` for a choice of values."""
    if fact.kind != "figure" or waits:
        return ""
    if fact.about:
        return _INEXACT
    return _SUMMED.format(form.cell_name(fact.code)) if parts_of(fact.code, form) else ""


def _as_seen(now: Report, fact: Told) -> bool:
    """Whether what is recorded is still the value that the person saw beside the told one."""
    there, about = _there(now, fact)
    seen = read_value(fact.conflict)
    return there is None or seen.number is None or (seen.number, seen.about) == (there, about)


def _recorded(now: Report, fact: Told) -> str:
    there, about = _there(now, fact)
    return "" if there is None else value_text(there, about)


def _there(now: Report, fact: Told) -> tuple[Decimal | None, str]:
    """What is recorded under the fact's cell or name, and how exactly it is known."""
    if fact.kind == "figure":
        return now.figures.values.get(fact.code), ""
    known = next((item for item in now.indicators if item.name == fact.name), Indicator("", None))
    return (known.value, known.about) if fact.kind == "indicator" else (None, "")
