"""Words that would be pictures, links, scripts or colours, in every field, on every page: they are shown as words."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import browsing
import pytest
from browsing import settled
from people import KEEPER
from playwright.sync_api import Browser, Page

from assistant import document
from assistant.desk import Desk, Who
from assistant.figures import Indicator, Note
from assistant.findings import Severity
from assistant.form import load
from assistant.report import Report
from assistant.review import Role, Sign, State
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SLOW = 45_000
FORM = load()
HOSTILE = (
    "![图](http://evil.example/a.png)<img src='http://evil.example/b.png'>\"><script src=http://evil.example/c.js>"
    "</script>[链](http://evil.example/d)与http://evil.example/e、a@evil.example、:red[红]**粗**`码`$x^2$:smile:"
    ":material/home: a -> b &lt;"
)
SAID = HOSTILE.partition("a@")[0]
"""As much of it as a conversation keeps: addresses of people are masked."""
MALICE = (
    ":is(img, script, iframe, source, link, video, audio)[src*=evil], a[href*=evil], link[href*=evil], [style*=evil],"
    " [data-testid=stMarkdownContainer] :is(.katex, code, img), .stMarkdownColoredText:text-is('红'),"
    " strong:text-is('粗'), [role=img][aria-label='home icon']"
)
"""What Markdown, HTML and Streamlit would make of them."""


def bare(text: str) -> str:
    """Text without spaces: how they are shown is not the matter here."""
    return re.sub(r"\s+", "", text)


class Visit:
    """A browser that remembers what it was made to ask for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}/{path}")
        self.page.locator(".nb-top h1").wait_for()
        settled(self.page)

    def press(self, key: str) -> None:
        self.page.locator(f"[class*='st-key-{key}'] button").first.click(delay=50)
        settled(self.page)

    def unfold(self) -> None:
        """Open whatever can be opened on the page."""
        for summary in self.page.locator("[data-testid=stMain] details > summary").element_handles():
            if not summary.evaluate("summary => summary.parentElement.open"):
                summary.click()
        settled(self.page)

    def shows(self, *texts: str) -> None:
        """The page shows these as they were written, and nothing was made of any other."""
        for text in map(bare, texts):
            self.page.wait_for_function(
                "text => document.body.textContent.replace(/\\s/g, '').includes(text)", arg=text, timeout=15_000
            )
        assert self.page.locator(MALICE).count() == 0
        assert [url for url in self.asked if "evil" in url.split("?")[0]] == []
        assert "😄" not in self.page.inner_text("body")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("home")
    return path


@pytest.fixture(scope="module")
def desk(home) -> Iterator[Desk]:
    made = Desk(Settings(home=home, demo=False))
    yield made
    made.close()


@pytest.fixture(scope="module")
def report(desk) -> str:
    """A report with such words wherever there are words, its last year filed under a name like them."""
    someone = Who(f"某人{HOSTILE}")
    sections = dict.fromkeys(FORM.narrative, f"工作推进{HOSTILE}，办结77件。")
    values = {code: Decimal(1) for code, cell in FORM.cells.items() if not cell.computed}
    last = Report(f"往年局{HOSTILE}", 2023, sections=sections)
    file = document.to_bytes(replace(last, organ="往年局"), ".md")
    filed = desk.archive.add(f"文件{HOSTILE}.md", file, organ=last.organ, who=KEEPER)
    assert filed.archive_id, filed.message
    made = desk.store.reports.create(
        Report(f"本局{HOSTILE}", 2024, title=f"标题{HOSTILE}", sections=sections), last_id=filed.archive_id
    )
    desk.reports.set_cells(made, values, who=someone)
    desk.reports.set_indicators(
        made, [Indicator(f"指标{HOSTILE}", Decimal(5), "次*", "overview.active", origin=f"来源{HOSTILE}")], who=someone
    )
    desk.reports.set_notes(made, [Note("problems", f"事实{HOSTILE}", origin=f"听说{HOSTILE}")], who=someone)
    desk.words.keep_variant(made, "problems", f"另写{HOSTILE}", way=f"写法{HOSTILE}", who=someone)
    desk.talking.say(made, "problems", f"组织培训3场{HOSTILE}", who=someone)
    desk.talking.say(made, "", f"组织培训4场{HOSTILE}", who=someone)
    desk.reviewing.comment(made, "problems", f"意见{HOSTILE}", who=someone, quote=f"引文{HOSTILE}")
    desk.reviewing.comment(made, HOSTILE, f"别处{HOSTILE}", who=someone)
    desk.reviewing.keep_version(made, f"版本{HOSTILE}", who=someone)
    desk.reports.set_section(made, "problems", f"不足{HOSTILE}，办结78件。另有一句{HOSTILE}。", who=someone)
    warning = next(
        item.finding for item in desk.judging.findings(made) if item.finding.severity is Severity.WARNING and item.open
    )
    desk.judging.waive(made, warning.fingerprint, f"理由{HOSTILE}", who=someone)
    desk.store.reports.set_head(made, state=State.REVIEWING)
    desk.moving.sign(made, Sign.CONFIDENTIALITY, who=replace(someone, role=Role.LEADER))
    desk.store.reports.set_head(made, state=State.DRAFTING)
    desk.store.reports.set_head(made, returned=f"退回{HOSTILE}", unlocked={"T3.carried_in.business": f"解锁{HOSTILE}"})
    return made


@pytest.fixture(scope="module")
def address(home, report) -> Iterator[str]:  # noqa: ARG001 - what the pages show
    with browsing.application(home, NIANBAO_DEMO="false") as served:
        yield served


@pytest.fixture
def visit(browser, address, tmp_path, request) -> Iterator[Visit]:
    with browsing.looked_at(browser, request, tmp_path, slow=SLOW) as page:
        yield Visit(page, address)


def test_streamlit_s_markdown_finds_nothing_in_a_text(browser: Browser) -> None:
    port = browsing.free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).parent / "markdown_app.py")]
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    cases = json.loads((Path(__file__).parents[1] / "cases" / "markdown.json").read_text("utf-8"))
    with browsing.serving([*command, *options], port) as address:
        page = browser.new_page()
        visit = Visit(page, address)
        page.goto(address)
        page.locator(f".st-key-text_{len(cases) - 1} [data-testid=stAlert]").wait_for()
        settled(page)
        page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
        for number, case in enumerate(cases):
            shown = page.locator(f".st-key-text_{number} [data-testid=stMarkdownContainer]")
            assert [bare(text) for text in shown.all_text_contents()] == [bare(case)] * 3
            made = shown.locator("*").evaluate_all("all => all.map(one => one.tagName + (one.role ?? ''))")
            assert {*made} <= {"P", "BR", "SPAN", "DIV"}, case
        assert not [url for url in visit.asked if "evil" in url]
        page.close()


TOP = (f"本局{HOSTILE}", f"退回{HOSTILE}")
"""What stands over every page of the report."""


def test_in_the_list_of_reports(visit: Visit) -> None:
    visit.open("workbench")
    visit.shows(f"本局{HOSTILE}")


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("T2", ""),
        ("T3", ""),
        ("T4", ""),
        ("charts", ""),
        ("indicators", f"来源{HOSTILE}"),
        ("notes", f"听说{HOSTILE}"),
    ],
)
def test_on_the_tabs_of_figures(visit: Visit, report: str, tab: str, words: str) -> None:
    visit.open(f"figures?report={report}&tab={tab}")
    visit.unfold()
    visit.shows(*TOP, *([words] if words else []))


def test_in_the_names_of_uploaded_files(visit: Visit, report: str) -> None:
    visit.open(f"figures?report={report}&tab=files")
    fields = visit.page.locator("input[type=file]")
    fields.nth(2).wait_for(state="attached")  # the workbook's, the ledger's, an edited Word file's
    for field in fields.all():
        field.set_input_files({"name": f"{HOSTILE}.xlsx", "mimeType": "application/zip", "buffer": b"PK"})
        settled(visit.page)
    visit.page.locator("[data-testid=stAlert]").nth(2).wait_for()
    visit.shows(*TOP)
    visit.open(f"archive?report={report}&tab=存入")
    file = {"name": f"{HOSTILE}.txt", "mimeType": "text/plain", "buffer": "无关".encode()}
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.press("archive_take")
    visit.page.locator("[data-testid=stAlert]").first.wait_for()
    visit.shows("evil.example")


def test_beside_a_section_s_text(visit: Visit, report: str) -> None:
    visit.open(f"drafting?report={report}&section=problems")
    visit.shows(*TOP, f"组织培训3场{SAID}")
    for key, words in (("lock_sentences", "另有一句"), ("variants", "写法"), ("material", "事实")):
        visit.press(key)
        visit.shows(words + HOSTILE)
        visit.page.keyboard.press("Escape")


def test_in_proposals_and_comparisons(visit: Visit, report: str) -> None:
    visit.open(f"drafting?report={report}&section=problems")
    visit.press("way_facts")
    visit.page.locator("[class*='st-key-compare_']").last.wait_for()
    visit.unfold()
    visit.shows(*TOP)
    browsing.still(visit.page)
    visit.press("compare_")
    visit.page.locator(".st-key-comparison").wait_for()
    visit.shows(*TOP, "对照")


def test_in_the_conversation_about_the_whole(visit: Visit, report: str) -> None:
    visit.open(f"drafting?report={report}&section=whole")
    visit.shows(*TOP, f"组织培训4场{SAID}")


def test_in_what_the_checks_say(visit: Visit, report: str) -> None:
    visit.open(f"checking?report={report}")
    visit.shows(*TOP, f"已保留：理由{HOSTILE}")


def test_on_the_paper_and_in_its_margin(visit: Visit, report: str) -> None:
    visit.open(f"review?report={report}")
    visit.page.locator("[data-role=paper] .nb-sheet").first.wait_for()
    visit.page.locator(".st-key-origins").click()
    visit.unfold()
    margin = (f"{name}{HOSTILE}" for name in ("意见", "引文", "别处", "版本", "某人"))
    visit.shows(*TOP, f"标题{HOSTILE}", f"不足{HOSTILE}", *margin)
    visit.press("version_compare_")
    visit.page.get_by_role("dialog").wait_for()
    visit.shows(f"版本{HOSTILE}")


def test_in_the_packet(visit: Visit, report: str) -> None:
    visit.open(f"review?report={report}&packet=1")
    visit.page.locator(".nb-packet .nb-paper").wait_for()
    told = (f"{name}{HOSTILE}" for name in ("标题", "不足", "理由", "意见", "引文", "某人"))
    visit.shows(*TOP[:1], *told)


def test_in_the_archive(visit: Visit, report: str) -> None:
    visit.open(f"archive?report={report}&tab=资料")
    visit.shows(f"往年局{HOSTILE}")
    visit.page.locator(".st-key-archive_chosen").locator("[data-baseweb=select], [role=combobox], button").first.click()
    visit.page.get_by_role("option", name="往年局").click()
    visit.page.get_by_text("来源：").wait_for()
    visit.unfold()
    visit.shows(f"往年局{HOSTILE}", f"文件{HOSTILE}.md", "办结77件")
    visit.press("reread_")
    visit.shows(f"文件{HOSTILE}.md：")
    visit.open(f"archive?report={report}&tab=查找")
    visit.page.locator(".st-key-archive_query input").fill("工作推进")
    visit.page.locator(".st-key-archive_query input").press("Enter")
    visit.page.locator(".nb-passage").first.wait_for()
    visit.shows(f"工作推进{HOSTILE}，办结77件。")


@pytest.mark.parametrize("path", ["export", "admin"])
def test_on_the_other_pages(visit: Visit, report: str, path: str) -> None:
    visit.open(f"{path}?report={report}")
    visit.shows(*(TOP if path == "export" else ()))
