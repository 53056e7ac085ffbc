"""Balance: of the ways doubtful rows may be read, those under which the form's identities can all hold.

An identity says that rows, each with its sign, sum to nothing in every column. It is worked out exactly: the sums that
can be reached from its first row on and those that can be reached from its last row back meet at each row in just the
ways that are part of a solution. What is bounded is the number of sums, never the time, so that the answer is the same
on every machine. A general solver of constraints would do the same and weigh more than all of the reader.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.past.tables.solving.cuts import Way
from assistant.past.tables.thresholds import MOST_SUMS

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Column:
    """An identity down the columns: the rows with their signs sum to nothing."""

    signs: tuple[tuple[str, int], ...]


class TooMany(Exception):
    """More sums than are kept."""


def confirmed(
    row: str, known: Mapping[str, Way], doubtful: Mapping[str, Sequence[Way]], identities: Sequence[Column]
) -> bool:
    """Whether any identity down the columns could be held against the row."""
    return any(
        any(name == row for name, _ in identity.signs)
        and all(name in known or name in doubtful for name, _ in identity.signs)
        for identity in identities
    )


def left_over(
    known: Mapping[str, Way], doubtful: Mapping[str, Sequence[Way]], identities: Sequence[Column]
) -> dict[str, list[Way]]:
    """For each doubtful row the ways it has in the solutions; nothing where there is none or too much to tell.

    `known` rows are as read; identities that contain a row neither known nor doubtful, or a fraction, say nothing.
    """
    usable = [one for one in identities if all(row in known or row in doubtful for row, _ in one.signs)]
    usable = [one for one in usable if all(_whole(known[row]) for row, _ in one.signs if row in known)]
    ways = {row: [_numbers(way) for way in found] for row, found in doubtful.items()}
    fixed = {row: _numbers(known[row]) for one in usable for row, _ in one.signs if row in known}
    open_rows = [[row for row, _ in one.signs if row in ways] for one in usable]
    shared = [row for row in ways if sum(row in rows for rows in open_rows) > 1]
    seen: dict[str, set[int]] = {row: set() for row in ways}
    budget = _Budget()
    try:
        for chosen in itertools.product(*(range(len(ways[row])) for row in shared)):
            held = {**fixed, **{row: ways[row][at] for row, at in zip(shared, chosen, strict=True)}}
            found = [_solutions(one, held, ways, budget) for one in usable]
            if all(one is not None for one in found):
                for row, at in (*zip(shared, chosen, strict=True), *(pair for one in found for pair in one or ())):
                    seen[row].add(at)
    except TooMany:
        return {}
    bound = {row for rows in open_rows for row in rows}
    free = {row: list(found) for row, found in doubtful.items() if row not in bound}
    return free | {row: [doubtful[row][at] for at in sorted(seen[row])] for row in bound if seen[row]}


def agreed(ways: Sequence[Way]) -> tuple[tuple[Decimal | None, bool], ...]:
    """Cell by cell the value all the ways have, and whether they have one: (value, True), or (None, False)."""
    return tuple((cells[0], True) if len(set(cells)) == 1 else (None, False) for cells in zip(*ways, strict=True))


@dataclass
class _Budget:
    """How many sums may still be made."""

    left: int = MOST_SUMS

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMany


def _whole(way: Way) -> bool:
    return all(value is None or value == int(value) for value in way)


def _numbers(way: Way) -> Numbers:
    """The values with nothing for a blank."""
    return tuple(0 if value is None else int(value) for value in way)


def _solutions(
    identity: Column, held: Mapping[str, Numbers], ways: Mapping[str, Sequence[Numbers]], budget: _Budget
) -> list[tuple[str, int]] | None:
    """(row, way) of every way of the open rows that is part of a solution of one identity; None if there is none."""
    start = tuple(
        map(sum, zip(*(_signed(held[row], sign) for row, sign in identity.signs if row in held), strict=True))
    )
    options = {
        row: {at: _signed(way, sign) for at, way in enumerate(ways[row])}
        for row, sign in identity.signs
        if row not in held
    }
    if not options:
        return [] if not any(start) else None
    start = start or (0,) * len(next(iter(next(iter(options.values())).values())))
    if not _narrowed(options, start):
        return None
    order = sorted(options, key=lambda row: -_breadth(options[row].values()))
    return _met([(row, options[row]) for row in order], start, budget)


def _signed(way: Numbers, sign: int) -> Numbers:
    return way if sign > 0 else tuple(-value for value in way)


def _breadth(ways: Iterable[Numbers]) -> int:
    """How far apart the ways of a row are: with the widest first, the sums soonest leave what can still be reached."""
    return sum(high - low for low, high in _bounds(ways))


def _bounds(ways: Iterable[Numbers]) -> list[tuple[int, int]]:
    """Column by column the least and the most that a row can be."""
    return [(min(cells), max(cells)) for cells in zip(*ways, strict=True)]


def _narrowed(options: dict[str, dict[int, Numbers]], start: Numbers) -> bool:
    """Take away every way that no ways of the other rows can balance in some column; False if a row has none left."""
    while True:
        bounds = {row: _bounds(ways.values()) for row, ways in options.items()}
        columns = zip(*bounds.values(), strict=True)
        total = [(sum(low for low, _ in column), sum(high for _, high in column)) for column in columns]
        before = sum(map(len, options.values()))
        for row, ways in options.items():
            room = [
                (-at - (high - own_high), -at - (low - own_low))
                for at, (low, high), (own_low, own_high) in zip(start, total, bounds[row], strict=True)
            ]
            options[row] = {
                at: way
                for at, way in ways.items()
                if all(low <= value <= high for value, (low, high) in zip(way, room, strict=True))
            }
            if not options[row]:
                return False
        if sum(map(len, options.values())) == before:
            return True


def _met(
    rows: Sequence[tuple[str, dict[int, Numbers]]], start: Numbers, budget: _Budget
) -> list[tuple[str, int]] | None:
    """The ways at which the sums from the front and those from the back meet."""
    scale = _Scale.of([start, *(way for _, ways in rows for way in ways.values())])
    packed = [{at: scale.pack(way) for at, way in ways.items()} for _, ways in rows]
    reach = list(_reach([ways for _, ways in rows], scale))
    front: list[set[int]] = [{scale.pack(start)}]
    for ways, (low, high) in zip(packed, reach, strict=True):
        budget.spend(len(front[-1]) * len(ways))
        sums = {one + way for one in front[-1] for way in ways.values()}
        front.append({one for one in sums if scale.at_least(one, low) and scale.at_most(one, high)})
    if 0 not in front[-1]:
        return None
    out: list[tuple[str, int]] = []
    back = {0}
    for (row, _), ways, before in zip(reversed(rows), reversed(packed), reversed(front[:-1]), strict=True):
        budget.spend(len(back) * len(ways))
        further: set[int] = set()
        for at, way in ways.items():
            if met := {one - way for one in back} & before:
                out.append((row, at))
                further |= met
        back = further
    return out


def _reach(rows: Sequence[Mapping[int, Numbers]], scale: "_Scale") -> Iterator[tuple[int, int]]:
    """Behind each row, the least and the most a sum may be for the rows that follow to bring it to nothing."""
    bounds = [_bounds(ways.values()) for ways in rows]
    for at in range(1, len(rows) + 1):
        columns = list(zip(*bounds[at:], strict=True)) or [()] * scale.width
        low = [-sum(high for _, high in column) for column in columns]
        high = [-sum(low for low, _ in column) for column in columns]
        yield scale.pack(low), scale.pack(high)


@dataclass(frozen=True)
class _Scale:
    """Columns packed side by side in one whole number, each with room for any sum: they add and compare at once."""

    width: int
    bits: int
    middle: int
    """The top bit of every column: added to a difference, it stays where the difference is not below nothing."""

    @staticmethod
    def of(rows: Sequence[Numbers]) -> "_Scale":
        most = sum(max(map(abs, row)) for row in rows)
        width, bits = len(rows[0]), most.bit_length() + 3
        return _Scale(width, bits, sum(1 << (bits * at + bits - 1) for at in range(width)))

    def pack(self, row: Sequence[int]) -> int:
        return sum(value << (self.bits * at) for at, value in enumerate(row))

    def at_least(self, row: int, low: int) -> bool:
        """Whether no column is less."""
        return (row - low + self.middle) & self.middle == self.middle

    def at_most(self, row: int, high: int) -> bool:
        """Whether no column is more."""
        return self.at_least(high, row)
