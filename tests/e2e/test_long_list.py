"""工作台 with more reports than a page holds: turned by buttons that say in Chinese what they do."""

import browsing
import pytest
from playwright.sync_api import expect

from assistant.desk import Desk
from assistant.report import Report
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_long_list_is_turned(browser, request, tmp_path):
    home = tmp_path / "home"
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    for number in range(25):
        desk.store.reports.create(Report(organ=f"虚构市第{number:02d}局", year=2025, title=""))
    desk.close()
    with (
        browsing.application(home, NIANBAO_DEMO="0") as address,
        browsing.looked_at(browser, request, tmp_path, slow=45_000) as page,
    ):
        page.goto(address)
        turning = page.get_by_role("navigation", name="翻页")
        expect(page.locator("[data-role=turn]")).to_contain_text("轮到您办理的 25 份")
        expect(page.locator(".st-key-report_list")).to_contain_text("虚构市第00局")
        for name in ("上一页", "第 1 页", "第 2 页", "下一页"):
            expect(turning.get_by_role("button", name=name)).to_have_count(1)
        turning.get_by_role("button", name="下一页").click()
        expect(page.locator(".st-key-report_list")).to_contain_text("虚构市第24局")
        expect(page.locator(".st-key-report_list")).not_to_contain_text("虚构市第00局")
