"""Fitting: a ruled table whose cells lie just as the form's lie is that table, and its labels are the form's.

A label is recognised with a letter wrong now and then; which table it is, all of them together say for certain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from assistant.form import Form, Table, known
from assistant.past.lines.characters import key
from assistant.past.readers.scans.cell_reading import Seen
from assistant.past.readers.scans.ruling import Ruled
from assistant.past.readers.scans.thresholds import ALIKE
from assistant.prose.likeness import in_order

Place = tuple[int, int]


def fitted(table: Ruled, cells: Sequence[Seen]) -> list[Seen]:
    """The cells, with the form's own labels where the table lies as one of the form's and its words are like those."""
    starts = [(cell.row, cell.column) for cell in table.cells]
    for labels, size in _layouts(known()):
        if size == (table.rows, table.columns) and set(labels) == set(starts) and _alike(labels, starts, cells):
            texts = [labels[start] for start in starts]
            return [
                replace(cell, text=text, sure=1.0) if text else cell for cell, text in zip(cells, texts, strict=True)
            ]
    return list(cells)


def _alike(labels: dict[Place, str], starts: Sequence[Place], cells: Sequence[Seen]) -> bool:
    """Whether what was recognised is, taken together, the labels."""
    pairs = [(key(labels[start]), key(cell.text)) for start, cell in zip(starts, cells, strict=True) if labels[start]]
    like = sum(in_order(said, label) * len(label) for label, said in pairs if said)
    return like >= ALIKE * sum(len(label) for label, _ in pairs)


@cache
def _layouts(forms: tuple[Form, ...]) -> tuple[tuple[dict[Place, str], tuple[int, int]], ...]:
    return tuple(_layout(table) for form in forms for table in form.tables.values())


def _layout(table: Table) -> tuple[dict[Place, str], tuple[int, int]]:
    """Where each box of a table begins, with its label ("" where a value stands); its rows and columns."""
    covered: dict[Place, str] = {}
    starts: dict[Place, str] = {}
    for start, wide, tall, text in _boxes(table, covered):
        starts[start] = text
        covered |= {(start[0] + down, start[1] + on): text for down in range(tall) for on in range(wide)}
    return starts, (max(row for row, _ in covered) + 1, max(column for _, column in covered) + 1)


def _boxes(table: Table, covered: dict[Place, str]) -> Iterator[tuple[Place, int, int, str]]:
    for row, line in enumerate(table.layout):
        column = 0
        for box in line:
            while (row, column) in covered:
                column += 1
            yield (row, column), box.wide, box.tall, "" if box.code else box.text
