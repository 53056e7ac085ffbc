"""Grids: a table with cells → slips of the statutory tables, and whatever else stood in it as lines."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.figures import read_number
from assistant.form import load
from assistant.past.blocks import Block, Grid, Line
from assistant.past.characters import fold, squeeze
from assistant.past.headings import heading
from assistant.past.labels import Label, is_fragment, named, scan
from assistant.past.reviews import four_places
from assistant.past.slips import Slip, Walk, in_order, is_label_text, is_rule, is_value, names
from assistant.past.splitting import row_holds

Row = tuple[str | None, ...]
_PROSE = 30
_SEVERAL = 3


@dataclass(frozen=True)
class Parted:
    """The rows of a grid that belong to one statutory table, or to none (`table` is empty)."""

    table: str
    rows: tuple[Row, ...]
    positional: bool


def part(grid: Grid) -> list[Parted]:
    """Cut a grid by the statutory tables found in it; rows of prose come out under no table."""
    out: list[tuple[str, list[Row]]] = []
    current = ""
    waiting: list[Row] = []
    for row in grid.rows:
        table = _table_of(row)
        if table:
            if table != current:
                out.append((table, []))
            current = table
            out[-1][1].extend(waiting)
            waiting = []
            out[-1][1].append(row)
        elif _is_prose(row):
            if waiting:
                out.append(("", waiting))
                waiting = []
            out.append(("", [row]))
            current = ""
        elif current:
            out[-1][1].append(row)
        else:
            waiting.append(row)
    if waiting:
        out.append((grid.table if not out else "", waiting))
    return [Parted(table, tuple(rows), grid.positional) for table, rows in out]


def _table_of(row: Row) -> str:
    count: Counter[str] = Counter()
    for cell in row:
        if cell:
            for found in scan(fold(cell)):
                tables = {label.table for label in found}
                if len(tables) == 1 and found[0].strong:
                    count[found[0].table] += 1
    return count.most_common(1)[0][0] if count else ""


def _is_prose(row: Row) -> bool:
    texts = [cell for cell in row if cell and cell.strip()]
    if len(texts) == 1 and not is_value(texts[0]) and not is_fragment(texts[0]):
        title = heading(texts[0])
        if (title and title.level == "part" and title.names and not named(texts[0])) or not scan(fold(texts[0])):
            return True
    return any(len(text) > _PROSE and not scan(fold(text)) and not is_value(text) for text in texts)


def as_lines(rows: Sequence[Row]) -> Iterator[Line]:
    """Rows that are no statutory table, as text."""
    for row in rows:
        texts: list[str] = []
        for cell in row:
            for piece in (cell or "").splitlines():
                if (text := squeeze(piece)) and (not texts or texts[-1] != text):
                    texts.append(text)
        if len(texts) == 1 or any(len(text) > _PROSE for text in texts):
            yield from (Line(text) for text in texts)
        elif texts:
            yield Line(" | ".join(texts))


def slips(parted: Parted) -> list[Slip]:
    """The rows of one statutory table as slips, cells in column order where the grid has true columns."""
    parted = _without_asides(parted) if parted.positional else parted
    walk = Walk(parted.table)
    heads: dict[str, int] = {}
    found: list[tuple[Slip, tuple[int, ...]]] = []
    for row in parted.rows:
        texts = [cell for cell in row if cell is not None]
        if not any(text.strip() for text in texts) or all(is_rule(text) or not text.strip() for text in texts):
            if parted.table == "T4" and texts and not any(is_rule(text) for text in texts):
                found.append((Slip(None, tuple(texts), table="T4"), _at(row)))
            continue
        for slip, at in _slips_of(row, walk, heads):
            found.append((slip, at))
    wanted = _columns(parted.table)
    if wanted and parted.positional:
        return _by_columns(found, heads, wanted)
    if parted.positional and (places := four_places(parted.rows)):
        return [_in_places(slip, at, places) for slip, at in found]
    return [walk.marked(slip) for slip, _ in found]


_ASIDES = {"小计", "备注", "说明", "序号", "单位", "计量单位", "占比", "同比", "页码", "排名"}


def _without_asides(parted: Parted) -> Parted:
    """The table without columns that the form does not have, where the header says what they are."""
    aside: set[int] = set()
    for row in parted.rows:
        if sum(bool(cell and cell.strip()) and is_value(cell or "") for cell in row) > 1:
            break
        aside |= {x for x, cell in enumerate(row) if x and cell and fold(cell) in _ASIDES}
    if not aside:
        return parted
    rows = (tuple(None if x in aside else cell for x, cell in enumerate(row)) for row in parted.rows)
    return replace(parted, rows=tuple(rows))


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with rows that stand as a table each put together into one, whose columns are not known."""
    out: list[Block] = []
    for single, run in itertools.groupby(blocks, lambda block: isinstance(block, Grid) and len(block.rows) == 1):
        held = list(run)
        rows = [block.rows[0] for block in held if isinstance(block, Grid)]
        if single and len(rows) >= _SEVERAL:
            width = max(map(len, rows))
            out.append(Grid(tuple((*row, *[None] * (width - len(row))) for row in rows), positional=False))
        else:
            out.extend(held)
    return out


def _by_columns(found: Sequence[tuple[Slip, tuple[int, ...]]], heads: dict[str, int], wanted: list[str]) -> list[Slip]:
    """Rows of table three with their cells in the form's order, by where the header has each column."""
    places = _places(heads, found, wanted)
    across = [head for head in sorted(heads, key=lambda head: heads[head]) if head in wanted]
    placed = [_place(slip, at, places) for slip, at in found]
    if places != tuple(sorted(places)):
        return placed
    said = tuple(heads.get(column, -1) for column in wanted)
    settled = bool(places) and sorted(said) == sorted(places)  # sums have decided against what the header says
    return [replace(slip, sure=slip.sure and (settled or in_order(across, slip))) for slip in placed]


def _in_places(slip: Slip, at: tuple[int, ...], places: Sequence[int]) -> Slip:
    by_place = dict(zip(at, slip.cells, strict=True))
    whole = all(x in by_place for x in places)
    return replace(slip, cells=tuple(by_place[x] for x in places)) if whole else slip


def _at(row: Row) -> tuple[int, ...]:
    return tuple(x for x, cell in enumerate(row) if cell is not None)


def _columns(table: str) -> list[str]:
    return list(load().tables["T3"].columns) if table == "T3" else []


def _slips_of(row: Row, walk: Walk, heads: dict[str, int]) -> Iterator[tuple[Slip, tuple[int, ...]]]:
    """The slip of a grid row; several where one printed row holds several lines in every cell."""
    cells = [(x, cell) for x, cell in enumerate(row) if cell is not None]
    labels: list[Label] = []
    start = 0
    for index, (x, text) in enumerate(cells):
        if not is_label_text(text, walk):
            continue
        found = names(text, walk)
        for label in found:
            walk.note(label)
            if label.kind == "column":
                heads.setdefault(label.id, x)
        labels.extend(found)
        start = index + 1
    rest = cells[start:]
    rows = [label for label in labels if label.kind == "row"]
    if not rest or (not any(is_value(text) for _, text in rest)):
        if rows and not rest:
            yield Slip(rows[-1], (), table=walk.table), ()
        return
    heads_only = labels and not rows and all(label.kind == "column" for label in labels)
    empty = not any(text.strip() for _, text in rest)
    if labels and not rows and (empty or (heads_only and walk.table != "T4")):
        return
    at = tuple(x for x, _ in rest)
    texts = tuple(text for _, text in rest)
    several = [tuple(text.split()) for text in texts]
    if len(rows) > 1 and all(len(pieces) == len(rows) for pieces in several):
        for index, label in enumerate(rows):
            yield Slip(label, tuple(pieces[index] for pieces in several), table=walk.table), at
        return
    group = next((label for label in reversed(labels) if label.kind == "group" or walk.table == "T4"), None)
    yield Slip(rows[-1] if rows else group, texts, table=walk.table), at


def _places(heads: dict[str, int], found: Sequence[tuple[Slip, tuple[int, ...]]], wanted: list[str]) -> tuple[int, ...]:
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


def _totals(found: Sequence[tuple[Slip, tuple[int, ...]]], places: Sequence[int]) -> int:
    """In how many rows the last of these columns is the sum of the others."""
    count = 0
    for slip, at in found:
        by_place = dict(zip(at, slip.cells, strict=True))
        count += row_holds(tuple(read_number(by_place.get(x, "")).value for x in places))
    return count


def _place(slip: Slip, at: tuple[int, ...], places: tuple[int, ...]) -> Slip:
    if not slip.cells or (len(slip.cells) == len(places) and (at == places or tuple(sorted(places)) == places)):
        return slip
    slip = replace(slip, flush=False)
    if not places:
        return slip
    by_place = dict(zip(at, slip.cells, strict=True))
    strays = [text for x, text in by_place.items() if x not in places and text.strip()]
    if strays or not any(x in by_place for x in places):
        return replace(slip, sure=tuple(sorted(places)) == places)
    return replace(slip, cells=tuple(by_place.get(x, "") for x in places), flush=True)
