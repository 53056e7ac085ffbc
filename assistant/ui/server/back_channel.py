"""What passes between this program and the identity platform itself: bounded in bytes and time, its failures in words.

Nothing the platform says is shown: whoever makes an address for somebody to press can write it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from assistant.errors import Forbidden, IdentityUnavailable, NianbaoError

PATIENCE = 10.0
"""Seconds for all that is asked of the platform at one step of a person's: longer, and they press again."""
_MOST_BYTES = 1024 * 1024
"""Of one answer. A judgement: descriptions, keys and claims are some kilobytes, with every group of a county more."""
_LOG = logging.getLogger(__name__)

STALE = "这次登录已经过期、已经用过，或者不是从这个浏览器的登录页开始的。请重新登录。"
_DOWN = "{name}平台现在连不上，或者没有正常回应，没有登录。请稍后再试；一直如此，请信息化同事检查平台和网络。"
_NOT_OURS = "{name}平台不认本系统，没有登录。请信息化同事核对设置 NIANBAO_OIDC_CLIENT 和 NIANBAO_OIDC_SECRET。"
_FORGED = "{name}平台给出的身份凭证没有通过核对，没有登录。请再试一次；一直如此，请信息化同事检查两台服务器的时间。"
_DENIED = "您没有同意登录，或者{name}平台不允许您使用本系统，没有登录。需要登录的，请再试一次。"
_OTHERWISE = "{name}平台没有让您登录。请再试一次；一直如此，请联系平台的管理员。"
_TOLD = {"access_denied": _DENIED, "mismatching_state": STALE, "invalid_grant": STALE}
_OURS = frozenset({"invalid_client", "unauthorized_client", "invalid_scope", "unsupported_response_type"})
"""What a platform says of a client that is not as it is registered there."""


class Misbehaved(Exception):
    """The platform answered what no platform should."""


@asynccontextmanager
async def asked(name: str, seconds: float | None = None) -> AsyncIterator[None]:
    """Around what is asked of the platform of this name: it ends in time, and what goes wrong is a sentence.

    Forbidden where it did not vouch for somebody, IdentityUnavailable where it could not be asked.
    """
    try:
        async with asyncio.timeout(PATIENCE if seconds is None else seconds):
            yield
    except NianbaoError:
        raise
    except Exception as problem:  # another's program fails in every way there is
        _LOG.warning(
            "identity platform: %s: %.200r", type(problem).__name__, str(problem)
        )  # one line, whoever wrote it
        raise _in_words(problem, name) from problem


def _in_words(problem: Exception, name: str) -> NianbaoError:
    from authlib.integrations.starlette_client import OAuthError
    from joserfc.errors import JoseError

    if isinstance(problem, OAuthError):
        told = str(problem.error)
        if told in _OURS:
            return IdentityUnavailable(_NOT_OURS.format(name=name))
        return Forbidden(_TOLD.get(told, _OTHERWISE).format(name=name))
    if isinstance(problem, JoseError):
        return Forbidden(_FORGED.format(name=name))
    return IdentityUnavailable(_DOWN.format(name=name))


def bounds() -> dict[str, Any]:
    """What an HTTP client is told: it follows nothing, waits no longer than anybody would, and counts what comes."""
    return {
        "follow_redirects": False,
        "timeout": PATIENCE,
        "headers": {"Accept-Encoding": "identity"},
        "event_hooks": {"response": [_came]},
    }


async def _came(response: httpx2.Response) -> None:
    """When an answer's head is there and nothing of its body."""
    if response.is_redirect:
        raise Misbehaved("sends elsewhere")
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Misbehaved("compressed unasked")  # a little of it may grow without bounds
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Counted(response.stream)


class _Counted(httpx2.AsyncByteStream):
    """A body whose bytes are counted before anybody keeps them."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        came = 0
        async for piece in self._stream:
            came += len(piece)
            if came > _MOST_BYTES:
                raise Misbehaved("says too much")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
