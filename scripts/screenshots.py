"""`make screenshots`: every page of the demonstration in a real browser, at 1440 and 820 pixels wide.

Pictures go to docs/pictures; the README shows some of them.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from browsing import FLAGS, free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "workbench": "",
    "figures-T2": "figures?tab=T2",
    "figures-T3": "figures?tab=T3",
    "figures-T4": "figures?tab=T4",
    "figures-indicators": "figures?tab=indicators",
    "figures-notes": "figures?tab=notes",
    "figures-files": "figures?tab=files",
    "drafting-whole": "drafting?section=whole",
    "drafting": "drafting?section=overview.on_request",
    "checking": "checking",
    "review": "review",
    "export": "export",
    "archive": "archive",
    "archive-search": "archive?tab=查找",
    "archive-import": "archive?tab=存入",
    "admin": "admin",
    "report-gone": "checking?report=gone",
    "page-gone": "nothing",
    "conversation": "drafting?section=whole",
}
SAID = {"conversation": "今年没有人因为公开的事被追责"}
"""What is said on a page that shows a conversation; such a page is the last, as this changes the others."""
WIDTHS = {1440: 900, 820: 1180}
_SETTLE_MS = 1500


def main() -> None:
    """Take them all, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="page", help=f"any of {', '.join(PAGES)}")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--width", type=int, choices=WIDTHS, help="one width only")
    parser.add_argument("--full", action="store_true", help="the whole page, not only what fits the window")
    chosen = parser.parse_args()
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("chromium is not installed")
    chosen.out.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    port = free_port()
    command = [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", str(port)]
    with (
        tempfile.TemporaryDirectory() as home,
        serving(command, port, {"NIANBAO_HOME": home, "DISPLAY": ""}),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for width, height in WIDTHS.items():
            if chosen.width not in {None, width}:
                continue
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            page.goto(f"http://127.0.0.1:{port}/")
            page.locator("[class*='st-key-open_'] button").first.click(timeout=60_000)
            page.wait_for_url("**report=*")
            report = page.url.split("report=")[1].split("&")[0]
            for name in chosen.pages or PAGES:
                target = PAGES[name]
                joint = "&" if "?" in target else "?"
                named = "" if "report=" in target else f"{joint}report={report}"
                page.goto(f"http://127.0.0.1:{port}/{target}{named}")
                page.locator(".nb-top").first.wait_for(timeout=60_000)
                if name in SAID:
                    _talk(page, SAID[name])
                page.wait_for_timeout(_SETTLE_MS)
                page.screenshot(path=chosen.out / f"{name}-{width}.png", full_page=chosen.full)
                print(name, width)
            page.close()
        browser.close()


def _talk(page: "Page", said: str) -> None:
    """Say something of the year, and let the questions begin."""
    page.locator("[data-testid=stChatInput] textarea").fill(said)
    page.keyboard.press("Enter")
    page.locator(".nb-told").first.wait_for(timeout=60_000)
    page.locator(".st-key-begin_interview button").click()
    page.locator(".st-key-interview .nb-asked").wait_for(timeout=60_000)


if __name__ == "__main__":
    main()
