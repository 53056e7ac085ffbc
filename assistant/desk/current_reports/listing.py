"""Indicators and work facts of a report, saved as part of a step that is under way and remembered in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import TypeVar

from assistant.desk.access import Step
from assistant.desk.current_reports.merging import merged_indicators, merged_notes
from assistant.errors import UsageError
from assistant.figures import Indicator, Note, plain
from assistant.store import Store

_Told = TypeVar("_Told", Indicator, Note)


class Lists:
    """What a report keeps as lists."""

    def __init__(self, store: Store) -> None:
        """Save into a store."""
        self._store = store

    def put_indicators(
        self, step: Step, indicators: Sequence[Indicator], base: Sequence[Indicator] | None = None
    ) -> Mapping[str, str]:
        """Save what was changed since `base`, or all; by name the sentences for what was not taken. UsageError."""
        wanted = [replace(item, name=item.name.strip()) for item in indicators if item.name.strip()]
        now = self._store.reports.indicators(step.head.id)
        refused: Mapping[str, str] = {}
        if base is not None:
            wanted, refused = merged_indicators(base, wanted, now)
        names = [item.name for item in wanted]
        if twice := {name for name in names if names.count(name) > 1}:
            raise UsageError(f"补充指标“{min(twice)}”出现了两次，请改用不同的名称。")
        self._store.reports.set_indicators(step.head.id, wanted)
        _note_list(step, "indicators", now, wanted)
        return refused

    def put_notes(self, step: Step, notes: Sequence[Note], base: Sequence[Note] | None = None) -> bool:
        """Save what was changed since `base`, or all; whether somebody else changed the same section's meanwhile."""
        wanted = [replace(note, text=note.text.strip()) for note in notes if note.text.strip()]
        now, both = self._store.reports.notes(step.head.id), False
        if base is not None:
            wanted, both = merged_notes(base, wanted, now)
        self._store.reports.set_notes(step.head.id, wanted)
        _note_list(step, "notes", now, wanted)
        return both


def _note_list(step: Step, name: str, before: Sequence[_Told], after: Sequence[_Told]) -> None:
    if changed := differing(before, after):
        step.note(**{name: changed})
    step.silent = not step.detail


def differing(before: Sequence[_Told], after: Sequence[_Told]) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """What of a list is gone and what is new, as it is kept in the trail; empty where nothing changed."""
    gone = [_plainly(item) for item in before if item not in after]
    new = [_plainly(item) for item in after if item not in before]
    return {"old": gone, "new": new} if gone or new else {}


def _plainly(item: _Told) -> Mapping[str, str]:
    known = {name: value for name, value in asdict(item).items() if value is not None and value != ""}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in known.items()}


def with_origins(imported: Iterable[_Told], kept: Iterable[_Told]) -> list[_Told]:
    """What comes from a workbook, which doesn't say where it was told, with where that was if it says the same."""
    told = {replace(item, origin=""): item.origin for item in kept}
    return [replace(item, origin=told.get(replace(item, origin=""), "")) for item in imported]
