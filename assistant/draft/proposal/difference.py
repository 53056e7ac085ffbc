"""A proposal against the text in the editor: changes small enough to take or leave one by one.

Sentences are compared first; within a sentence that was reworded, words. Taking all changes gives the
proposal, taking none the current text, and any choice in between a text made of the two.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.draft.thresholds import ISLAND, SENTENCE_CHANGED
from assistant.prose import sentences
from assistant.prose.likeness import in_order

_TOKEN = re.compile(r"\d[\d,.]*|[A-Za-z]+|【[^】]*】|《[^》]*》|.", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """One difference: `before` at `start`:`end` of the current text becomes `after`."""

    index: int
    kind: Literal["insert", "delete", "replace"]
    before: str
    after: str
    start: int
    end: int


def compare(current: str, proposed: str, locked: Collection[str] = ()) -> list[Change]:
    """The changes that turn `current` into `proposed`, in order; none touches a locked sentence."""
    old, new = sentences(current), sentences(proposed)
    spans = list(_raw(old, new))
    kept = _locked_spans(current, locked)
    changes: list[Change] = []
    for start, end, after in spans:
        before = current[start:end]
        if before == after or any(start < stop and end > begin for begin, stop in kept):
            continue
        kind: Literal["insert", "delete", "replace"] = (
            "replace" if before and after else "insert" if after else "delete"
        )
        changes.append(Change(len(changes), kind, before, after, start, end))
    return changes


def apply(current: str, changes: Sequence[Change], taken: Collection[int]) -> str:
    """The current text with the changes whose index is in `taken`."""
    out: list[str] = []
    at = 0
    for change in sorted((item for item in changes if item.index in taken), key=lambda item: item.start):
        out += [current[at : change.start], change.after]
        at = change.end
    return "".join([*out, current[at:]])


def _raw(old: list[str], new: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of the current text with what replaces them, sentence by sentence."""
    places = [0]
    for item in old:
        places.append(places[-1] + len(item))
    matcher = SequenceMatcher(None, [item.strip() for item in old], [item.strip() for item in new], autojunk=False)
    for kind, first, last, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            for one, two in zip(range(first, last), range(begin, stop), strict=True):
                if old[one] != new[two]:
                    yield from _words(old[one], new[two], places[one])
            continue
        yield from _block(old[first:last], new[begin:stop], places[first])


def _block(old: list[str], new: list[str], offset: int) -> Iterator[tuple[int, int, str]]:
    """A run of differing sentences: like is set against like in order, the rest comes or goes whole."""
    pairs = _paired(old, new)
    used = 0
    at = offset
    for index, item in enumerate(old):
        partner = pairs.get(index)
        if partner is None:
            yield at, at + len(item), ""
        else:
            if partner > used:
                yield at, at, "".join(new[used:partner])
            yield from _words(item, new[partner], at)
            used = partner + 1
        at += len(item)
    if used < len(new):
        yield at, at, "".join(new[used:])


def _paired(old: list[str], new: list[str]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    following = 0
    for index, item in enumerate(old):
        scores = [(in_order(item, other), -at) for at, other in enumerate(new) if at >= following]
        best = max(scores, default=(0.0, 0))
        if best[0] >= SENTENCE_CHANGED:
            pairs[index] = -best[1]
            following = -best[1] + 1
    return pairs


def _words(old: str, new: str, offset: int) -> Iterator[tuple[int, int, str]]:
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    edits: list[list[int]] = []
    for kind, first, last, begin, stop in codes:
        if kind == "equal":
            continue
        if edits and first - edits[-1][1] < ISLAND and begin - edits[-1][3] < ISLAND:
            edits[-1][1], edits[-1][3] = last, stop
        else:
            edits.append([first, last, begin, stop])
    for first, last, begin, stop in edits:
        start = offset + len("".join(one[:first]))
        yield start, start + len("".join(one[first:last])), "".join(two[begin:stop])


def _locked_spans(current: str, locked: Collection[str]) -> list[tuple[int, int]]:
    spans = []
    for text in (item.strip() for item in locked):
        at = current.find(text) if text else -1
        if at >= 0:
            spans.append((at, at + len(text)))
    return spans
