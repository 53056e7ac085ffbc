"""Fitting: a ruled table whose cells lie just as the form's lie is that table, and its labels are the form's.

A label is recognised with a letter wrong now and then; which table it is, all of them together say for certain.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.form import known
from assistant.past.lines.characters import key
from assistant.past.readers.scans.cell_reading import Seen
from assistant.past.readers.scans.ruled.layouts import Place, Starts, layouts, starts_of
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.thresholds import ALIKE
from assistant.prose.likeness import in_order


def fitted(table: Ruled, cells: Sequence[Seen]) -> list[Seen]:
    """The cells, with the form's own labels where the table lies as one of the form's and its words are like those."""
    starts = starts_of(table)
    for labels, size in layouts(known()):
        if size == (table.rows, table.columns) and set(labels) == set(starts) and _alike(labels, starts, cells):
            texts = [labels[start] for start in starts]
            return [
                replace(cell, text=text, sure=1.0) if text else cell for cell, text in zip(cells, texts, strict=True)
            ]
    return list(cells)


def _alike(labels: Starts, starts: Sequence[Place], cells: Sequence[Seen]) -> bool:
    """Whether what was recognised is, taken together, the labels."""
    pairs = [(key(labels[start]), key(cell.text)) for start, cell in zip(starts, cells, strict=True) if labels[start]]
    like = sum(in_order(said, label) * len(label) for label, said in pairs if said)
    return like >= ALIKE * sum(len(label) for label, _ in pairs)
