"""A real identity platform on loopback, and the ways in which one may answer wrongly.

It is oidc-provider-mock with its keys, tokens and forms; what is wrong is done to what passes on the way in or out.
"""

import base64
import hmac
import io
import json
import os
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlencode

import authlib.deprecate  # noqa: F401 - it turns its own warnings on when it is first imported: before they are off
import browsing
from werkzeug.serving import WSGIRequestHandler, make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

CLIENT, SECRET = "nianbao", "s3cret+/%:="
DISCOVERY, AUTHORIZE, TOKEN, KEYS, USERINFO = (
    "/.well-known/openid-configuration",
    "/oauth2/authorize",
    "/oauth2/token",
    "/jwks",
    "/userinfo",
)


class Platform:
    """The platform: who is known there, and `wrong`, what it does otherwise than it should by the path it is asked."""

    def __init__(self) -> None:
        self.issuer = f"http://localhost:{browsing.free_port()}"
        self.wrong, self.tokens_asked = {}, []
        self._running = None
        self.forget()

    def forget(self, **options):
        """Begin anew: new keys, nobody known; options are the platform's own."""
        self._app = oidc_provider_mock.app(**options)

    def knows(self, sub, **claims):
        """Say who somebody is there, from now on."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert self._app.test_client().put(f"/users/{sub}", json=claims).status_code == 204

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == TOKEN:
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            self.tokens_asked.append(dict(parse_qsl(sent.decode())))
            environ["wsgi.input"] = io.BytesIO(sent)
        return self.wrong.get(path, _rightly)(self._app, environ, start_response)

    def start(self):
        """Answer on the port."""
        # Authlib's own server side refuses to speak without TLS otherwise.
        os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
        port = int(self.issuer.rpartition(":")[2])
        server = make_server("localhost", port, self, threaded=True, request_handler=_Quiet)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._running = server, thread

    def stop(self):
        """Answer no more."""
        if self._running is None:
            return
        server, thread = self._running
        server.shutdown()
        thread.join()
        server.server_close()
        self._running = None


class _Quiet(WSGIRequestHandler):
    def log(self, *_args):
        """Nothing: what is asked of it is in the test."""


def _rightly(app, environ, start_response):
    return app(environ, start_response)


def with_query(**changes):
    """Another query than the one that was sent."""

    def wrong(app, environ, start_response):
        query = dict(parse_qsl(environ["QUERY_STRING"])) | changes
        return app({**environ, "QUERY_STRING": urlencode(query)}, start_response)

    return wrong


def with_host(host):
    """As if it were reached by another name, which it then calls itself."""
    return lambda app, environ, start_response: app({**environ, "HTTP_HOST": host}, start_response)


def with_client(client):
    """As if another client had asked for the token."""
    given = "Basic " + base64.b64encode(f"{client}:x".encode()).decode()
    return lambda app, environ, start_response: app({**environ, "HTTP_AUTHORIZATION": given}, start_response)


def with_token(rewritten):
    """Another identity token than the one that was made: `rewritten` is given its header and claims."""

    def wrong(app, environ, start_response):
        client = app.test_client()
        answer = client.post(
            environ["PATH_INFO"],
            data=environ["wsgi.input"].read(),
            content_type=environ["CONTENT_TYPE"],
            headers={"Authorization": environ["HTTP_AUTHORIZATION"], "Host": environ["HTTP_HOST"]},
        )
        told = answer.get_json()
        head, claims, signature = told["id_token"].split(".")
        told["id_token"] = rewritten(json.loads(_bytes(head)), json.loads(_bytes(claims)), signature)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    return wrong


def encoded(head, claims, sign=lambda _: b""):
    """A token of a header and claims, signed as given."""
    body = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
    return f"{body}.{_text(sign(body.encode()))}"


def unsigned(head, claims, _signature):
    """A token that nobody signed."""
    return encoded({**head, "alg": "none"}, claims)


def signed_by_the_secret(head, claims, _signature):
    """A token signed with what the client knows too."""
    return encoded({**head, "alg": "HS256"}, claims, lambda body: hmac.digest(SECRET.encode(), body, "sha256"))


def altered(head, claims, signature):
    """A token made another's after it was signed."""
    return encoded(head, {**claims, "sub": "u-root", "preferred_username": "root"})[:-1] + "." + signature


def _bytes(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _text(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def saying(body, status="200 OK", **headers):
    """Something else altogether: bytes, or what makes pieces of them one after the other."""

    def wrong(_app, _environ, start_response):
        start_response(status, [(name.replace("_", "-"), value) for name, value in headers.items()])
        return [body] if isinstance(body, bytes) else body()

    return wrong


def dripping():
    """A little, and then a little more, for longer than anybody waits."""
    for _ in range(600):
        yield b" "
        time.sleep(0.05)


def flooding():
    """More than anything has to say."""
    for _ in range(4096):
        yield b" " * 65536


@contextmanager
def platform() -> Iterator[Platform]:
    """A platform of its own on a free port."""
    running = Platform()
    running.start()
    try:
        yield running
    finally:
        running.stop()
