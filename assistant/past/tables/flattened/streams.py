"""Streams: a table flattened into text lines → its rows, by whatever parts its cells.

Met in the wild: one row a line with | or tabs or blanks between the cells; one cell a line, with or
without a | after it; the whole table in one line; blank lines that are the only trace of an empty cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.form import Form
from assistant.past.blocks import Line
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label, is_fragment, like, named
from assistant.past.tables.flattened.barred import (
    ROW_END,
    cells_on_lines,
    is_barred,
    outside,
    rows_between,
    rows_on_lines,
)
from assistant.past.tables.flattened.broken import adds_up, checked, within_a_number
from assistant.past.tables.flattened.gaps import UNKNOWN, Gaps, Row, slip_of, trusted
from assistant.past.tables.flattened.regions import Region
from assistant.past.tables.flattened.tokens import Token, is_slashed, tokens
from assistant.past.tables.grids import Parted
from assistant.past.tables.grids import slips as grid_slips
from assistant.past.tables.slips import Walk, is_value, names
from assistant.past.tables.thresholds import RECTANGLE, ROW_CELLS

_HEADS_ALONE = re.compile(r"^(?!.*法人).*自\s*然\s*人.*[总合]\s*计")

_ONE_ROW = {"T2", "T4"}
"""Tables of which no run of values is several rows."""
_DECIMALS = re.compile(r"[\s|｜]*[.．,，]\d")


def slips(region: Region, gaps: Gaps, form: Form, heads: list[str]) -> list[Slip]:
    """The rows of a flattened table, by whichever separator its cells have; `gaps` as learnt from the whole file.

    `heads` are the headings passed in the table's pieces before; those of this one are added.
    """
    lines = [line for line in region.lines if not is_page_mark(line.text)]
    if any(map(is_barred, lines)):
        if rows_on_lines(lines):
            before, drawn, after = outside(lines)
            first, last = (list(_stream_slips(region, some, UNKNOWN, form, heads)) for some in (before, after))
            return [*first, *_as_grid(region.table, rows_between(drawn), form, heads), *last]
        return list(_cell_slips(Walk(region.table, form, heads=heads), cells_on_lines(lines)))
    if sum(line.text.count("\t") >= ROW_CELLS for line in lines) >= ROW_CELLS:
        return _as_grid(region.table, [line.text.split("\t") for line in lines], form, heads)
    return list(_stream_slips(region, lines, gaps, form, heads))


def in_doubt_at_the_end(found: Sequence[Slip], after: Line | None) -> list[Slip]:
    """The rows, the last in doubt where the line behind the table goes on with the digits behind its decimal point."""
    broken = after is not None and not after.gap and _DECIMALS.match(after.text)
    return [*found[:-1], *(replace(slip, sure=False) if broken else slip for slip in found[-1:])]


def _as_grid(table: str, rows: Sequence[Sequence[str]], form: Form, heads: list[str]) -> list[Slip]:
    """Rows of cells as a grid; a rectangle with labels behind empty cells has true columns."""
    behind = sum(1 for row in rows if not row[0].strip() and any(cell.strip() for cell in row[:3]))
    alike = Counter(len(row) for row in rows).most_common(1)[0][1]
    true_columns = behind >= ROW_CELLS and alike >= len(rows) * RECTANGLE
    parted = Parted(table, tuple(tuple(row) for row in rows), positional=true_columns)
    return list(checked(grid_slips(parted, form, heads), form))


def _cell_slips(walk: Walk, cells: Sequence[str]) -> Iterator[Slip]:
    """Slips of a run of cells that are all there, the empty ones too: everything from one label to the next."""
    current: Label | None = None
    held: list[str] = []
    for cell in (*cells, ROW_END):
        found = [] if cell == ROW_END else _names_in_cell(cell, walk)
        if not found and cell != ROW_END:
            held.append(cell)
            continue
        if any(text.strip() for text in held) or (current and current.kind == "row" and (held or found)):
            yield walk.marked(Slip(current, tuple(held), table=walk.table))
        for label in found:
            walk.note(label)
        rows = [label for label in found if label.kind == "row"]
        current, held = ((rows or found)[-1] if found else None), []


def _names_in_cell(cell: str, walk: Walk) -> list[Label]:
    if not cell.strip() or is_value(cell):
        return []
    return names(cell, walk)


def _stream_slips(region: Region, lines: Sequence[Line], gaps: Gaps, form: Form, heads: list[str]) -> Iterator[Slip]:
    walk = Walk(region.table, form, stacked=any(_HEADS_ALONE.search(line.text) for line in lines), heads=heads)
    stream = [token for line in lines for token in tokens(line.text, line.gap)]
    rows: list[Row] = []
    current: Label | None = None
    held: list[Token] = []
    for index, token in enumerate(stream):
        label = _label_of(token, walk)
        if label is None:
            if token.kind == "value":
                held.append(token)
                continue
            walk.note_piece(token.text)
            if not is_fragment(token.text):
                held.append(replace(token, kind="value"))
            continue
        if held or (current and current.kind == "row"):
            rows.append((current, held, token.gap))
        walk.note(label)
        current, held = label, []
        if index + 1 == len(stream):
            break
    if held or (current and current.kind == "row"):
        rows.append((current, held, region.after))
    several = [values for _, values, _ in rows if len(values) > 1]
    if several and all(map(is_slashed, several)):
        rows = [(label, values[1::2], after) for label, values, after in rows]
    gaps = trusted(rows, gaps)
    for row in rows:
        slip = walk.marked(slip_of(region.table, row, gaps))
        yield (
            replace(slip, sure=False)
            if within_a_number(row[1], rows=region.table not in _ONE_ROW) and not adds_up(slip, form)
            else slip
        )


def _label_of(token: Token, walk: Walk) -> Label | None:
    if token.kind == "label":
        found = names(token.text, walk)
        return ([label for label in found if label.kind == "row"] or found)[-1] if found else None
    if token.kind == "text":  # 总计 and 其他 touch other words in a header that ran together
        return walk.choose(named(token.text)) or like(token.text, walk.table)
    return None
