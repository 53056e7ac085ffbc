"""The application served for a test, and a real Chromium to look at it with."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.desk import Desk
from assistant.settings import Settings

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a Streamlit server until the block ends; yields its address once it answers."""
    with subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL) as server:
        try:
            answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def application(home: Path, **environment: str) -> Iterator[str]:
    """The application itself, as `make run` starts it, on a data folder of its own."""
    port = free_port()
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", str(port)]
    with serving(command, port, {"NIANBAO_HOME": str(home), "DISPLAY": "", **environment}) as address:
        yield address


@dataclass(frozen=True)
class Served:
    """The application at an address, and a desk on the same data folder, to see what was saved."""

    home: Path
    address: str
    desk: Desk


@contextmanager
def with_its_desk(home: Path) -> Iterator[Served]:
    """The application without the demonstration, beside a desk, which makes the data folder first."""
    made = Desk(Settings(_env_file=None, home=home, demo=False))  # type: ignore[call-arg]
    with closing(made) as desk, application(home, NIANBAO_DEMO="false") as address:
        yield Served(home, address, desk)


def answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers; RuntimeError if it ends before, or does not within a minute."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own loopback server
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


@contextmanager
def looked_at(
    browser: Browser, request: pytest.FixtureRequest, folder: Path, *, slow: float, **options: bool
) -> Iterator[Page]:
    """A page in Chinese for one test; of a failed one a picture is left in the folder."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN", **options)  # type: ignore[arg-type]
    page.set_default_timeout(slow)
    failed = request.session.testsfailed
    yield page
    if request.session.testsfailed > failed:
        page.screenshot(path=folder / "failed.png")
        print("picture:", folder / "failed.png")  # noqa: T201 - pytest shows it with the failure
    page.close()


def settled(page: Page) -> None:
    """Wait until the server has nothing more to say."""
    page.wait_for_function("!document.querySelector('[data-testid=stApp][data-test-script-state=running]')")


def still(page: Page) -> None:
    """Wait until the server has nothing more to say and the conversation has scrolled to its end.

    What moves under the pointer between press and release is not pressed, and the framework scrolls a moment after the
    last answer is drawn: so four looks in a row must find the same.
    """
    page.wait_for_function(
        """() => {
          const talk = document.querySelector("[class*=st-key-][class*=conversation]");
          const running = document.querySelector("[data-testid=stApp][data-test-script-state=running]");
          const at = `${running !== null} ${talk.scrollTop} ${talk.scrollHeight}`;
          const was = window.conversationAt ?? {};
          window.conversationAt = { at, looks: was.at === at && !running ? was.looks + 1 : 0 };
          return window.conversationAt.looks >= 3;
        }""",
        polling=150,
    )
