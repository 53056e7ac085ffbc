"""table: one of the statutory tables on a sheet: found, compared with the form, and read."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.figures import Figures, Reading, read_cell
from assistant.findings import Finding, found
from assistant.form import Cell, Form, Table, known
from assistant.workbook.columns import columns
from assistant.workbook.labels import plain
from assistant.workbook.opening import Sheet
from assistant.workbook.places import TOP, Spot, derived, labels, spots

_ENOUGH_TABLES = 2
_ALIKE = 0.6
"""Share of a table's labels a sheet must have to be taken for it."""


def table_sheet(table: Table, sheets: Mapping[str, Sheet]) -> Sheet | None:
    """The sheet of that name, if it holds the table's labels, else the one most like the table, None if none is."""
    named = sheets.get(table.name)
    if named is not None and _likeness(table, named) >= _ALIKE:
        return named
    best = max(sheets.values(), key=lambda sheet: _likeness(table, sheet), default=None)
    if best is not None and _likeness(table, best) >= _ALIKE:
        return best
    return None


def form_of(sheets: Mapping[str, Sheet]) -> Form | None:
    """The edition whose tables the sheets hold, the one in force if several could be; None if too few are there."""
    written = [form for form in known() if not form.read_into]
    best = max(written, key=lambda form: sum(_held(form, sheets)))
    return best if sum(share >= _ALIKE for share in _held(best, sheets)) >= _ENOUGH_TABLES else None


def _held(form: Form, sheets: Mapping[str, Sheet]) -> list[float]:
    """For each table the share of its labels that the sheet most like it has."""
    return [max((_likeness(table, sheet) for sheet in sheets.values()), default=0) for table in form.tables.values()]


def alike(table: Table, sheets: Mapping[str, Sheet]) -> list[Sheet]:
    """Every sheet that could be the table's."""
    return [sheet for sheet in sheets.values() if _likeness(table, sheet) >= _ALIKE]


def _likeness(table: Table, sheet: Sheet) -> float:
    wanted = {plain(text) for _, text in labels(table)}
    present = {plain(value.text) for value in sheet.cells.values()}
    return len(wanted & present) / len(wanted)


def read_table(table: Table, sheet: Sheet, figures: Figures, findings: list[Finding]) -> Figures:
    """The figures with this table's cells read; findings for what is misplaced or is no proper number."""
    where = spots(table.id, figures.form)
    shift = _shift(table, sheet)
    rows = _moved(table, sheet, shift, findings)
    beneath = columns(table, sheet, shift, findings)
    readings: dict[str, tuple[Spot, Reading]] = {}
    computed: list[tuple[str, Spot]] = []
    for code, spot in where.items():
        row, column = rows.get(spot.row - TOP), beneath.get(code)
        if row is None or column is None:
            continue
        place = Spot(row, column)
        value = sheet.at(place.row, place.column)
        reading = read_cell(value.text, decimal=figures.form.cells[code].decimal)
        if value.formula and reading.state == "blank":
            computed.append((code, place))
        else:
            readings[code] = place, reading
    for code, (place, reading) in readings.items():
        findings.extend(_remarks(figures.form.cells[code], f"{sheet.name} {place.address}", reading))
    figures = figures.with_values({code: one.value for code, (_, one) in readings.items() if one.state == "number"})
    figures = figures.with_unreadable(
        {code: one.raw for code, (_, one) in readings.items() if one.state == "unreadable"}
    )
    return _recomputed(figures, computed, sheet, findings)


def _recomputed(
    figures: Figures, computed: Iterable[tuple[str, Spot]], sheet: Sheet, findings: list[Finding]
) -> Figures:
    """Formula cells without a stored result: worked out again; a formula where a number belongs is reported."""
    given: Mapping[str, Decimal] = derived(figures)
    for code, place in computed:
        if not figures.form.cells[code].computed:
            message = (
                f"{sheet.name} {place.address} 是没有计算结果的公式，按空白处理。请填写数字，或者用 Excel 重新保存。"
            )
            findings.append(found("T-01", code, message))
        elif code in given:
            figures = figures.with_values({code: given[code]})
    return figures


def _remarks(cell: Cell, place: str, reading: Reading) -> Iterable[Finding]:
    value, name = reading.value, cell.name
    if reading.state == "unreadable":
        reason = f"{reading.remark}，请核对。" if reading.remark else "不是数字，请改为阿拉伯数字；没有发生的填0。"
        message = f"{place}（{name}）“{reading.raw}”{reason}"
        yield found("T-01", cell.code, message, values={"text": reading.raw})
    elif reading.remark:
        yield found("R-07", cell.code, f"{place}（{name}）{reading.remark}。", values={"text": reading.raw})
    if value is None:
        return
    if value < 0:
        yield found("T-01", cell.code, f"{place}（{name}）{value} 是负数，请核对。", values={"value": value})
    elif not cell.decimal and value != value.to_integral_value():
        yield found("T-01", cell.code, f"{place}（{name}）{value} 不是整数，件数应当为整数。", values={"value": value})


def _moved(table: Table, sheet: Sheet, shift: tuple[int, int], findings: list[Finding]) -> dict[int, int]:
    """Layout row → its row on the sheet, for the rows whose labels are there."""
    down, right = shift
    if (down, right) != (0, 0):
        findings.append(found("R-07", table.id, f"{sheet.name}的表格不在模板的位置，已按表中文字找到并读取。"))
    rows: dict[int, int] = {}
    for y, line in enumerate(table.layout):
        own = [(x, box.text) for x, at, box in table.placed if at == y and not box.code]
        if not any(box.code for box in line):
            continue
        expected = y + TOP + down
        row = _row_of(own, expected, right, sheet)
        if row is None:
            place = Spot(expected, max(own[-1][0] + 1 + right, 1)).address
            message = (
                f"{sheet.name} {place} 应当是“{own[-1][1]}”，现在不是，也没有在别处找到；这一行没有读入。请按模板恢复。"
            )
            findings.append(found("R-01", f"{table.id}.{_row_code(table, y)}", message))
            continue
        if row != expected:
            findings.append(found("R-07", table.id, f"{sheet.name}的“{own[-1][1]}”不在原位，已按第{row}行读取。"))
        rows[y] = row
    return rows


def _row_code(table: Table, y: int) -> str:
    return next(str(box.code).split(".", 2)[1] for box in table.layout[y] if box.code)


def _shift(table: Table, sheet: Sheet) -> tuple[int, int]:
    """By how many rows and columns the whole table stands off its place, by its labels' majority."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, value in sheet.cells.items():
        places.setdefault(plain(value.text), []).append(place)
    votes: dict[tuple[int, int], int] = {}
    for spot, text in labels(table):
        for row, column in places.get(plain(text), ()):
            shift = (row - spot.row, column - spot.column)
            votes[shift] = votes.get(shift, 0) + 1
    return max(votes, key=lambda shift: (votes[shift], -abs(shift[0]) - abs(shift[1])), default=(0, 0))


def _row_of(own: list[tuple[int, str]], expected: int, right: int, sheet: Sheet) -> int | None:
    """The row that carries the row's own label: where it is expected, else the only one that has it."""
    if not own:
        return expected
    x, label = own[-1]
    column = x + 1 + right
    if plain(sheet.at(expected, column).text) == plain(label):
        return expected
    others = [row for (row, at), value in sheet.cells.items() if at == column and plain(value.text) == plain(label)]
    return others[0] if len(others) == 1 else None
