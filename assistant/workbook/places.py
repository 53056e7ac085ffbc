"""places: where each cell of the form stands in the workbook, and what its computed cells calculate.

Both directions go by this one map: the writer puts a cell where `spot` says, the reader looks there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from openpyxl.utils import get_column_letter

from assistant.figures import Figures
from assistant.form import Form, Rule, Table
from assistant.tables import fill

GUIDE, INDICATORS, NOTES, TEXT, MARK = "说明", "补充指标", "工作事实", "文字", "_年报"
TOP = 3
"""The sheet row the printed table begins on, below its title and a line of hints."""

FORMAT = "nianbao-workbook"
INDICATOR_HEADS = ("指标名称", "本年数值", "单位", "所属部分", "上年数值")
NOTE_HEADS = ("所属部分", "事实")
TEXT_HEADS = ("章节代码", "标题", "文字")
ORGAN, YEAR = "机关名称", "报告年度"
CONTINUED = "（接上行）"
"""Title of a text row that continues the paragraph above, where one cell could not hold it."""


@dataclass(frozen=True)
class Spot:
    """A position on a sheet, counted from 1."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """As people and formulas write it: E7."""
        return f"{get_column_letter(self.column)}{self.row}"


@cache
def spots(table_id: str, form: Form) -> Mapping[str, Spot]:
    """Cell code → where it stands on its table's sheet."""
    table = form.tables[table_id]
    return {box.code: Spot(TOP + y, 1 + x) for x, y, box in table.placed if box.code}


def labels(table: Table) -> Iterator[tuple[Spot, str]]:
    """Every printed label with its place."""
    for x, y, box in table.placed:
        if not box.code:
            yield Spot(TOP + y, 1 + x), box.text


def computing(form: Form) -> Mapping[str, Rule]:
    """Computed cell → the rule that gives it; where two do, the one `fill` applies last."""
    return {str(rule.computes): rule for rule in form.computing}


def derived(figures: Figures) -> Mapping[str, Decimal]:
    """What the computed cells hold if nothing but the typed cells is known."""
    form = figures.form
    typed = {code: value for code, value in figures.values.items() if not form.cells[code].computed}
    values = fill(Figures(typed, {}, form)).figures.values
    return {code: value for code, value in values.items() if form.cells[code].computed}


def formula(rule: Rule, where: Mapping[str, Spot]) -> str:
    """The rule as an Excel formula that stays blank until every cell it adds is filled."""
    added = _ranges(where[operand.cell] for operand in rule.left if operand.sign > 0)
    taken = _ranges(where[operand.cell] for operand in rule.left if operand.sign < 0)
    total = f"SUM({','.join(added)})" + (f"-SUM({','.join(taken)})" if taken else "")
    return f'=IF(COUNT({",".join([*added, *taken])})={len(rule.left)},{total},"")'


def balance(rule: Rule, where: Mapping[str, Spot]) -> str:
    """An identity that computes nothing, as a formula that says whether it holds."""
    left, right = (
        "+".join(where[operand.cell].address for operand in side).replace("+-", "-") for side in (rule.left, rule.right)
    )
    cells = ",".join(where[operand.cell].address for operand in (*rule.left, *rule.right))
    return (
        f'=IF(COUNT({cells})<{len(rule.left) + len(rule.right)},"",IF({left}={right},"平衡","相差"&({left}-({right}))))'
    )


def _ranges(of: Iterable[Spot]) -> list[str]:
    """Addresses, with runs along a row or a column drawn together."""
    runs: list[list[Spot]] = []
    for spot in sorted(of, key=lambda one: (one.row, one.column)):
        if runs and _follows(runs[-1], spot):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return [run[0].address if len(run) == 1 else f"{run[0].address}:{run[-1].address}" for run in runs]


def _follows(run: list[Spot], spot: Spot) -> bool:
    last, first = run[-1], run[0]
    along_row = spot.row == last.row == first.row and spot.column == last.column + 1
    along_column = spot.column == last.column == first.column and spot.row == last.row + 1
    return along_row or along_column
