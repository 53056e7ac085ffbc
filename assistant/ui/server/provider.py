"""The identity platform, asked through Authlib: who somebody is, by OpenID Connect's code flow with PKCE.

A platform is another machine's program. It is followed nowhere, what it says is bounded in bytes and in time, and what
it says of itself is read here before Authlib is given it: of a platform's description Authlib would take settings of
its own HTTP client too.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx2
from starlette.requests import Request
from starlette.responses import Response

from assistant.desk.accounts.claims import SUBJECT, claim
from assistant.errors import Forbidden, IdentityUnavailable, NianbaoError
from assistant.settings import Settings, is_safe
from assistant.ui.server.back_channel import STALE, Misbehaved, asked, bounds

if TYPE_CHECKING:
    from authlib.integrations.starlette_client import StarletteOAuth2App

_PATIENCE_LEAVING = 3.0
"""Seconds to learn where one signs out there: whoever leaves is out here already, and wants to go home."""
_LEEWAY = 120
"""Seconds by which the clocks of the two machines may differ: machines off the internet keep their own time."""
_SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""What a token may be signed with: keys that only the platform has, never a shared secret or nothing."""
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MORE = ("userinfo_endpoint", "end_session_endpoint")
_NOT_ITSELF = "{name}平台说自己是另一个地址，没有登录。请信息化同事核对设置 NIANBAO_OIDC_ISSUER。"


class Provider:
    """The identity platform of the settings. What it says of itself is asked each time: it may have changed."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is asked yet."""
        self._settings = settings
        self._issuer = settings.oidc_issuer
        self.name = settings.oidc_name

    async def send(self, request: Request, back: str) -> Response:
        """The way to the platform, which sends people `back`; IdentityUnavailable."""
        async with asked(self.name):
            app = await self._app()
            answer: Response = await app.authorize_redirect(request, back)
            return answer

    async def claims(self, request: Request) -> Mapping[str, Any]:
        """What the platform says of somebody it sent back; Forbidden if it is not proved, IdentityUnavailable."""
        async with asked(self.name):
            app = await self._app()
            if request.query_params.get("iss", self._issuer).rstrip("/") != self._issuer.rstrip("/"):
                raise Forbidden(STALE)  # another platform's answer, passed off as this one's (RFC 9207)
            issuer = app.server_metadata["issuer"]
            must = {
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": self._settings.oidc_client},
            }
            token = await app.authorize_access_token(request, claims_options=must, leeway=_LEEWAY)
            claims = dict(token.get("userinfo") or {})
            if not isinstance(claims.get(SUBJECT), str) or not claims[SUBJECT]:
                raise Misbehaved("no identity in the answer")
            wanted = filter(None, (self._settings.oidc_account, self._settings.oidc_roles))
            if app.server_metadata.get("userinfo_endpoint") and any(claim(claims, one) is None for one in wanted):
                more = dict(await app.userinfo(token=token))
                if more.get(SUBJECT) != claims[SUBJECT]:
                    raise Misbehaved("the claims are somebody else's")  # OpenID Connect Core 5.3.2
                claims = {**more, **claims}
            return claims

    async def leaving(self, back: str) -> str:
        """The address to sign out at there, from which one comes `back`; empty where there is none to be had."""
        try:
            async with asked(self.name, _PATIENCE_LEAVING):
                app = await self._app()
                if not app.server_metadata.get("end_session_endpoint"):
                    return ""
                made = await app.create_logout_url(back, client_id=self._settings.oidc_client)
                return str(made["url"])
        except NianbaoError:
            return ""

    async def _app(self) -> "StarletteOAuth2App":
        """Authlib's client of the platform, as that describes itself now."""
        from authlib.integrations.starlette_client import StarletteIntegration, StarletteOAuth2App

        said = await self._described()
        return StarletteOAuth2App(
            StarletteIntegration("oidc"),
            "oidc",
            client_id=self._settings.oidc_client,
            client_secret=self._settings.oidc_secret.get_secret_value() or None,
            client_kwargs={
                **bounds(),
                "scope": self._settings.oidc_scope,
                "code_challenge_method": "S256",
                **_manner(said),
            },
            **self._known(said),
        )

    async def _described(self) -> Mapping[str, Any]:
        async with httpx2.AsyncClient(**bounds()) as client:
            answer = await client.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
            answer.raise_for_status()
            said = answer.json()
        if not isinstance(said, dict):
            raise Misbehaved("the description is none")
        return said

    def _known(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What is used of a description, nothing else; IdentityUnavailable if it is another's."""
        issuer = said.get("issuer")
        if not isinstance(issuer, str) or issuer.rstrip("/") != self._issuer.rstrip("/"):
            raise IdentityUnavailable(_NOT_ITSELF.format(name=self.name))
        known: dict[str, Any] = {"issuer": issuer}
        for key in (*_ADDRESSES, *_MORE):
            address = said.get(key)
            if isinstance(address, str) and is_safe(address):
                known[key] = address
            elif key in _ADDRESSES:
                raise Misbehaved(f"{key} is missing or not safe")
        told = said.get("id_token_signing_alg_values_supported")
        signatures = [one for one in told if one in _SIGNATURES] if isinstance(told, list) else []
        return {**known, "id_token_signing_alg_values_supported": signatures or ["RS256"]}


def _manner(said: Mapping[str, Any]) -> dict[str, Any]:
    """How this program shows the platform who it is, where that does not take the usual way."""
    ways = said.get("token_endpoint_auth_methods_supported")
    if isinstance(ways, list) and "client_secret_basic" not in ways and "client_secret_post" in ways:
        return {"token_endpoint_auth_method": "client_secret_post"}
    return {}
