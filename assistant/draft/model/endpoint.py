"""Talking to a model's endpoint in a thread of its own, so that a person can stop it at any moment.

Whatever goes wrong becomes ModelUnavailable with a Chinese sentence; addresses and keys never appear in it.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

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
SLOW = "语言模型在规定时间内没有回应，稍后可以再试。"
UNREACHABLE = "连不上语言模型接口，请管理员检查网络和接口地址。"
BROKEN = "语言模型接口出错，稍后可以再试。"


class Stopped(Exception):
    """A person pressed stop; what had arrived is in `text`."""

    def __init__(self, text: str) -> None:
        """Keep what had arrived."""
        super().__init__("已停止")
        self.text = text


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
    """The whole answer, each piece told to `on_piece` as it comes with all that came before it.

    Retries what may pass (busy, server error, cut) with growing pauses, starting the answer afresh.
    Raises Stopped, or ModelUnavailable when there is nothing more to try.
    """
    for attempt in range(retries + 1):
        try:
            return _once(open_stream, timeout, on_piece, stopped)
        except ModelUnavailable as problem:
            last = attempt == retries
            if last or not getattr(problem, "transient", False):
                raise
            _pause(min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT), stopped)
    raise ModelUnavailable(BROKEN)


def _once(
    open_stream: Callable[[], Iterator[Any]],
    timeout: float,
    on_piece: Callable[[str], None],
    stopped: Callable[[], bool],
) -> str:
    pieces: queue.Queue[Any] = queue.Queue()
    given_up = threading.Event()
    threading.Thread(target=_pump, args=(open_stream, pieces, given_up), daemon=True).start()
    text, finished = "", False
    heard = time.monotonic()
    try:
        while True:
            if stopped():
                raise Stopped(text)
            try:
                piece = pieces.get(timeout=_POLL)
            except queue.Empty:
                if time.monotonic() - heard > timeout:
                    raise _unavailable(SLOW, transient=False) from None
                continue
            heard = time.monotonic()
            if piece is _DONE:
                break
            if isinstance(piece, _Failed):
                raise _explained(piece.problem, begun=bool(text)) from None
            text += _text_of(piece)
            finished = finished or _is_last(piece)
            on_piece(text)
    finally:
        given_up.set()
    if not finished:
        raise _unavailable(CUT, transient=True)
    return text


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
            raise Stopped("")
        time.sleep(_POLL)


def _text_of(piece: Any) -> str:
    content = piece.content
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content)
    return "".join(part for part in parts if isinstance(part, str))


def _is_last(piece: Any) -> bool:
    """Whether the endpoint says the answer is complete: finish_reason for OpenAI, done for Ollama."""
    about = piece.response_metadata or {}
    return bool(about.get("finish_reason") or about.get("done"))


def _unavailable(message: str, *, transient: bool) -> ModelUnavailable:
    problem = ModelUnavailable(message)
    problem.transient = transient  # type: ignore[attr-defined]
    return problem


def _explained(problem: Exception, *, begun: bool) -> ModelUnavailable:
    """The failure as a sentence, by its status or kind; never its own words, which may hold the address."""
    status = getattr(problem, "status_code", None)
    if isinstance(status, int):
        return _unavailable(_SAID.get(status, BROKEN), transient=status in _TRANSIENT)
    kinds = {kind.__name__ for kind in type(problem).__mro__}
    names = " ".join(kinds)  # APIConnectionError, ConnectError; APITimeoutError, ReadTimeout
    if "Timeout" in names:
        return _unavailable(SLOW, transient=False)
    lost = "Connect" in names or kinds & {"RemoteProtocolError", "ReadError", "IncompleteRead"}
    if lost:
        return _unavailable(CUT if begun else UNREACHABLE, transient=True)
    return _unavailable(BROKEN, transient="JSONDecodeError" in kinds or "APIError" in names)
