"""An input method's Enter, in the three ways browsers tell of it: it chooses a word, and sends nothing anywhere."""

from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.desk import Desk
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SLOW = 60_000

# What the browser tells of an Enter that chose a word; all in one moment, as an input method does it.
ENTERS = {
    "while composing": "press({isComposing: true, keyCode: 13})",
    "by its code alone": "press({keyCode: 229})",
    "after the composition has ended": "end(); press({keyCode: 13})",
}
CHOOSE = """(field) => {
  const told = {bubbles: true, composed: true, cancelable: true};
  const begin = () => field.dispatchEvent(new CompositionEvent("compositionstart", told));
  const end = () => field.dispatchEvent(new CompositionEvent("compositionend", told));
  const press = (how) => {
    for (const kind of ["keydown", "keypress", "keyup"])
      field.dispatchEvent(new KeyboardEvent(kind, {...told, key: "Enter", code: "Enter", ...how}));
  };
  begin(); %s; end();
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    desk = Desk(Settings(home=home))
    report = desk.store.reports.heads()[0].id
    desk.close()
    with browsing.application(home) as served:
        yield f"{served}/{{page}}?report={report}"


def at(browser: Browser, address: str, page_name: str, place: str) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page.set_default_timeout(SLOW)
    page.goto(address.format(page=page_name) + place)
    return page


def choose(field: Locator, how: str) -> None:
    field.evaluate(CHOOSE % ENTERS[how])


@pytest.mark.parametrize("how", ENTERS)
def test_the_line_is_sent_whole_by_the_persons_own_enter(browser, address, how) -> None:
    page = at(browser, address, "drafting", "&section=other")
    line = page.locator("[data-testid=stChatInput] textarea")
    line.click()
    page.keyboard.type("还缺")
    choose(line, how)
    page.keyboard.type("什么")
    expect(line).to_have_value("还缺什么")
    page.keyboard.press("Enter")
    said = page.locator(".nb-said")
    expect(said.last).to_have_text("还缺什么", timeout=SLOW)
    assert "还缺" not in said.all_inner_texts()
    page.close()


@pytest.mark.parametrize("how", ENTERS)
def test_a_cell_is_left_by_the_persons_own_enter(browser, address, how) -> None:
    page = at(browser, address, "figures", "&tab=T3")
    first, next_ = (page.locator(f"td[data-code='T3.{row}.business'] input") for row in ("granted", "partly_granted"))
    first.click()
    page.keyboard.type("1")
    choose(first, how)
    expect(first).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(next_).to_be_focused()
    expect(first).to_have_value("12")
    page.close()
