"""Cuts: the ways in which digits that ran together may be the cells of a row.

No number but 0 begins with 0, and a row's last number is the sum of those before it: few ways are left of many.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.past.tables.thresholds import MOST_DIGITS, MOST_PLACES

Way = tuple[Decimal | None, ...]


def splits(tokens: Sequence[str], width: int) -> Iterator[Way]:
    """Ways to cut runs of digits into `width` whole numbers; the ends of the runs are ends of numbers."""
    if sum(map(len, tokens)) > MOST_DIGITS * max(1, width // 7) or len(tokens) > width:
        return
    yield from _cut(tuple(tokens), width)


def _cut(tokens: tuple[str, ...], width: int) -> Iterator[Way]:
    if not tokens:
        if width == 0:
            yield ()
        return
    head, rest = tokens[0], tokens[1:]
    least, most = len(rest), len(head) + sum(map(len, rest))
    if not least < width <= most:
        return
    for end in range(1, len(head) + 1):
        if end > 1 and head[0] == "0":
            return
        left = (head[end:], *rest) if end < len(head) else rest
        for way in _cut(left, width - 1):
            yield (Decimal(head[:end]), *way)


def sums(tokens: Sequence[str], width: int) -> Iterator[Way]:
    """The splits whose last number is the sum of the others.

    For each number the run may end with, the first half of the others is cut from the front and the second half from
    the back; where the two meet and their sums make up the total, they are a way.
    """
    digits = _Digits("".join(tokens), frozenset(itertools.accumulate(map(len, tokens))))
    if len(digits.text) > MOST_DIGITS * max(1, width // 7) or not 0 < len(tokens) <= width:
        return
    front = (width - 1) // 2
    back = width - 1 - front
    for start, total in digits.ending_at(len(digits.text), len(digits.text)):
        places = len(digits.text) - start
        if not width - 1 <= start <= (width - 1) * places:  # no part has more digits than the total
            continue
        behind: dict[tuple[int, int], list[tuple[int, ...]]] = {}
        for at, numbers in digits.back(start, back, places):
            if (rest := total - sum(numbers)) >= 0:
                behind.setdefault((at, rest), []).append(numbers)
        meeting = range(start - back * places, start - back + 1) if behind else range(0)
        for at, numbers in digits.onward(0, front, places, meeting):
            for others in behind.get((at, sum(numbers)), ()):
                yield (*map(Decimal, (*numbers, *others)), Decimal(total))


@dataclass(frozen=True)
class _Digits:
    """Digits that ran together; at the places in `ends` a number ends for certain."""

    text: str
    ends: frozenset[int]

    def ending_at(self, end: int, places: int) -> Iterator[tuple[int, int]]:
        """(start, number) of each number of so many places at most that ends there."""
        for start in range(end - 1, max(-1, end - places - 1), -1):
            if start + 1 != end and start + 1 in self.ends:
                return
            if self.text[start] != "0" or start + 1 == end:
                yield start, int(self.text[start:end])

    def back(self, end: int, count: int, places: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """(start, numbers) of each `count` numbers that end there."""
        if not count:
            yield end, ()
            return
        for start, number in self.ending_at(end, places):
            for first, numbers in self.back(start, count - 1, places):
                yield first, (*numbers, number)

    def onward(self, start: int, count: int, places: int, meeting: range) -> Iterator[tuple[int, tuple[int, ...]]]:
        """(end, numbers) of each `count` numbers that begin there, where the last ends within `meeting`."""
        if not count:
            if start in meeting:
                yield start, ()
            return
        most = 1 if self.text[start : start + 1] == "0" else places
        for end in range(start + 1, min(len(self.text), start + most, meeting.stop - count) + 1):
            if end >= meeting.start - (count - 1) * places:
                for last, numbers in self.onward(end, count - 1, places, meeting):
                    yield last, (int(self.text[start:end]), *numbers)
            if end in self.ends:
                return


def blocks(tokens: Sequence[str], width: int, count: int) -> Iterator[Way]:
    """The splits into `count` blocks of `width` numbers, the last number of each the sum of the others in it."""
    starts: dict[tuple[str, ...], list[tuple[Way, tuple[str, ...]]]] = {}
    nowhere: set[tuple[tuple[str, ...], int]] = set()

    def onward(left: tuple[str, ...], more: int) -> Iterator[Way]:
        if not more:
            yield from () if left else ((),)
            return
        if (left, more) in nowhere:
            return
        if left not in starts:
            starts[left] = list(_starts(left, width))
        some = False
        for first, behind in starts[left]:
            for others in onward(behind, more - 1):
                some = True
                yield (*first, *others)
        if not some:
            nowhere.add((left, more))

    yield from onward(tuple(tokens), count)


def _starts(tokens: tuple[str, ...], width: int) -> Iterator[tuple[Way, tuple[str, ...]]]:
    """Each block the runs may begin with, and what stands behind it."""
    for parts, left in _first(tokens, width - 1):
        total = str(sum(parts))
        if left and left[0].startswith(total):
            rest = left[0][len(total) :]
            yield (*map(Decimal, parts), Decimal(total)), ((rest, *left[1:]) if rest else left[1:])


def _first(tokens: tuple[str, ...], width: int) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Each `width` numbers the runs may begin with, and what stands behind them."""
    if not width:
        yield (), tokens
    elif tokens:
        head, rest = tokens[0], tokens[1:]
        for end in range(1, 2 if head[0] == "0" else min(len(head), MOST_PLACES) + 1):
            left = (head[end:], *rest) if end < len(head) else rest
            for numbers, behind in _first(left, width - 1):
                yield (int(head[:end]), *numbers), behind


def placements(values: Sequence[Decimal], width: int) -> Iterator[Way]:
    """Ways to stand fewer values than columns in their order, the other columns blank."""
    for places in itertools.combinations(range(width), len(values)):
        way: list[Decimal | None] = [None] * width
        for place, value in zip(places, values, strict=True):
            way[place] = value
        yield tuple(way)


def row_holds(way: Way) -> bool:
    """Whether the parts sum to the total standing last; a blank part counts nothing, a blank total cannot hold."""
    return way[-1] is not None and sum((value or Decimal(0) for value in way[:-1]), Decimal(0)) == way[-1]
