"""As much of a browser as signing in takes: it sends forms from its own page, keeps cookies and is sent on."""

import asyncio
import http.client
from urllib.parse import urlencode, urljoin, urlsplit

import websockets
import wire

_SHUT = 403
_AWAY = range(300, 400)


class Browser:
    """One visitor of a served application."""

    def __init__(self, address: str) -> None:
        self.address, self.cookies, self.last = address, {}, None

    def ask(self, method, path, form=None, *, accept="text/html", origin=None):
        """Status, address it is sent on to, and the body of an answer; `path` may be another server's address."""
        there = urlsplit(urljoin(self.address, path))
        ours = there.netloc == urlsplit(self.address).netloc
        connection = http.client.HTTPConnection(there.hostname, there.port, timeout=30)
        headers = {"Accept": accept} | ({"Cookie": self.cookie} if ours else {})
        if method != "GET":
            headers |= {"Origin": origin or self.address, "Content-Type": "application/x-www-form-urlencoded"}
        target = there.path + (f"?{there.query}" if there.query else "")
        connection.request(method, target, urlencode(form or {}).encode() if method != "GET" else None, headers)
        answer = connection.getresponse()
        if ours:
            self._keep(answer.headers.get_all("Set-Cookie") or [])
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, answer.headers.get("Location", ""), body

    def _keep(self, lines):
        self.last = lines
        for line in lines:
            name, _, value = line.partition(";")[0].partition("=")
            if "expires=Thu, 01 Jan 1970" in line or "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value.strip('"')

    @property
    def cookie(self):
        """What it sends of cookies."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def sign_in(self, name, password, path="/login"):
        """Fill in the form."""
        return self.ask("POST", path, {"name": name, "password": password})

    def at_platform(self, start="/oidc/start", sub="", **form):
        """Go to the identity platform and say who it is; the address the platform sends it back to."""
        status, away, body = self.ask("GET", start)
        assert status in _AWAY, body
        return self.ask("POST", away, form or {"sub": sub})[1]

    def vouched_for(self, sub, start="/oidc/start"):
        """Come in by the identity platform; as `ask` answers."""
        return self.ask("GET", self.at_platform(start, sub))

    def page(self, name=""):
        """What the application draws for it; None if it is not let in."""

        async def drawn():
            session = await wire.connect(self.address, headers={"Cookie": self.cookie})
            return await session.page(name)

        try:
            return asyncio.run(drawn())
        except websockets.InvalidStatus as problem:
            return None if problem.response.status_code == _SHUT else problem.response.status_code
