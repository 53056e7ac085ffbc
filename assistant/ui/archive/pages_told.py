"""Pages told: while a scan is read, how many of its pages are recognised."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.past.progress import watched


@contextmanager
def pages_told(tell: Callable[[str], object]) -> Iterator[None]:
    """Within this, `tell` is given a clause after every page; leaving the page stops the reading there."""

    def watch(done: int, of: int) -> None:
        tell(f"已识别 {done}{f'/{of}' if of else ''} 页")

    with watched(watch):
        yield
