"""A platform that is slow, floods, sends elsewhere or says nonsense: bounded, told in a sentence, nothing opened."""

import gzip
import json
import urllib.error
import urllib.request

import fake_platform
import pytest
from fake_platform import CLIENT, DISCOVERY, KEYS, SECRET, TOKEN, USERINFO
from people import KEEPER
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings
from assistant.ui.server import back_channel, door, provider
from assistant.ui.server.oidc import Oidc

AWAY = {"follow_redirects": False}
JSON = {"Content_Type": "application/json"}


@pytest.fixture(scope="module")
def platform():
    with fake_platform.platform() as running:
        running.knows("u-zhang", preferred_username="zhang")
        yield running


@pytest.fixture(autouse=True)
def _rightly(platform):
    yield
    platform.wrong.clear()


@pytest.fixture(scope="module")
def home(platform, tmp_path_factory):
    desk = Desk(
        Settings(
            _env_file=None,
            home=tmp_path_factory.mktemp("home"),
            demo=False,
            oidc_issuer=platform.issuer,
            oidc_client=CLIENT,
            oidc_secret=SECRET,
            oidc_account="nickname",  # which nobody has: the platform is asked for it besides
        )
    )
    desk.people.add("u-zhang", None, {"": [Role.CLERK]}, who=KEEPER)
    yield desk
    desk.close()


@pytest.fixture
def visitor(home):
    oidc = Oidc(home)
    return TestClient(Starlette(routes=[*door.routes(home.signing_in, oidc.other), *oidc.routes()]))


def come(visitor):
    """Come in, as far as one gets: the last answer."""
    answer = visitor.get("/oidc/start", **AWAY)
    if answer.status_code != 302:
        return answer
    form = urllib.request.Request(answer.headers["location"], b"sub=u-zhang")  # noqa: S310 - our own loopback server
    with pytest.raises(urllib.error.HTTPError) as sent_back:
        urllib.request.build_opener(Staying).open(form)
    return visitor.get(sent_back.value.headers["Location"], **AWAY)


class Staying(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *_):
        return None


def test_a_platform_that_answers_rightly_lets_in(visitor):
    answer = come(visitor)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visitor.cookies["nianbao"]


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS, USERINFO])
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(fake_platform.saying(fake_platform.dripping), id="dripping"),
        pytest.param(fake_platform.saying(fake_platform.flooding, **JSON), id="flooding"),
        pytest.param(fake_platform.saying(b"", "302 Found", Location="http://localhost:1/"), id="elsewhere"),
        pytest.param(fake_platform.saying(b"", "307 Temporary Redirect", Location="http://localhost:1/"), id="again"),
        pytest.param(fake_platform.saying(gzip.compress(b"[]" * 9), Content_Encoding="gzip", **JSON), id="packed"),
        pytest.param(fake_platform.saying(b"<html>", "500 Internal Server Error"), id="broken"),
        pytest.param(fake_platform.saying(b"<html>"), id="nonsense"),
        pytest.param(fake_platform.saying(b"[]", **JSON), id="list"),
        pytest.param(fake_platform.saying(b"{}", **JSON), id="empty"),
        pytest.param(fake_platform.saying(b'{"keys": 3, "sub": 3, "issuer": 3}', **JSON), id="kinds"),
        pytest.param(fake_platform.saying(b'{"a": ' + b"[" * 100000, **JSON), id="deep"),
    ],
)
def test_whatever_a_platform_says_is_bounded_and_told(visitor, platform, home, monkeypatch, path, wrong):
    monkeypatch.setattr(back_channel, "PATIENCE", 0.6)
    platform.wrong[path] = wrong
    answer = come(visitor)
    assert answer.status_code in {403, 503}, answer.text
    assert "没有登录" in answer.text
    assert "nianbao" not in visitor.cookies
    assert home.store.audit.entries("")[0].act == "登录失败"


@pytest.mark.parametrize(
    "more",
    [
        {"token_endpoint": "http://10.0.0.8/token"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": ["https://a.example"]},
    ],
)
def test_addresses_that_others_could_listen_at_are_not_gone_to(visitor, platform, more):
    platform.wrong[DISCOVERY] = describing(platform, more)
    answer = visitor.get("/oidc/start", **AWAY)
    assert answer.status_code == 503


def test_a_description_sets_nothing_of_the_client_that_reads_it(visitor, platform):
    """Authlib would take settings of its HTTP client from a platform's description."""
    more = {"verify": False, "follow_redirects": True, "event_hooks": {}, "timeout": None, "client_id": "x", "proxy": 3}
    platform.wrong[DISCOVERY] = describing(platform, more)
    platform.wrong[TOKEN] = fake_platform.saying(b"", "307 Temporary Redirect", Location=f"{platform.issuer}/x")
    assert come(visitor).status_code == 503
    del platform.wrong[TOKEN]
    assert come(visitor).status_code == 303


def test_a_platform_that_wants_the_secret_in_the_form_gets_it_there(visitor, platform):
    platform.wrong[DISCOVERY] = describing(platform, {"token_endpoint_auth_methods_supported": ["client_secret_post"]})
    platform.tokens_asked.clear()
    assert come(visitor).status_code == 303
    assert platform.tokens_asked[0]["client_secret"] == SECRET


def test_under_tls_what_a_browser_keeps_is_sent_under_tls_alone(home):
    visitor = TestClient(Starlette(routes=Oidc(home).routes()), base_url="https://nianbao.example")
    answer = visitor.get("/oidc/start", **AWAY)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Secure-nianbao_oidc=")
    assert "; secure" in cookie
    assert "redirect_uri=https%3A%2F%2Fnianbao.example%2Foidc%2Fcallback&" in answer.headers["location"]


def test_leaving_waits_for_nobody(visitor, platform, monkeypatch):
    come(visitor)
    monkeypatch.setattr(provider, "_PATIENCE_LEAVING", 0.3)
    platform.wrong[DISCOVERY] = fake_platform.saying(fake_platform.dripping)
    answer = visitor.post("/logout", **AWAY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def describing(platform, more):
    """The platform's own description of itself with something else in it; None takes it out."""
    said = {
        "issuer": platform.issuer,
        "authorization_endpoint": f"{platform.issuer}/oauth2/authorize",
        "token_endpoint": platform.issuer + TOKEN,
        "jwks_uri": platform.issuer + KEYS,
        "userinfo_endpoint": platform.issuer + USERINFO,
        "end_session_endpoint": "javascript:alert(1)",
    } | more
    body = json.dumps({name: value for name, value in said.items() if value is not None})
    return fake_platform.saying(body.encode(), **JSON)
