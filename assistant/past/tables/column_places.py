"""Column places: cells of a grid's rows → the form's columns, by where its header has them and how many there are."""

import itertools
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from assistant.figures import read_number
from assistant.form import Form, Table
from assistant.past.lines.characters import fold
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import scan
from assistant.past.tables.slips import in_order, is_value
from assistant.past.tables.solving.cuts import row_holds

Row = tuple[str | None, ...]
Found = tuple[Slip, tuple[int, ...]]
"""A row as found, and the grid's columns its cells stand in."""

_ASIDES = {"小计", "备注", "说明", "序号", "单位", "计量单位", "占比", "同比", "页码", "排名"}


def without_asides(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without columns that the form does not have, where the header says what they are."""
    aside: set[int] = set()
    for row in rows:
        if sum(bool(cell and cell.strip()) and is_value(cell or "") for cell in row) > 1:
            break
        aside |= {x for x, cell in enumerate(row) if x and cell and fold(cell) in _ASIDES}
    if not aside:
        return tuple(rows)
    return tuple(tuple(None if x in aside else cell for x, cell in enumerate(row)) for row in rows)


def even(found: Sequence[Found], rows: Sequence[Row], table: Table) -> Iterator[Found]:
    """The rows, those of three columns in doubt that end elsewhere than their header: a cell too few or many."""
    heads = table.rows["normative"].columns
    wide = 0
    for row in rows:
        names = {label.id for cell in row if cell for labels in scan(fold(cell)) for label in labels}
        if names.issuperset(heads):
            wide = max(x for x, cell in enumerate(row) if cell is not None)
    for slip, at in found:
        row_of = table.rows.get(slip.label.id) if slip.label and slip.table == "T2" else None
        off = row_of is not None and row_of.columns == heads and bool(wide and at) and max(at) != wide
        yield (replace(slip, sure=False) if off else slip), at


def headed(rows: Sequence[Row]) -> set[int]:
    """The columns that have a square in the header: the rows before the first with a value."""
    head = itertools.takewhile(lambda row: not any(cell and cell.strip() and is_value(cell) for cell in row), rows)
    return {x for row in head for x, cell in enumerate(row) if cell is not None}


def in_places(slip: Slip, at: tuple[int, ...], places: Sequence[int], header: Container[int]) -> Slip:
    """The fifteen cells of table four in the form's order; a row that goes beyond its header is in doubt."""
    own = [x for x in at if x >= min(places) and (x in places or x not in header)]
    by_place = {x: text for x, text in zip(at, slip.cells, strict=True) if x in own}
    after = [text for x, text in by_place.items() if x not in places]
    if not set(places) <= set(by_place) or any(text.strip() for text in after):
        return replace(slip, sure=False) if len(slip.cells) > len(places) // 3 else slip
    # An empty cell behind the last column may be a column of its own, or the row has one too many: the sums tell.
    return replace(slip, cells=tuple(by_place[x] for x in places) + ("",) * len(after))


def by_columns(found: Sequence[Found], heads: dict[str, int], form: Form) -> list[Slip]:
    """Rows of table three with their cells in the form's order, by where the header has each column."""
    wanted = list(form.tables["T3"].columns)
    places = _places(heads, found, wanted)
    across = [head for head in sorted(heads, key=lambda head: heads[head]) if head in wanted]
    real = sum(heads.get(column) == x for column, x in zip(wanted, places, strict=False)) > len(wanted) // 2
    placed = [_place(slip, at, places, len(wanted), real=real) for slip, at in found]
    if places != tuple(sorted(places)):
        return placed
    said = tuple(heads.get(column, -1) for column in wanted)
    settled = bool(places) and sorted(said) == sorted(places)  # sums have decided against what the header says
    return [replace(slip, sure=slip.sure and (settled or in_order(across, slip, form))) for slip in placed]


def _places(heads: dict[str, int], found: Sequence[Found], wanted: list[str]) -> tuple[int, ...]:
    """Grid columns of the form's columns: where full rows have them, in the header's order; else the header's."""
    full = Counter(at for slip, at in found if len(at) == len(wanted) and slip.label)
    if full:
        places = full.most_common(1)[0][0]
        said = tuple(heads.get(column, -1) for column in wanted)
        if sorted(said) != sorted(places) or said == places:
            return places
        # A wrong merge in the header moves 总计 away from the totals: the sums tell.
        return places if said[-1] != places[-1] and _totals(found, places) > _totals(found, said) else said
    if all(column in heads for column in wanted) and len({heads[column] for column in wanted}) == len(wanted):
        return tuple(heads[column] for column in wanted)
    return ()


def _totals(found: Sequence[Found], places: Sequence[int]) -> int:
    """In how many rows the last of these columns is the sum of the others."""
    count = 0
    for slip, at in found:
        by_place = dict(zip(at, slip.cells, strict=True))
        count += row_holds(tuple(read_number(by_place.get(x, "")).value for x in places))
    return count


def _place(slip: Slip, at: tuple[int, ...], places: tuple[int, ...], wanted: int, *, real: bool) -> Slip:
    """A row's cells in the form's order; in doubt where it has a cell too few or too many for its columns.

    `real`: the header's columns are those of the rows; not in tables whose merged cells are gone.
    """
    width = len(places) or wanted
    ordered = tuple(sorted(places)) == places
    if not slip.cells or at == places:
        return slip
    if len(slip.cells) == width and ordered:
        return slip if not real or _is_whole(slip.cells) else replace(slip, sure=False)
    if len(slip.cells) > width and not real:
        inner = [text for text in slip.cells if text.strip()]
        return replace(slip, flush=False, sure=slip.sure and len(inner) == width and _is_whole(inner))
    if not places or not real:
        return replace(slip, flush=False)
    by_place = dict(zip(at, slip.cells, strict=True))
    astray = any(text.strip() for x, text in by_place.items() if x not in places)
    cut = max(places) not in by_place and any(text.strip() for text in slip.cells)
    if astray or cut or not any(x in by_place for x in places):
        return replace(slip, flush=False, sure=False)
    return replace(slip, cells=tuple(by_place.get(x, "") for x in places), flush=True)


def _is_whole(cells: Sequence[str]) -> bool:
    """Whether cells that stand elsewhere than the header's are all of a row: alike, or with ends and a right sum."""
    values = tuple(read_number(text).value for text in cells)
    alike = len(set(values)) == 1
    return alike or (values[0] is not None and values[-1] is not None and row_holds(values))
