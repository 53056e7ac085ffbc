"""The door: signing in and out, and the first change of a password, as plain pages before the application.

They need no script, so that a browser that cannot run the application can still be told what is wrong. A form is taken
only from a page of this very origin: the gate sees to that.
"""

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from string import Template
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.desk.accounts.signing_in import SigningIn
from assistant.errors import NianbaoError
from assistant.ui import cookies

LOGIN, LOGOUT, PASSWORD = "/login", "/logout", "/password"
_FIRST = "这是第一次登录，或者密码由管理员重设过，请先换一个自己的密码。至少 10 个字符，不要用常见的密码。"
_OWN = "修改后，在其他电脑上的登录全部失效。至少 10 个字符，不要用常见的密码。"


def routes(signing_in: SigningIn) -> list[Route]:
    """The addresses of the door."""
    door = _Door(signing_in)
    return [
        Route(LOGIN, door.login, methods=["GET", "POST"]),
        Route(LOGOUT, door.logout, methods=["GET", "POST"]),
        Route(PASSWORD, door.password, methods=["GET", "POST"]),
    ]


def login_for(wanted: str) -> str:
    """The address to sign in at, and to be brought to what was wanted afterwards."""
    return f"{LOGIN}?next={quote(wanted, safe='')}" if _is_here(wanted) and wanted != "/" else LOGIN


class _Door:
    def __init__(self, signing_in: SigningIn) -> None:
        self._signing_in = signing_in

    async def login(self, request: Request) -> Response:
        wanted = str(request.query_params.get("next", "/"))
        wanted = wanted if _is_here(wanted) else "/"
        if request.method == "GET":
            return _login_page(wanted)
        form = await request.form()
        name, password = str(form.get("name", "")), str(form.get("password", ""))
        try:
            token = await run_in_threadpool(self._signing_in.sign_in, name, password, address=_address(request))
        except NianbaoError as problem:
            return _login_page(wanted, name=name, problem=problem.message, status=403)
        return _admitted(request, token, wanted)

    async def logout(self, request: Request) -> Response:
        if request.method == "GET":
            return _page("退出登录", LOGOUT, button="退出登录", ways=[("/", "不退出，回到工作台")])
        token = cookies.token_in(request.cookies)
        await run_in_threadpool(self._signing_in.sign_out, token, address=_address(request))
        response = RedirectResponse(LOGIN, status_code=303)
        cookies.take(response, secure=_is_secure(request))
        return response

    async def password(self, request: Request) -> Response:
        token = cookies.token_in(request.cookies)
        person = await run_in_threadpool(self._signing_in.whose, token)
        if person is None:
            return RedirectResponse(login_for(PASSWORD), status_code=303)
        first = person.account.to_change
        if request.method == "GET":
            return _password_page(first=first)
        form = await request.form()
        old, new, again = (str(form.get(name, "")) for name in ("old", "new", "again"))
        if new != again:
            return _password_page(first=first, problem="两次输入的新密码不一样，请重新输入。")
        change = self._signing_in.change_password
        try:
            token = await run_in_threadpool(change, token, old, new, address=_address(request))
        except NianbaoError as problem:
            return _password_page(first=first, problem=problem.message)
        return _admitted(request, token, "/")


def _admitted(request: Request, token: str, wanted: str) -> Response:
    response = RedirectResponse(wanted, status_code=303)
    cookies.give(response, token, secure=_is_secure(request))
    return response


def _login_page(wanted: str, *, name: str = "", problem: str = "", status: int = 200) -> Response:
    fields = [
        _field("name", "用户名", "username", value=name),
        _field("password", "密码", "current-password", kind="password"),
    ]
    return _page("登录", login_for(wanted), button="登录", fields=fields, problem=problem, status=status)


def _password_page(*, first: bool, problem: str = "") -> Response:
    fields = [
        _field("old", "原密码", "current-password", kind="password"),
        _field("new", "新密码", "new-password", kind="password"),
        _field("again", "再输入一次新密码", "new-password", kind="password"),
    ]
    ways = [(LOGOUT, "退出登录")] if first else [("/", "不修改，回到工作台")]
    return _page(
        "修改密码",
        PASSWORD,
        button="修改密码",
        fields=fields,
        problem=problem,
        remark=_FIRST if first else _OWN,
        ways=ways,
        status=400 if problem else 200,
    )


def _field(name: str, label: str, complete: str, *, kind: str = "text", value: str = "") -> str:
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" value="{escape(value)}" required '
        f'maxlength="128" autocapitalize="none" spellcheck="false">'
    )


def _page(
    title: str,
    action: str,
    *,
    button: str,
    fields: Sequence[str] = (),
    problem: str = "",
    remark: str = "",
    ways: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> Response:
    said = f'<p class="remark">{escape(remark)}</p>' if remark else ""
    said += f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    links = "".join(f'<p class="ways"><a href="{escape(where)}">{escape(text)}</a></p>' for where, text in ways)
    body = _template().substitute(
        title=escape(title),
        said=said,
        action=escape(action),
        fields="\n".join(fields),
        button=escape(button),
        ways=links,
    )
    return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})


@cache
def _template() -> Template:
    return Template((resources.files("assistant.ui.server") / "door.html").read_text("utf-8"))


def _is_here(wanted: str) -> bool:
    """Whether an address is within this service: a path, and nothing a browser could take for another host."""
    return wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
