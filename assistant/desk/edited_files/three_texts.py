"""A text, what became of it here and what in a file: the file's changes, each fitted to the text as it is here. Pure.

Where both changed the same sentence it is one conflict: the whole sentence of here against the file's. Nothing else of
here is touched by any of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.draft import Change, compare
from assistant.prose import sentences

_MOST = 300
"""Sentences from which a text is compared as a whole: sections of reports have some dozens at most, and comparing takes
the square of their number, a second at so many."""


@dataclass(frozen=True)
class Fitted:
    """A change of the text as it is here. `base` is what both began with; `within` the sentences the file has there.

    `conflict` is whether here too these sentences were changed since.
    """

    change: Change
    base: str
    within: str
    conflict: bool = False


@dataclass(frozen=True)
class _Window:
    """A stretch of the base in whole sentences, with the changes of the file in it."""

    start: int
    end: int
    changes: tuple[Change, ...]


def fitted(base: str, here: str, file: str) -> list[Fitted]:
    """The file's changes against `here`, in order, indexed from 0; what was done here alone is none of them."""
    places = _borders(base)
    if max(len(places), len(_borders(here)), len(_borders(file))) > _MOST:
        whole = [Fitted(_change(0, here, file, 0), base, file, conflict=base != here)]
        return whole if _differ(here, file) and _differ(base, file) else []
    ours = [_window(change, places) for change in compare(base, file)]
    theirs = [_window(change, places) for change in compare(base, here)]
    out: list[Fitted] = []
    for window, clash in _grown(ours, theirs):
        within, now = file[_stretch(window, ours, window.changes)], _stretch(window, theirs, clash)
        was = base[window.start : window.end]
        if clash:
            if _differ(here[now], within):
                out.append(Fitted(_change(len(out), here[now], within, now.start), was, within, conflict=True))
            continue
        for change in window.changes:
            if _differ(change.before, change.after):
                at = change.start + _before(change.start, theirs)
                out.append(Fitted(_change(len(out), change.before, change.after, at), was, within))
    return out


def _differ(one: str, other: str) -> bool:
    """Whether two texts differ in more than the spaces that a file may lose; a line break counts."""
    return ["".join(line.split()) for line in one.split("\n")] != ["".join(line.split()) for line in other.split("\n")]


def _change(index: int, before: str, after: str, start: int) -> Change:
    kind: Literal["insert", "delete", "replace"] = "replace" if before and after else "insert" if after else "delete"
    return Change(index, kind, before, after, start, start + len(before))


def _borders(text: str) -> list[int]:
    """Where sentences begin, and the end."""
    out = [0]
    for one in sentences(text):
        out.append(out[-1] + len(one))
    return out


def _window(change: Change, places: Sequence[int]) -> _Window:
    """The sentences a change is in; sentences put between two are in neither."""
    if change.start == change.end and change.start in places and (_ends(change.after) or change.start == places[-1]):
        return _Window(change.start, change.start, (change,))
    start = max(place for place in places if place <= change.start)
    end = min((place for place in places if place >= change.end and place > start), default=places[-1])
    return _Window(start, end, (change,))


def _ends(text: str) -> bool:
    """Whether a text ends with the end of a sentence: what follows it begins another."""
    return sentences(f"{text}甲")[-1] == "甲"


def _grown(ours: Sequence[_Window], theirs: Sequence[_Window]) -> list[tuple[_Window, list[Change]]]:
    """The file's windows, grown around what they meet of here and joined where that runs them together; what they met.

    What they met is the changes of here, empty for a window that met none.
    """
    out: list[tuple[_Window, list[Change]]] = []
    for window in ours:
        grown, met = window, _met(window, theirs)
        while True:
            start = min([grown.start, *(one.start for one in met)])
            end = max([grown.end, *(one.end for one in met)])
            grown = _Window(start, end, grown.changes)
            if len(wider := _met(grown, theirs)) == len(met):
                break
            met = wider
        clash = [change for one in met for change in one.changes]
        if out and (clash or out[-1][1]) and _meet(out[-1][0], grown):
            last, before = out.pop()
            start, end = min(last.start, grown.start), max(last.end, grown.end)
            grown = _Window(start, end, (*last.changes, *grown.changes))
            clash = [*before, *(change for change in clash if change not in before)]
        out.append((grown, clash))
    return out


def _met(window: _Window, others: Sequence[_Window]) -> list[_Window]:
    return [other for other in others if _meet(window, other)]


def _meet(one: _Window, other: _Window) -> bool:
    if one.start == one.end or other.start == other.end:
        inner, outer = (one, other) if one.start == one.end else (other, one)
        return outer.start < inner.start < outer.end or (inner.start, inner.end) == (outer.start, outer.end)
    return one.start < other.end and other.start < one.end


def _stretch(window: _Window, changes: Sequence[_Window], own: Sequence[Change]) -> slice:
    """Where a window is in the text that the changes make, its `own` made within it."""
    start = window.start + _before(window.start, changes, own)
    return slice(start, start + window.end - window.start + sum(_longer(change) for change in own))


def _before(place: int, changes: Sequence[_Window], own: Sequence[Change] = ()) -> int:
    """By how much what stands before a place gets longer, without what is put in by its `own`."""
    return sum(
        _longer(change) for window in changes if window.end <= place for change in window.changes if change not in own
    )


def _longer(change: Change) -> int:
    return len(change.after) - len(change.before)
