"""核对读到的内容 in a real browser: a file's original beside its cells, corrected there, and what comes of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import browsing
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Served
from playwright.sync_api import Browser, Page, expect
from renderings import LAYOUTS, LOSSY, PRINTED, Rendering, make
from scan_renderings import as_pdf, drawn, printed

from assistant.desk import Who
from assistant.figures import plain
from assistant.past.originals import beside
from assistant.report import Report

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WAIT = 30_000
CODES = ("T3.carried_out.{first}", "T3.carried_out.total")


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    with browsing.looked_at(browser, request, tmp_path, slow=WAIT) as one:
        yield one


def take(page: Page, served: Served, name: str, data: bytes, *, doubtful: bool) -> None:
    """A new report from that file; its original is open at once where something of it was read without certainty."""
    page.goto(served.address)
    page.get_by_role("button", name="新建年报").first.click()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    if not doubtful:
        page.get_by_text("核对读到的内容", exact=True).click()
    expect(page.locator(".nb-beside-cells li").first).to_be_visible(timeout=4 * WAIT)


@pytest.mark.parametrize(
    "file",
    [pytest.param(PRINTED["PDF有线"](make(3)), id="pdf"), pytest.param(LAYOUTS["一行一排"](make(4)), id="text")],
)
def test_cells_are_corrected_beside_their_places_and_become_last_years(
    page: Page, served: Served, file: Rendering
) -> None:
    take(page, served, file.name, file.data, doubtful=False)
    form = make(3).form
    first = next(iter(form.tables["T3"].columns))
    codes = [code.format(first=first) for code in CODES]
    for code, text in zip(codes, ("41", "43"), strict=True):
        cell = page.locator(f'.nb-beside-cells li[data-code="{code}"]')
        cell.locator("input").click()
        expect(page.locator(f'.nb-beside-original [data-code="{code}"]')).to_contain_class("nb-chosen", timeout=WAIT)
        cell.locator("input").fill(text)
        cell.locator("input").press("Enter")
        expect(cell).to_contain_class("nb-checked", timeout=WAIT)
    expect(page.get_by_text("已核对 2 格")).to_be_visible(timeout=WAIT)
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page, context=".nb-beside")
    assert not found.response["violations"], found.generate_report()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="下一步：建立年报").click()
    page.wait_for_url("**/figures**", timeout=WAIT)
    made = served.desk.store.reports.heads()[-1]
    last = [
        entry for entry in served.desk.archive.entries() if (entry.organ, entry.year) == (made.organ, made.year - 1)
    ]
    assert [served.desk.archive.report(last[0].id).figures.get(code) for code in codes] == [Decimal(41), Decimal(43)]
    carried = served.desk.reports.open(made.id).report.figures
    assert carried.get(f"T3.carried_in.{first}") == Decimal(41)


def test_what_cannot_be_taken_says_so_beside_its_cell_and_a_row_run_together_is_marked_whole(
    page: Page, served: Served
) -> None:
    file = LOSSY["一行一排略去空格"](make(5))
    take(page, served, file.name, file.data, doubtful=True)
    cells = page.locator(".nb-beside-cells li")
    expect(cells.nth(0)).to_contain_class("nb-doubtful", timeout=WAIT)
    before = int(page.locator("[data-role=counts]").inner_text().split()[1])
    cells.nth(0).locator("input").fill("x")
    cells.nth(0).locator("input").press("Enter")
    expect(cells.nth(0)).to_contain_text("不是数字", timeout=WAIT)
    expect(cells.nth(0).locator("input")).to_have_value("x")
    expect(cells.nth(1).locator("input")).to_be_focused()
    expect(page.get_by_text(f"存疑 {before} 格，已核对 0 格")).to_be_visible()
    row = page.locator('.nb-beside-original [data-codes~="T2.normative.issued"]')
    for code in (row.get_attribute("data-codes") or "").split()[:3]:
        page.locator(f'.nb-beside-cells li[data-code="{code}"] input').click()
        expect(row).to_contain_class("nb-chosen")


def test_text_is_moved_to_its_section_and_reworded_beside_its_place(page: Page, served: Served) -> None:
    astray = "全年制发的文件都按期公开，没有错漏。"
    file = LAYOUTS["一行一排"](make(9))
    title = "二、主动公开政府信息情况"
    data = file.data.decode().replace(title, f"{title}\n{astray}").encode()
    take(page, served, "年报.txt", data, doubtful=True)
    page.get_by_role("button", name="文字（1 处存疑）").click()
    texts = page.locator(".nb-beside-texts")
    unplaced = texts.get_by_role("textbox", name="未归类文字第 1 段")
    unplaced.click()
    expect(page.locator(".nb-beside-original .nb-chosen")).to_have_text(astray)
    texts.get_by_role("combobox", name="把未归类文字第 1 段移到").select_option("主动公开")
    expect(unplaced).to_be_hidden(timeout=WAIT)
    active = texts.locator("[data-section='overview.active'] textarea")
    expect(active.last).to_have_value(astray)
    problems = texts.locator("[data-section=problems]")
    problems.locator("textarea").fill("一是公开得还不够快。\n二是人手不足。")
    problems.locator("textarea").press("Tab")
    expect(problems).to_contain_text("已核对", timeout=WAIT)
    expect(problems.locator("textarea")).to_have_count(2)
    [filed] = [one for one in served.desk.archive.entries() if one.name == "年报.txt"]
    list(served.desk.archive.reread([filed.id], who=Who("甲")))
    kept = served.desk.archive.report(filed.id)
    assert kept.section("problems") == "一是公开得还不够快。\n二是人手不足。"
    assert kept.section("overview.active").endswith(astray)
    assert not kept.section("unplaced")


def test_a_place_that_is_chosen_in_the_original_chooses_its_cell(page: Page, served: Served) -> None:
    file = PRINTED["PDF有线"](make(6))
    filed = served.desk.archive.add(file.name, file.data, who=Who("甲"), on_duplicate="replace")
    entry = served.desk.archive.entry(filed.archive_id)
    page.goto(f"{served.address}/archive")
    page.get_by_role("combobox", name="查看一份").click()
    page.get_by_role("option", name=f"{entry.organ}　{entry.year}").click()
    page.get_by_text("核对读到的内容", exact=True).click()
    place = page.locator('.nb-beside-original [data-code="T2.licensing.decisions"]')
    place.click()
    expect(page.locator('.nb-beside-cells li[data-code="T2.licensing.decisions"]')).to_contain_class("nb-chosen")
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("第 2 页")).to_be_visible(timeout=WAIT)


def smudged(report: Report, codes: Sequence[str]) -> bytes:
    """The report scanned, with a stain over some of its cells."""
    pages = drawn(printed(report).data, 200)
    found = beside("scan.pdf", as_pdf(pages)).spots
    chance = np.random.default_rng(1)
    for code in codes:
        place = found[code].place
        assert place is not None
        sheet = pages[place.page - 1] = pages[place.page - 1].copy()
        tall, wide = sheet.shape[:2]
        left, top, right, bottom = (
            round(share * side) for share, side in zip(place.box, (wide, tall) * 2, strict=True)
        )
        spot = sheet[top + 6 : bottom - 6, left + 6 : right - 6]
        spot[:] = np.minimum(spot, chance.choice([20, 255], spot.shape[:2], p=[0.4, 0.6])[:, :, None])
    return as_pdf(pages)


def test_a_scan_is_corrected_beside_its_pictures_and_goes_on_to_a_draft(page: Page, served: Served) -> None:
    report = make(12)
    codes = ["T3.received.total", "T3.carried_out.natural_person"]
    take(page, served, "扫描件.pdf", smudged(report, codes), doubtful=True)
    stained, offered = (page.locator(f'.nb-beside-cells li[data-code="{code}"]') for code in codes)
    values = [plain(report.figures.values[code]) for code in codes]
    for cell in (stained, offered):
        expect(cell).to_contain_class("nb-doubtful", timeout=WAIT)
    offered.get_by_role("button", name=f"采用 {values[1]}").click()
    expect(offered).to_contain_class("nb-checked", timeout=WAIT)
    expect(offered.locator("input")).to_have_value(values[1])
    stained.locator("input").click()
    expect(stained.locator("canvas")).to_be_visible(timeout=WAIT)
    stained.locator("input").fill(values[0])
    stained.locator("input").press("Enter")
    expect(stained).to_contain_class("nb-checked", timeout=WAIT)
    page.get_by_role("button", name="下一步：建立年报").click()
    page.wait_for_url("**/figures**", timeout=WAIT)
    made = next(
        head for head in served.desk.store.reports.heads() if (head.organ, head.year) == (report.organ, report.year + 1)
    )
    carried = served.desk.reports.open(made.id).report.figures
    assert carried.get("T3.carried_in.natural_person") == report.figures.values[codes[1]]
    page.goto(f"{served.address}/drafting?report={made.id}&section=whole")
    line = page.locator("[data-testid=stChatInput] textarea")
    line.fill("起草全文")
    line.press("Enter")
    expect(page.locator("[class*='st-key-open_draft_']").first).to_be_visible(timeout=2 * WAIT)
