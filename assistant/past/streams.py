"""Streams: tables flattened into text lines → where they are, and the slips in them.

Met in the wild: one row a line with | or tabs or blanks between the cells; one cell a line, with or
without a | after it; the whole table in one line; blank lines that are the only trace of an empty cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.figures import read_number
from assistant.past.blocks import Line
from assistant.past.characters import fold, key
from assistant.past.grids import Parted
from assistant.past.grids import slips as grid_slips
from assistant.past.headings import heading
from assistant.past.labels import Label, is_fragment, like, named, spans
from assistant.past.slips import Slip, Walk, is_rule, is_value, names

_BAR = re.compile(r"[|｜¦]")
_VALUE = re.compile(
    r"\d[\d,.]*\s*[（(][^（）()\d]{0,6}\d*[^（）()\d]{0,10}[）)]|-?\d[\d,]*(?:\.\d+)?(?=\D|$)|[/／\\—–－-]{1,2}|无|空"
)
_PAGE = re.compile(r"^[-—–－\s·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–－\s·]*$")
_ROW_CELLS = 3
_MANY = 15
_FULL = 7
_OFTEN = 6
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Region:
    """Consecutive lines that are one flattened table. `table` is empty if no label says which."""

    table: str
    start: int
    end: int
    lines: tuple[Line, ...]
    after: int = 0


@dataclass(frozen=True)
class Token:
    """A label, a value or something else in a stream. `gap` is the blank lines before it, -1 within a line."""

    kind: str
    text: str
    gap: int
    labels: tuple[Label, ...] = ()
    touching: bool = False


@dataclass(frozen=True)
class Gaps:
    """Blank lines between two cells of a row, and between two rows, where lines are cells; None if unknown."""

    cell: int | None
    row: int | None


def regions(lines: Sequence[Line]) -> list[Region]:
    """The flattened tables in a run of lines."""
    kinds = [_kind(line.text) for line in lines]
    out: list[Region] = []
    at = 0
    while at < len(lines):
        if kinds[at].sort == "prose":
            at += 1
            continue
        end = at
        while end < len(lines) and kinds[end].sort != "prose":
            end += 1
        out.extend(_cut(lines, kinds, at, end))
        at = end
    return out


@dataclass(frozen=True)
class _Kind:
    sort: str  # label, value, piece or prose
    tables: tuple[str, ...] = ()
    strong: bool = False
    values: int = 0


def _kind(text: str) -> _Kind:
    """What a line holds if it is wholly table; prose otherwise. Part four's title is made of labels, but is a title."""
    if len(text) > _LONGEST_TITLE and "|" not in text and "。" in text and not re.search(r"\d\s+\d", text):
        return _Kind("prose")
    found: list[tuple[Label, ...]] = []
    values = 0
    left = 0
    for token in _tokens(text, 0):
        if token.kind == "label":
            found.append(token.labels)
        elif token.kind == "value":
            values += 1
        elif not is_fragment(token.text):
            near = _near(token.text)
            if near:
                found.append(near)
            left += 0 if near else len(key(token.text))
    words = len(key(text))
    if not values and not named(text) and (title := heading(text)) and title.level == "part" and title.names:
        return _Kind("prose")
    if found and left * 4 > words:
        return _Kind("prose")
    if not found and left:
        return _Kind("prose")
    if found:
        sure = [labels for labels in found if len({label.table for label in labels}) == 1 and labels[0].strong]
        return _Kind("label", tuple(labels[0].table for labels in sure), bool(sure), values)
    return _Kind("value" if values or not words else "piece", (), strong=False, values=values)


def _near(text: str) -> tuple[Label, ...]:
    """The row label a short text is a misprint of."""
    if len(text) > _LONGEST_TITLE or "。" in text:
        return ()
    return tuple(label for table in ("T3", "T2") if (label := like(text, table)))


def _cut(lines: Sequence[Line], kinds: Sequence[_Kind], start: int, end: int) -> Iterator[Region]:
    """Cut a run of table lines where another table's labels begin."""
    strong = [at for at in range(start, end) if kinds[at].strong]
    values = sum(kinds[at].values for at in range(start, end))
    if not strong:
        if values >= _MANY or (values and any("|" in lines[at].text for at in range(start, end))):
            yield _region("", lines, start, end)
        return
    if len(strong) == 1 and not values and not any(kinds[at].values for at in strong):
        return
    starts: list[tuple[str, int]] = []
    for at in strong:
        for table in kinds[at].tables:
            if not starts or starts[-1][0] != table:
                starts.append((table, at))
    first = start
    while first < starts[0][1] and kinds[first].sort != "label":
        first += 1
    for index, (table, at) in enumerate(starts):
        begin = first if index == 0 else _back(kinds, at, starts[index - 1][1])
        stop = _back(kinds, starts[index + 1][1], at) if index + 1 < len(starts) else end
        if starts[index + 1 : index + 2] and starts[index + 1][1] == at:
            stop = at + 1
        yield _region(table, lines, begin, max(stop, begin + 1))


def _back(kinds: Sequence[_Kind], at: int, floor: int) -> int:
    """Labels such as 行政复议 that stand before the first sure one belong to it."""
    while at - 1 > floor and kinds[at - 1].sort == "label" and not kinds[at - 1].strong and not kinds[at - 1].values:
        at -= 1
    return at


def _region(table: str, lines: Sequence[Line], start: int, end: int) -> Region:
    after = lines[end].gap if end < len(lines) else 0
    return Region(table, start, end, tuple(lines[start:end]), after)


def _tokens(text: str, gap: int) -> Iterator[Token]:
    """The labels and values of one line, in order."""
    soft = _soften(text)
    at = 0
    for start, end, labels in spans(soft):
        yield from _loose(soft[at:start], gap if at == 0 else -1, labels)
        first = not soft[:start].strip()
        yield Token("label", soft[start:end], gap if first else -1, labels)
        at = end
    yield from _loose(soft[at:], gap if at == 0 else -1, ())


def _soften(text: str) -> str:
    """Fold a line but keep its spaces, each as one."""
    return " ".join(fold(piece) for piece in re.split(r"\s+", text.strip()))


def _loose(chunk: str, gap: int, following: tuple[Label, ...]) -> Iterator[Token]:
    """What stands between labels. A digit with a dot right before a label is the label's number, no value."""
    if following:
        chunk = (
            re.sub(r"(?<![\d.])\(?\d\s*[.、)]\s*$", "", chunk)
            if not re.search(r"\d\d\s*[.、)]\s*$", chunk)
            else re.sub(r"\d\s*[.、)]\s*$", "", chunk)
        )
    for piece in re.split(r"\s+|\||(?<=[\u4e00-\u9fff)])(?=\d[\d,.]*(?:\s|$))", chunk):
        if not piece:
            continue
        state = read_number(piece).state
        if state in {"number", "blank"}:
            if is_rule(piece):
                continue
            yield Token("value", piece, gap)
        elif piece.isdigit():
            yield Token("value", piece, gap)
        elif re.fullmatch(r"[\d,]+", piece) and "," in piece:
            for part in piece.split(","):
                yield Token("value", part, gap)
                gap = -1
        else:
            yield Token("text", piece, gap)
        gap = -1


def slips(region: Region, gaps: Gaps) -> list[Slip]:
    """The rows of a flattened table, by whichever separator its cells have; `gaps` as learnt from the whole file."""
    lines = [
        line
        for line in region.lines
        if not (_PAGE.match(line.text) and re.search(r"[-—–－第页]", line.text) and re.search(r"\d", line.text))
    ]
    if any(_BAR.search(line.text) for line in lines):
        if _rows_on_lines(lines):
            return _as_grid(region.table, [_bars(line.text) for line in lines])
        return list(_cell_slips(region.table, _bar_cells(lines)))
    if sum(line.text.count("\t") >= _ROW_CELLS for line in lines) >= _ROW_CELLS:
        return _as_grid(region.table, [line.text.split("\t") for line in lines])
    return list(_stream_slips(region, lines, gaps))


def _rows_on_lines(lines: Sequence[Line]) -> bool:
    """Whether lines with bars are rows, rather than a cell each."""
    filled = [sum(bool(cell.strip()) for cell in _BAR.split(line.text)) for line in lines]
    several, single = sum(count > 1 for count in filled), sum(count == 1 for count in filled)
    return several >= single


def _bars(text: str) -> list[str]:
    """The cells of a line, without those made only by bars drawn around it."""
    cells = [cell.strip() for cell in _BAR.split(text.strip())]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells


def _as_grid(table: str, rows: Sequence[Sequence[str]]) -> list[Slip]:
    """Rows of cells as a grid; where labels stand behind empty cells the columns are true ones."""
    behind = sum(1 for row in rows if not row[0].strip() and any(cell.strip() for cell in row[:3]))
    return grid_slips(Parted(table, tuple(tuple(row) for row in rows), positional=behind >= _ROW_CELLS))


_ROW_END = "\n"


def _bar_cells(lines: Sequence[Line]) -> list[str]:
    """Cells written one a line, the bar after the text or on a line of its own.

    Two bars or more without text fill up a row that has fewer cells: they end it.
    """
    joined = "\n".join(
        re.sub(r"(?:^|(?<=[|｜¦]))\s*[|｜¦](?:\s*[|｜¦])+\s*$", "|" + _END_MARK + "|", line.text.strip())
        for line in lines
    )
    text = re.sub(r"\s*[|｜¦]\s*", "|", joined).replace(f"||{_END_MARK}", f"|{_END_MARK}")
    return [_ROW_END if cell == _END_MARK else cell.replace("\n", "") for cell in text.split("|")]


_END_MARK = "\ue000"


def _cell_slips(table: str, cells: Sequence[str]) -> Iterator[Slip]:
    """Slips of a run of cells that are all there, the empty ones too: everything from one label to the next."""
    walk = Walk(table)
    current: Label | None = None
    held: list[str] = []
    for cell in (*cells, _ROW_END):
        found = [] if cell == _ROW_END else _names_in_cell(cell, walk)
        if not found and cell != _ROW_END:
            held.append(cell)
            continue
        if any(text.strip() for text in held) or (current and current.kind == "row" and (held or found)):
            yield Slip(current, tuple(held), table=table)
        for label in found:
            walk.note(label)
        rows = [label for label in found if label.kind == "row"]
        current, held = ((rows or found)[-1] if found else None), []


def _names_in_cell(cell: str, walk: Walk) -> list[Label]:
    if not cell.strip() or is_value(cell):
        return []
    return names(cell, walk)


def _stream_slips(region: Region, lines: Sequence[Line], gaps: Gaps) -> Iterator[Slip]:
    walk = Walk(region.table)
    tokens = [token for line in lines for token in _tokens(line.text, line.gap)]
    rows: list[tuple[Label | None, list[Token], int]] = []
    current: Label | None = None
    held: list[Token] = []
    for index, token in enumerate(tokens):
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
        if index + 1 == len(tokens):
            break
    if held or (current and current.kind == "row"):
        rows.append((current, held, region.after))
    gaps = _trusted(rows, gaps)
    for label, values, after in rows:
        yield _stream_slip(region.table, label, values, after, gaps)


def _label_of(token: Token, walk: Walk) -> Label | None:
    if token.kind == "label":
        found = names(token.text, walk)
        return ([label for label in found if label.kind == "row"] or found)[-1] if found else None
    if token.kind == "text":
        return like(token.text, walk.table)
    return None


def learn(found: Sequence[Region]) -> Gaps:
    """The blank lines between cells and between rows in a file's flattened tables together.

    The smallest common gap is that between cells, the next that between rows.
    """
    gaps = Counter(line.gap for region in found for line in region.lines[1:])
    if not gaps:
        return Gaps(None, None)
    cell = next(gap for gap in sorted(gaps) if gaps[gap] * _OFTEN >= max(gaps.values()))
    # An empty cell adds its line and a gap: those sums are no gap of their own.
    wider = [gap for gap in sorted(gaps) if gap > cell and gaps[gap] > 1 and (gap - cell) % (cell + 1)]
    return Gaps(cell, wider[0] if wider else cell)


def _trusted(rows: Sequence[tuple[Label | None, list[Token], int]], gaps: Gaps) -> Gaps:
    """Blank lines mean nothing where values share a line, or a row that has all its values shows more of them."""
    for _, values, _ in rows:
        if any(token.gap < 0 for token in values[1:]):
            return Gaps(None, None)
        if len(values) == _FULL and any(token.gap != gaps.cell for token in values[1:]):
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
    """Empty cells a gap stands for: each adds its own blank line and one more gap. None if it does not come out even."""
    if base is None or gap < base:
        return 0 if base is not None and gap >= 0 else None
    count, odd = divmod(gap - base, cell + 1)
    return None if odd else count


def is_tabular(text: str) -> bool:
    """Whether a line holds labels or values of a statutory table and nothing else."""
    kind = _kind(text)
    return kind.sort == "label" or (kind.sort == "value" and kind.values > 0)
