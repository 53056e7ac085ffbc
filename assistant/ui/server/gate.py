"""The gate before every request: by which names the service is reached, from whose pages, and the headers it answers.

A browser keeps pages of different origins apart, but not from sending requests. So a request must name this service as
its host (a rebound name of somebody else's is refused), and whatever can change something must come from a page of this
very origin: the websocket that carries every press and keystroke, and the uploads.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of the machine itself, which nobody else's name can be made to stand for."""
_ALIVE = frozenset({"/_stcore/health", "/healthz"})
"""Asked by machines that look whether the service is up, by whatever name they know it; it tells nothing else."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_PORTS = {"http": 80, "https": 443}
_CONTENT = {
    "default-src": "'self'",
    # Streamlit's own page starts from an inline script, and components are scripts made in the page.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    # No picture, font or request of another host's, whatever is written into a text.
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in _CONTENT.items()),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""What every answer says: no page of another's may frame this one or read from it, nothing is fetched elsewhere."""
_WRONG_HOST = "这个地址不是本系统的访问地址。请用管理员公布的地址打开；管理员可在设置 NIANBAO_HOSTS 中添加地址。"
_WRONG_ORIGIN = "请求不是从本系统的页面发出的，已拒绝。请在浏览器中打开本系统的页面操作。"


class Gate:
    """ASGI middleware: refuses foreign hosts and origins with 403, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Guard an application reached by these names, without ports."""
        self._app = app
        self._hosts = frozenset(host.lower().rstrip(".") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if why := self.refusal(scope):
            if scope["type"] == "websocket":
                await receive()  # the connection is asked for before it can be denied
                await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
                return
            await PlainTextResponse(why, status_code=403)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)

    def refusal(self, scope: Scope) -> str:
        """Why a connection is refused, a Chinese sentence; empty if it is not."""
        if scope["path"] in _ALIVE and scope.get("method") in _READING:
            return ""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if name_of(host) not in self._hosts:
            return _WRONG_HOST
        acting = scope["type"] == "websocket" or scope["method"] not in _READING
        return "" if not acting or _same(headers.get("origin", ""), host) else _WRONG_ORIGIN


def name_of(host: str) -> str:
    """The name in a Host header, without its port; empty if it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # a port that is no number is no host
    except ValueError:
        return ""
    # Anything beside name and port (a user, a path) is somebody's trick.
    plain = parts.netloc == host and "@" not in host
    return (parts.hostname or "").lower().rstrip(".") if plain else ""


def _same(origin: str, host: str) -> bool:
    """Whether the origin of a request is the host it is sent to, port included. One that names no origin is not."""
    try:
        parts, there = urlsplit(origin), urlsplit(f"//{host}")
        ports = parts.port, there.port
    except ValueError:
        return False
    default = _PORTS.get(parts.scheme)
    return default is not None and (parts.hostname, ports[0] or default) == (there.hostname, ports[1] or default)
