"""The browser's own way back, and its reload: no page is a trap, and nobody is thrown out of a tab."""

import re
from collections.abc import Iterator

import browsing
import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def page(browser, tmp_path) -> Iterator[Page]:
    with browsing.application(tmp_path / "home") as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page.set_default_timeout(45_000)
        page.goto(address)
        yield page
        page.close()


def shows(page: Page, table: str) -> None:
    expect(page.locator(f'td[data-code^="{table}."]').first).to_be_visible(timeout=20_000)


def turn_to_table_three(page: Page) -> None:
    page.locator("[class*='st-key-open_'] button").first.click()
    shows(page, "T2")
    page.locator(".st-key-figures_tab").get_by_text("表三").click()
    shows(page, "T3")
    expect(page).to_have_url(re.compile("tab=T3"))


def test_the_way_back_leads_out_of_the_page(page):
    turn_to_table_three(page)
    page.go_back()
    page.wait_for_timeout(1500)  # time to write itself into the address again, which would make it a trap
    page.go_back()
    expect(page.locator(".nb-top h1")).to_have_text("工作台", timeout=20_000)


def test_a_reload_stays_where_it_was(page):
    turn_to_table_three(page)
    page.reload()
    shows(page, "T3")


def test_an_address_with_a_mistyped_tab_opens_the_first(page):
    page.goto(page.url.split("?")[0].rstrip("/") + "/archive?tab=nothing")
    expect(page.locator(".nb-top h1")).to_have_text("往年资料", timeout=20_000)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("份年报")
