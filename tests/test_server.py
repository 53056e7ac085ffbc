"""The server as a network sees it: many visitors at once, foreign hosts and origins, and what browsers are told."""

import asyncio
import http.client
from urllib.parse import urlsplit

import browsing
import pytest
import wire

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui.server.gate import HEADERS, Gate
from assistant.ui.shell import PAGES


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def report(home):
    desk = Desk(Settings(_env_file=None, home=home))
    (head,) = desk.store.reports.heads()
    desk.close()
    return head.id


@pytest.fixture(scope="module")
def address(home):
    with browsing.application(home, NIANBAO_HOSTS="nianbao.example.gov.cn") as url:
        yield url


@pytest.mark.parametrize("sessions", [8])
def test_every_page_is_drawn_for_every_one_of_many_visitors(address, report, sessions):
    pages = [(path, {"report": report}) for _, _, path in PAGES]
    seen = asyncio.run(wire.visits(address, sessions, pages))
    assert len(seen) == sessions * len(PAGES)
    assert [drawn.texts for drawn in seen if drawn.failed] == []
    assert all(drawn.has("年报助手") for drawn in seen)


def test_a_page_of_another_origin_gets_no_connection(address):
    port = urlsplit(address).port
    tried = {
        "its own page": (None, address),
        "a name it is set to serve": (f"nianbao.example.gov.cn:{port}", f"http://nianbao.example.gov.cn:{port}"),
        "behind a proxy with TLS": ("nianbao.example.gov.cn", "https://nianbao.example.gov.cn"),
        "a rebound name": (f"evil.example:{port}", f"http://evil.example:{port}"),
        "another port of this machine": (None, "http://127.0.0.1:1"),
        "another name of this machine": (None, f"http://localhost:{port}"),
        "a foreign page": (None, "https://evil.example"),
        "a page without origin": (None, "null"),
        "no page at all": (None, None),
        "a name that only begins alike": (f"127.0.0.1.evil.example:{port}", f"http://127.0.0.1.evil.example:{port}"),
    }
    statuses = {
        name: asyncio.run(wire.refused(address, host=host, origin=origin)) for name, (host, origin) in tried.items()
    }
    # Until there are accounts the names it is set to serve are shut as well; behind them tests/test_nginx.py goes in.
    assert statuses == {name: 0 if name == "its own page" else 403 for name in tried}
    named = Gate(None, ["nianbao.example.gov.cn"])
    for name, (host, origin) in tried.items():
        headers = [(b"host", (host or f"127.0.0.1:{port}").encode()), (b"origin", (origin or "").encode())]
        refused = named.refusal({"type": "websocket", "path": "/_stcore/stream", "headers": headers})
        assert (refused == "") == (name in {"a name it is set to serve", "behind a proxy with TLS"}), name


def test_without_accounts_nobody_gets_in_from_elsewhere(address):
    """Whoever gets past does everything: a new database or a mistyped folder has no accounts in it."""
    for path in ("/", "/admin", "/_stcore/host-config"):
        status, _, said = asked(address, "GET", path, Host="nianbao.example.gov.cn")
        assert (status, "还没有账号，暂时只能在服务器本机打开" in said) == (403, True), path
    for host in ("127.0.0.1", "localhost", "[::1]:8501"):
        assert asked(address, "GET", "/", Host=host)[0] == 200, host


def asked(address, method, path, **headers):
    there = urlsplit(address)
    connection = http.client.HTTPConnection(there.hostname, there.port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in {"Content-Length": "0", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")


def test_every_answer_tells_the_browser_to_keep_the_page_to_itself(address):
    for path in ("/", "/figures", "/_stcore/health", "/static/none.js", "/media/none"):
        _, headers, _ = asked(address, "GET", path)
        assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items(), path


def test_another_host_is_told_so_and_an_upload_from_elsewhere_is_refused(address):
    status, headers, said = asked(address, "GET", "/", Host="evil.example")
    assert (status, "NIANBAO_HOSTS" in said, headers["x-frame-options"]) == (403, True, "DENY")
    for host in ("evil.example@127.0.0.1", "127.0.0.1:port", "127.0.0.1/evil", ""):
        assert asked(address, "GET", "/", Host=host)[0] in {400, 403}, host
    upload = "/_stcore/upload_file/session/file"
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        for method in ("PUT", "POST", "DELETE"):
            assert asked(address, method, upload, Origin=origin)[0] == 403
    # Without a page there is no person either: nothing is stored for a session that is not there.
    assert asked(address, "PUT", upload, Origin=address)[0] >= 400


def test_whether_the_service_is_up_is_told_under_any_name(address):
    assert asked(address, "GET", "/_stcore/health", Host="10.0.0.5")[0] == 200
    assert asked(address, "POST", "/_stcore/health", Host="10.0.0.5")[0] == 403
