"""Talking to a model's endpoint in a thread of its own, so that a person can stop it at any moment.

Whatever goes wrong becomes ModelUnavailable with a Chinese sentence; addresses and keys never appear in it.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.draft.thresholds import LONGEST_ANSWER
from assistant.errors import ModelUnavailable

_POLL = 0.05
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SAID = {
    400: "语言模型接口不接受这次请求，请管理员核对模型名称和接口类型。",
    401: "语言模型接口拒绝了密钥，请管理员核对密钥设置。",
    403: "语言模型接口拒绝访问，请管理员核对密钥和权限。",
    404: "语言模型接口找不到所设的模型，请管理员核对接口地址和模型名称。",
    413: "送给语言模型的内容过长，请减少工作事实或者引用的资料。",
    422: "语言模型接口不接受这次请求，请管理员核对模型名称和接口类型。",
    429: "语言模型正忙，稍后可以再试。",
}
CUT = "语言模型的回答中途断开，稍后可以再试。"
ENDLESS = "语言模型的回答过长，已停下，可以换个说法再试。"
SLOW = "语言模型在规定时间内没有回应，稍后可以再试。"
UNREACHABLE = "连不上语言模型接口，请管理员检查网络和接口地址。"
BROKEN = "语言模型接口出错，稍后可以再试。"


class Stopped(Exception):
    """A person pressed stop; what had arrived is in `text`, and as LangChain's message in `whole`."""

    def __init__(self, whole: Any = None) -> None:
        """Keep what had arrived."""
        super().__init__("已停止")
        self.whole = whole
        self.text = "" if whole is None else text_of(whole)


class EndpointFailed(ModelUnavailable):
    """An endpoint that failed: whether that may pass, and its HTTP status, 0 where there was none."""

    def __init__(self, message: str, *, transient: bool, status: int = 0) -> None:
        """Keep what is known of the failure."""
        super().__init__(message)
        self.transient = transient
        self.status = status


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

    Retries what may pass (busy, server error, cut) with growing pauses, starting the answer afresh.
    Raises Stopped, or ModelUnavailable when there is nothing more to try.
    """
    for attempt in range(retries + 1):
        try:
            return _once(open_stream, timeout, on_piece, stopped)
        except EndpointFailed as problem:
            if attempt == retries or not problem.transient:
                raise
            _pause(min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT), stopped)
    raise ModelUnavailable(BROKEN)


def _once(
    open_stream: Callable[[], Iterator[Any]],
    timeout: float,
    on_piece: Callable[[Any], None],
    stopped: Callable[[], bool],
) -> Any:
    pieces: queue.Queue[Any] = queue.Queue()
    given_up = threading.Event()
    threading.Thread(target=_pump, args=(open_stream, pieces, given_up), daemon=True).start()
    whole, finished, length = None, False, 0
    heard = time.monotonic()
    try:
        while True:
            if stopped():
                raise Stopped(whole)
            try:
                piece = pieces.get(timeout=_POLL)
            except queue.Empty:
                if time.monotonic() - heard > timeout:
                    raise EndpointFailed(SLOW, transient=False) from None
                continue
            heard = time.monotonic()
            if piece is _DONE:
                break
            if isinstance(piece, _Failed):
                raise _explained(piece.problem, begun=whole is not None) from None
            length += _length(piece)
            if length > LONGEST_ANSWER:
                raise EndpointFailed(ENDLESS, transient=False)
            whole = piece if whole is None else whole + piece
            finished = finished or _is_last(piece)
            on_piece(whole)
    finally:
        given_up.set()
    if not finished:
        raise EndpointFailed(CUT, transient=True)
    return whole


def stoppable(work: Callable[[], str], stopped: Callable[[], bool]) -> str:
    """What the work gives, done beside a watch on the person's stop; raises Stopped, and whatever the work raises."""
    results: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_pump, args=(lambda: iter([work()]), results, threading.Event()), daemon=True).start()
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


def _pump(open_stream: Callable[[], Iterator[Any]], pieces: "queue.Queue[Any]", given_up: threading.Event) -> None:
    try:
        for piece in open_stream():
            if given_up.is_set():
                return
            pieces.put(piece)
        pieces.put(_DONE)
    except Exception as problem:  # noqa: BLE001 - every failure of an endpoint is told to the person, none may vanish in a thread
        pieces.put(_Failed(problem))


def _pause(seconds: float, stopped: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if stopped():
            raise Stopped
        time.sleep(_POLL)


def text_of(piece: Any) -> str:
    """The text of a message or a piece of one, without whatever else it carries."""
    content = piece.content
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content)
    return "".join(part for part in parts if isinstance(part, str))


def _length(piece: Any) -> int:
    """How much a piece of an answer holds, its tool calls included; an empty one counts too."""
    calls = getattr(piece, "tool_call_chunks", None) or []
    return 1 + len(text_of(piece)) + sum(len(str(call.get("args") or "")) for call in calls)


def _is_last(piece: Any) -> bool:
    """Whether the endpoint says the answer is complete: finish_reason for OpenAI, done for Ollama."""
    about = piece.response_metadata or {}
    return bool(about.get("finish_reason") or about.get("done"))


def _explained(problem: Exception, *, begun: bool) -> EndpointFailed:
    """The failure as a sentence, by its status or kind; never its own words, which may hold the address."""
    status = getattr(problem, "status_code", None)
    if isinstance(status, int):
        return EndpointFailed(_SAID.get(status, BROKEN), transient=status in _TRANSIENT, status=status)
    kinds = {kind.__name__ for kind in type(problem).__mro__}
    names = " ".join(kinds)  # APIConnectionError, ConnectError; APITimeoutError, ReadTimeout
    if "Timeout" in names:
        return EndpointFailed(SLOW, transient=False)
    lost = "Connect" in names or kinds & {"RemoteProtocolError", "ReadError", "IncompleteRead"}
    if lost:
        return EndpointFailed(CUT if begun else UNREACHABLE, transient=True)
    return EndpointFailed(BROKEN, transient="JSONDecodeError" in kinds or "APIError" in names)
