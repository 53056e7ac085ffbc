"""Progress: how far the reading of a long file has come, told to whoever watches; who watches may stop it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Watch = Callable[[int, int], None]
"""Called with the pages done and of how many (0 where that is not known); Stopped, raised in it, ends the reading."""


class Stopped(Exception):
    """Whoever watches wants no more."""


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watch: Watch | None) -> Iterator[None]:
    """Within this, readers tell `watch` of every page they have read."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def step(done: int, of: int) -> None:
    """Tell that so many pages of so many are read."""
    if (watch := _watch.get()) is not None:
        watch(done, of)
