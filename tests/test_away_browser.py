"""A table in a real browser while nothing can be saved: what was typed stays in its cell, with the reason."""

import sqlite3
from decimal import Decimal

import browsing
import pytest
from playwright.sync_api import expect

from assistant.desk import Desk, Who
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CELL = "T4.review.upheld"
SLOW = 30_000


@pytest.fixture
def desk(tmp_path):
    made = Desk(Settings(_env_file=None, home=tmp_path / "home", demo=False))
    yield made
    made.close()


@pytest.fixture
def opened(browser, desk, tmp_path, request):
    report_id = desk.reports.start("虚构县教育局", 2025, who=Who("甲"))
    url = f"sqlite:///{desk.settings.data / 'nianbao.db'}?timeout=0.2"
    with (
        browsing.application(desk.settings.data, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=url) as address,
        browsing.looked_at(browser, request, tmp_path, slow=SLOW) as page,
    ):
        page.goto(f"{address}/figures?tab=T4&report={report_id}")
        page.locator(f'td[data-code="{CELL}"] input').wait_for()
        yield page, report_id


def test_what_is_typed_while_the_database_is_locked_or_away_stays_and_is_saved_afterwards(opened, desk, tmp_path):
    page, report_id = opened
    file = desk.settings.data / "nianbao.db"
    cell = page.locator(f'td[data-code="{CELL}"] input')
    saving = page.locator('[data-role="grid-saving"]')

    def stored():
        return desk.reports.open(report_id).report.figures.get(CELL)

    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    cell.click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    reason = page.locator(f'[data-role="grid-rules"] li[data-where="{CELL}"]')
    expect(reason.first).to_contain_text("数据库正被别的程序占用", timeout=SLOW)
    expect(cell).to_have_value("7")
    expect(saving).to_contain_text("有 1 格尚未保存", timeout=SLOW)
    expect(saving).not_to_contain_text("已保存")
    assert stored() is None
    other.execute("ROLLBACK")
    other.close()
    expect(saving).to_contain_text("已保存", timeout=SLOW)
    expect(reason).to_have_count(0)
    assert stored() == Decimal(7)

    # Away altogether: there is no page to draw either, and what was typed waits in the browser.
    desk.store.close()
    file.rename(tmp_path / "away.db")
    cell.click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    said = page.locator('[data-testid="stAlert"]')
    expect(said.first).to_contain_text("数据库文件不在原处了", timeout=SLOW)
    (tmp_path / "away.db").rename(file)
    page.reload()
    cell.wait_for()
    expect(cell).to_have_value("8")
    expect(saving).to_contain_text("已保存", timeout=SLOW)
    assert stored() == Decimal(8)
