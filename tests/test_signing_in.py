"""Signing in over real HTTP: the door, the cookie, and everything that is shut without one."""

import asyncio
import http.client
from urllib.parse import urlencode, urlsplit

import browsing
import pytest
import websockets
import wire
from people import KEEPER

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings

SHUT = 403
GIVEN, OWN = "三月梨花落满山路", "秋水共长天一色也-7"


class Browser:
    """As much of a browser as signing in takes: it sends forms from its own page and keeps cookies."""

    def __init__(self, address):
        self.address, self.cookies, self.last = address, {}, None

    def ask(self, method, path, form=None, *, accept="text/html", origin=None):
        """Status, address it is sent on to, and the body of an answer."""
        there = urlsplit(self.address)
        connection = http.client.HTTPConnection(there.hostname, there.port, timeout=30)
        headers = {"Accept": accept, "Cookie": self.cookie}
        if method != "GET":
            headers |= {"Origin": origin or self.address, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form or {}).encode() if method != "GET" else None, headers)
        answer = connection.getresponse()
        self.last = answer.headers.get_all("Set-Cookie") or []
        for line in self.last:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer.status, answer.headers.get("Location", ""), answer.read().decode("utf-8", "replace")

    @property
    def cookie(self):
        """What it sends of cookies."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def sign_in(self, name="lee", password=OWN, path="/login"):
        """Fill in the form."""
        return self.ask("POST", path, {"name": name, "password": password})

    def page(self, name=""):
        """What the application draws for it; None if it is not let in."""

        async def drawn():
            session = await wire.connect(self.address, headers={"Cookie": self.cookie})
            return await session.page(name)

        try:
            return asyncio.run(drawn())
        except websockets.InvalidStatus as problem:
            return None if problem.response.status_code == SHUT else problem.response.status_code


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    desk = Desk(Settings(_env_file=None, home=folder))
    organ = desk.store.reports.heads()[0].organ
    for name in ("lee", "new", "wang", "root"):
        admin = name == "root"
        desk.people.add(
            name, GIVEN + "甲乙", {} if admin else {organ: [Role.CLERK]}, who=KEEPER, admin=admin, person=f"{name}某"
        )
        if name != "new":
            token = desk.signing_in.sign_in(name, GIVEN + "甲乙")
            desk.signing_in.change_password(token, GIVEN + "甲乙", OWN)
    desk.close()
    return folder


@pytest.fixture(scope="module")
def address(home):
    with browsing.application(home) as url:
        yield url


def test_without_signing_in_everything_is_shut(address):
    visitor = Browser(address)
    for path in (
        "/",
        "/review?report=abc&tab=x",
        "/admin",
        "/media/file.pdf",
        "/component/x/y.js",
        "/_stcore/host-config",
    ):
        status, where, _ = visitor.ask("GET", path)
        assert (status, where.partition("?")[0]) == (303, "/login"), path
    assert visitor.ask("GET", "/_stcore/metrics", accept="*/*")[0] == 401
    assert visitor.ask("PUT", "/_stcore/upload_file/session/file", accept="*/*")[0] == 401
    assert visitor.page() is None
    for forged in ("x", "0" * 43, "../../etc", "' OR 1=1 --"):
        visitor.cookies = {"nianbao": forged}
        assert visitor.page() is None
    assert visitor.ask("GET", "/_stcore/health")[0] == 200
    assert visitor.ask("GET", "/login")[0] == 200


def test_signing_in_opens_what_was_asked_for_and_the_cookie_is_out_of_reach_of_scripts(address):
    visitor = Browser(address)
    _, where, _ = visitor.ask("GET", "/review?report=abc&tab=x")
    status, back, _ = visitor.sign_in(path=where)
    assert (status, back) == (303, "/review?report=abc&tab=x")
    (cookie,) = visitor.last
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes
    assert len(cookie.split(";")[0].partition("=")[2]) >= 43
    drawn = visitor.page()
    assert drawn.has("lee某")
    assert not drawn.failed


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(address, wanted):
    visitor = Browser(address)
    assert visitor.sign_in(path="/login?" + urlencode({"next": wanted}))[1] == "/"


def test_a_wrong_password_is_said_and_opens_nothing(address):
    visitor = Browser(address)
    status, _, body = visitor.sign_in(name='"><img src=x onerror=alert(1)>', password="不对的密码吧")
    assert status == 403
    assert "用户名或者密码不对" in body
    assert "<img" not in body
    assert visitor.cookies == {}


def test_a_form_from_another_page_signs_nobody_in_or_out(address):
    visitor = Browser(address)
    form = {"name": "lee", "password": OWN}
    assert visitor.ask("POST", "/login", form, origin="https://evil.example")[0] == 403
    visitor.sign_in()
    assert visitor.ask("POST", "/logout", origin="https://evil.example")[0] == 403
    assert visitor.page().has("lee某")


def test_a_token_held_before_is_not_the_one_held_after(address):
    """Whoever plants a cookie in a browser does not share the session that is opened in it."""
    visitor = Browser(address)
    visitor.cookies["nianbao"] = planted = "p" * 43
    visitor.sign_in()
    assert visitor.cookies["nianbao"] != planted
    thief = Browser(address)
    thief.cookies["nianbao"] = planted
    assert thief.page() is None


def test_whoever_was_given_a_password_gets_no_further_before_changing_it(address):
    visitor = Browser(address)
    visitor.sign_in("new", GIVEN + "甲乙")
    assert visitor.ask("GET", "/")[1] == "/password"
    assert visitor.page() is None
    status, _, body = visitor.ask("GET", "/password")
    assert (status, "第一次登录" in body) == (200, True)
    form = {"old": GIVEN + "甲乙", "new": OWN, "again": OWN + "x"}
    assert "两次输入的新密码不一样" in visitor.ask("POST", "/password", form)[2]
    assert "太常见" in visitor.ask("POST", "/password", {**form, "new": "password1234", "again": "password1234"})[2]
    status, where, _ = visitor.ask("POST", "/password", {**form, "again": OWN})
    assert (status, where) == (303, "/")
    assert visitor.page().has("new某")


def test_signing_out_and_a_changed_password_shut_every_door_that_was_open(address):
    here, there = Browser(address), Browser(address)
    for browser in (here, there):
        browser.sign_in("wang")
    assert there.page().has("wang某")
    changed = OWN + "改"
    here.ask("POST", "/password", {"old": OWN, "new": changed, "again": changed})
    assert there.page() is None
    assert here.page().has("wang某")
    kept = dict(here.cookies)
    assert here.ask("POST", "/logout")[1] == "/login"
    here.cookies = kept
    assert here.page() is None


def test_somebody_put_out_while_the_page_is_open_is_told_and_does_nothing_more(address, home):
    visitor = Browser(address)
    visitor.sign_in()

    async def play():
        session = await wire.connect(address, headers={"Cookie": visitor.cookie})
        before = await session.page()
        Browser(address).ask("GET", "/login")
        desk = Desk(Settings(_env_file=None, home=home))
        desk.store.accounts.sign_out(name="lee")
        desk.close()
        return before, await session.page("admin")

    before, after = asyncio.run(play())
    assert before.has("lee某")
    assert after.has("登录已经失效")
    assert not after.has("重新建立查找索引")


def test_a_session_outlives_the_server(home):
    port = browsing.free_port()
    visitor = None
    for _ in range(2):
        with browsing.application(home, NIANBAO_PORT=str(port)) as url:
            if visitor is None:
                visitor = Browser(url)
                visitor.sign_in()
            visitor.address = url
            assert visitor.page().has("lee某")
