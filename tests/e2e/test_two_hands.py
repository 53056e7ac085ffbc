"""Two people at one report at the same time, each in a browser of their own: neither undoes the other unseen."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import browsing
import office
import postgres_server
import pytest
from browsing import settled
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.desk import Desk
from assistant.figures import Indicator, Note
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CELL = "T2.normative.issued"
expect.set_options(timeout=20_000)


@dataclass
class Office:
    """Two people's browsers at one served report, and the desk behind it to see what is stored."""

    desk: Desk
    report: str
    address: str
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)

    def both(self, path: str) -> tuple[Page, Page]:
        """The same page of the report before both, as it now is."""
        for name in ("zhao", "qian"):
            if name not in self.pages:
                self.pages[name] = office.signed_in(self.browser, self.address, name)
            self.pages[name].goto(f"{self.address}/{path}report={self.report}")
            self.pages[name].locator(".nb-top h1").wait_for()
            settled(self.pages[name])
        return self.pages["zhao"], self.pages["qian"]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def at(request, browser, tmp_path_factory) -> Iterator[Office]:
    url = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        postgres_server.empty(url)
    home = tmp_path_factory.mktemp("home")
    report = office.prepared(home, database_url=url)
    desk = Desk(Settings(_env_file=None, home=home, demo=False, database_url=url))
    desk.store.reports.set_indicators(report, [Indicator("培训", None, "场"), Indicator("图解", None, "个")])
    desk.store.reports.set_notes(report, [Note("overview.active", "开设专栏")])
    with browsing.application(home, NIANBAO_DEMO="0", NIANBAO_DATABASE_URL=url) as address:
        yield Office(desk, report, address, browser)
    assert desk.store.audit.verify().faults == ()
    desk.close()


def write(field: Locator, words: str) -> None:
    field.fill(words)
    field.blur()
    settled(field.page)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is stored; what the pages say of it is looked at besides."""
    for _ in range(200):
        if holds():
            return
        time.sleep(0.1)
    assert holds()


def test_of_one_cell_the_first_stands_and_the_second_is_told_both_numbers(at):
    first, second = at.both("figures?tab=T2&")
    cells = [page.locator(f'td[data-code="{CELL}"] input') for page in (first, second)]
    for cell, number in zip(cells, ("31", "47"), strict=True):
        cell.click()
        cell.page.keyboard.type(number)
        cell.page.keyboard.press("Enter")
        until(lambda: at.desk.reports.cells(at.report, [CELL]).values.get(CELL) == 31)
    expect(second.locator("body")).to_contain_text("刚被别人改为31，您填的是47")
    assert at.desk.reports.cells(at.report, [CELL]).values[CELL] == 31


def test_of_indicators_both_rows_are_kept_and_of_one_row_both_values_are_shown(at):
    def stored():
        return [item.value for item in at.desk.store.reports.open(at.report).indicators]

    first, second = at.both("figures?tab=indicators&")
    write(first.get_by_label("培训本年"), "12")
    until(lambda: stored() == [12, None])
    settled(first)
    write(second.get_by_label("图解本年"), "6")
    until(lambda: stored() == [12, 6])
    write(first.get_by_label("图解本年"), "9")
    expect(first.locator("body")).to_contain_text("刚被别人改为“6个”，您填的是“9个”")
    expect(first.get_by_label("图解本年")).to_have_value("9")
    assert stored() == [12, 6]
    # Whoever has seen both may decide.
    write(first.get_by_label("图解本年"), "8")
    until(lambda: stored() == [12, 8])


def test_of_work_facts_the_lines_of_both_stand_and_the_second_is_asked_to_look(at):
    first, second = at.both("figures?tab=notes&")
    boxes = [
        page.locator("[class*='st-key-notes_'][class*='overview-active'] textarea").first for page in (first, second)
    ]
    write(boxes[0], "开设专栏\n编制办事指南")
    until(lambda: len(at.desk.store.reports.open(at.report).notes) == 2)
    write(boxes[1], "开设专栏\n制作政策图解")
    expect(second.locator("body")).to_contain_text("两边写的都保留了")
    kept = {note.text for note in at.desk.store.reports.open(at.report).notes}
    assert kept == {"开设专栏", "编制办事指南", "制作政策图解"}
    expect(boxes[1]).to_have_value("\n".join(note.text for note in at.desk.store.reports.open(at.report).notes))


def test_of_a_section_the_second_sees_the_difference_and_overwrites_nothing(at):
    def stored():
        return at.desk.store.reports.text(at.report, "problems")

    first, second = at.both("drafting?section=problems&")
    editors = [page.locator(".st-key-drafting_editor textarea").first for page in (first, second)]
    before = editors[0].input_value()
    for editor, words in zip(editors, ("先写的一句。", "后写的一句。"), strict=True):
        editor.fill(before + words)
        editor.blur()
        until(lambda: stored().endswith("先写的一句。"))
    expect(second.locator(".st-key-comparison")).to_contain_text("刚刚被别人改过，您的文字没有覆盖它")
    expect(second.locator(".st-key-comparison del").first).to_contain_text("先")
    assert stored().endswith("先写的一句。")
    until(lambda: any("后写的一句。" in kept.text for kept in at.desk.words.variants(at.report, "problems")))


def test_of_locked_sentences_those_of_both_are_locked(at):
    pages = at.both("drafting?section=improvements&")
    for number, page in enumerate(pages):
        page.locator(".st-key-lock_sentences button").first.click(delay=100)
        page.locator("[class*='st-key-lock_improvements_'] label").nth(number).click()
        settled(page)
    for page in pages:
        page.locator(".st-key-lock_save button").click(delay=100)
        settled(page)
    until(lambda: len(at.desk.words.locked(at.report, "improvements")) == 2)
