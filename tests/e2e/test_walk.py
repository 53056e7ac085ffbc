"""The whole way in a real browser: from last year's published report to an approved document, read back."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import browsing
import pytest
from browsing import settled
from playwright.sync_api import Locator, Page, expect

from assistant import document
from assistant.form import load
from assistant.report import from_json
from assistant.settings import shipped

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SAMPLE = "xingqing-justice-bureau-2024.txt"
SLOW = 45_000
expect.set_options(timeout=20_000)

NOTES = {
    "overview.active": "编制公共法律服务事项清单并向社会公布",
    "overview.on_request": "修订依申请公开答复文书范本",
    "overview.management": "建立公开属性源头认定台账",
    "overview.platform": "完成门户网站信息公开专栏改版",
    "overview.supervision": "把政府信息公开纳入年度考核，组织业务培训",
    "problems": "政策解读以文字为主，图解和视频较少",
    "improvements": "与政策文件同步制作图解和短视频，丰富政策解读形式",
    "other": "年度政务公开工作要点任务已经完成\n本年未收取信息处理费",
}
PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》要求，现公布本机关2025年"
    "政府信息公开工作年度报告。统计期限自2025年1月1日起至2025年12月31日止。电子版可在区政府门户网站下载。"
    "如有疑问，请与本机关办公室联系，电话：0951-0000000。"
)


@pytest.fixture(scope="module")
def last_report(tmp_path_factory) -> Path:
    """The real report where the samples are at hand, else one of our own as a portal would show it.

    The two differ in what they carry over, and the walk reads that from the page.
    """
    sample = Path(__file__).resolve().parents[3] / "shared" / "samples" / SAMPLE
    if sample.is_file():
        return sample
    report = from_json(json.loads((shipped("corpus") / "demo/2024.json").read_text("utf-8")))
    file: Path = tmp_path_factory.mktemp("last") / "上年年报.html"
    file.write_bytes(document.to_bytes(replace(report, organ="虚构县司法局", title=""), ".html"))
    return file


@pytest.fixture
def home(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("home")
    return path


@pytest.fixture
def page(browser, home, tmp_path, request) -> Iterator[Page]:
    with (
        browsing.application(home) as address,
        browsing.looked_at(browser, request, tmp_path, slow=SLOW, accept_downloads=True) as page,
    ):
        page.goto(address)
        yield page


def key(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-{name}")


def press(page: Page, name: str) -> None:
    settled(page)  # what a run still draws may move the button between press and release
    key(page, name).locator("button").first.click(delay=100)


def go(page: Page, title: str) -> None:
    page.locator('[data-testid="stSidebar"] a', has_text=title).first.click(delay=100)
    page.locator(".nb-top h1", has_text=title).wait_for()
    settled(page)


def tab(page: Page, title: str) -> None:
    key(page, "figures_tab").get_by_text(re.compile(f"^{title}")).click(delay=100)
    settled(page)


def cell(page: Page, code: str) -> Locator:
    return page.locator(f'td[data-code="{code}"] input')


def enter(page: Page, code: str, text: str) -> None:
    cell(page, code).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def total(page: Page, code: str) -> Locator:
    return page.locator(f'td[data-code="{code}"]')


def role(page: Page, name: str) -> None:
    key(page, "role_choice").locator('[data-baseweb="select"], [role="combobox"], button').first.click()
    page.get_by_role("option", name=name).click()
    settled(page)


def create(page: Page, last_report: Path) -> None:
    press(page, "new_report")
    page.locator("input[type=file]").first.set_input_files(last_report)
    key(page, "starting_create").wait_for()
    press(page, "starting_create")
    page.locator(".nb-top h1", has_text="数据填报").wait_for()


def fill_figures(page: Page) -> None:
    for name, table in (("表二", "T2"), ("表四", "T4"), ("表三", "T3")):
        tab(page, name)
        total(page, next(load().tables[table].codes())).wait_for()
        page.locator('[data-role="fill-zero"]').click()
        expect(page.locator('[data-role="grid"]')).not_to_contain_text("格空白")
    carried_in = int(cell(page, "T3.carried_in.natural_person").input_value())
    enter(page, "T3.carried_out.natural_person", str(carried_in))
    identity = page.locator('[data-role="grid-rules"] li[data-rule="T3-03"]')
    expect(identity).to_have_count(0)
    enter(page, "T3.received.natural_person", "12")
    expect(total(page, "T3.received.total")).to_have_attribute("data-value", "12")
    expect(identity).not_to_have_count(0)
    enter(page, "T3.granted.natural_person", "8")
    enter(page, "T3.unavailable_not_held.natural_person", "3")
    enter(page, "T3.carried_out.natural_person", str(carried_in + 1))
    expect(total(page, "T3.total_handled.total")).to_have_attribute("data-value", "11")
    expect(identity).to_have_count(0)


def write_notes(page: Page) -> None:
    tab(page, "工作事实")
    for section, text in NOTES.items():
        box = page.locator(f"[class*='st-key-notes_'][class*='{section.replace('.', '-')}'] textarea").first
        box.fill(text)
        box.press("Control+Enter")
        settled(page)


def adopt_first_proposal(page: Page) -> None:
    page.locator("[class*='st-key-compare_'] button").last.wait_for()
    browsing.still(page)
    page.locator("[class*='st-key-compare_'] button").last.click(delay=100)
    press(page, "take_all")
    key(page, "comparison").wait_for(state="detached")


def editor(page: Page) -> Locator:
    return key(page, "drafting_editor").locator("textarea").first


def open_section(page: Page, section: str) -> None:
    press(page, f"outline_{section.replace('.', '-')}")
    key(page, f"outline_now_{section.replace('.', '-')}").wait_for()
    settled(page)


def draft_everything(page: Page) -> None:
    go(page, "文字起草")
    for section in load().narrative:
        if section == "overview":
            continue
        open_section(page, section)
        if section == "preamble":
            editor(page).fill(PREAMBLE)
            editor(page).blur()
            expect(page.locator("body")).to_contain_text("已保存")
            page.wait_for_timeout(1500)
            continue
        if section == "overview.on_request":
            line = page.locator("[data-testid=stChatInput] textarea")
            line.fill("写一段")
            line.press("Enter")
        else:
            press(page, "way_facts")
        adopt_first_proposal(page)
        expect(editor(page)).not_to_have_value("")


def stored(home: Path, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(home / "nianbao.db") as connection:
        return connection.execute(query).fetchall()


def sign(page: Page, what: str) -> None:
    press(page, what)
    page.locator(f".st-key-{what}_sign button").click()
    settled(page)


def test_from_last_years_report_to_an_approved_document(page, home, last_report, tmp_path):
    create(page, last_report)
    fill_figures(page)
    write_notes(page)
    draft_everything(page)

    # A word changed by hand is on disk before the page says so, and everything is there after a reload.
    open_section(page, "overview.on_request")
    text = editor(page).input_value()
    assert "12件" in text
    changed = text.replace("我局", "本机关") + "办理过程符合法定程序。"
    editor(page).fill(changed)
    editor(page).blur()
    page.wait_for_timeout(1500)
    page.reload()
    expect(editor(page)).to_have_value(changed)
    go(page, "数据填报")
    tab(page, "表三")
    expect(cell(page, "T3.received.natural_person")).to_have_value("12")
    expect(total(page, "T3.total_handled.total")).to_have_attribute("data-value", "11")

    # Warnings are let stand with a reason; nothing that must be changed is left.
    go(page, "校核")
    expect(page.locator(".nb-top")).to_contain_text("错误 0")
    open_warnings = page.locator("[class*='st-key-waive_'] [data-testid=stPopoverButton]")
    while left := open_warnings.count():
        open_warnings.first.click(delay=100)
        reason = page.locator("[class*='st-key-reason_'] input, [class*='st-key-reason_'] textarea").last
        reason.fill("已经核实")
        page.locator("[class*='st-key-waive_save_'] button").last.click(delay=100)
        expect(open_warnings).to_have_count(left - 1)
    expect(page.locator(".nb-top")).to_contain_text("提醒 0")

    # Three roles: the clerk sends, the editor passes on, the leader remarks, signs and approves.
    go(page, "审阅")
    press(page, "move_submit")
    expect(page.locator(".nb-top")).to_contain_text("编辑审核")
    role(page, "编辑")
    sign(page, "figures")
    press(page, "move_forward")
    expect(page.locator(".nb-top")).to_contain_text("领导审阅")
    role(page, "领导")
    expect(page.locator('[data-role="paper"]')).to_contain_text("收到和处理政府信息公开申请情况")
    key(page, "move_approve").wait_for()
    sign(page, "confidentiality")
    press(page, "move_approve")
    expect(page.locator(".nb-top")).to_contain_text("已定稿")

    # The document that is downloaded holds every cell where the form prints it.
    go(page, "导出")
    with page.expect_download() as download:
        page.locator(".st-key-download_docx button").click()
    file = tmp_path / "年报.docx"
    download.value.save_as(file)
    values = {
        code: Decimal(value)
        for code, value in stored(
            home, "SELECT code, value FROM cells JOIN reports ON id = report_id WHERE year = 2025 AND NOT demo"
        )
    }
    assert values["T3.received.natural_person"] == 12
    printed_as_filled(file, values)


def printed_as_filled(file: Path, values: dict[str, Decimal]) -> None:
    """Read the tables of the Word file back, box by box."""
    from docx import Document

    from assistant.figures import Figures
    from assistant.tables import fill

    figures = fill(Figures(values)).figures
    tables = Document(str(file)).tables
    for table, printed in zip(load().tables.values(), tables, strict=True):
        for x, y, box in table.placed:
            if box.code:
                assert printed.cell(y, x).text.strip() == str(figures.values[box.code]), box.code
