"""Which cells of a report nobody types into, and the one sentence each that says so.

A computed cell follows from others. A carried-over cell is locked while last year's report says what stands in it,
until somebody unlocks it with a reason. Who may type at all, and when, is said by `review.closed`.
"""

from collections.abc import Collection

from assistant.figures import Figures
from assistant.form import Cell

HERE = "这一格"
"""What a cell is called by somebody who is looking at it."""
_COMPUTED = "{}由其他单元格自动计算，不用填写。"
_LOCKED = "{}取自上年报告的“结转下年度继续办理”，已锁定；确需修改的，请先解锁并说明理由。"


def computed(name: str = HERE) -> str:
    """Why a computed cell of that name is not typed into."""
    return _COMPUTED.format(name)


def locked(name: str = HERE) -> str:
    """Why a locked cell of that name is not typed into."""
    return _LOCKED.format(name)


def why_closed(cell: Cell, *, is_locked: bool, name: str = HERE) -> str:
    """Why a cell is not typed into, one sentence; empty if it is."""
    if cell.computed:
        return computed(name)
    return locked(name) if is_locked else ""


def locked_cells(figures: Figures, last: Figures | None, *, unlocked: Collection[str]) -> frozenset[str]:
    """The cells locked by last year's figures, less those a person has unlocked."""
    if last is None:
        return frozenset()
    return frozenset(
        code
        for code, cell in figures.form.cells.items()
        if cell.carried
        and not cell.computed
        and code not in unlocked
        and last.values.get(code.replace("carried_in", "carried_out")) is not None
    )
