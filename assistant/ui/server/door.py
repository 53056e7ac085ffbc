"""The door: signing in and out, and the first change of a password, as plain pages before the application.

They need no script, so that a browser that cannot run the application can still be told what is wrong. A form is taken
only from a page of this very origin: the gate sees to that.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.desk.accounts.signing_in import SigningIn
from assistant.errors import NianbaoError
from assistant.ui import cookies
from assistant.ui.server.door_page import (
    LOGIN,
    LOGOUT,
    PASSWORD,
    address_of,
    admitted,
    field,
    form,
    here,
    is_secure,
    login_page,
    page,
    way_to,
)

_FIRST = "这是第一次登录，或者密码由管理员重设过，请先换一个自己的密码。至少 10 个字符，不要用常见的密码。"
_OWN = "修改后，在其他电脑上的登录全部失效。至少 10 个字符，不要用常见的密码。"
_NONE = "您用{name}登录，本系统没有您的密码，请到认证平台修改。"
_STILL = "已经退出年报助手。{name}平台上可能还登录着，多人共用的电脑请一并退出。"


@dataclass(frozen=True)
class Other:
    """Another way in: what it is called, and the address one signs out at there, "" where there is none."""

    name: str
    leave: Callable[[Request], Awaitable[str]]


def routes(signing_in: SigningIn, other: Other | None = None) -> list[Route]:
    """The addresses of the door."""
    door = _Door(signing_in, other)
    return [
        Route(LOGIN, door.login, methods=["GET", "POST"]),
        Route(LOGOUT, door.logout, methods=["GET", "POST"]),
        Route(PASSWORD, door.password, methods=["GET", "POST"]),
    ]


class _Door:
    def __init__(self, signing_in: SigningIn, other: Other | None) -> None:
        self._signing_in = signing_in
        self._other = other
        self._name = other.name if other else ""

    async def login(self, request: Request) -> Response:
        wanted = here(str(request.query_params.get("next", "/")))
        if request.method == "GET":
            return login_page(wanted, other=self._name)
        given = await request.form()
        name, password = str(given.get("name", "")), str(given.get("password", ""))
        try:
            token = await run_in_threadpool(self._signing_in.sign_in, name, password, address=address_of(request))
        except NianbaoError as problem:
            return login_page(wanted, name=name, problem=problem.message, other=self._name, status=403)
        return admitted(request, token, wanted)

    async def logout(self, request: Request) -> Response:
        if request.method == "GET":
            return page("退出登录", form(LOGOUT, "退出登录"), ways=[("/", "不退出，回到工作台")])
        token = cookies.token_in(request.cookies)
        person = await run_in_threadpool(self._signing_in.whose, token)
        await run_in_threadpool(self._signing_in.sign_out, token, address=address_of(request))
        response: Response = RedirectResponse(LOGIN, status_code=303)
        # Out here, and still in where they were vouched for: whoever sits down next would come in without a password.
        if (
            person is not None
            and person.account.elsewhere
            and self._other
            and (there := await self._other.leave(request))
        ):
            ways = [(there, f"退出{self._name}平台"), (LOGIN, "重新登录")]
            response = page("已退出登录", "", remark=_STILL.format(name=self._name), ways=ways)
        cookies.take(response, secure=is_secure(request))
        return response

    async def password(self, request: Request) -> Response:
        token = cookies.token_in(request.cookies)
        person = await run_in_threadpool(self._signing_in.whose, token)
        if person is None:
            return RedirectResponse(way_to(LOGIN, PASSWORD), status_code=303)
        if person.account.elsewhere:
            remark = _NONE.format(name=self._name or "统一身份认证")
            return page("修改密码", "", remark=remark, ways=[("/", "回到工作台")])
        first = person.account.to_change
        if request.method == "GET":
            return _password_page(first=first)
        given = await request.form()
        old, new, again = (str(given.get(name, "")) for name in ("old", "new", "again"))
        if new != again:
            return _password_page(first=first, problem="两次输入的新密码不一样，请重新输入。")
        change = self._signing_in.change_password
        try:
            token = await run_in_threadpool(change, token, old, new, address=address_of(request))
        except NianbaoError as problem:
            return _password_page(first=first, problem=problem.message)
        return admitted(request, token, "/")


def _password_page(*, first: bool, problem: str = "") -> Response:
    fields = [
        field("old", "原密码", "current-password", kind="password"),
        field("new", "新密码", "new-password", kind="password"),
        field("again", "再输入一次新密码", "new-password", kind="password"),
    ]
    return page(
        "修改密码",
        form(PASSWORD, "修改密码", fields),
        problem=problem,
        remark=_FIRST if first else _OWN,
        ways=[(LOGOUT, "退出登录")] if first else [("/", "不修改，回到工作台")],
        status=400 if problem else 200,
    )
