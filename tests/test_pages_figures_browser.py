"""数据填报 in a real browser, on the application itself: what is typed is saved whatever is clicked next."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count

import browsing
import pytest
from browsing import Served, settled
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from assistant.desk import Desk, Who
from assistant.figures import Indicator
from assistant.form import load, section_name

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CLERK = Who("甲")
WAIT = 20_000
ORGANS = count(1)


@pytest.fixture
def desk(served: Served) -> Desk:
    return served.desk


@pytest.fixture
def report(desk: Desk) -> str:
    """A report of its own for each try of a test: the desk holds one of an organ and year, the last try's too."""
    return desk.reports.start(f"虚构县第{next(ORGANS)}局", 2025, who=CLERK)


Opening = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, served: Served, report: str) -> Iterator[Opening]:
    """Opens the report on a tab of the page, each time as another person's browser."""
    pages: list[Page] = []

    def make(tab: str, **view: int) -> Page:
        page = browser.new_page(viewport={"width": 1440, "height": 900} | view, locale="zh-CN")  # type: ignore[arg-type]
        page.set_default_timeout(WAIT)
        page.on("dialog", lambda dialog: dialog.accept())
        pages.append(page)
        page.goto(f"{served.address}/figures?tab={tab}&report={report}")
        page.locator(".nb-top h1", has_text="数据填报").wait_for()
        settled(page)
        return page

    yield make
    for page in pages:
        page.close()


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def tab(page: Page, title: str) -> Locator:
    return page.locator(".st-key-figures_tab").get_by_text(title, exact=True)


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def indicators(desk: Desk, report: str) -> dict[str, Indicator]:
    return {item.name: item for item in desk.reports.open(report).report.indicators}


@pytest.fixture
def listed(desk: Desk, report: str) -> dict[str, Indicator]:
    items = [
        Indicator("发布政务微博", None, "条", "overview.active", Decimal(99)),
        Indicator("网站访问量", None, "次", "overview.platform"),
    ]
    desk.reports.set_indicators(report, items, who=CLERK)
    return {item.name: item for item in items}


@pytest.mark.parametrize("leave", ["tab", "page"])
def test_a_value_typed_is_saved_and_the_click_right_after_is_not_lost(
    desk: Desk, report: str, listed: dict[str, Indicator], opened: Opening, leave: str
) -> None:
    page = opened("indicators")
    box(page, "发布政务微博本年").fill("104")
    if leave == "tab":
        tab(page, "工作事实").click()
        expect(page.locator("[class*='st-key-notes_'] textarea").first).to_be_visible(timeout=WAIT)
    else:
        page.locator('[data-testid="stSidebar"] a', has_text="校核").click()
        expect(page.locator(".nb-top h1")).to_have_text("校核", timeout=WAIT)
    wanted = listed["发布政务微博"]
    eventually(page, lambda: indicators(desk, report)["发布政务微博"] == replace(wanted, value=Decimal(104)))


@pytest.mark.usefixtures("listed")
def test_several_values_in_a_row_are_all_saved(desk: Desk, report: str, opened: Opening) -> None:
    page = opened("indicators")
    box(page, "发布政务微博本年").click()
    for text in ("104条", "条目", None, "88", None, "957,541"):
        if text:
            page.keyboard.press("Control+a")
            page.keyboard.type(text)
        page.keyboard.press("Tab")
    kept = Indicator("发布政务微博", Decimal(104), "条目", "overview.active", Decimal(88))
    eventually(page, lambda: indicators(desk, report)["发布政务微博"] == kept)
    eventually(page, lambda: indicators(desk, report)["网站访问量"].value == 957541)
    expect(box(page, "网站访问量本年")).to_have_value("957541", timeout=WAIT)


def test_what_is_no_number_stays_in_its_box_with_the_reason(
    desk: Desk, report: str, listed: dict[str, Indicator], opened: Opening
) -> None:
    page = opened("indicators")
    box(page, "发布政务微博本年").fill("一百多")
    before = box(page, "网站访问量本年").bounding_box()
    tab(page, "工作事实").click()
    expect(page.locator("[class*='st-key-notes_'] textarea").first).to_be_visible(timeout=WAIT)
    tab(page, "补充指标").click()
    expect(page.get_by_text("“一百多”不是数字，请只填阿拉伯数字")).to_be_visible(timeout=WAIT)
    expect(box(page, "发布政务微博本年")).to_have_value("一百多")
    assert indicators(desk, report) == listed
    settled(page)
    assert box(page, "网站访问量本年").bounding_box() == before
    box(page, "发布政务微博本年").fill("104")
    box(page, "发布政务微博本年").blur()
    expect(page.locator(".nb-named .nb-refused")).to_have_count(0, timeout=WAIT)
    assert indicators(desk, report)["发布政务微博"].value == 104


def test_a_row_half_typed_is_kept_and_added_with_the_button(desk: Desk, report: str, opened: Opening) -> None:
    page = opened("indicators")
    box(page, "新增的名称").fill("组织培训")
    box(page, "新增的本年").fill("三")
    tab(page, "工作事实").click()
    expect(page.locator("[class*='st-key-notes_'] textarea").first).to_be_visible(timeout=WAIT)
    tab(page, "补充指标").click()
    expect(box(page, "新增的名称")).to_have_value("组织培训", timeout=WAIT)
    page.locator(".st-key-indicator_add button").click()
    expect(page.locator(".nb-reason")).to_contain_text("“三”不是数字", timeout=WAIT)
    expect(box(page, "新增的名称")).to_have_value("组织培训")
    box(page, "新增的本年").fill("3场")
    page.locator(".st-key-indicator_add button").click()
    expect(box(page, "组织培训本年")).to_have_value("3", timeout=WAIT)
    assert indicators(desk, report)["组织培训"] == Indicator("组织培训", Decimal(3), "场")
    expect(box(page, "新增的名称")).to_have_value("")


@pytest.mark.usefixtures("listed")
def test_pasted_rows_that_could_not_be_taken_are_told_by_row_and_stay(desk: Desk, report: str, opened: Opening) -> None:
    page = opened("indicators")
    page.get_by_text("从 Excel 粘贴多行").click()
    page.get_by_role("textbox", name="粘贴在这里").fill(
        "名称\t本年\t单位\t上年\n发布政务微博\t104\n接听热线\t1,203\t次\t约一千\n举办开放日\t2\t场\t1"
    )
    page.locator(".st-key-indicator_paste_add button").click()
    expect(page.get_by_text("第 3 行没有列入：“接听热线”的上年数“约一千”不是数字")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("已新增 1 项，更新 1 项。")).to_be_visible()
    expect(page.get_by_role("textbox", name="粘贴在这里")).to_have_value(re.compile("^接听热线\t1,203\t次\t约一千$"))
    expect(box(page, "发布政务微博本年")).to_have_value("104")
    assert {name: item.value for name, item in indicators(desk, report).items()} == {
        "发布政务微博": 104,
        "网站访问量": None,
        "举办开放日": 2,
    }


@pytest.mark.usefixtures("listed")
def test_deleting_right_after_typing_elsewhere_does_both(desk: Desk, report: str, opened: Opening) -> None:
    page = opened("indicators")
    box(page, "发布政务微博本年").fill("104")
    page.get_by_role("button", name="删除").nth(1).click()
    eventually(page, lambda: list(indicators(desk, report)) == ["发布政务微博"])
    assert indicators(desk, report)["发布政务微博"].value == 104


# ---- the tables


def cell(page: Page, code: str) -> Locator:
    return page.locator(f'td[data-code="{code}"] input')


def value(desk: Desk, report: str, code: str) -> Decimal | None:
    return desk.reports.open(report).report.figures.get(code)


@pytest.mark.parametrize("leave", ["tab", "page", "next"])
def test_a_cell_typed_into_is_saved_and_the_click_right_after_is_not_lost(
    desk: Desk, report: str, opened: Opening, leave: str
) -> None:
    page = opened("T3")
    cell(page, "T3.received.business").click()
    page.keyboard.type("7")
    if leave == "page":
        page.locator('[data-testid="stSidebar"] a', has_text="校核").click()
        expect(page.locator(".nb-top h1")).to_have_text("校核", timeout=WAIT)
    else:
        if leave == "tab":
            tab(page, "表四").click()
        else:
            page.locator(".st-key-figures_next button").click()
        expect(cell(page, "T4.review.upheld")).to_be_visible(timeout=WAIT)
    eventually(page, lambda: value(desk, report, "T3.received.business") == 7)


def test_a_cell_two_people_changed_shows_the_second_both_values(desk: Desk, report: str, opened: Opening) -> None:
    first, second = opened("T3"), opened("T3")
    cell(second, "T3.received.business").click()
    second.keyboard.type("8")  # begun while the cell was blank
    cell(first, "T3.received.business").click()
    first.keyboard.type("7")
    first.keyboard.press("Enter")
    eventually(first, lambda: value(desk, report, "T3.received.business") == 7)
    second.keyboard.press("Enter")
    second.keyboard.type("2")
    second.keyboard.press("Enter")
    rules = second.locator('[data-role="grid-rules"] li[data-rule="note"]')
    expect(rules).to_contain_text("刚被别人改为7，您填的是8，没有覆盖，请核对。", timeout=WAIT)
    expect(cell(second, "T3.received.business")).to_have_value("7")
    eventually(second, lambda: value(desk, report, "T3.carried_in.business") == 2)
    # Whoever types on has not read it yet: it stands until the cell is typed into again.
    second.keyboard.type("3")
    second.keyboard.press("Enter")
    eventually(second, lambda: value(desk, report, "T3.granted.business") == 3)
    expect(second.locator('[data-role="grid-saving"]')).to_contain_text("已保存", timeout=WAIT)
    settled(second)
    expect(rules).to_contain_text("刚被别人改为7，您填的是8，没有覆盖，请核对。")
    # Seen and meant: typed once more, it stands.
    cell(second, "T3.received.business").click()
    second.keyboard.type("8")
    second.keyboard.press("Enter")
    eventually(second, lambda: value(desk, report, "T3.received.business") == 8)
    expect(rules).to_have_count(0, timeout=WAIT)


def test_a_value_that_arrives_under_what_is_being_typed_is_not_overwritten_unseen(
    desk: Desk, report: str, browser: Browser, served: Served
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    held: list[str | bytes] | None = None
    answers: list[Callable[[str | bytes], None]] = []

    def route(line: WebSocketRoute) -> None:
        answers.append(line.send)
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda message: line.send(message) if held is None else held.append(message))

    page.route_web_socket(re.compile("_stcore/stream"), route)
    page.goto(f"{served.address}/figures?tab=T3&report={report}")
    cell(page, "T3.received.business").click(timeout=WAIT)
    settled(page)
    desk.reports.set_cells(report, {"T3.carried_in.business": Decimal(7)}, who=Who("乙"))
    held = []
    for key in ("2", "Enter", "8"):  # the answer to the 2 brings the other's 7, under the 8
        page.keyboard.press(key)
    eventually(page, lambda: value(desk, report, "T3.received.business") == 2)
    waiting, held = held, None
    for message in waiting:
        answers[-1](message)
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("已保存", timeout=WAIT)
    expect(cell(page, "T3.carried_in.business")).to_have_value("8")
    page.keyboard.press("Enter")
    rules = page.locator('[data-role="grid-rules"] li[data-rule="note"]')
    expect(rules).to_contain_text("刚被别人改为7，您填的是8，没有覆盖，请核对。", timeout=WAIT)
    assert value(desk, report, "T3.carried_in.business") == 7
    page.close()


def test_cells_of_two_people_are_merged(desk: Desk, report: str, opened: Opening) -> None:
    first, second = opened("T3"), opened("T3")
    for page, code, text in ((first, "T3.received.business", "7"), (second, "T3.granted.business", "5")):
        cell(page, code).click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    eventually(second, lambda: value(desk, report, "T3.granted.business") == 5)
    expect(cell(second, "T3.received.business")).to_have_value("7", timeout=WAIT)
    assert value(desk, report, "T3.received.business") == 7


def test_edits_made_while_the_connection_is_gone_are_sent_when_it_is_back(
    desk: Desk, report: str, browser: Browser, served: Served
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    lines: list[WebSocketRoute] = []
    cut = {"off": False}

    def route(line: WebSocketRoute) -> None:
        if cut["off"]:
            line.close()
            return
        lines.append(line)
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(line.send)

    page.route_web_socket(re.compile("_stcore/stream"), route)
    page.goto(f"{served.address}/figures?tab=T3&report={report}")
    cell(page, "T3.received.business").click(timeout=WAIT)
    settled(page)
    cut["off"] = True
    lines[-1].close()
    for text in ("7", "2", "5"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("有 3 格尚未保存", timeout=WAIT)
    expect(cell(page, "T3.received.total")).to_have_value("7")
    cut["off"] = False
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("已保存", timeout=60_000)
    assert [value(desk, report, f"T3.{row}.business") for row in ("received", "carried_in", "granted")] == [7, 2, 5]
    page.close()


def test_on_a_tablet_the_longest_section_name_stands_whole_in_its_box(desk: Desk, report: str, opened: Opening) -> None:
    longest = max(load().aspects, key=lambda section: len(section_name(load(), section)))
    items = [Indicator(f"第{at}项自有指标的名称", Decimal(957541), "人次", longest, Decimal(957541)) for at in range(3)]
    desk.reports.set_indicators(report, items, who=CLERK)
    page = opened("indicators", width=820, height=1180)
    boxes = page.locator("[data-testid=stMain] input:visible")
    expect(boxes).to_have_count(len(items) * 4 + 5)
    cut = "(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.value)"
    assert boxes.evaluate_all(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_server_that_died_and_came_back_gets_what_was_typed_meanwhile(
    desk: Desk, report: str, browser: Browser, served: Served
) -> None:
    port = browsing.free_port()
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", str(port)]
    surroundings = {"NIANBAO_HOME": str(served.home), "NIANBAO_DEMO": "false", "DISPLAY": ""}
    with browsing.serving(command, port, surroundings) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{url}/figures?tab=T3&report={report}")
        cell(page, "T3.received.business").click(timeout=WAIT)
        settled(page)
    saving = page.locator('[data-role="grid-saving"]')
    for text in ("7", "2"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(saving).to_contain_text("有 2 格尚未保存", timeout=WAIT)
    assert value(desk, report, "T3.received.business") is None
    with browsing.serving(command, port, surroundings):
        expect(saving).to_contain_text("已保存", timeout=120_000)
        eventually(page, lambda: value(desk, report, "T3.carried_in.business") == 2)
        expect(cell(page, "T3.received.business")).to_have_value("7", timeout=WAIT)
    page.close()
    assert value(desk, report, "T3.received.business") == 7


def test_a_cell_counted_from_the_ledger_names_its_applications(desk: Desk, report: str, opened: Opening) -> None:
    heads = "编号,收到日期,申请人类型,办理结果,答复日期"
    rows = [f"甲{at},2025-03-0{at},自然人,予以公开,2025-04-01" for at in (1, 2)]
    counted = desk.importing.count_ledger("台账.csv", "\n".join([heads, *rows]).encode(), 2025, form=load())
    desk.importing.take_ledger(report, counted, who=CLERK)
    page = opened("T3")
    cell(page, "T3.granted.natural_person").click()
    told = page.locator('[data-role="grid-cases"]')
    expect(told).to_have_text("台账计 2 件：甲1（第 2 行）、甲2（第 3 行）。")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    expect(told).to_contain_text("现在填的是 3。")
    cell(page, "T3.granted.business").click()
    expect(told).to_have_count(0)


def test_what_a_paste_came_to_is_in_sight_on_a_small_screen(opened: Opening) -> None:
    page = opened("T3", width=1280, height=720)
    cell(page, "T3.received.business").click()
    page.keyboard.type("-7")
    page.keyboard.press("Enter")
    cell(page, "T3.granted.business").click()
    page.keyboard.press("Control+z")
    for role in ("grid-said", "grid-status"):
        shown = page.locator(f'[data-role="{role}"]').bounding_box()
        assert shown
        assert shown["y"] + shown["height"] <= 720
