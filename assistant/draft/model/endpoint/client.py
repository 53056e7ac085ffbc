"""The chat model with the HTTP client it speaks through: no redirect is followed, and every byte is counted.

The providers bring different clients (httpx, httpx2), made in different places. Hooks are what both take, and leave
the proxies of the environment and the certificates as they are.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.draft.model.endpoint.failures import BROKEN, REDIRECTED
from assistant.draft.model.endpoint.watch import WATCH, Watch
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from openai import DefaultHttpxClient

_AT_ONCE = 65536
"""Bytes taken out of a compressed answer at a time, as many as the network gives: a judgement."""
_ZIPPED = frozenset({"gzip", "x-gzip", "deflate"})
_REDIRECTS = range(300, 400)


def open_model(settings: Settings) -> "BaseChatModel":
    """LangChain's chat model as the settings name it, to be read in a thread with a WATCH.

    Importing it takes seconds.
    """
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"base_url": settings.llm_base_url, "temperature": 0.3}
    if settings.llm_provider == "ollama":
        # Ollama's own protocol lives beside the /v1 that its compatible one is reached by.
        options["base_url"] = settings.llm_base_url.rstrip("/").removesuffix("/v1")
        options["client_kwargs"] = {"timeout": settings.llm_timeout, "follow_redirects": False}
        options["sync_client_kwargs"] = {"event_hooks": _hooks()}
    else:
        # Retrying is ours (asking.ask_whole), so that a person's stop is heard between attempts.
        options |= {
            "api_key": settings.llm_api_key.get_secret_value() or "none",
            "timeout": settings.llm_timeout,
            "max_retries": 0,
            "use_responses_api": False,
            "http_socket_options": (),  # they are for clients it makes itself, and past the environment's proxies
            "http_client": open_client(settings),
        }
    model: BaseChatModel = init_chat_model(settings.llm_model, model_provider=settings.llm_provider, **options)
    return model


def open_client(settings: Settings) -> "DefaultHttpxClient":
    """An HTTP client as the model speaks through, for what else an endpoint is asked; in a thread with a WATCH."""
    from openai import DefaultHttpxClient

    return DefaultHttpxClient(timeout=settings.llm_timeout, follow_redirects=False, event_hooks=_hooks())


def _hooks() -> dict[str, list[Callable[..., Any]]]:
    return {"request": [_sent], "response": [_came]}


def _sent(request: Any) -> None:
    """Before a request goes out: a connection of its own, which the watch can cut, and nothing compressed."""
    watch = WATCH.get() or Watch()
    request.extensions = {**request.extensions, "trace": watch.trace, "watch": watch}
    request.headers["Connection"] = "close"
    request.headers["Accept-Encoding"] = "identity"


def _came(response: Any) -> None:
    """When an answer's head is there and nothing of its body: redirects end here, the body is counted as it comes."""
    watch: Watch = response.request.extensions["watch"]
    if response.status_code in _REDIRECTS:
        watch.refuse(REDIRECTED)
    packed = response.headers.pop("Content-Encoding", "identity").strip().lower()
    if packed not in {*_ZIPPED, "identity", ""}:
        watch.refuse(BROKEN)  # it was asked not to; what else there is grows without bounds when unpacked
    response.stream = _counted(response.stream, watch, zipped=packed in _ZIPPED)


class _Counted:
    """A response's body whose bytes are counted, before and after it is unpacked, before anybody keeps them."""

    def __init__(self, stream: Any, watch: Watch, *, zipped: bool) -> None:
        self._stream = stream
        self._watch = watch
        self._zipped = zipped

    def __iter__(self) -> Iterator[bytes]:
        pieces = self._counted(self._stream)
        return self._counted(_unpacked(pieces)) if self._zipped else pieces

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._watch.count(len(piece))
            yield piece

    def close(self) -> None:
        self._stream.close()


def _counted(stream: Any, watch: Watch, *, zipped: bool) -> Any:
    """The stream, counted, of the kind that its library takes for one."""
    kind = next(one for one in type(stream).__mro__ if one.__name__ == "SyncByteStream")
    return type("Counted", (_Counted, kind), {})(stream, watch, zipped=zipped)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What was compressed, a little at a time, so that it can be counted before it is large."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip and deflate, told apart by their heads
    for piece in pieces:
        rest = piece
        while rest and not unpacking.eof:
            yield unpacking.decompress(rest, _AT_ONCE)
            rest = unpacking.unconsumed_tail
