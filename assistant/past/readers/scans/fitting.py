"""Fitting: a ruled table whose cells lie just as the form's lie is that table, and its labels are the form's.

A label is recognised with a letter wrong now and then; which table it is, all of them together say for certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.form import known
from assistant.past.lines.characters import key
from assistant.past.readers.scans.cell_reading import Seen
from assistant.past.readers.scans.ruled.layouts import Place, Starts, layouts, starts_of
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.thresholds import ALIKE
from assistant.prose.likeness import in_order

_TEN_THOUSAND = "万"


def fitted(table: Ruled, cells: Sequence[Seen]) -> list[Seen]:
    """The cells, with the form's own labels where the table lies as one of the form's and its words are like those.

    Not where one of them says what the form says elsewhere, as in columns that stand in another order; and the value
    under a head that does not say 万元 as the form does is in doubt.
    """
    starts = starts_of(table)
    for labels, size in layouts(known()):
        if size == (table.rows, table.columns) and set(labels) == set(starts) and _alike(labels, starts, cells):
            seen = dict(zip(starts, cells, strict=True))
            return [_as_form(start, labels, seen) for start in starts]
    return list(cells)


def _as_form(start: Place, labels: Starts, seen: Mapping[Place, Seen]) -> Seen:
    """A cell with the form's label; a value in doubt where the head above it says another unit."""
    cell = seen[start]
    if labels[start]:
        return replace(cell, text=labels[start], sure=1.0)
    above = start[0] - 1, start[1]
    other = _TEN_THOUSAND in labels.get(above, "") and _TEN_THOUSAND not in seen[above].text
    return replace(cell, sure=0.0) if other else cell


def _alike(labels: Starts, starts: Sequence[Place], cells: Sequence[Seen]) -> bool:
    """Whether what was recognised is, taken together, the labels, and none of it another label."""
    pairs = [(key(labels[start]), key(cell.text)) for start, cell in zip(starts, cells, strict=True) if labels[start]]
    like = sum(in_order(said, label) * len(label) for label, said in pairs if said)
    if like < ALIKE * sum(len(label) for label, _ in pairs):
        return False
    every = {label for label, _ in pairs}
    return not any(_is_another(said, label, every) for label, said in pairs if said and said != label)


def _is_another(said: str, label: str, every: Iterable[str]) -> bool:
    """Whether a cell says rather what the form says in another one."""
    own = in_order(said, label)
    return any(in_order(said, other) > max(own, ALIKE) for other in every if other != label)
