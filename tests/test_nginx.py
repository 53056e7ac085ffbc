"""The service behind a real nginx with TLS, set up with the very lines of docs/deploy.md."""

import asyncio
import http.client
import os
import re
import socket
import ssl
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import browsing
import pytest
import websockets
import wire
from people import KEEPER
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
NAME = "nianbao.xx.gov.cn"
FROM = "127.0.0.2"
"""Another address of the loopback: what nginx is asked from is not what it asks from."""
FIRST, OWN = "三月梨花落满山路又一年", "秋水共长天一色也-7"

AROUND = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nianbao.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """Where nginx listens, and what its certificate is checked with."""

    secure: int
    plain: int
    trust: ssl.SSLContext

    @property
    def origin(self):
        return f"https://{NAME}:{self.secure}"


def documented():
    (block,) = re.findall(
        r"^```nginx\n(.*?)^```", (ROOT / "docs" / "deploy.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return block


def certificate(folder):
    key, made = folder / "nianbao.key", folder / "nianbao.crt"
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(made)]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *named],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return made


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with closing(Desk(Settings(_env_file=None, home=folder))) as desk:
        desk.people.add("lee", FIRST, {"": [Role.CLERK]}, who=KEEPER, person="李明")
    return folder


@pytest.fixture(scope="module")
def proxy(nginx, home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    made = certificate(folder)
    secure, plain = browsing.free_port(), browsing.free_port()
    with browsing.application(home, NIANBAO_HOSTS=NAME) as address:
        block = documented()
        for written, here in (
            ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
            ("listen 80;", f"listen 127.0.0.1:{plain};"),
            ("http://127.0.0.1:8501", address),
            ("/etc/nginx/tls", str(folder)),
        ):
            assert written in block
            block = block.replace(written, here)
        (folder / "nianbao.conf").write_text(block, "utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), "utf-8")
        with subprocess.Popen(
            [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        ) as server:
            try:
                for _ in range(100):
                    with socket.socket() as probe:
                        if not probe.connect_ex(("127.0.0.1", secure)):
                            break
                    time.sleep(0.1)
                yield Proxy(secure, plain, ssl.create_default_context(cafile=made))
            finally:
                server.terminate()
                server.wait(20)


def asked(proxy, method, path, body=None, *, host=None, plain=False, **headers):
    """A request as a browser elsewhere sends it."""
    port = proxy.plain if plain else proxy.secure
    raw = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(FROM, 0))
    connection = http.client.HTTPConnection(host or f"{NAME}:{port}", timeout=60)
    connection.sock = raw if plain else proxy.trust.wrap_socket(raw, server_hostname=NAME)
    connection.request(
        method, path, body, {"Host": host or f"{NAME}:{port}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    )
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def signed_in(proxy):
    """The cookie of somebody who signed in and took a password of their own, through nginx."""
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": proxy.origin, "X_Forwarded_For": "6.6.6.6"}
    status, headers, _ = asked(proxy, "POST", "/login", urlencode({"name": "lee", "password": FIRST}), **form)
    assert status == 303
    cookie = headers["set-cookie"].partition(";")[0]
    new = urlencode({"old": FIRST, "new": OWN, "again": OWN})
    status, headers, _ = asked(proxy, "POST", "/password", new, Cookie=cookie, **form)
    assert status == 303
    return headers["set-cookie"].partition(";")[0]


@pytest.fixture(scope="module")
def cookie(proxy):
    return signed_in(proxy)


def test_a_page_comes_through_with_its_headers(proxy):
    status, headers, body = asked(proxy, "GET", "/login")
    assert (status, "登录" in body.decode()) == (200, True)
    assert headers["strict-transport-security"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    status, headers, _ = asked(proxy, "GET", "/figures?tab=T3", plain=True, host=NAME)
    assert (status, headers["location"]) == (301, f"https://{NAME}/figures?tab=T3")
    assert asked(proxy, "GET", "/", Accept="text/html")[:2][0] == 303


def test_another_name_and_another_origin_are_refused_through_it_too(proxy):
    assert asked(proxy, "GET", "/", host="evil.example")[0] == 403
    assert asked(proxy, "POST", "/login", "name=lee", Origin="https://evil.example")[0] == 403


def test_health_comes_through_and_measures_do_not(proxy):
    assert asked(proxy, "GET", "/healthz")[::2] == (200, b'{"status":"ok"}')
    assert asked(proxy, "GET", "/metrics")[0] == 404
    assert asked(proxy, "GET", "/metrics/", X_Forwarded_For="127.0.0.1")[0] != 200


def test_whoever_signs_in_is_in_the_trail_with_the_address_they_came_from(proxy, cookie, home):
    assert cookie
    _, headers, _ = asked(
        proxy,
        "POST",
        "/login",
        urlencode({"name": "lee", "password": OWN}),
        Origin=proxy.origin,
        Content_Type="application/x-www-form-urlencoded",
    )
    assert "secure" in headers["set-cookie"].lower()
    with closing(Desk(Settings(_env_file=None, home=home))) as desk:
        addresses = {entry.address for entry in desk.store.audit.all() if entry.actor.startswith(("李明", "lee"))}
    assert addresses == {FROM}


async def connected(proxy, cookie):
    return wire.Session(
        await websockets.connect(
            f"wss://{NAME}:{proxy.secure}/_stcore/stream",
            ssl=proxy.trust,
            host="127.0.0.1",
            port=proxy.secure,
            local_addr=(FROM, 0),
            origin=websockets.Origin(proxy.origin),
            additional_headers={"Cookie": cookie},
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
        )
    )


async def drawn_and_uploaded(proxy, cookie, data):
    """A page drawn over the websocket, and a file put where that page's session was told to put it."""
    session = await connected(proxy, cookie)
    drawn = await session.page("past_reports")
    wanted = BackMsg()
    wanted.file_urls_request.request_id = "one"
    wanted.file_urls_request.file_names.append("年报.txt")
    await session._connection.send(wanted.SerializeToString())
    message = ForwardMsg()
    while message.WhichOneof("type") != "file_urls_response":
        message.ParseFromString(await session._connection.recv())
    (told,) = message.file_urls_response.file_urls
    boundary = "boundary-of-the-parts"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
    form = {"Content_Type": f"multipart/form-data; boundary={boundary}", "Origin": proxy.origin}
    _, headers, _ = await asyncio.to_thread(asked, proxy, "GET", "/_stcore/health", Cookie=cookie)
    xsrf = next((one.partition(";")[0] for one in headers.get_all("set-cookie") or [] if "xsrf" in one), "")
    form |= {"Cookie": f"{cookie}; {xsrf}", "X_Xsrftoken": xsrf.partition("=")[2].strip('"')}
    status, _, said = await asyncio.to_thread(asked, proxy, "PUT", f"/{told.upload_url.lstrip('/')}", body, **form)
    await session._connection.close()
    return drawn, status, said


def test_a_page_is_drawn_over_the_websocket_and_a_large_file_is_taken(proxy, cookie):
    drawn, status, said = asyncio.run(drawn_and_uploaded(proxy, cookie, b"a" * 19_000_000))
    assert not drawn.failed
    assert drawn.has("往年资料")
    assert status == 204, said


def test_a_file_beyond_all_limits_ends_at_the_proxy(proxy, cookie):
    status, _, _ = asked(
        proxy, "PUT", "/_stcore/upload_file/a/b", b"a" * 26 * 1024 * 1024, Cookie=cookie, Origin=proxy.origin
    )
    assert status == 413


def test_a_websocket_of_another_origin_or_without_signing_in_is_not_let_through(proxy, cookie):
    async def status(origin, held):
        try:
            connection = await websockets.connect(
                f"wss://{NAME}:{proxy.secure}/_stcore/stream",
                ssl=proxy.trust,
                host="127.0.0.1",
                port=proxy.secure,
                origin=websockets.Origin(origin),
                additional_headers={"Cookie": held},
            )
        except websockets.InvalidStatus as problem:
            return problem.response.status_code
        await connection.close()
        return 0

    assert asyncio.run(status("https://evil.example", cookie)) == 403
    assert asyncio.run(status(proxy.origin, "")) == 403
