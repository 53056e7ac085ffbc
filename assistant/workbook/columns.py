"""columns: in which column of a sheet each cell stands, by the headings over it.

A column inserted or taken out in the middle moves those beside it; their figures must not be read as another's.
"""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter

from assistant.findings import Finding, found
from assistant.form import Table
from assistant.workbook.labels import plain
from assistant.workbook.opening import Sheet
from assistant.workbook.places import TOP, Spot


def columns(table: Table, sheet: Sheet, shift: tuple[int, int], findings: list[Finding]) -> Mapping[str, int]:
    """Cell code → sheet column, without the cells whose heading is gone; `shift` is that of the whole table."""
    down, right = shift
    out: dict[str, int] = {}
    for y, heads in _headed(table).items():
        texts = [text for _, text, _ in heads]
        row = _row_with(texts, y + TOP + down, sheet)
        for (x, text, codes), column in zip(heads, _places(heads, row, right, sheet), strict=True):
            expected = x + 1 + right
            if column is None:
                findings.append(_gone(table, sheet, Spot(row, max(expected, 1)), text, codes))
                continue
            if column != expected:
                message = f"{sheet.name}的“{text}”一列不在原位，已按 {get_column_letter(column)} 列读取。"
                findings.append(found("R-07", table.id, message))
            out |= dict.fromkeys(codes, column)
    return out


_Heads = list[tuple[int, str, list[str]]]
"""Headings of one row from the left: layout column, text, and the cells under it."""


def _headed(table: Table) -> dict[int, _Heads]:
    """Layout row → its headings that stand directly over cells."""
    over: dict[int, tuple[int, str]] = {}
    heads: dict[tuple[int, int], tuple[str, list[str]]] = {}
    for x, y, box in sorted(table.placed, key=lambda one: (one[1], one[0])):
        if box.code:
            if x in over:
                top, text = over[x]
                heads.setdefault((top, x), (text, []))[1].append(box.code)
        else:
            over[x] = (y, box.text)
    out: dict[int, _Heads] = {}
    for (y, x), (text, codes) in sorted(heads.items()):
        out.setdefault(y, []).append((x, text, codes))
    return out


def _row_with(texts: list[str], expected: int, sheet: Sheet) -> int:
    """The sheet row that has the most of these headings, the one nearest to its place if several do."""
    wanted = {plain(text) for text in texts}
    rows: dict[int, set[str]] = {}
    for (row, _), value in sheet.cells.items():
        rows.setdefault(row, set()).update({plain(value.text)} & wanted)
    return max(rows, key=lambda row: (len(rows[row]), -abs(row - expected)), default=expected)


def _places(heads: _Heads, row: int, right: int, sheet: Sheet) -> list[int | None]:
    """Where each heading stands; of headings printed several times all must be there, or they stand as expected."""
    there: dict[str, list[int]] = {}
    for (at, column), value in sorted(sheet.cells.items()):
        if at == row:
            there.setdefault(plain(value.text), []).append(column)
    out: list[int | None] = []
    for x, text, _ in heads:
        alike = [other for other, printed, _ in heads if plain(printed) == plain(text)]
        stand = there.get(plain(text), [])
        if len(stand) == len(alike):
            out.append(stand[alike.index(x)])
        else:
            out.append(x + 1 + right if x + 1 + right in stand else None)
    return out


def _gone(table: Table, sheet: Sheet, place: Spot, text: str, codes: list[str]) -> Finding:
    where = codes[0] if len(codes) == 1 else f"{table.id}.{codes[0].rsplit('.', 1)[1]}"
    return found(
        "R-01",
        where,
        f"{sheet.name} {place.address} 应当是“{text}”，现在不是，也没有在别处找到；这一列没有读入。请按模板恢复。",
    )
