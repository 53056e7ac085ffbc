"""What the door's pages are made of: one card with a form and links, and what is read of a request."""

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from string import Template
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.ui import cookies

LOGIN, LOGOUT, PASSWORD = "/login", "/logout", "/password"
START, CALLBACK = "/oidc/start", "/oidc/callback"
_LONGEST = 1000
"""Characters of an address to come back to: more fits into no cookie, and no page has one so long."""


def here(wanted: str) -> str:
    """An address within this service as it was wanted, the first page in the place of any other.

    Within is a path, and nothing a browser could take for another host.
    """
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if inside and len(wanted) <= _LONGEST else "/"


def way_to(address: str, wanted: str) -> str:
    """The address to sign in at, and to be brought to what was wanted afterwards."""
    wanted = here(wanted)
    return address if wanted == "/" else f"{address}?next={quote(wanted, safe='')}"


def admitted(request: Request, token: str, wanted: str) -> Response:
    """The way on for somebody who may come in."""
    response = RedirectResponse(wanted, status_code=303)
    cookies.give(response, token, secure=is_secure(request))
    return response


def login_page(
    wanted: str, *, name: str = "", problem: str = "", remark: str = "", other: str = "", status: int = 200
) -> Response:
    """The page to sign in on; `other` is what the platform is called by which people may come in too."""
    fields = [
        field("name", "用户名", "username", value=name),
        field("password", "密码", "current-password", kind="password"),
    ]
    return page(
        "登录",
        form(way_to(LOGIN, wanted), "登录", fields),
        problem=problem,
        remark=remark,
        button=(way_to(START, wanted), f"用{other}登录") if other else None,
        status=status,
    )


def field(name: str, label: str, complete: str, *, kind: str = "text", value: str = "") -> str:
    """One field of a form, in HTML."""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" value="{escape(value)}" required '
        f'maxlength="128" autocapitalize="none" spellcheck="false">'
    )


def form(action: str, button: str, fields: Sequence[str] = ()) -> str:
    """A form, in HTML."""
    inside = "\n".join((*fields, f'<button type="submit">{escape(button)}</button>'))
    return f'<form method="post" action="{escape(action)}">\n{inside}\n</form>'


def page(
    title: str,
    content: str,
    *,
    problem: str = "",
    remark: str = "",
    button: tuple[str, str] | None = None,
    ways: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> Response:
    """A page of the door around a form; `button` is a link that looks like one, `ways` are plain ones."""
    said = f'<p class="remark">{escape(remark)}</p>' if remark else ""
    said += f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    links = f'<p class="or"><a href="{escape(button[0])}">{escape(button[1])}</a></p>' if button else ""
    links += "".join(f'<p class="ways"><a href="{escape(where)}">{escape(text)}</a></p>' for where, text in ways)
    body = _template().substitute(title=escape(title), said=said, form=content, ways=links)
    return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})


@cache
def _template() -> Template:
    return Template((resources.files("assistant.ui.server") / "door.html").read_text("utf-8"))


def is_secure(request: Request) -> bool:
    """Whether the browser speaks to this service under TLS."""
    return request.url.scheme == "https"


def address_of(request: Request) -> str:
    """The address of whoever asks."""
    return request.client.host if request.client else ""
