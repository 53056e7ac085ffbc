"""Grids: a table with cells → slips of the statutory tables, and whatever else stood in it as lines."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.form import Form
from assistant.past.blocks import DOUBT, Block, Grid, Line
from assistant.past.lines.characters import fold, squeeze
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label, is_fragment, named, scan
from assistant.past.tables.column_places import Row, by_columns, even, headed, in_places, without_asides
from assistant.past.tables.four import four_places
from assistant.past.tables.slips import Walk, is_label_text, is_rule, is_value, passed_by
from assistant.past.tables.thresholds import PROSE, SEVERAL_ROWS


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
    return any(len(text) > PROSE and not scan(fold(text)) and not is_value(text) for text in texts)


def as_lines(rows: Sequence[Row]) -> Iterator[Line]:
    """Rows that are no statutory table, as text."""
    for row in rows:
        texts: list[str] = []
        for cell in row:
            for piece in (cell or "").splitlines():
                if (text := squeeze(piece)) and (not texts or texts[-1] != text):
                    texts.append(text)
        if len(texts) == 1 or any(len(text) > PROSE for text in texts):
            yield from (Line(text) for text in texts)
        elif texts:
            yield Line(" | ".join(texts))


def slips(parted: Parted, form: Form, passed: list[str], *, begun: bool = False) -> list[Slip]:
    """The rows of one statutory table as slips, cells in column order where the grid has true columns.

    `passed` are the headings of the table's pieces before; those of this one are added. `begun`: rows of it were in
    those pieces, so that this one goes on with rows unless its header is printed again.
    """
    parted = replace(parted, rows=without_asides(parted.rows)) if parted.positional else parted
    walk = Walk(parted.table, form, heads=passed, header=not begun)
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
    if parted.table == "T3" and parted.positional and heads:
        return by_columns(found, heads, form)
    if parted.positional and (places := four_places(parted.rows, form.tables["T4"])):
        header = headed(parted.rows)
        return [in_places(slip, at, places, header) for slip, at in found]
    if parted.positional:
        found = list(even(found, parted.rows, form.tables["T2"]))
    return [walk.marked(slip) for slip, _ in found]


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with rows that stand as a table each put together into one, whose columns are not known."""
    out: list[Block] = []
    for single, run in itertools.groupby(blocks, lambda block: isinstance(block, Grid) and len(block.rows) == 1):
        held = list(run)
        rows = [block.rows[0] for block in held if isinstance(block, Grid)]
        if single and len(rows) >= SEVERAL_ROWS:
            width = max(map(len, rows))
            out.append(Grid(tuple((*row, *[None] * (width - len(row))) for row in rows), positional=False))
        else:
            out.extend(held)
    return out


def _at(row: Row) -> tuple[int, ...]:
    return tuple(x for x, cell in enumerate(row) if cell is not None)


def _slips_of(row: Row, walk: Walk, heads: dict[str, int]) -> Iterator[tuple[Slip, tuple[int, ...]]]:
    """The slip of a grid row; several where one printed row holds several lines in every cell."""
    cells = [(x, cell) for x, cell in enumerate(row) if cell is not None]
    labels: list[Label] = []
    start = 0
    for index, (x, text) in enumerate(cells):
        if not is_label_text(text, walk):
            walk.note_piece(text)
            continue
        found = passed_by(text, walk)
        for label in found:
            if label.kind == "column":
                heads.setdefault(label.id, x)
        labels.extend(found)
        start = index + 1
    rest = cells[start:]
    rows = [label for label in labels if label.kind == "row"]
    if not rest or not any(is_value(text) or text.endswith(DOUBT) for _, text in rest):
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
