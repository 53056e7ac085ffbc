"""Parts: the cells that a computed cell is the sum of, and what they must be where a total alone was told."""

from decimal import Decimal

from assistant.figures import Figures
from assistant.form import Form

_NONE = Decimal(0)


def parts_of(code: str, form: Form) -> tuple[str, ...]:
    """The typed cells that a total sums: the applicants of a row, the outcomes of a dispute; () for a typed cell."""
    cell = form.cells.get(code)
    if cell is None or not cell.computed:
        return ()
    table, row, column = code.split(".")
    if cell.row.id == "total_handled":
        columns = [column] if column != "total" else [one.id for one in form.tables[table].applicants()]
        return tuple(f"{table}.{result.id}.{one}" for result in form.tables[table].result_rows for one in columns)
    return tuple(f"{table}.{row}.{one}" for one in cell.row.columns if one != column)


def beside(code: str, form: Form) -> tuple[str, ...]:
    """The other typed cells of a cell's row: those that are 0 where it holds all of the row."""
    cell = form.cells[code]
    table, row, _ = code.split(".")
    others = (f"{table}.{row}.{column}" for column in cell.row.columns)
    return tuple(other for other in others if other != code and not form.cells[other].computed)


def certain(code: str, value: Decimal, figures: Figures) -> dict[str, Decimal] | None:
    """What the parts of a total must be, None where that is not certain.

    A total of 0 makes every part 0; parts that make it up already leave 0 to the blank ones; a single blank part is
    what is left.
    """
    parts = parts_of(code, figures.form)
    known = {part: figures.values[part] for part in parts if part in figures.values}
    blank = [part for part in parts if part not in known]
    left = value - sum(known.values(), _NONE)
    if not parts or left < 0 or (left and len(blank) != 1):
        return None
    return dict.fromkeys(blank, left or _NONE)
