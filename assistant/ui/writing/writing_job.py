"""Writing that takes a while: a proposal or an answer made beside the page, watched and stopped from it.

The page may be left, reloaded or worked on meanwhile; what comes out is kept with the report by the desk.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

from assistant.errors import NianbaoError

_LOG = logging.getLogger("nianbao")

OnText = Callable[[str], None]
Stopped = Callable[[], bool]


@dataclass
class Job:
    """One piece of writing under way. `asked` is what the person asked for, in words.

    `after` is the last turn of the conversation before it was asked for, 0 if there was none.
    `problem` says why it failed, `remark` what else is to be said of its end; `then` is done by the page that finds it
    ended, since what runs beside a page knows no session.
    """

    asked: str
    then: Callable[[], None] | None = None
    after: int = 0
    text: str = ""
    problem: str = ""
    remark: str = ""
    _stop: Event = field(default_factory=Event)
    _done: Event = field(default_factory=Event)

    def start(self, work: Callable[[OnText, Stopped], str]) -> "Job":
        """Run the work beside the page; it returns a remark on its end, mostly empty."""
        Thread(target=self._run, args=(work,), daemon=True).start()
        return self

    def _run(self, work: Callable[[OnText, Stopped], str]) -> None:
        try:
            self.remark = work(self._add, self._stop.is_set)
        except NianbaoError as problem:
            self.problem = problem.message
        except Exception:  # noqa: BLE001 - a thread has nobody above it; the page must hear that it ended
            _LOG.exception("writing failed")
            self.problem = "没有写成，已有的文字没有改动。请再试一次；如果一直如此，请告诉信息化同事。"
        finally:
            self._done.set()

    def _add(self, text: str) -> None:
        self.text += text

    def stop(self) -> None:
        """Ask the writer to stop."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait a moment for the end, so that quick work needs no second look; whether it has ended."""
        return self._done.wait(seconds)
