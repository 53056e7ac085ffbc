"""Table two: rows as found → its figures, each cell by its label and its column."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.figures import read_number
from assistant.findings import found
from assistant.form import Row, load
from assistant.past.lines.pieces import Slip
from assistant.past.tables.figures_read import Reading, fit, raw_of, twice_as_wide
from assistant.past.tables.solving.rows import cells_of


def read_two(
    slips: Sequence[Slip],
    reading: Reading,
    *,
    old: str,
    yuan: bool = False,
    full: bool = False,
    filled_up: bool = False,
) -> None:
    """Table two. Of the old edition only the cells that mean the same are taken; fees in 元 are not converted.

    `full`: the file leaves no cell empty, so that digits that ran together are as many numbers as there are columns.
    `filled_up`: numbers begin with zeros, so that such digits are not cut.
    """
    table = reading.form.tables["T2"]
    reading.old = reading.old or old
    rows: dict[str, list[Slip]] = {}
    for slip in slips:
        if slip.label and slip.label.kind == "row" and slip.cells and slip.label.id in table.rows:
            rows.setdefault(slip.label.id, []).append(slip)
    reading.twice("T2", [row for row, slips in rows.items() if _is_twice(slips, len(table.rows[row].columns))])
    for row, found_rows in rows.items():
        reading.seen.add("T2")
        slip = found_rows[0]
        codes = [f"T2.{row}.{column}" for column in table.rows[row].columns]
        if old:
            if printed := load(old).tables["T2"].rows.get(row):
                _take_over(slip, printed, codes, reading)
            continue
        doubtful = _differ(found_rows) or _half_headed(codes, slip.order)
        texts = None if doubtful else _texts_of(slip, len(codes))
        codes = _as_headed(codes, slip.order)
        cells = () if texts is not None or filled_up or doubtful else cells_of(slip, len(codes), full=full)
        if cells:
            _take(row, slip, cells, codes, reading)
        elif texts is None:
            reading.doubt(codes, "；".join(raw_of(one) for one in found_rows))
        elif yuan and table.columns[codes[0].rpartition(".")[2]].decimal and read_number(texts[0]).value:
            reading.doubt(codes, f"{raw_of(slip)}元")
        else:
            for code, text in zip(codes, texts, strict=True):
                reading.put(code, text)


def _take(
    row: str, slip: Slip, cells: Sequence[tuple[Decimal | None, bool]], codes: Sequence[str], reading: Reading
) -> None:
    """Put the cells that are the same however the digits of the row are cut; the others stay unreadable."""
    raw = raw_of(slip)
    for code, (value, sure) in zip(codes, cells, strict=True):
        if sure and value is not None:
            reading.values[code] = value
        else:
            reading.doubt([code], raw)
    shown = "、".join(str(value) if sure else "？" for value, sure in cells)
    message = f"{reading.form.cell_name(f'T2.{row}')}的数字连在一起（“{raw}”），能确定的还原为 {shown}，请核对。"
    reading.findings.append(found("R-03", f"T2.{row}", message, values={"raw": raw}))


def _take_over(slip: Slip, printed: Row, codes: Sequence[str], reading: Reading) -> None:
    """Of a row printed in an older edition, the cells whose column the row has in the form too: they mean the same."""
    texts = fit(slip, len(printed.columns))
    for column, text in zip(printed.columns, texts or (), strict=bool(texts)):
        if (code := f"T2.{printed.id}.{column}") in codes:
            reading.put(code, text)


def _half_headed(codes: list[str], order: Sequence[str]) -> bool:
    """Whether only some of a row's columns are named in the header: the others may stand anywhere."""
    return 0 < sum(code.rpartition(".")[2] in order for code in codes) < len(codes)


def _as_headed(codes: list[str], order: Sequence[str]) -> list[str]:
    """The cells of a row in the order their columns have in the header, where it names all of them."""
    places = {code: order.index(column) for code in codes if (column := code.rpartition(".")[2]) in order}
    return sorted(codes, key=lambda code: places[code]) if len(places) == len(codes) else codes


def _is_twice(slips: Sequence[Slip], width: int) -> bool:
    return _differ(slips) or twice_as_wide(slips[0], width)


def _differ(slips: Sequence[Slip]) -> bool:
    """Whether a row stands there more than once with different values, as in a report that shows two years."""
    return len({raw for slip in slips if (raw := raw_of(slip))}) > 1


def _texts_of(slip: Slip, width: int) -> tuple[str, ...] | None:
    return fit(slip, width) if width > 1 else _one(slip)


def _one(slip: Slip) -> tuple[str, ...] | None:
    """The one value of a cell printed over several grid columns, or repeated in them; a mark for nothing is one too."""
    texts = {text for cell in slip.cells if (text := " ".join(cell.split()))}
    if len(texts) > 1 or not slip.sure:
        return None
    return (texts.pop(),) if texts else (slip.cells[0],)
