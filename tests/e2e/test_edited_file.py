"""读回 Word 修改稿 in a browser: exported, edited in Word, read back; one change taken, one left, a comment kept."""

from pathlib import Path

import browsing
import office
import pytest
from edited_files import Deed, edit
from playwright.sync_api import Page, expect
from test_axe import at_all_widths

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PROBLEMS = "公开指南更新不够及时。解读材料偏少。"
CELL = "T3.received.natural_person"
expect.set_options(timeout=20_000)
EVIL = "<img src=http://evil.example/x>*王芳*"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def report(home: Path) -> str:
    report_id = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.reports.set_section(report_id, "problems", PROBLEMS, who=office.somebody(Role.CLERK))
    desk.close()
    return report_id


def exported(page: Page, address: str, report: str) -> bytes:
    """The Word file as the clerk gets it."""
    page.goto(f"{address}/export?report={report}")
    button = page.locator(".st-key-download_docx button").first
    button.wait_for()
    browsing.settled(page)
    with page.expect_download() as coming:
        button.click(delay=100)
    return Path(coming.value.path()).read_bytes()


def row(page: Page, words: str):
    return page.locator("[class*='st-key-edit_']").filter(has_text=words)


def test_an_edited_export_is_read_back_change_by_change(browser, home, report):
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        page = office.signed_in(browser, address, "zhao", f"/drafting?report={report}&section=problems")
        data = exported(page, address, report)
        edited = edit(
            data,
            [
                Deed("rewrite", "不够及时", "偏慢"),
                Deed("rewrite", "偏少", "不足", by=EVIL),
                Deed("rewrite", CELL, "999", by=EVIL, at=""),
                Deed("comment", "公开指南", "请写明哪一部分", by="孙领导"),
            ],
        )
        page.goto(f"{address}/drafting?report={report}&section=edited")
        page.locator("input[type=file]").wait_for(state="attached")
        browsing.settled(page)
        page.locator("input[type=file]").set_input_files(
            {"name": "修改稿.docx", "mimeType": "application/octet-stream", "buffer": edited}
        )
        expect(page.get_by_text("表格有 1 处、文字有 2 处与现在不同，批注有 1 条待转")).to_be_visible()
        expect(row(page, "偏慢")).to_contain_text("李明　2026-01-05 09:30")
        expect(row(page, "不足")).to_contain_text(EVIL)
        expect(row(page, "999")).to_contain_text("没有记下时间")
        assert not at_all_widths(page, "drafting?section=edited")

        row(page, "偏慢").get_by_text("采用", exact=True).click(delay=100)
        row(page, "不足").get_by_text("不采用", exact=True).click(delay=100)
        page.get_by_role("button", name="采用选中的 1 处").click(delay=100)
        expect(row(page, "偏慢")).to_have_count(0)
        expect(row(page, "不足")).to_be_visible()
        page.get_by_role("button", name="转为批注", exact=True).click(delay=100)
        expect(page.get_by_text("已转为批注", exact=True)).to_be_visible()

        page.goto(f"{address}/review?report={report}")
        expect(page.get_by_text("请写明哪一部分（Word 文件中的批注，孙领导，2026-01-05）", exact=True)).to_be_visible()
        expect(page.locator(".nb-sheets")).to_contain_text("公开指南更新偏慢。解读材料偏少。")
