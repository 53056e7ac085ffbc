"""Rows: words at the left → the form's labels they are, and numbers beside them → the rows they stand in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from assistant.past.lines.characters import key
from assistant.past.readers.scans.recognition import Written
from assistant.past.readers.scans.thresholds import LABEL_LIKE, LETTER, PIECE_LIKE, WRAPPED
from assistant.prose.likeness import in_order

Box = tuple[float, float, float, float]

_NUMBERS_BEHIND = re.compile(r"[一-鿿）)”].{0,2}\d[\s\d.,]*$")


@dataclass(frozen=True)
class Labelled:
    """A label found: its box, how high a line of it is and how many letters were recognised."""

    box: Box
    line: float
    letters: int


def middle(box: Box) -> float:
    """The height at which a box has its middle."""
    return (box[1] + box[3]) / 2


def letter_height(lines: Sequence[float]) -> float:
    """How high letters are where lines were found to be so high: those have a margin around them."""
    return LETTER * median(lines)


def ends_in_number(word: Written) -> bool:
    """Whether a number was found along with the words before it."""
    return bool(_NUMBERS_BEHIND.search(word.text))


def share(piece: str, label: str) -> int:
    """How many letters of a piece stand in a label in the same order; 0 where it is no piece of it."""
    if not piece or len(set(piece) & set(label)) < PIECE_LIKE * len(set(piece)):
        return 0
    same = sum(block.size for block in SequenceMatcher(None, piece, label, autojunk=False).get_matching_blocks())
    return same if same >= PIECE_LIKE * len(piece) else 0


def labelled(labels: Sequence[str], words: Sequence[Written]) -> dict[int, Labelled]:
    """Which labels of a table are found among the words of a page, by their number in the form's order.

    A label may be broken over lines; no label stands above one that the form prints before it.
    """
    wanted = [key(label) for label in labels]
    told = [(word, key(word.text)) for word in words]
    items = sorted(((word, text) for word, text in told if text), key=lambda one: (middle(one[0].box), one[0].box[0]))
    found: dict[int, Labelled] = {}
    for at, own in _bettered(_in_turn(wanted, items), wanted).items():
        longest = max(own, key=lambda one: len(one[1]))[0].box
        under = [one for one in own if min(one[0].box[2], longest[2]) > max(one[0].box[0], longest[0])]
        text = "".join(text for _, text in under)
        if in_order(text, wanted[at]) >= LABEL_LIKE:
            boxes = [word.box for word, _ in under]
            line = median(box[3] - box[1] for box in boxes)
            found[at] = Labelled(around(boxes), line, share(text, wanted[at]))
    return found


Item = tuple[Written, str]


def _in_turn(wanted: Sequence[str], items: Sequence[Item]) -> dict[int, list[Item]]:
    """The pieces of each label: those that make the most letters in all, from the first label to the last."""
    best: list[dict[int, tuple[int, tuple[int, int] | None]]] = []
    end: tuple[int, tuple[int, int] | None] = (0, None)
    for at, (word, text) in enumerate(items):
        best.append({})
        for number, label in enumerate(wanted):
            if not (same := share(text, label)):
                continue
            before: tuple[int, tuple[int, int] | None] = (0, None)
            for earlier in range(at):
                near = _goes_on(items[earlier][0], word)
                for other, (sum_, _) in best[earlier].items():
                    if sum_ >= before[0] and (other < number or (other == number and near)):
                        before = (sum_, (earlier, other))
            best[at][number] = (before[0] + same, before[1])
            if best[at][number][0] >= end[0]:
                end = (best[at][number][0], (at, number))
    out: dict[int, list[Item]] = {}
    step = end[1]
    while step is not None:
        at, number = step
        out.setdefault(number, []).insert(0, items[at])
        step = best[at][number][1]
    return out


def _bettered(found: dict[int, list[Item]], wanted: Sequence[str]) -> dict[int, list[Item]]:
    """The pieces, those at the edge of two labels given to the one that is then more like what the form prints.

    Some are of neither: a piece of a group's label that stands between.
    """

    def like(at: int, own: Sequence[Item]) -> float:
        return in_order("".join(text for _, text in own), wanted[at])

    for above, below in pairwise(sorted(found)):
        own, other = found[above], found[below]
        ways = [(own, other), (own[:-1], [*own[-1:], *other]), ([*own, *other[:1]], other[1:])]
        ways += [(own[:-1], other), (own, other[1:])]
        found[above], found[below] = max(filter(all, ways), key=lambda way: like(above, way[0]) + like(below, way[1]))
    return found


def _goes_on(one: Written, other: Written) -> bool:
    """Whether a word may be the next line of a label."""
    return middle(other.box) - middle(one.box) <= WRAPPED * max(one.box[3] - one.box[1], other.box[3] - other.box[1])


def around(boxes: Sequence[Box]) -> Box:
    """The box around some."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def in_rows(glyphs: Sequence[Box]) -> list[list[Box]]:
    """Digits put together into rows, from top to bottom: those that stand beside each other."""
    rows: list[list[Box]] = []
    for glyph in sorted(glyphs, key=middle):
        row = rows[-1] if rows else []
        if row and middle(glyph) < median(one[3] for one in row):
            row.append(glyph)
        else:
            rows.append([glyph])
    return rows


def beside(found: Mapping[int, Labelled], numbers: Sequence[Box]) -> dict[int, int]:
    """Which row of numbers stands beside which label; what is not certain is left out.

    A row without a label that was recognised is told by its turn, where as many labels as rows are without.
    """
    claimed = [[at for at, one in found.items() if one.box[1] <= middle(box) <= one.box[3]] for box in numbers]
    out = {
        claims[0]: row
        for row, claims in enumerate(claimed)
        if len(claims) == 1 and sum(claims[0] in other for other in claimed) == 1
    }
    for above, below in pairwise(sorted(out)):
        rows = range(out[above] + 1, out[below])
        labels = range(above + 1, below)
        free = not any(claimed[row] for row in rows) and not any(label in found for label in labels)
        if free and len(labels) == len(rows):
            out |= dict(zip(labels, rows, strict=True))
    return out
