"""Every request counted, and with NIANBAO_LOG=json told in a line: by the kind of address, never by what it names."""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("nianbao.requests")
_KINDS: Mapping[str, str] = {
    "/_stcore/stream": "session",
    "/_stcore/upload_file": "upload",
    "/_stcore/health": "health",
    "/healthz": "health",
    "/metrics": "metrics",
    "/media": "download",
    "/static": "static",
    "/component": "static",
    "/_stcore": "other",
    "/login": "door",
    "/logout": "door",
    "/password": "door",
    "/oidc": "door",
}
"""The kinds of addresses, the particular before the general. All else is a page."""
_QUIET = frozenset({"health", "metrics", "static"})
"""Kinds asked for every few seconds: counted, not told."""


def kind_of(path: str) -> str:
    """The kind of an address."""
    return next((kind for start, kind in _KINDS.items() if path == start or path.startswith(f"{start}/")), "page")


@dataclass
class Counts:
    """What was asked of this process since it began: answers and seconds by kind, and the sessions open now."""

    answers: "Counter[tuple[str, int]]" = field(default_factory=Counter)
    seconds: "Counter[str]" = field(default_factory=Counter)
    sessions: int = 0


class Counting:
    """ASGI middleware around everything else, the gate's refusals included."""

    def __init__(self, app: ASGIApp, counts: Counts) -> None:
        """Count what an application is asked."""
        self._app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        kind, begun, status = kind_of(scope["path"]), time.monotonic(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = 101
                self._counts.sessions += 1
            elif message["type"] == "websocket.close" and not status:
                status = 403
            await send(message)

        try:
            await self._app(scope, receive, seen)
        except BaseException:
            status = status or 500
            raise
        finally:
            # An answer nobody waited for has no status: the code that proxies have for it.
            self._note(kind, status or 499, time.monotonic() - begun)

    def _note(self, kind: str, status: int, seconds: float) -> None:
        if status == 101:  # noqa: PLR2004 - Switching Protocols
            self._counts.sessions -= 1
        else:
            self._counts.seconds[kind] += seconds  # type: ignore[assignment]  # a Counter adds whatever can be added
        self._counts.answers[kind, status] += 1
        if kind not in _QUIET:
            _LOG.info("request", extra={"fields": {"kind": kind, "status": status, "seconds": round(seconds, 3)}})
