"""Strokes: what a path object draws, as far as a table's rules can be made of it."""

from collections.abc import Iterator

from assistant.past.readers.ofd.geometry import number

_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Numbers behind each letter of a path; the last two are the point it leads to."""

Point = tuple[float, float]


def figures(path: str) -> Iterator[list[Point]]:
    """The figures of a path, each by its corners. Curves part what is before and behind them; ValueError if garbled."""
    points: list[Point] = []
    parts = iter(path.replace(",", " ").split())
    for part in parts:
        if part not in _NUMBERS:
            raise ValueError(path[:40])
        values = [number(next(parts, "")) for _ in range(_NUMBERS[part])]
        if part == "C":
            points += points[:1]
        elif part == "L":
            points.append((values[0], values[1]))
        else:
            if len(points) > 1:
                yield points
            points = [(values[-2], values[-1])]
    if len(points) > 1:
        yield points
