"""The cookie a signed-in browser holds: unreadable to scripts, not sent along from other sites' forms."""

from collections.abc import Mapping

from starlette.responses import Response

PLAIN, SECURE = "nianbao", "__Host-nianbao"
"""Over TLS the name itself keeps the cookie to this host and to TLS; without TLS a browser would not take it."""


def token_in(cookies: Mapping[str, str]) -> str:
    """The token among a request's cookies, empty if there is none."""
    return cookies.get(SECURE) or cookies.get(PLAIN) or ""


def give(response: Response, token: str, *, secure: bool) -> None:
    """Let a browser hold a token until it is closed; how long the token is worth anything is the desk's to say."""
    response.set_cookie(SECURE if secure else PLAIN, token, httponly=True, samesite="lax", secure=secure, path="/")


def take(response: Response, *, secure: bool) -> None:
    """Take the token away from a browser."""
    for name in (PLAIN, SECURE) if secure else (PLAIN,):
        response.delete_cookie(name, path="/", secure=name == SECURE, httponly=True, samesite="lax")
