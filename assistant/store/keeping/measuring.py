"""How long this process has waited for databases, over all its engines: counted at the libraries' own hooks."""

import time
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Waited:
    """Statements that were carried out, and the seconds they took."""

    statements: int
    seconds: float


_lock = Lock()
_counted = [0, 0.0]
_begun: ContextVar[float] = ContextVar("statement_begun", default=0.0)


@event.listens_for(Engine, "before_cursor_execute")
def _before(*_: Any) -> None:
    _begun.set(time.perf_counter())


@event.listens_for(Engine, "after_cursor_execute")
def _after(*_: Any) -> None:
    took = time.perf_counter() - _begun.get()
    with _lock:
        _counted[0] += 1
        _counted[1] += took


def waited() -> Waited:
    """What was counted since the process began."""
    with _lock:
        return Waited(int(_counted[0]), float(_counted[1]))
