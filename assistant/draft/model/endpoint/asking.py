"""Talking to a model's endpoint in a thread of its own, so that a person can stop it at any moment.

Whatever goes wrong becomes ModelUnavailable with a Chinese sentence; addresses and keys never appear in it. However an
answer ends, its connection is cut, so that no thread goes on reading and no endpoint goes on writing.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.draft.model.endpoint.failures import BROKEN, CUT, ENDLESS, LATE, SLOW, EndpointFailed, Stopped, explained
from assistant.draft.model.endpoint.pieces import is_last, length, text_of
from assistant.draft.model.endpoint.watch import WATCH, Watch
from assistant.draft.thresholds import LEAST_PACE, LONGEST_ANSWER, WAITS_FOR_ALL, WAITS_FOR_PACE
from assistant.errors import ModelUnavailable

_POLL = 0.05
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
_MOST_WAITING = 100
"""Pieces read ahead of whoever shows them. A judgement: enough for a slow page, and no memory."""


@dataclass(frozen=True)
class _Failed:
    problem: Exception


_DONE = object()


def ask(
    open_stream: Callable[[], Iterator[Any]],
    *,
    timeout: float,
    retries: int,
    on_piece: Callable[[str], None],
    stopped: Callable[[], bool],
) -> str:
    """The text of the whole answer, each piece told to `on_piece` as it comes with all that came before it."""
    whole = ask_whole(
        open_stream,
        timeout=timeout,
        retries=retries,
        on_piece=lambda message: on_piece(text_of(message)),
        stopped=stopped,
    )
    return "" if whole is None else text_of(whole)


def ask_whole(
    open_stream: Callable[[], Iterator[Any]],
    *,
    timeout: float,
    retries: int,
    on_piece: Callable[[Any], None],
    stopped: Callable[[], bool],
) -> Any:
    """The whole answer as LangChain's message, tool calls included; None if nothing came.

    `timeout` is the wait for each piece, in seconds; an answer has to keep the least pace besides, and all attempts
    together take no longer than WAITS_FOR_ALL such waits. Retries what may pass (busy, server error, cut) with growing
    pauses, starting the answer afresh. Raises Stopped, or ModelUnavailable when there is nothing more to try.
    """
    end = time.monotonic() + WAITS_FOR_ALL * timeout
    for attempt in range(retries + 1):
        try:
            return _once(open_stream, _Answer(timeout, end), on_piece, stopped)
        except EndpointFailed as problem:
            pause = min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT)
            if attempt == retries or not problem.transient or time.monotonic() + pause > end:
                raise
            _pause(pause, stopped)
    raise ModelUnavailable(BROKEN)


class _Answer:
    """An answer as far as it has come, held to its length and its time."""

    def __init__(self, timeout: float, end: float) -> None:
        """The clock starts now; `end` is when all attempts must be over."""
        self.whole: Any = None
        self.finished = False
        self._timeout = timeout
        self._end = end
        self._begun = self._heard = time.monotonic()
        self._length = 0
        self._at_pace = 0

    def take(self, piece: Any) -> None:
        """Add a piece; raises EndpointFailed if the answer is too long with it, or its time is over."""
        self._heard = time.monotonic()
        held = length(piece)
        self._length += held + 1  # pieces without a word cost something too
        self._at_pace += held or 1
        if self._length > LONGEST_ANSWER:
            raise EndpointFailed(ENDLESS, transient=False)
        if self._heard > self._end:
            raise EndpointFailed(LATE, transient=False)
        try:
            self.whole = piece if self.whole is None else self.whole + piece
        except Exception:  # noqa: BLE001 - LangChain refuses pieces that contradict one another in many ways
            raise EndpointFailed(BROKEN, transient=False) from None
        self.finished = self.finished or is_last(piece)

    def wait(self) -> None:
        """Nothing is there to be taken; raises EndpointFailed if there should have been."""
        now = time.monotonic()
        if now - self._heard > self._timeout:
            raise EndpointFailed(SLOW, transient=False)
        kept = now - self._begun <= WAITS_FOR_PACE * self._timeout + self._at_pace / LEAST_PACE
        if now > self._end or not kept:
            raise EndpointFailed(LATE, transient=False)


def _once(
    open_stream: Callable[[], Iterator[Any]],
    answer: _Answer,
    on_piece: Callable[[Any], None],
    stopped: Callable[[], bool],
) -> Any:
    pieces: queue.Queue[Any] = queue.Queue(_MOST_WAITING)
    watch = Watch()
    threading.Thread(target=_pump, args=(open_stream, pieces, watch), daemon=True).start()
    try:
        while True:
            if stopped():
                raise Stopped(answer.whole)
            try:
                piece = pieces.get(timeout=_POLL)
            except queue.Empty:
                answer.wait()
                continue
            if piece is _DONE:
                break
            if isinstance(piece, _Failed):
                if watch.refused:
                    raise EndpointFailed(watch.refused, transient=False)
                raise explained(piece.problem, begun=answer.whole is not None) from None
            answer.take(piece)
            on_piece(answer.whole)
    finally:
        watch.give_up()
    if not answer.finished:
        raise EndpointFailed(CUT, transient=True)
    return answer.whole


def stoppable(work: Callable[[], str], stopped: Callable[[], bool]) -> str:
    """What the work gives, done beside a watch on the person's stop; raises Stopped, and whatever the work raises."""
    results: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_pump, args=(lambda: iter([work()]), results, Watch()), daemon=True).start()
    while True:
        if stopped():
            raise Stopped
        try:
            result = results.get(timeout=_POLL)
        except queue.Empty:
            continue
        if isinstance(result, _Failed):
            raise result.problem
        return str(result)


def _pump(open_stream: Callable[[], Iterator[Any]], pieces: "queue.Queue[Any]", watch: Watch) -> None:
    WATCH.set(watch)
    try:
        for piece in open_stream():
            watch.piece()
            if not _handed_over(piece, pieces, watch):
                return
        _handed_over(_DONE, pieces, watch)
    except Exception as problem:  # noqa: BLE001 - every failure of an endpoint is told to the person, none may vanish in a thread
        _handed_over(_Failed(problem), pieces, watch)


def _handed_over(piece: Any, pieces: "queue.Queue[Any]", watch: Watch) -> bool:
    """Whether somebody still takes pieces; waits while there are enough of them."""
    while not watch.given_up.is_set():
        try:
            pieces.put(piece, timeout=_POLL)
        except queue.Full:
            continue
        return True
    return False


def _pause(seconds: float, stopped: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if stopped():
            raise Stopped
        time.sleep(_POLL)
