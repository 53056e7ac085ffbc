"""On 审阅: the 送审包 opens and is taken away, what is new since one looked, and marks of one's own."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import browsing
import office
import pypdfium2
import pytest
from browsing import settled
from playwright.sync_api import expect

from assistant.desk import Desk
from assistant.review import Act, Role, Sign
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
expect.set_options(timeout=20_000)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def report(home):
    """A report that waits for the leader."""
    report_id = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.moving.act(report_id, Act.SUBMIT, who=office.somebody(Role.CLERK))
    desk.moving.sign(report_id, Sign.FIGURES, who=office.somebody(Role.EDITOR))
    desk.moving.act(report_id, Act.FORWARD, who=office.somebody(Role.EDITOR))
    desk.close()
    return report_id


@pytest.fixture
def address(home, report):
    assert report
    with browsing.application(home, NIANBAO_DEMO="0") as served:
        yield served


def fits(page):
    return page.evaluate(
        "(main => document.documentElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth + 1)"
        "(document.querySelector('[data-testid=stMain]'))"
    )


def opened(browser, address, report, name):
    page = office.signed_in(browser, address, name, f"/review?report={report}")
    page.locator(".nb-sheets p").first.wait_for()
    settled(page)
    return page


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_packet_opens_from_the_page_and_is_taken_away(browser, address, report, width, height):
    page = opened(browser, address, report, "sun")
    page.set_viewport_size({"width": width, "height": height})
    page.locator(".st-key-packet_open button").click()
    shown = page.locator(".nb-packet")
    expect(shown).to_contain_text("内容校验码")
    expect(shown).to_contain_text("现在由领导办理")
    expect(shown).to_contain_text("附录　数字来源")
    expect(shown).to_contain_text("补充指标“受理法律援助案件”")
    expect(page.locator(".nb-sheets")).to_have_count(0)
    page.locator(".nb-packet .nb-paper").scroll_into_view_if_needed()
    assert fits(page)
    digest = (shown.locator(".nb-digest").first.text_content() or "").strip()
    for key, ending in (("packet_html", ".html"), ("packet_pdf", ".pdf")):
        with page.expect_download() as taken:
            page.locator(f".st-key-{key} button").click()
        assert taken.value.suggested_filename.startswith("送审包_")
        assert taken.value.suggested_filename.endswith(ending)
        data = Path(taken.value.path()).read_bytes()
        if ending == ".html":
            assert digest in data.decode()
        else:
            text = "".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(BytesIO(data)))
            assert digest in "".join(text.split())
    page.reload()
    expect(shown).to_contain_text(digest)
    page.locator(".st-key-packet_close button").click()
    page.locator(".nb-sheets p").first.wait_for()
    page.context.close()


def test_news_since_the_last_look_stays_through_a_reload(browser, address, home, report):
    page = opened(browser, address, report, "sun")
    expect(page.locator(".st-key-news_since")).to_have_count(0)
    with closing(sqlite3.connect(home / "nianbao.db")) as connection, connection:
        changed = connection.execute("UPDATE looks SET seen_at = '2020-01-01 00:00:00.000000'")
        assert changed.rowcount == 1
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.reviewing.comment(report, "problems", "已经核实", who=office.somebody(Role.EDITOR))
    desk.close()
    for _ in range(2):
        page.reload()
        expect(page.locator(".st-key-news_since summary")).to_contain_text("自您上次查看以来有 1 处变动")
    page.locator(".st-key-news_since summary").click()
    expect(page.locator(".st-key-news_since")).to_contain_text("已经核实")
    page.context.close()


def test_what_is_marked_is_found_again_by_oneself_alone(browser, address, report):
    page = opened(browser, address, report, "sun")
    paragraph = page.locator(".nb-sheets .nb-text", has_text="司法行政专栏").first
    paragraph.click(click_count=3)
    page.get_by_role("button", name="标记，稍后再看").click()
    marks = page.locator(".st-key-marks")
    expect(marks).to_contain_text("我的标记（1）")
    expect(marks).to_contain_text("司法行政专栏")
    expect(page.locator(".nb-sheets .nb-marked").first).to_contain_text("司法行政专栏")
    other = opened(browser, address, report, "qian")
    expect(other.locator(".st-key-marks")).to_have_count(0)
    expect(other.locator(".nb-marked")).to_have_count(0)
    other.context.close()
    page.reload()
    expect(marks).to_contain_text("我的标记（1）")
    page.locator(".nb-reader-desk").evaluate("desk => { desk.scrollTop = desk.scrollHeight; }")
    marks.get_by_role("button", name="看位置").click()
    expect(page.locator(".nb-sheets .nb-marked").first).to_be_in_viewport()
    marks.get_by_role("button", name="取消标记").click()
    expect(marks).to_have_count(0)
    expect(page.locator(".nb-marked")).to_have_count(0)
    page.context.close()
