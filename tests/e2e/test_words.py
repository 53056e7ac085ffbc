"""文字起草 in a real browser: typed, streamed, stopped, taken in part, locked, written at the same time by two."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import browsing
import pytest
from fake_model import FakeModel
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.desk import Desk, Who
from assistant.form import load
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SLOW = 60_000
SECTION = "overview.supervision"
FORM = load()
ORGANS = count(1)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("home")
    return path


@pytest.fixture(scope="module")
def desk(home) -> Iterator[Desk]:
    made = Desk(Settings(home=home))
    yield made
    made.close()


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with FakeModel(delay=0.15) as served:
        yield served


@pytest.fixture(scope="module")
def server(home, desk, model) -> Iterator[str]:  # noqa: ARG001 - the desk makes the data folder first
    settings = {"BASE_URL": model.url, "MODEL": "good", "RETRIES": "0", "TIMEOUT": "8"}
    with browsing.application(home, **{f"NIANBAO_LLM_{name}": value for name, value in settings.items()}) as served:
        yield served


@pytest.fixture
def address(server, desk) -> str:
    """文字起草 of a report like the demonstration's, of each try of a test its own, with two problems written."""
    demo = desk.reports.open(desk.store.reports.heads()[-1].id)
    report = desk.reports.start(f"虚构县第{next(ORGANS)}局", demo.report.year, last_id=demo.head.last_id, who=Who())
    values = {code: value for code, value in demo.report.figures.values.items() if not FORM.cells[code].computed}
    desk.reports.set_cells(report, values, who=Who())
    desk.reports.set_indicators(report, demo.report.indicators, who=Who())
    desk.reports.set_notes(report, demo.report.notes, who=Who())
    desk.reports.set_section(report, "problems", "政策解读形式单一。基层力量不足。", who=Who())
    return f"{server}/drafting?report={report}"


@pytest.fixture
def behaving(model: FakeModel) -> Iterator[Callable[[str], None]]:
    """Makes the model misbehave for one test, and answer at once."""

    def so(name: str) -> None:
        model.instead, model.delay = name, 0.0

    yield so
    model.instead, model.delay = "", 0.15


def at(browser: Browser, address: str, section: str = SECTION, width: int = 1440) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
    page.set_default_timeout(SLOW)
    page.goto(f"{address}&section={section}")
    field(page).wait_for()
    return page


def key(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-{name}")


def press(page: Page, name: str) -> None:
    page.locator(f"[class*=st-key-{name}] button").first.click()


def field(page: Page) -> Locator:
    return key(page, "drafting_editor").locator("textarea")


def saved(page: Page) -> None:
    expect(key(page, "drafting_editor").locator("[data-role=status]")).to_contain_text("已保存", timeout=SLOW)


def write(page: Page, text: str) -> None:
    field(page).press("Control+End")
    page.keyboard.type(text)
    saved(page)


def test_what_is_typed_is_saved_at_a_pause_and_its_numbers_are_judged(browser, address) -> None:
    page = at(browser, address, "other")
    write(page, "全年组织研讨77场。")
    expect(key(page, "drafting_editor").locator(".chip.unbound b")).to_have_text("77场")
    expect(key(page, "outline_other")).to_contain_text("已写 10 字")
    page.reload()
    expect(field(page)).to_have_value("全年组织研讨77场。", timeout=SLOW)
    page.close()


def test_nothing_is_sent_while_an_input_method_composes(browser, address) -> None:
    page = at(browser, address, "improvements")
    field(page).click()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("z", "zh", "zhudong"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
    page.wait_for_timeout(1000)
    expect(key(page, "outline_improvements")).to_contain_text("空")
    keyboard.send("Input.insertText", {"text": "主动"})
    saved(page)
    expect(field(page)).to_have_value("主动")
    expect(key(page, "outline_improvements")).to_contain_text("已写 2 字")
    page.close()


def test_writing_streams_and_stops_while_the_person_goes_on_typing(browser, address) -> None:
    page = at(browser, address)
    press(page, "way_llm")
    expect(page.locator(".nb-coming")).to_contain_text("年", timeout=SLOW)
    write(page, "一边看一边写。")
    press(page, "stop_writing")
    expect(key(page, "stop_writing")).to_have_count(0, timeout=SLOW)
    expect(field(page)).to_have_value("一边看一边写。")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("已停止", timeout=SLOW)
    page.close()


def test_a_proposal_is_taken_in_part_and_a_locked_sentence_stays(browser, address) -> None:
    page = at(browser, address)
    write(page, "一边看一边写。")
    press(page, "lock_sentences")
    page.locator("[class*=st-key-lock_overview] label").first.click()
    press(page, "lock_save")
    expect(key(page, "lock_sentences")).to_contain_text("（1）", timeout=SLOW)
    page.keyboard.press("Escape")
    line = key(page, "say_overview-supervision").locator("textarea")
    line.fill("起草本节")
    line.press("Enter")
    expect(key(page, "conversation")).to_contain_text("请比较后采用", timeout=SLOW)
    page.locator("[class*=st-key-compare_] button").last.click()
    key(page, "comparison").wait_for()
    expect(key(page, "comparison").locator("del")).to_have_count(0)
    key(page, "change_1").locator("button").first.click()
    expect(key(page, "take_chosen")).to_contain_text("1 处")
    press(page, "take_chosen")
    expect(field(page)).to_have_value(re.compile("培训.+一边看一边写。$"), timeout=SLOW)
    press(page, "undo_adoption")
    expect(field(page)).to_have_value("一边看一边写。", timeout=SLOW)
    page.close()


def test_a_locked_sentence_is_in_every_wording_written_again(browser, address, behaving) -> None:
    behaving("good")
    page = at(browser, address, "overview.platform")
    write(page, "锁住的一句。没有锁住的一句。")
    press(page, "lock_sentences")
    page.locator("[class*=st-key-lock_overview] label").first.click()
    press(page, "lock_save")
    expect(key(page, "lock_sentences")).to_contain_text("（1）", timeout=SLOW)
    page.keyboard.press("Escape")
    press(page, "way_llm")
    cards = page.locator("[class*=st-key-card_bar_]")
    for number in (1, 2):
        expect(cards).to_have_count(number, timeout=SLOW)
        kept = page.locator("[class*=st-key-card_]").filter(has_text="锁住的一句。")
        expect(kept).to_have_count(number, timeout=SLOW)
        if number == 1:
            press(page, "another_")
    expect(field(page)).to_have_value("锁住的一句。没有锁住的一句。")
    page.close()


@pytest.mark.parametrize(
    ("name", "section", "said"),
    [
        ("busy", "overview.on_request", "正忙"),
        ("broken", "overview.on_request", "出错"),
        ("cut", "overview.on_request", "中途断开"),
        ("slow", "overview.active", "规定时间内没有回应"),
        ("not-json", "overview.active", "出错"),
        ("gone", "overview.active", "连不上"),
        ("nothing", "overview", "没有写出"),
    ],
)
def test_a_failing_model_is_told_and_the_facts_are_written(browser, address, behaving, name, section, said) -> None:
    behaving(name)
    page = at(browser, address, section)
    press(page, "way_llm")
    told = key(page, "conversation").get_by_text("已改用据实成文").filter(has_text=said)
    expect(told.last).to_be_visible(timeout=SLOW)
    expect(page.locator("[class*=st-key-card_bar_]").last).to_be_visible(timeout=SLOW)
    expect(key(page, "conversation")).not_to_contain_text("127.0.0.1")
    page.close()


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("digits", "preamble"),
        ("obeyed", "problems"),
        ("wide-digits", "improvements"),
        ("contradicts", "other"),
    ],
)
def test_what_a_model_smuggles_in_never_reaches_the_page(browser, address, behaving, name, section) -> None:
    behaving(name)
    page = at(browser, address, section)
    press(page, "way_llm")
    expect(key(page, "stop_writing")).to_have_count(0, timeout=SLOW)
    expect(page.locator("[class*=st-key-card_bar_]").last).to_be_visible(timeout=SLOW)
    text = key(page, "conversation").inner_text()
    assert not re.search(r"888|999|７７|⑫|三十五场|example|assistant|未收到政府信息公开申请", text), text
    page.close()


def test_two_people_in_one_section_see_the_difference(browser, address) -> None:
    one, two = at(browser, address, "problems"), at(browser, address, "problems")
    write(one, "第一个人补的话。")
    field(two).press("Control+Home")
    two.keyboard.type("第二个人加的话。")
    key(two, "comparison").wait_for()
    expect(key(two, "comparison")).to_contain_text("刚刚被别人改过")
    press(two, "take_all")
    expect(field(two)).to_have_value(re.compile("^第二个人加的话。"), timeout=SLOW)
    one.close()
    two.close()


def test_on_a_tablet_the_assistant_is_a_tab(browser, address) -> None:
    page = at(browser, address, "preamble", width=820)  # it has a text, which is shown first
    expect(key(page, "assistant")).to_be_hidden()
    page.locator(".st-key-drafting_pane button", has_text="助手").click()
    expect(key(page, "assistant")).to_be_visible(timeout=SLOW)
    expect(field(page)).to_be_hidden()
    page.goto(f"{address}&section=other")  # nothing is written there: one comes to talk
    expect(key(page, "assistant")).to_be_visible(timeout=SLOW)
    expect(field(page)).to_be_hidden()
    page.locator(".st-key-drafting_pane button", has_text="正文").click()
    expect(field(page)).to_be_visible(timeout=SLOW)
    page.close()
