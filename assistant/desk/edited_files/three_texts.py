"""A text, what became of it here and what in a file: the file's changes, each fitted to the text as it is here. Pure.

Where both changed the same sentence it is one conflict: the whole sentence of here against the file's. Nothing else of
here is touched by any of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.draft import Change, compare
from assistant.prose import sentences


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
    ours, theirs = compare(base, file), compare(base, here)
    places = _borders(base)
    other = [_window(change, places) for change in theirs]
    out: list[Fitted] = []
    for window, clash in _grown([_window(change, places) for change in ours], other):
        within = file[_moved(window.start, ours, after=False) : _moved(window.end, ours, after=True)]
        start, end = (
            _moved(window.start, theirs, after=False),
            _moved(window.end, theirs, after=True),
        )
        was = base[window.start : window.end]
        if clash:
            if _differ(here[start:end], within):
                out.append(Fitted(_change(len(out), here[start:end], within, start), was, within, conflict=True))
            continue
        for change in window.changes:
            if _differ(change.before, change.after):
                at = _moved(change.start, theirs, after=True)
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
    """The sentences a change is in; what is put between two is in neither."""
    if change.start == change.end and change.start in places:
        return _Window(change.start, change.start, (change,))
    start = max(place for place in places if place <= change.start)
    end = min((place for place in places if place >= change.end and place > start), default=places[-1])
    return _Window(start, end, (change,))


def _grown(ours: Sequence[_Window], theirs: Sequence[_Window]) -> list[tuple[_Window, bool]]:
    """The file's windows, those that meet one of here grown around it and joined; and whether they met one."""
    out: list[tuple[_Window, bool]] = []
    for window in ours:
        grown, met = window, False
        while True:
            meeting = [other for other in theirs if _meet(grown, other)]
            wider = _Window(
                min([grown.start, *(one.start for one in meeting)]),
                max([grown.end, *(one.end for one in meeting)]),
                grown.changes,
            )
            met = met or bool(meeting)
            if wider == grown:
                break
            grown = wider
        if out and (met or out[-1][1]) and _meet(out[-1][0], grown):
            last, clash = out.pop()
            grown = _Window(min(last.start, grown.start), max(last.end, grown.end), (*last.changes, *grown.changes))
            met = met or clash
        out.append((grown, met))
    return out


def _meet(one: _Window, other: _Window) -> bool:
    if one.start == one.end or other.start == other.end:
        inner, outer = (one, other) if one.start == one.end else (other, one)
        return outer.start < inner.start < outer.end or (inner.start, inner.end) == (outer.start, outer.end)
    return one.start < other.end and other.start < one.end


def _moved(place: int, changes: Sequence[Change], *, after: bool) -> int:
    """Where a place between changes is once they are made; `after` what is put in just there, or before it."""
    return place + sum(
        len(change.after) - len(change.before)
        for change in changes
        if change.end < place or (change.end == place and (after or change.start < place))
    )
