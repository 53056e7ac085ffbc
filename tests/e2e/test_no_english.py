"""No page speaks English, scrolls sideways or lets its texts overlap; nor do the framework's own sentences."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import browsing
import pytest
from kept_desk import finished
from playwright.sync_api import Page, expect

from assistant.desk import Desk
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SLOW = 60_000
expect.set_options(timeout=SLOW)
WIDTHS = {1440: 900, 820: 1180}
PAGES = (
    "",
    "figures?tab=T2",
    "figures?tab=T3",
    "figures?tab=T4",
    "figures?tab=indicators",
    "figures?tab=notes",
    "figures?tab=files",
    "drafting?section=whole",
    "drafting?section=overview.on_request",
    "checking",
    "review",
    "export",
    "archive",
    "archive?tab=查找",
    "archive?tab=存入",
    "admin",
)
# File types, product names and units that an office writes as they are.
ALLOWED = {
    *("docx", "doc", "wps", "pdf", "ofd", "xlsx", "csv", "html", "htm", "txt", "json", "zip", "env"),
    *("eml", "png", "jpg", "jpeg", "tif", "tiff"),
    *("word", "excel", "markdown", "sqlite", "postgresql", "wps", "nianbao", "openai", "ollama", "qwen"),
}
ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%-]+|[\w-]+(?:\.[\w-]+)*\.(?:gov|com|org)\.?[a-z]*|/[\w./-]+")
COMMAND = re.compile(r"nianbao(?: [\w-]+)+")  # what is to be typed as it stands, in a sentence about it
WORD = re.compile(r"[A-Za-z]{3,}")

# Every text on the page and every name read aloud or shown as a hint; what is hidden from all is left out, and so are
# the pictures that a font draws from a word.
SAID = """() => {
  const said = [], shown = (e) => e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true});
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.closest("style, script, noscript, [data-testid=stIconMaterial]") || !shown(place)) continue;
    said.push(walk.currentNode.nodeValue);
  }
  for (const e of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    if (shown(e)) for (const name of ["aria-label", "placeholder", "title"]) said.push(e.getAttribute(name) ?? "");
  return said;
}"""

# Pairs of texts one over the other. Scrolling boxes of their own (table, paper) are left out: they clip what they hold.
OVERLAPS = """() => {
  const own = "[data-testid=stBidiComponentRegular], [data-testid=stIconMaterial], style, script";
  const boxes = [];
  const walk = document.createTreeWalker(document.querySelector("[data-testid=stApp]"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, place = node.parentElement;
    if (!node.nodeValue.trim() || place.closest(own)) continue;
    const style = getComputedStyle(place);
    if (!place.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})) continue;
    if (parseFloat(style.fontSize) < 2) continue;
    if (style.clipPath !== "none" || style.clip !== "auto" || style.position === "absolute") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 2 && box.height > 2) boxes.push([node, box]);
  }
  const found = [];
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [one, a] = boxes[i], [two, b] = boxes[j];
      if (one === two) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 3 && high > 0.4 * Math.min(a.height, b.height)) found.push(`${one.nodeValue} × ${two.nodeValue}`);
    }
  return found;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    with browsing.application(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture(params=WIDTHS)
def page(request, browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": WIDTHS[request.param]}, locale="zh-CN")
    page.set_default_timeout(SLOW)
    yield page
    page.close()


@pytest.fixture(scope="module")
def report(browser, address) -> str:
    page = browser.new_page()
    page.goto(address)
    page.locator("[class*='st-key-open_'] button").first.click(timeout=SLOW)
    page.wait_for_url("**report=*")
    found = page.url.split("report=")[1].split("&")[0]
    page.close()
    return found


def settled(page: Page) -> None:
    """Wait until the page is whole: the server has said everything and nothing is still being fetched."""
    page.locator(".nb-top h1").first.wait_for(timeout=SLOW)
    page.wait_for_function(
        "!document.querySelector('[data-testid=stApp][data-test-script-state=running], [data-testid=stSkeleton]')"
    )
    page.wait_for_timeout(300)


def english(page: Page) -> list[str]:
    """Texts in which a word is left that no office writes."""
    return sorted(
        {
            text.strip()
            for text in page.evaluate(SAID)
            if any(word.lower() not in ALLOWED for word in WORD.findall(ADDRESS.sub("", COMMAND.sub("", text))))
        }
    )


def test_no_page_speaks_english_scrolls_sideways_or_overlaps(page, address, report) -> None:
    for place in PAGES:
        joint = "&" if "?" in place else "?"
        page.goto(f"{address}/{place}{joint}report={report}")
        settled(page)
        assert english(page) == [], place
        assert page.evaluate(OVERLAPS) == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        main = "(e => e.scrollWidth <= e.clientWidth + 1)(document.querySelector('[data-testid=stMain]'))"
        assert page.evaluate(main), place


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Iterator[str]:
    """An office with so many reports in work that the list has three pages."""
    home = tmp_path_factory.mktemp("many")
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    for number in range(45):
        desk.store.reports.create(replace(finished(), organ=f"虚构县第{number + 10}局", title=""))
    desk.close()
    with browsing.application(home, NIANBAO_DEMO="0") as served:
        yield served


def test_a_list_of_many_pages_is_turned_in_chinese(page, many) -> None:
    page.goto(many)
    turning = page.get_by_role("navigation", name="翻页")
    expect(turning).to_be_visible()
    settled(page)
    assert english(page) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    turning.get_by_role("button", name="第 3 页").click()
    expect(page.locator(".st-key-report_list [class*='st-key-open_']")).to_have_count(5)
    settled(page)
    assert english(page) == []


def test_an_address_that_leads_nowhere_says_so(page, address) -> None:
    page.goto(f"{address}/nothing-here")
    expect(page.get_by_role("dialog")).to_contain_text("没有这个页面")
    settled(page)
    assert english(page) == []


def test_a_link_to_a_report_that_is_gone_says_so(page, address) -> None:
    page.goto(f"{address}/checking?report=gone")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("链接中的年报不存在", timeout=SLOW)
    settled(page)
    assert english(page) == []


def test_files_that_are_not_taken_say_why(page, address, tmp_path: Path) -> None:
    page.goto(address)
    page.locator(".st-key-new_report button").click()
    chooser = page.locator("input[type=file]")
    uploader = page.locator("[data-testid=stFileUploader]")
    for name, size, sentence in (("录音.mp3", 100, "不支持这种文件"), ("扫描件.docx", 21 * 1024 * 1024, "文件超过")):
        file = tmp_path / name
        file.write_bytes(b"x" * size)
        chooser.set_input_files(file)
        expect(uploader.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        expect(uploader.get_by_role("alert").filter(has_text=sentence)).to_have_css("clip-path", "none")
    empty = tmp_path / "空.docx"
    empty.write_bytes(b"")
    chooser.set_input_files(empty)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("是空的")
    settled(page)
    names = {file.stem for file in (tmp_path / "录音.mp3", tmp_path / "扫描件.docx", empty)}
    assert [text for text in english(page) if not any(name in text for name in names)] == []


def test_a_lost_connection_is_said_in_chinese(browser, tmp_path: Path) -> None:
    page = browser.new_page(locale="zh-CN")
    with browsing.application(tmp_path) as served:
        page.goto(served)
        page.locator(".nb-top h1").first.wait_for(timeout=SLOW)
        settled(page)
    page.wait_for_timeout(12_000)
    assert english(page) == []
    page.close()
