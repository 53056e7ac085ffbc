"""Pages that compare two years: a table told twice or twice as wide is never read as this year's, and that is said."""

import itertools
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from renderings import FORM, full, make, squares

from assistant.past import read_bytes

Rows = list[list[str]]
OLD, NEW = make(10), make(6)
TITLE = f"{NEW.organ}2024年政府信息公开工作年度报告"


def _rows(table: str, values: dict[str, Decimal | None]) -> Rows:
    return full(squares(FORM.tables[table], values), repeat=True)


def _labels(table: str) -> int:
    """How many columns of the printed table hold labels."""
    return min(box.x for box in squares(FORM.tables[table], dict(NEW.figures.values)) if box.value)


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def one_after_the_other(_: str, old: Rows, new: Rows) -> str:
    return f"<p>2023年</p>{_table(old)}<p>2024年</p>{_table(new)}"


def side_by_side(table: str, old: Rows, new: Rows) -> str:
    at = _labels(table)
    width = len(old[0]) - at
    years = [["项目"] * at + ["2023年"] * width + ["2024年"] * width]
    return _table(years + [one + other[at:] for one, other in zip(old, new, strict=True)])


def column_by_column(table: str, old: Rows, new: Rows) -> str:
    at = _labels(table)
    both = (
        one[:at] + list(itertools.chain(*zip(one[at:], other[at:], strict=True)))
        for one, other in zip(old, new, strict=True)
    )
    return _table(list(both))


@pytest.mark.parametrize("page", [one_after_the_other, side_by_side, column_by_column])
@pytest.mark.parametrize("table", FORM.tables)
@pytest.mark.parametrize("printed", [False, True], ids=["网页", "PDF"])
def test_a_table_of_two_years_is_a_doubt(page: Callable[[str, Rows, Rows], str], table: str, printed: bool) -> None:  # noqa: FBT001
    text = page(table, _rows(table, dict(OLD.figures.values)), _rows(table, dict(NEW.figures.values)))
    whole = f"<html><body><h1>{TITLE}</h1>{text}</body></html>"
    name, data = "report.html", whole.encode()
    if printed:
        from weasyprint import HTML

        style = "<style>@page { size: A3 landscape } td { border: 1px solid; font-size: 8pt }</style>"
        name, data = "report.pdf", HTML(string=style + whole).write_pdf()
    got = read_bytes(name, data)
    old, new = OLD.figures.values, NEW.figures.values
    either = {code for code in FORM.tables[table].codes() if old.get(code) == new.get(code)}
    assert {code for code in got.figures.values if code.startswith(table)} <= either
    assert [one.where for one in got.findings if "年度" in one.message and "没有读入" in one.message] == [table]


def test_a_row_that_names_its_year_is_read_where_it_is_the_only_one() -> None:
    rows = _rows("T4", dict(NEW.figures.values))
    text = "\n".join(" | ".join(row) for row in [*rows[:-1], ["2024年", *rows[-1]]])
    got = read_bytes("report.txt", f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n{text}".encode())
    codes = list(FORM.tables["T4"].codes())
    assert [got.figures.values.get(code) for code in codes] == [NEW.figures.values[code] for code in codes]
