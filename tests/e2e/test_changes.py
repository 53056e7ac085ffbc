"""改动记录: who wrote a section, each of its sentences and each cell, and from what."""

from decimal import Decimal

import browsing
import office
import pytest
from playwright.sync_api import Page, expect

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SECTION, CELLS = "problems", ("T3.received.natural_person", "T3.carried_in.natural_person")
ONE, TWO, BETTER = "公开指南更新不够及时。", "解读材料偏少。", "政策解读材料数量偏少。"
DRAWN = "<img src=http://evil.example/x>还不够好。"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def names(home) -> tuple[str, list[str]]:
    """A report with a history, and what the two cells that were typed are called."""
    report = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    clerk, editor = office.somebody(Role.CLERK), office.somebody(Role.EDITOR)
    desk.reports.set_section(report, SECTION, ONE + TWO, who=clerk)
    desk.reports.set_section(report, SECTION, ONE + BETTER + DRAWN, who=editor)
    for value, code in enumerate(CELLS, 21):
        desk.reports.set_cells(report, {code: Decimal(value)}, who=clerk)
    form = desk.reports.open(report).report.form
    desk.close()
    return report, [form.cell_name(code) for code in CELLS]


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click(delay=100)
    page.get_by_role("dialog").wait_for()
    browsing.settled(page)


def test_who_wrote_a_section_by_time_by_sentence_and_a_table_by_cell(browser, home, names):
    report, (first, second) = names
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        page = office.signed_in(browser, address, "zhao", f"/drafting?report={report}&section={SECTION}")
        press(page, "section_changes")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("钱编辑（编辑）")
        dialog.get_by_text("逐句", exact=True).click(delay=100)
        said = dialog.locator("[data-role=origin]")
        expect(said).to_have_count(3)
        expect(said.nth(0)).to_contain_text(ONE)
        expect(said.nth(0)).to_contain_text("赵经办（经办人）")
        expect(said.nth(0)).not_to_contain_text("原为")
        expect(said.nth(1)).to_contain_text("钱编辑（编辑）")
        expect(said.nth(1)).to_contain_text(f"原为：{TWO}")
        expect(said.nth(2)).to_contain_text(DRAWN)
        expect(dialog.locator("img")).to_have_count(0)

        page.goto(f"{address}/figures?tab=T3&report={report}")
        page.locator(".st-key-changes_T3 button").wait_for()
        browsing.settled(page)
        press(page, "changes_T3")
        expect(dialog).to_contain_text(f"{first}：")
        expect(dialog).to_contain_text(f"{second}：")
        dialog.get_by_role("combobox", name="单元格").click(delay=100)
        page.get_by_role("option", name=first).click()
        expect(dialog).not_to_contain_text(f"{second}：")
        expect(dialog).to_contain_text(f"{first}：")
        page.context.close()
