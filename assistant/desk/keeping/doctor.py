"""Doctor: is everything here that this installation needs; a sentence a point, each within its time."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.desk.keeping.points import machine, services, state
from assistant.desk.keeping.thresholds import LONG_PATIENCE, PATIENCE
from assistant.errors import NianbaoError
from assistant.settings import Settings


@dataclass(frozen=True)
class Check:
    """A point: its id and name, what looks at it, the seconds it may take, and whether it asks beyond the machine."""

    point: str
    name: str
    look: Callable[[Settings], str]
    patience: float = PATIENCE
    outside: bool = False


@dataclass(frozen=True)
class Point:
    """What came of a check: a Chinese sentence, and whether all is well."""

    point: str
    name: str
    ok: bool
    message: str


CHECKS = (
    Check("program", "程序", machine.program),
    Check("folder", "数据目录", machine.folder),
    Check("disk", "磁盘空间", machine.disk),
    Check("database", "数据库", state.database, LONG_PATIENCE),
    Check("chain", "操作记录", state.chain, LONG_PATIENCE),
    Check("index", "查找索引", state.index, LONG_PATIENCE),
    Check("embedding", "向量模型", services.embedding, LONG_PATIENCE),
    Check("vectors", "向量服务", services.vectors),
    Check("model", "语言模型", services.language_model, 2 * PATIENCE, outside=True),
    Check("fonts", "字体", machine.fonts),
    Check("printing", "生成 PDF", machine.printing, LONG_PATIENCE),
    Check("clock", "时钟", machine.clock),
    Check("address", "网页地址", machine.address),
)
"""In the order in which a cause comes before what it makes fail."""


def examine(settings: Settings, *, offline: bool = False, checks: Sequence[Check] = CHECKS) -> Iterator[Point]:
    """Look at every point in turn; `offline` leaves out those that ask beyond this machine and its servers."""
    for check in checks:
        if offline and check.outside:
            yield Point(check.point, check.name, ok=True, message="按要求没有检查。")
        else:
            yield _looked_at(check, settings)


def _looked_at(check: Check, settings: Settings) -> Point:
    came: list[tuple[bool, str]] = []
    # A thread of its own, left behind if it does not end: no library here can be told to give up.
    looking = threading.Thread(target=lambda: came.append(_outcome(check, settings)), daemon=True)
    looking.start()
    looking.join(check.patience)
    if came:
        ok, message = came[0]
    else:
        ok, message = False, f"检查在 {check.patience:g} 秒内没有完成，对方没有回应或者机器太忙。"
    return Point(check.point, check.name, ok, message)


def _outcome(check: Check, settings: Settings) -> tuple[bool, str]:
    try:
        return True, check.look(settings)
    except NianbaoError as problem:
        return False, problem.message
    except Exception as problem:  # noqa: BLE001 - whatever a broken machine raises is a point that is not well
        # Its kind and not its words, which are English and may hold an address or a key.
        return False, f"检查没有完成（{type(problem).__name__}），请联系信息化同事。"
