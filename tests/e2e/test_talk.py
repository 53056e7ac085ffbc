"""A report talked from empty to complete in a real browser, without a model and with one.

What is done in 年报's order: facts told in one's own words, questions answered by a press and by writing, two values
settled, the whole drafted and taken, two sections revised.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import browsing
import pytest
from fake_model import FakeModel
from playwright.sync_api import Locator, Page, expect

from assistant.desk import Desk, Who
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SLOW = 60_000
expect.set_options(timeout=SLOW)
TOLD = "今年搞了3场培训，一共120人次参加；微博发了118条，比去年多14条；没有人因为公开的事被追责"
TRAINING = "政务公开培训"


@pytest.fixture(params=["without a model", "with a model"])
def served(request, tmp_path_factory) -> Iterator[tuple[Path, str, str]]:
    """A data folder, the application's address, and the report in work: last year's is in the archive."""
    home: Path = tmp_path_factory.mktemp("home")
    desk = Desk(Settings(home=home, demo=True))
    last = next(entry for entry in desk.store.archive.entries() if entry.demo and entry.year == 2024)
    report = desk.store.reports.heads()[0].id
    desk.reports.remove(report, who=Who())
    report = desk.reports.start(last.organ, 2025, last_id=last.id, who=Who())
    desk.close()
    with FakeModel() if request.param == "with a model" else nullcontext() as model:
        asked = {"NIANBAO_LLM_BASE_URL": model.url, "NIANBAO_LLM_MODEL": "good"} if model else {}
        with browsing.application(home, **asked) as address:
            yield home, address, report


@pytest.fixture
def page(browser, tmp_path, request) -> Iterator[Page]:
    with browsing.looked_at(browser, request, tmp_path, slow=SLOW) as page:
        yield page


def button(page: Page, start: str) -> Locator:
    return page.locator(f"[class*='st-key-{start}'] button:visible")


def settled(page: Page) -> None:
    """Wait until the server has nothing more to say, and nothing is being written."""
    browsing.settled(page)
    expect(button(page, "stop_writing")).to_have_count(0)


def press(page: Page, start: str) -> None:
    button(page, start).last.click(delay=100)
    settled(page)


def say(page: Page, message: str, answer: str) -> None:
    """Write in the line, and wait for words of the answer."""
    line = page.locator("[data-testid=stChatInput] textarea")
    line.fill(message)
    line.press("Enter")
    expect(page.locator(".nb-said", has_text=message[:12]).last).to_be_visible()
    expect(page.locator("[class*='conversation']").first).to_contain_text(answer)
    settled(page)
    browsing.still(page)


def test_a_report_is_talked_from_empty_to_complete(page, served):
    home, address, report = served
    page.goto(f"{address}/drafting?report={report}")
    expect(page.locator(".nb-greeting")).to_contain_text("您说，我记")

    # Told in one's own words, recorded after a look.
    say(page, TOLD, TRAINING)
    press(page, "told_all_")
    expect(page.locator(".nb-told-line", has_text=TRAINING)).to_contain_text("已记下")

    # Another number for the same thing: both are shown, a person chooses.
    say(page, "培训搞了4场", "这次说的是")
    press(page, "told_new_")
    expect(page.locator(".nb-told-line", has_text=f"{TRAINING} 4场")).to_contain_text("已记下")

    # One question after the other: a press, words of one's own, put off, left.
    press(page, "begin_interview")
    interview = page.locator(".st-key-interview")
    expect(interview).to_contain_text("已答 0")
    asked = 0
    while asked < 6:
        question = interview.locator(".nb-asked b").inner_text()
        options = button(page, "answer_whole_")
        if "多少" in question or "几" in question:
            say(page, "7", question)
        elif options.count():
            options.first.click(delay=100)
        else:
            press(page, "question_later")
            expect(interview.locator(".nb-asked b")).not_to_have_text(question)
            continue
        asked += 1
        expect(interview).to_contain_text(f"已答 {asked} /")
        settled(page)
    press(page, "interview_leave")
    expect(interview).to_have_count(0)

    # The whole drafted, looked at, taken.
    press(page, "begin_draft_all")
    expect(button(page, "take_drafts_")).to_be_visible()
    press(page, "take_drafts_")
    expect(page.locator(".st-key-outline")).to_contain_text("已写")

    # Two sections revised in their own conversations.
    for section, message in (("overview-supervision", "更简短"), ("overview-platform", "换一种写法")):
        press(page, f"outline_{section}")
        page.locator(f".st-key-outline_now_{section}").wait_for()
        say(page, message, "比较并采用")
        press(page, "compare_")
        expect(page.locator(".st-key-comparison")).to_be_visible()
        press(page, "take_all" if button(page, "take_all").is_enabled() else "take_none")
        expect(page.locator(".st-key-comparison")).to_have_count(0)

    # What was said is in the tables with who said it, and the text has its number.
    desk = Desk(Settings(home=home))
    kept = desk.reports.open(report).report
    desk.close()
    training = next(item for item in kept.indicators if item.name == TRAINING)
    assert (training.value, training.origin[:2]) == (4, "对话")
    assert len(kept.answers) == 6
    assert "4" in kept.section("overview.supervision")
    page.reload()
    expect(page.locator(".st-key-drafting_editor textarea").first).not_to_have_value("")
