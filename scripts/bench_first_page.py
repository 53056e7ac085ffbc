"""The first page in a real browser: from the server being up to the page being usable, beside an empty page."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from browsing import FLAGS, free_port, serving
from timing import line

_RUNS = 5


def usable_after(port: int, selector: str, browser: object) -> float:
    """Seconds from now until the selector is visible in a fresh browser context."""
    context = browser.new_context(locale="zh-CN")  # type: ignore[attr-defined]
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}")
    page.locator(selector).first.wait_for(state="visible", timeout=60_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def main() -> None:
    """Print both, first visit after the start and later visits."""
    executable = shutil.which("chromium")
    if executable is None:
        print("chromium is not installed; nothing measured")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\nst.button('a')\n")
        for name, selector, build in (
            ("empty Streamlit page", "button", lambda port: streamlit_page(empty, port)),
            ("年报助手 first page", ".st-key-new_report button", _ours),
        ):
            first, later = [], []
            for run in range(_RUNS):
                port = free_port()
                home = Path(folder) / f"home-{run}"
                with serving(build(port), port, {"NIANBAO_HOME": str(home), "DISPLAY": ""}):
                    first.append(usable_after(port, selector, browser))
                    later.append(usable_after(port, selector, browser))
            print(line(f"{name}, first visit", first))
            print(line(f"{name}, second visit", later))
        browser.close()


def streamlit_page(script: Path, port: int) -> list[str]:
    """The command that serves a script with Streamlit alone."""
    return [
        sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", "--server.headless=true",
        "--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none",
    ]  # fmt: skip


def _ours(port: int) -> list[str]:
    return [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", str(port)]


if __name__ == "__main__":
    main()
