"""Blocks: the form's tables as a page without rules shows them: heads above, labels at the left, values between."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.form import Box, Form, Table, known

Placed = tuple[int, int, Box]


@dataclass(frozen=True)
class Block:
    """Rows of a table that stand under the same heads.

    `columns` are the grid columns of the values with their heads, `rows` the grid rows with their labels, "" where the
    form prints none; `top` is the grid row its heads begin in, `over` what else stands above the values.
    """

    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, str], ...]
    top: int
    over: tuple[str, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads from left to right."""
        return tuple(head for _, head in self.columns)


def tables() -> tuple[Table, ...]:
    """The tables of all editions of the form, the newest first."""
    return _tables(known())


@cache
def _tables(forms: tuple[Form, ...]) -> tuple[Table, ...]:
    return tuple(table for form in forms for table in form.tables.values())


def blocks(table: Table) -> tuple[Block, ...]:
    """The blocks of a table from top to bottom."""
    out: list[Block] = []
    lines: dict[int, list[Placed]] = {}
    for x, y, box in table.placed:
        if box.code:
            lines.setdefault(y, []).append((x, y, box))
    end = 0
    for y, values in lines.items():
        heads = tuple((x, _head(table, x, y)[2].text) for x, _, _ in values)
        row = (y, next((box.text for _, _, box in _left(table, values[0][0], y)), ""))
        if out and out[-1].columns == heads and out[-1].rows[-1][0] == y - 1:
            out[-1] = Block(heads, (*out[-1].rows, row), out[-1].top, out[-1].over)
        else:
            over = [box.text for _, at, box in table.placed if end <= at < y and box.text not in dict(heads).values()]
            out.append(Block(heads, (row,), end, tuple(over)))
        end = y + 1
    return tuple(out)


def _head(table: Table, x: int, y: int) -> Placed:
    """The nearest box above a value."""
    above = [one for one in table.placed if not one[2].code and one[1] < y and one[0] <= x < one[0] + one[2].wide]
    return max(above, key=lambda one: one[1])


def _left(table: Table, x: int, y: int) -> Iterator[Placed]:
    """The boxes at the left of a value, the nearest first."""
    left = [one for one in table.placed if not one[2].code and one[0] < x and one[1] <= y < one[1] + one[2].tall]
    yield from sorted(left, key=lambda one: -one[0])
