"""Table three: rows as found → its figures, where rows lose labels, cells and the spaces between them most."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.findings import found
from assistant.form import Form, known
from assistant.past.lines.pieces import Slip
from assistant.past.tables.figures_read import Reading, fit, raw_of, twice_as_wide
from assistant.past.tables.merged_rows import folded, merged_row, stands_merged
from assistant.past.tables.solving.balance import Column, agreed, confirmed, left_over
from assistant.past.tables.solving.cuts import Way
from assistant.past.tables.solving.rows import is_forced, numbers, parted
from assistant.past.tables.thresholds import PRINTED_ROWS


def read_three(slips: Sequence[Slip], reading: Reading, *, filled_up: bool = False) -> None:
    """Table three: rows by label and order, cells by column, doubtful rows by the table's identities.

    `filled_up`: numbers begin with zeros, so that digits that ran together are not cut.
    """
    form = reading.form
    columns = list(form.tables["T3"].columns)
    width = len(columns)
    rows, clashes = _assign(_apart(slips, width), form)
    reading.twice("T3", [*clashes, *(row for row, slip in rows.items() if twice_as_wide(slip, width))])
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
    certain, doubtful = parted(rows, width)
    certain_ways = {row: way for row, texts in certain.items() if (way := numbers(texts)) is not None}
    if merged and merged.row.id in {slip.label.id for slip in rows.values() if slip.label}:
        certain_ways |= dict.fromkeys(merged.blank, (None,) * width)
    open_rows = {row: ways for row, ways in doubtful.items() if ways and not filled_up}
    identities = _identities(form)
    solved = {
        row: ways
        for row, ways in left_over(certain_ways, open_rows, identities).items()
        if is_forced(rows[row], width) or fit(rows[row], width) or confirmed(row, certain_ways, open_rows, identities)
    }
    for row, texts in certain.items():
        for column, text in zip(columns, texts, strict=True):
            reading.put(f"T3.{row}.{column}", text)
    digit_by_digit: list[str] = []
    for row in (row for row in rows if row not in certain):
        if len(solved.get(row, ())) == 1 and is_forced(rows[row], width):
            digit_by_digit.append(row)
        _take(row, rows[row], solved.get(row, ()), columns, reading)
    _tell_forced(digit_by_digit, rows, reading)


def _take(row: str, slip: Slip, ways: Sequence[Way], columns: Sequence[str], reading: Reading) -> None:
    """Put what all the ways left for a row agree on; the other cells stay unreadable with what stood there."""
    raw = raw_of(slip)
    cells = agreed(ways) or ((None, False),) * len(columns)
    for column, (value, sure) in zip(columns, cells, strict=True):
        if not sure:
            reading.doubt([f"T3.{row}.{column}"], raw)
        elif value is not None:
            reading.values[f"T3.{row}.{column}"] = value
    if any(sure for _, sure in cells) and not is_forced(slip, len(columns)):
        name = reading.form.cell_name(f"T3.{row}")
        shown = "、".join(("空" if value is None else str(value)) if sure else "？" for value, sure in cells)
        message = f"{name}的数字连在一起、断开或者缺少空格（“{raw}”），按表内勾稽关系还原为 {shown}，请核对。"
        reading.findings.append(found("R-03", f"T3.{row}", message, values={"raw": raw}))


def _tell_forced(told: Sequence[str], rows: Mapping[str, Slip], reading: Reading) -> None:
    """One finding for all rows that have as many digits as columns: there is nothing in them to choose."""
    if told:
        first = reading.form.cell_name(f"T3.{told[0]}")
        message = (
            f"表三有 {len(told)} 行的数字连在一起，位数与格数相同，已一位一格读入"
            f"（如{first.removeprefix('表三')}“{raw_of(rows[told[0]])}”），请核对。"
        )
        reading.findings.append(found("R-03", "T3", message, values={"rows": list(told)}))


def _identities(form: Form) -> list[Column]:
    """The column identities of table three, rows only: each rule of the form holds for every column alike."""
    out: dict[tuple[tuple[str, int], ...], None] = {}
    for rule in form.rules:
        if rule.code in {"T3-02", "T3-03"}:
            signs = [(op.cell.split(".")[1], op.sign) for op in rule.left]
            signs += [(op.cell.split(".")[1], -op.sign) for op in rule.right]
            out[tuple(signs)] = None
    return [Column(signs) for signs in out]


def _apart(slips: Sequence[Slip], width: int) -> list[Slip]:
    """Runs that hold several rows, taken apart: 14 values after one label are its 7 and another row's."""
    out: list[Slip] = []
    for slip in slips:
        count = len(slip.cells)
        slashed = set(slip.cells[::2]) == {"/"}  # they may as well part the cells of one row
        if slip.explicit or slashed or count <= width or count % width or any(not cell.strip() for cell in slip.cells):
            out.append(slip)
            continue
        for start in range(0, count, width):
            label = slip.label if start == 0 else None
            out.append(replace(slip, label=label, cells=slip.cells[start : start + width]))
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
