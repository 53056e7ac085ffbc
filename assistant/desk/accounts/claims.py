"""What an issuer of identities says of somebody, and what of it is used here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import Forbidden
from assistant.settings import Settings

SUBJECT, PERSON = "sub", "name"
_EMAIL = "email"
_LONGEST = 60


@dataclass(frozen=True)
class Identity:
    """Somebody as an issuer vouches for them.

    The issuer and what it calls them (`subject`) stay theirs for good; `name`, by which their account is found the
    first time, and `person` may change. `values` are those of the roles.
    """

    issuer: str
    subject: str
    name: str
    person: str = ""
    values: tuple[str, ...] = ()


def identity(claims: Mapping[str, Any], settings: Settings) -> Identity:
    """Who the verified claims are of; Forbidden where what their account is named by is no name."""
    subject = str(claims[SUBJECT])
    given = claim(claims, settings.oidc_account)
    if settings.oidc_account == _EMAIL and given and claims.get("email_verified") is not True:
        # Whoever may write any address into their own entry would come in as its owner.
        raise Forbidden("统一身份认证平台没有核实过您的邮箱，不能以它登录，请联系平台的管理员。")
    return Identity(
        issuer=str(claims["iss"]),
        subject=subject,
        name=str(given or subject).strip(),
        person=str(claims.get(PERSON) or "").strip()[:_LONGEST],
        values=_values(claim(claims, settings.oidc_roles)) if settings.oidc_roles else (),
    )


def claim(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, or by the path to it with dots between; None if there is none."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _values(given: Any) -> tuple[str, ...]:
    """The values of a claim: a list, or words with commas between."""
    listed = given.split(",") if isinstance(given, str) else given if isinstance(given, list) else []
    return tuple(value.strip() for value in listed if isinstance(value, str) and value.strip())
