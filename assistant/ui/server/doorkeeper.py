"""The doorkeeper: once there are accounts, nobody gets past without having signed in.

That holds for pages, the websocket that carries every press, uploads and files to be downloaded. Open are the door
itself, the pages' own scripts and styles, and whether the service is up.
"""

import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.desk.accounts.signing_in import SigningIn
from assistant.errors import StorageProblem
from assistant.settings import is_loopback
from assistant.ui import cookies
from assistant.ui.server.door_page import CALLBACK, LOGIN, LOGOUT, PASSWORD, START, way_to
from assistant.ui.server.gate import name_of

_OPEN = frozenset({LOGIN, LOGOUT, PASSWORD, START, CALLBACK, "/_stcore/health", "/healthz", "/metrics", "/favicon.png"})
_ASSETS = "/static/"
_SHUT = "还没有账号，暂时只能在服务器本机打开。请信息化同事先用 nianbao user add 建立管理员账号，再对外开放。"
_LOOK_AGAIN = 2.0
"""Seconds for which it is remembered that there are no accounts yet: then the first one shuts the door."""


class Doorkeeper:
    """ASGI middleware: sends whoever has not signed in to the door, and refuses what is no page."""

    def __init__(self, app: ASGIApp, signing_in: SigningIn) -> None:
        """Guard an application; who is signed in is asked of the desk."""
        self._app = app
        self._signing_in = signing_in
        self._none_at: float | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        path = scope.get("path", "")
        if scope["type"] not in {"http", "websocket"} or path in _OPEN or path.startswith(_ASSETS):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            way = await run_in_threadpool(self._elsewhere, connection)
        except StorageProblem as problem:
            await self._refuse(scope, receive, send, problem.message, 503)
            return
        if way == _SHUT:
            await self._refuse(scope, receive, send, _SHUT, 403)
        elif not way:
            await self._app(scope, receive, send)
        elif scope["type"] == "http" and "text/html" in connection.headers.get("accept", ""):
            await RedirectResponse(way, status_code=303)(scope, receive, send)
        else:
            await self._refuse(scope, receive, send, "请先登录。", 401)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, said: str, status: int) -> None:
        if scope["type"] == "websocket":
            await receive()  # the connection is asked for before it can be denied
            await send({"type": "websocket.close", "code": 1008, "reason": "sign in"})
            return
        await PlainTextResponse(said, status_code=status)(scope, receive, send)

    def _elsewhere(self, connection: HTTPConnection) -> str:
        """Where somebody has to go first; empty if they may go on, `_SHUT` if nobody may."""
        if not self._is_needed():
            # Whoever gets past does everything: without accounts that is whoever sits at this machine.
            return "" if is_loopback(name_of(connection.headers.get("host", ""))) else _SHUT
        person = self._signing_in.whose(cookies.token_in(connection.cookies))
        if person is None:
            url = connection.url
            return way_to(LOGIN, f"{url.path}?{url.query}" if url.query else url.path)
        return PASSWORD if person.account.to_change else ""

    def _is_needed(self) -> bool:
        """Whether there are accounts; that there are some is asked each time, that there are none every few seconds."""
        moment = time.monotonic()
        if self._none_at is not None and moment - self._none_at < _LOOK_AGAIN:
            return False
        try:
            needed = self._signing_in.needed
        except StorageProblem:
            if self._none_at is None:
                raise
            return False  # while the database is away nobody makes the first account
        self._none_at = None if needed else moment
        return needed
