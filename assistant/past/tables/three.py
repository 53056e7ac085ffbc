"""Table three: rows as found → its figures, where rows lose labels, cells and the spaces between them most."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.figures import read_number
from assistant.findings import found
from assistant.form import Form, known
from assistant.past.lines.pieces import Slip
from assistant.past.tables.cells_run_together import Column, Way, confirmed, placements, row_holds, solve, splits
from assistant.past.tables.figures_read import Reading, fit, raw_of
from assistant.past.tables.merged_rows import folded, merged_row, stands_merged
from assistant.past.tables.thresholds import MOST_WAYS_OF_A_ROW, PRINTED_ROWS


def read_three(slips: Sequence[Slip], reading: Reading) -> None:
    """Table three: rows by label and order, cells by column, doubtful rows by the table's identities."""
    form = reading.form
    columns = list(form.tables["T3"].columns)
    width = len(columns)
    rows, clashes = _assign(_apart(slips, width), form)
    for row, raws in clashes.items():
        reading.doubt([f"T3.{row}.{column}" for column in columns if row in form.tables["T3"].rows], raws)
    if not rows and not clashes:
        if len({slip.label.id for slip in slips if slip.label and slip.label.kind == "row"}) >= PRINTED_ROWS:
            reading.seen.add("T3")  # it is there, without a single value
        return
    reading.seen.add("T3")
    merged = merged_row(form, known())
    if merged and merged.row.id in rows:
        rows = folded(rows, merged, reading)
    certain, doubtful = _parted(rows, width)
    certain_ways = {row: way for row, texts in certain.items() if (way := _numbers(texts)) is not None}
    if merged and merged.row.id in {slip.label.id for slip in rows.values() if slip.label}:
        certain_ways |= dict.fromkeys(merged.blank, (None,) * width)
    open_rows = {row: ways for row, ways in doubtful.items() if ways}
    identities = _identities(form)
    solved = {
        row: way
        for row, way in solve(certain_ways, open_rows, identities).items()
        if _is_forced(rows[row], width) or fit(rows[row], width) or confirmed(row, certain_ways, open_rows, identities)
    }
    for row, slip in rows.items():
        codes = [f"T3.{row}.{column}" for column in columns]
        if row in certain:
            for code, text in zip(codes, certain[row], strict=True):
                reading.put(code, text)
        elif row in solved:
            _take(row, slip, solved[row], codes, reading)
        else:
            reading.doubt(codes, raw_of(slip))


def _parted(rows: Mapping[str, Slip], width: int) -> tuple[dict[str, tuple[str, ...]], dict[str, list[Way]]]:
    """The rows whose cells are where they are, and for the others every way they may be read."""
    certain: dict[str, tuple[str, ...]] = {}
    doubtful: dict[str, list[Way]] = {}
    for row, slip in rows.items():
        texts = fit(slip, width)
        if texts is None:
            doubtful[row] = list(_ways(slip, width))
        elif (whole := _unwrapped(texts)) is not None:
            doubtful[row] = [whole]
        elif _has_lost_a_cell(texts):
            doubtful[row] = []
        else:
            certain[row] = texts
    return certain, doubtful


def _unwrapped(texts: Sequence[str]) -> Way | None:
    """The row with numbers that were broken over lines in narrow cells put together, if it adds up only so."""
    whole = [re.sub(r"(?<=\d)\s+(?=\d)", "", text) for text in texts]
    if whole == list(texts):
        return None
    way = _numbers(whole)
    return way if way is not None and row_holds(way) else None


def _has_lost_a_cell(texts: Sequence[str]) -> bool:
    """Whether the total is empty and the value before it looks like it: a cell was lost and the rest moved up."""
    values = [read_number(text).value for text in texts]
    last = values[-2]
    return values[-1] is None and bool(last) and last is not None and last >= sum(value or 0 for value in values[:-2])


def _is_forced(slip: Slip, width: int) -> bool:
    """As many digits as columns, run together: there is nothing to choose."""
    return sum(len(token) for cell in slip.cells for token in cell.split()) == width


def _take(row: str, slip: Slip, way: Way, codes: Sequence[str], reading: Reading) -> None:
    for code, value in zip(codes, way, strict=True):
        if value is not None:
            reading.values[code] = value
    raw = raw_of(slip)
    name = reading.form.cell_name(f"T3.{row}")
    shown = "、".join("空" if value is None else str(value) for value in way)
    message = f"{name}的数字连在一起、断开或者缺少空格（“{raw}”），按表内勾稽关系还原为 {shown}，请核对。"
    reading.findings.append(found("R-03", f"T3.{row}", message, values={"raw": raw}))


def _numbers(texts: Sequence[str]) -> Way | None:
    readings = [read_number(text) for text in texts]
    return None if any(item.state == "unreadable" for item in readings) else tuple(item.value for item in readings)


def _identities(form: Form) -> list[Column]:
    """The column identities of table three, rows only: each rule of the form holds for every column alike."""
    out: dict[tuple[tuple[str, int], ...], None] = {}
    for rule in form.rules:
        if rule.code in {"T3-02", "T3-03"}:
            signs = [(op.cell.split(".")[1], op.sign) for op in rule.left]
            signs += [(op.cell.split(".")[1], -op.sign) for op in rule.right]
            out[tuple(signs)] = None
    return [Column(signs) for signs in out]


def _ways(slip: Slip, width: int) -> Iterable[Way]:
    """Every reading of a doubtful row that its own sum allows; a total may be missing only from separate cells."""
    if not slip.sure:
        return
    tokens = [token for cell in slip.cells for token in cell.split()]
    values = [
        item.value for token in tokens if (item := read_number(token)).state == "number" and item.value is not None
    ]
    if len(values) != len([token for token in tokens if read_number(token).state != "blank"]):
        return
    whole = all(re.fullmatch(r"\d+", token) for token in tokens)
    ways: dict[Way, None] = {}
    if not slip.explicit and whole and any(len(token) > 1 for token in tokens):
        for way in splits(tokens, width):
            if row_holds(way):
                ways[way] = None
            if len(ways) > MOST_WAYS_OF_A_ROW:
                return
    if 1 < len(values) < width and not (not slip.explicit and any(len(token) > width for token in tokens)):
        for way in placements(values, width):
            if way[-1] is None or row_holds(way):
                ways[way] = None
    yield from ways


def _apart(slips: Sequence[Slip], width: int) -> list[Slip]:
    """Runs that hold several rows, taken apart: 14 values after one label are its 7 and another row's."""
    out: list[Slip] = []
    for slip in slips:
        count = len(slip.cells)
        if slip.explicit or count <= width or count % width or any(not cell.strip() for cell in slip.cells):
            out.append(slip)
            continue
        for start in range(0, count, width):
            label = slip.label if start == 0 else None
            out.append(Slip(label, slip.cells[start : start + width], explicit=False, table=slip.table))
    return out


def _assign(slips: Sequence[Slip], form: Form) -> tuple[dict[str, Slip], dict[str, str]]:
    """Which form row each slip is: by label; without one, by standing between two labels that leave no choice.

    Beside them the rows that are not certain, with what stood there: twice with different values, or no label at all.
    """
    order = list(form.tables["T3"].rows)
    merged = merged_row(form, known())
    if merged and stands_merged(slips, merged):
        order.insert(order.index(merged.rows[0]), merged.row.id)
        order = [row for row in order if row not in merged.rows]
    rows: dict[str, Slip] = {}
    loose: list[Slip] = []
    before = -1
    clashes: dict[str, str] = {}
    for slip in slips:
        row = slip.label.id if slip.label and slip.label.kind == "row" else None
        if row is None or row not in order:
            if slip.label is None or (slip.label.kind == "column" and any(cell.strip() for cell in slip.cells)):
                loose.append(slip)
            continue
        at = order.index(row)
        if not slip.cells:
            continue
        _between(order, before, at, loose, rows)
        before, loose = at, []
        if row in rows and rows[row].cells != slip.cells and any(cell.strip() for cell in rows[row].cells):
            if any(cell.strip() for cell in slip.cells):
                clashes[row] = f"{raw_of(rows[row])}；{raw_of(slip)}"
            continue
        rows[row] = slip
    _between(order, before, len(order), loose, rows)
    if not rows and loose:
        # Rows without a label, fewer than the form has: which are missing nobody can say.
        clashes |= dict.fromkeys(form.tables["T3"].rows, "；".join(map(raw_of, loose)))
    for row in clashes:
        rows.pop(row, None)
    return rows, clashes


def _between(order: Sequence[str], before: int, at: int, loose: Sequence[Slip], rows: dict[str, Slip]) -> None:
    missing = [row for row in order[before + 1 : at] if row not in rows]
    if loose and len(loose) == len(missing):
        rows.update(zip(missing, loose, strict=True))
