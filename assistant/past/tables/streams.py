"""Streams: a table flattened into text lines → its rows, by whatever parts its cells.

Met in the wild: one row a line with | or tabs or blanks between the cells; one cell a line, with or
without a | after it; the whole table in one line; blank lines that are the only trace of an empty cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.form import Form
from assistant.past.blocks import Line
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label, is_fragment, like, named
from assistant.past.tables.grids import Parted
from assistant.past.tables.grids import slips as grid_slips
from assistant.past.tables.regions import Region
from assistant.past.tables.slips import Walk, is_value, names
from assistant.past.tables.thresholds import FULL_ROW, OFTEN, RECTANGLE, ROW_CELLS
from assistant.past.tables.tokens import Token, is_slashed, tokens

_BAR = re.compile(r"[|｜¦]")
_HEADS_ALONE = re.compile(r"^(?!.*法人).*自\s*然\s*人.*[总合]\s*计")
_ROW_END = "\n"
_END_MARK = "\ue000"


@dataclass(frozen=True)
class Gaps:
    """Blank lines between two cells of a row, and between two rows, where lines are cells; None if unknown."""

    cell: int | None
    row: int | None


def learn(found: Sequence[Region]) -> Gaps:
    """The blank lines between cells and between rows in a file's flattened tables together.

    The smallest common gap is that between cells, the next that between rows.
    """
    gaps = Counter(line.gap for region in found for line in region.lines[1:])
    if not gaps:
        return Gaps(None, None)
    cell = next(gap for gap in sorted(gaps) if gaps[gap] * OFTEN >= max(gaps.values()))
    # An empty cell adds its line and a gap: those sums are no gap of their own.
    wider = [gap for gap in sorted(gaps) if gap > cell and gaps[gap] > 1 and (gap - cell) % (cell + 1)]
    return Gaps(cell, wider[0] if wider else cell)


def slips(region: Region, gaps: Gaps, form: Form, heads: list[str]) -> list[Slip]:
    """The rows of a flattened table, by whichever separator its cells have; `gaps` as learnt from the whole file.

    `heads` are the headings passed in the table's pieces before; those of this one are added.
    """
    lines = [line for line in region.lines if not is_page_mark(line.text)]
    if any(_BAR.search(line.text) for line in lines):
        if _rows_on_lines(lines):
            before, drawn, after = _outside(lines)
            first, last = (list(_stream_slips(region, some, Gaps(None, None), form, heads)) for some in (before, after))
            return [*first, *_as_grid(region.table, _bars(drawn), form, heads), *last]
        return list(_cell_slips(Walk(region.table, form, heads=heads), _bar_cells(lines)))
    if sum(line.text.count("\t") >= ROW_CELLS for line in lines) >= ROW_CELLS:
        return _as_grid(region.table, [line.text.split("\t") for line in lines], form, heads)
    return list(_stream_slips(region, lines, gaps, form, heads))


def _outside(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """The lines before the first row with bars and behind the last, where they are rows too: a label, its values."""
    drawn = [at for at, line in enumerate(lines) if _BAR.search(line.text)]
    first, last = drawn[0], drawn[-1] + 1
    before = first if any(map(_is_row, lines[:first])) else 0
    after = last if any(map(_is_row, lines[last:])) else len(lines)
    return lines[:before], lines[before:after], lines[after:]


def _is_row(line: Line) -> bool:
    """Whether a line holds a label and a value."""
    kinds = {token.kind for token in tokens(line.text, 0)}
    return {"label", "value"} <= kinds


def _rows_on_lines(lines: Sequence[Line]) -> bool:
    """Whether lines with bars are rows, rather than a cell each; a row may hold nothing behind its label."""
    cells = [_BAR.split(line.text) for line in lines]
    filled = [(sum(bool(cell.strip()) for cell in row), len(row)) for row in cells]
    several = sum(count > 1 or (count == 1 and width > ROW_CELLS) for count, width in filled)
    return several >= sum(count == 1 and width <= ROW_CELLS for count, width in filled)


def _bars(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of lines with bars; a bar that every line begins or ends with is a border, no cell."""
    texts = [line.text.strip() for line in lines]
    several = [text for text in texts if len(_BAR.findall(text)) > 1]
    begins = all(_BAR.match(text) for text in several)
    ends = all(_BAR.match(text[-1]) for text in several[:-1])
    out: list[list[str]] = []
    for text in texts:
        cells = [cell.strip() for cell in _BAR.split(text)]
        if len(cells) > 1 and not cells[0] and begins:
            cells = cells[1:]
        if len(cells) > 1 and not cells[-1] and ends:
            cells = cells[:-1]
        out.append(cells)
    return out


def _as_grid(table: str, rows: Sequence[Sequence[str]], form: Form, heads: list[str]) -> list[Slip]:
    """Rows of cells as a grid; a rectangle with labels behind empty cells has true columns."""
    behind = sum(1 for row in rows if not row[0].strip() and any(cell.strip() for cell in row[:3]))
    alike = Counter(len(row) for row in rows).most_common(1)[0][1]
    true_columns = behind >= ROW_CELLS and alike >= len(rows) * RECTANGLE
    return grid_slips(Parted(table, tuple(tuple(row) for row in rows), positional=true_columns), form, heads)


def _bar_cells(lines: Sequence[Line]) -> list[str]:
    """Cells written one a line, the bar after the text or on a line of its own.

    Two bars or more without text fill up a row that has fewer cells: they end it.
    """
    joined = "\n".join(
        re.sub(r"(?:^|(?<=[|｜¦]))\s*[|｜¦](?:\s*[|｜¦])+\s*$", "|" + _END_MARK + "|", line.text.strip())
        for line in lines
    )
    text = re.sub(r"\s*[|｜¦]\s*", "|", joined).replace(f"||{_END_MARK}", f"|{_END_MARK}")
    return [_ROW_END if cell == _END_MARK else re.sub(r"(?<!\d)\n|\n(?!\d)", "", cell) for cell in text.split("|")]


def _cell_slips(walk: Walk, cells: Sequence[str]) -> Iterator[Slip]:
    """Slips of a run of cells that are all there, the empty ones too: everything from one label to the next."""
    current: Label | None = None
    held: list[str] = []
    for cell in (*cells, _ROW_END):
        found = [] if cell == _ROW_END else _names_in_cell(cell, walk)
        if not found and cell != _ROW_END:
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


def _stream_slips(
    region: Region, lines: Sequence[Line], gaps: Gaps, form: Form, heads: list[str]
) -> Iterator[Slip]:
    walk = Walk(region.table, form, stacked=any(_HEADS_ALONE.search(line.text) for line in lines), heads=heads)
    stream = [token for line in lines for token in tokens(line.text, line.gap)]
    rows: list[tuple[Label | None, list[Token], int]] = []
    current: Label | None = None
    held: list[Token] = []
    for index, token in enumerate(stream):
        label = _label_of(token, walk)
        if label is None:
            if token.kind == "value":
                held.append(token)
            elif not is_fragment(token.text):
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
    gaps = _trusted(rows, gaps)
    for label, values, after in rows:
        yield walk.marked(_stream_slip(region.table, label, values, after, gaps))


def _label_of(token: Token, walk: Walk) -> Label | None:
    if token.kind == "label":
        found = names(token.text, walk)
        return ([label for label in found if label.kind == "row"] or found)[-1] if found else None
    if token.kind == "text":  # 总计 and 其他 touch other words in a header that ran together
        return walk.choose(named(token.text)) or like(token.text, walk.table)
    return None


def _trusted(rows: Sequence[tuple[Label | None, list[Token], int]], gaps: Gaps) -> Gaps:
    """Blank lines mean nothing where values share a line, or a row that has all its values shows more of them."""
    for _, values, _ in rows:
        if any(token.gap < 0 for token in values[1:]):
            return Gaps(None, None)
        if len(values) == FULL_ROW and any(token.gap != gaps.cell for token in values[1:]):
            return Gaps(None, None)
    return gaps


def _stream_slip(table: str, label: Label | None, values: Sequence[Token], after: int, gaps: Gaps) -> Slip:
    texts = tuple(token.text for token in values)
    if gaps.cell is None:
        return Slip(label, texts, explicit=False, table=table)
    cells: list[str] = []
    for index, token in enumerate(values):
        base = gaps.cell if index or label is None or label.kind == "row" else gaps.row
        empty = _empties(token.gap, base, gaps.cell)
        if empty is None:
            return Slip(label, texts, explicit=False, table=table)
        cells += [""] * empty + [token.text]
    cells += [""] * (_empties(after, gaps.row, gaps.cell) or 0)
    return Slip(label, tuple(cells), explicit=False, placed=True, table=table)


def _empties(gap: int, base: int | None, cell: int) -> int | None:
    """Empty cells a gap stands for: each adds its blank line and one more gap; None if that does not come out even."""
    if base is None or gap < base:
        return 0 if base is not None and gap >= 0 else None
    count, odd = divmod(gap - base, cell + 1)
    return None if odd else count
