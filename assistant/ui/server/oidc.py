"""Coming in by an office's identity platform, beside accounts with a password: both end in the same session.

Streamlit has a way of its own to do this (st.login). It keeps who somebody is in a cookie of its own for a month, which
nobody can take back: disabling an account, signing out everywhere and the idle time would not hold for it, and the
doorkeeper, who stands before the application, could not read it. So the platform is asked here, at the door, and
whoever it vouches for is admitted as somebody with a password is.
"""

import secrets
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.desk import Desk
from assistant.desk.accounts.claims import identity
from assistant.errors import Forbidden, NianbaoError
from assistant.ui.server.door import Other
from assistant.ui.server.door_page import CALLBACK, LOGIN, START, address_of, admitted, here, login_page
from assistant.ui.server.provider import Provider

_COOKIE, _PATH, _SECONDS = "nianbao_oidc", "/oidc/", 600
"""What a browser keeps between going to the platform and coming back: ten minutes, for the addresses of this alone."""
_SECRET = "oidc_cookie"  # noqa: S105 - the name it is kept under
_WANTED = "next"
_LONGEST = 80


class Oidc:
    """Signing in by the platform of a desk's settings."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked of the platform before somebody comes."""
        self._settings = desk.settings
        self._elsewhere = desk.elsewhere
        self._provider = Provider(desk.settings)
        # Kept in the store: whoever went out by one server may come back by another, or after a restart.
        self._secret = desk.store.settle(_SECRET, secrets.token_urlsafe(32))

    @property
    def other(self) -> Other:
        """What the door says of it."""
        return Other(self._settings.oidc_name, lambda request: self._provider.leaving(_at(request, LOGIN)))

    def routes(self) -> list[Route]:
        """The addresses of going there and coming back."""
        own = [Middleware(_OwnSession, secret=self._secret)]
        return [
            Route(START, self._start, methods=["GET"], middleware=own),
            Route(CALLBACK, self._callback, methods=["GET"], middleware=own),
        ]

    async def _start(self, request: Request) -> Response:
        wanted = here(str(request.query_params.get("next", "/")))
        request.session.clear()
        request.session[_WANTED] = wanted
        try:
            return await self._provider.send(request, _at(request, CALLBACK))
        except NianbaoError as problem:
            return await self._refused(request, problem, wanted)

    async def _callback(self, request: Request) -> Response:
        wanted, name = here(str(request.session.get(_WANTED, "/"))), ""
        try:
            claims: Mapping[str, object] = await self._provider.claims(request)
            somebody = identity(claims, self._settings)
            name = somebody.name[:_LONGEST]
            token = await run_in_threadpool(self._elsewhere.enter, somebody, address=address_of(request))
        except NianbaoError as problem:
            return await self._refused(request, problem, wanted, name=name)
        finally:
            request.session.clear()  # whatever came of it: one going, one coming back
        return admitted(request, token, wanted)

    async def _refused(self, request: Request, problem: NianbaoError, wanted: str, *, name: str = "") -> Response:
        told = str(request.query_params.get("error", ""))[:_LONGEST]
        keep, address = self._elsewhere.refused, address_of(request)
        await run_in_threadpool(keep, problem.message, name=name, address=address, told=told)
        status = 403 if isinstance(problem, Forbidden) else 503
        return login_page(wanted, problem=problem.message, other=self._settings.oidc_name, status=status)


def _at(request: Request, path: str) -> str:
    """An address of this service as the browser knows it: the gate has seen that the name is one of its own."""
    return f"{request.url.scheme}://{request.url.netloc}{path}"


class _OwnSession:
    """ASGI middleware: what is kept in a browser while it is at the platform, apart from Streamlit's own session."""

    def __init__(self, app: ASGIApp, secret: str) -> None:
        self._plain, self._secure = (
            SessionMiddleware(
                app, secret, session_cookie=name, max_age=_SECONDS, path=_PATH, same_site="lax", https_only=secure
            )
            for name, secure in ((_COOKIE, False), (f"__Secure-{_COOKIE}", True))
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self._secure if scope.get("scheme") == "https" else self._plain
        # A scope of its own: Streamlit's middleware around this would keep the session that it finds, in its cookie.
        await chosen(dict(scope), receive, send)
