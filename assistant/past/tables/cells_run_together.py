"""Solved rows: rows whose cells ran together or lost their empty cells, solved from the table's own identities.

Each doubtful row has several ways it may be read. A way is taken only if it is the only one under which
every identity that can be evaluated holds; otherwise the row stays blank. Nothing here prefers one
solution to another.
"""

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.past.tables.thresholds import MOST_DIGITS

Way = tuple[Decimal | None, ...]


def splits(tokens: Sequence[str], width: int) -> Iterator[Way]:
    """Ways to cut runs of digits into `width` whole numbers: no number but 0 begins with 0."""
    if sum(len(token) for token in tokens) > MOST_DIGITS * max(1, width // 7) or len(tokens) > width:
        return
    yield from _cut(tuple(tokens), width)


def _cut(tokens: tuple[str, ...], width: int) -> Iterator[Way]:
    if not tokens:
        if width == 0:
            yield ()
        return
    head, rest = tokens[0], tokens[1:]
    least, most = len(rest), len(head) + sum(len(token) for token in rest)
    if not least < width <= most:
        return
    for end in range(1, len(head) + 1):
        if end > 1 and head[0] == "0":
            return
        left = (head[end:], *rest) if end < len(head) else rest
        for way in _cut(left, width - 1):
            yield (Decimal(head[:end]), *way)


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


@dataclass(frozen=True)
class Column:
    """An identity down a column: the rows with their signs sum to nothing."""

    signs: tuple[tuple[str, int], ...]


MOST_STEPS = 20_000
"""Enough for every table met; a bound on steps gives the same answer on every machine."""


@dataclass
class _Budget:
    """What a search may still spend."""

    deadline: float
    steps: int = MOST_STEPS

    def spend(self) -> None:
        self.steps -= 1
        if self.steps < 0 or time.monotonic() > self.deadline:
            raise TooLong


class TooLong(Exception):
    """The search did not end in the time allowed."""


class Settled(Exception):
    """Every row that has a choice is known to have more than one: nothing more can be learnt."""


def confirmed(
    row: str, known: Mapping[str, Way], doubtful: Mapping[str, Sequence[Way]], identities: Sequence[Column]
) -> bool:
    """Whether any identity down the columns could be held against the row."""
    return any(
        any(name == row for name, _ in identity.signs)
        and all(name in known or name in doubtful for name, _ in identity.signs)
        for identity in identities
    )


def solve(
    known: dict[str, Way], doubtful: dict[str, list[Way]], identities: Sequence[Column], *, seconds: float = 10.0
) -> dict[str, Way]:
    """For each doubtful row the way it has in every solution, if that is one and the same.

    `known` rows are as read; identities that contain a row neither known nor doubtful say nothing.
    """
    if not doubtful:
        return {}
    deadline = time.monotonic() + seconds
    usable = [identity for identity in identities if all(row in known or row in doubtful for row, _ in identity.signs)]
    # Totals first: once they stand, parts that exceed them are cut off at once.
    totals = {row for identity in usable for row, sign in identity.signs if sign < 0}
    order = sorted(doubtful, key=lambda row: (row not in totals, len(doubtful[row])))
    seen: dict[str, set[int]] = {row: set() for row in order}
    ways = {row: [_numbers(way) for way in doubtful[row]] for row in order}
    scales = [_Scale.of(identity, known, order) for identity in usable]
    try:
        _search(order, 0, ways, {}, scales, seen, _Budget(deadline))
    except Settled:
        pass
    except TooLong:
        return {}
    return {row: doubtful[row][next(iter(chosen))] for row, chosen in seen.items() if len(chosen) == 1}


def _numbers(way: Way) -> tuple[Decimal | int, ...]:
    """The values with nothing for a blank, whole numbers as such: they add up much faster."""
    return tuple(0 if value is None else int(value) if value == int(value) else value for value in way)


@dataclass(frozen=True)
class _Scale:
    """One identity: the sum of the rows that stand, and how many that add and that take away are still open."""

    signs: Mapping[str, int]
    sums: tuple[Decimal | int, ...]
    adding: int
    taking: int

    @staticmethod
    def of(identity: Column, known: Mapping[str, Way], order: Sequence[str]) -> "_Scale":
        open_rows = {row: sign for row, sign in identity.signs if row in order}
        sums: tuple[Decimal | int, ...] = ()
        for row, sign in identity.signs:
            if row not in open_rows:
                values = _numbers(known[row])
                sums = tuple(a + sign * b for a, b in zip(sums or (0,) * len(values), values, strict=True))
        adding = sum(sign > 0 for sign in open_rows.values())
        return _Scale(open_rows, sums, adding, len(open_rows) - adding)

    def put(self, row: str, way: tuple[Decimal | int, ...]) -> "_Scale | None":
        """The scale with a row on it; None if it can't be balanced any more: no number is negative."""
        sign = self.signs[row]
        sums = tuple(a + sign * b for a, b in zip(self.sums or (0,) * len(way), way, strict=True))
        adding, taking = self.adding - (sign > 0), self.taking - (sign < 0)
        if (not taking and any(value > 0 for value in sums)) or (not adding and any(value < 0 for value in sums)):
            return None
        return _Scale(self.signs, sums, adding, taking)


def _search(
    order: Sequence[str],
    at: int,
    ways: Mapping[str, Sequence[tuple[Decimal | int, ...]]],
    chosen: dict[str, int],
    scales: Sequence[_Scale],
    seen: dict[str, set[int]],
    budget: _Budget,
) -> None:
    budget.spend()
    if at == len(order):
        for row, number in chosen.items():
            seen[row].add(number)
        if all(len(seen[row]) > 1 or len(ways[row]) == 1 for row in order):
            raise Settled
        return
    row = order[at]
    for number, way in enumerate(ways[row]):
        after = [scale.put(row, way) if row in scale.signs else scale for scale in scales]
        standing = [scale for scale in after if scale is not None]
        if len(standing) == len(after):
            chosen[row] = number
            _search(order, at + 1, ways, chosen, standing, seen, budget)
            del chosen[row]
