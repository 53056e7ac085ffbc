"""核对读到的内容 in a real browser: a file's original beside its cells, corrected there, and what comes of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import browsing
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from renderings import LAYOUTS, LOSSY, PRINTED, Rendering, make
from scan_renderings import as_pdf, drawn, printed

from assistant.desk import Desk, Who
from assistant.figures import plain
from assistant.past.originals import beside
from assistant.report import Report
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WAIT = 30_000
CODES = ("T3.carried_out.{first}", "T3.carried_out.total")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("home")
    return path


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    made = Desk(Settings(_env_file=None, home=home, demo=False))  # type: ignore[call-arg]
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(home: Path, desk: Desk) -> Iterator[str]:  # noqa: ARG001 - the desk makes the data folder first
    with browsing.application(home, NIANBAO_DEMO="false") as url:
        yield url


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    with browsing.looked_at(browser, request, tmp_path, slow=WAIT) as one:
        yield one


@pytest.mark.parametrize(
    "file",
    [pytest.param(PRINTED["PDF有线"](make(3)), id="pdf"), pytest.param(LAYOUTS["一行一排"](make(4)), id="text")],
)
def test_cells_are_corrected_beside_their_places_and_become_last_years(
    page: Page, address: str, desk: Desk, file: Rendering
) -> None:
    page.goto(address)
    page.get_by_role("button", name="新建年报").first.click()
    page.locator("input[type=file]").set_input_files({"name": file.name, "mimeType": "", "buffer": file.data})
    page.get_by_text("核对读到的内容", exact=True).click()
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
    made = desk.store.reports.heads()[-1]
    last = [entry for entry in desk.archive.entries() if (entry.organ, entry.year) == (made.organ, made.year - 1)]
    assert [desk.archive.report(last[0].id).figures.get(code) for code in codes] == [Decimal(41), Decimal(43)]
    carried = desk.reports.open(made.id).report.figures
    assert carried.get(f"T3.carried_in.{first}") == Decimal(41)


def test_what_cannot_be_taken_says_so_beside_its_cell_and_a_row_run_together_is_marked_whole(
    page: Page, address: str
) -> None:
    file = LOSSY["一行一排略去空格"](make(5))
    page.goto(address)
    page.get_by_role("button", name="新建年报").first.click()
    page.locator("input[type=file]").set_input_files({"name": file.name, "mimeType": "", "buffer": file.data})
    page.get_by_text("核对读到的内容", exact=True).click()
    cells = page.locator(".nb-beside-cells li")
    expect(cells.nth(0)).to_contain_class("nb-doubtful", timeout=WAIT)
    before = int((page.get_by_text("存疑 ").first.inner_text()).split()[1])
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


def test_a_place_that_is_chosen_in_the_original_chooses_its_cell(page: Page, address: str, desk: Desk) -> None:
    file = PRINTED["PDF有线"](make(6))
    filed = desk.archive.add(file.name, file.data, who=Who("甲"), on_duplicate="replace")
    entry = desk.archive.entry(filed.archive_id)
    page.goto(f"{address}/archive")
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


def test_a_scan_is_corrected_beside_its_pictures_and_goes_on_to_a_draft(page: Page, address: str, desk: Desk) -> None:
    report = make(12)
    codes = ["T3.received.total", "T3.carried_out.natural_person"]
    page.goto(address)
    page.get_by_role("button", name="新建年报").first.click()
    data = smudged(report, codes)
    page.locator("input[type=file]").set_input_files({"name": "扫描件.pdf", "mimeType": "", "buffer": data})
    page.get_by_text("核对读到的内容", exact=True).click(timeout=4 * WAIT)
    for code in codes:
        cell = page.locator(f'.nb-beside-cells li[data-code="{code}"]')
        expect(cell).to_contain_class("nb-doubtful", timeout=WAIT)
        cell.locator("input").click()
        expect(cell.locator("canvas")).to_be_visible(timeout=WAIT)
        cell.locator("input").fill(plain(report.figures.values[code]))
        cell.locator("input").press("Enter")
        expect(cell).to_contain_class("nb-checked", timeout=WAIT)
    page.get_by_role("button", name="下一步：建立年报").click()
    page.wait_for_url("**/figures**", timeout=WAIT)
    made = next(
        head for head in desk.store.reports.heads() if (head.organ, head.year) == (report.organ, report.year + 1)
    )
    carried = desk.reports.open(made.id).report.figures
    assert carried.get("T3.carried_in.natural_person") == report.figures.values[codes[1]]
    page.goto(f"{address}/drafting?report={made.id}&section=whole")
    line = page.locator("[data-testid=stChatInput] textarea")
    line.fill("起草全文")
    line.press("Enter")
    expect(page.locator("[class*='st-key-open_draft_']").first).to_be_visible(timeout=2 * WAIT)
