"""The statutory tables in a real browser: typed, pasted, undone, saved, reloaded."""

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path

import browsing
import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from assistant.figures import Figures, plain
from assistant.form import load
from assistant.tables import fill

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
NAMES = count(1)
APPLICANTS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_org")

CLIPBOARD = """([kind, text, html]) => {
    let focused = document.activeElement;
    while (focused.shadowRoot) focused = focused.shadowRoot.activeElement;
    const clipboardData = new DataTransfer();
    if (text) clipboardData.setData("text/plain", text);
    if (html) clipboardData.setData("text/html", html);
    focused.dispatchEvent(new ClipboardEvent(kind, {clipboardData, bubbles: true, composed: true, cancelable: true}));
    return clipboardData.getData("text/plain");
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = browsing.free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "tests/e2e/grid_app.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    quiet = ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    with browsing.serving([*command, *options, *quiet], port) as url:
        yield url


class Grid:
    """A table on the test page, spoken to as a clerk would."""

    def __init__(self, browser: Browser, address: str, name: str, **query: object) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 720})
        self.url = f"{address}/?name={name}&" + "&".join(f"{key}={value}" for key, value in query.items())
        self.table = str(query.get("table", "T3"))
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.open()

    def open(self) -> None:
        self.page.goto(self.url)
        self.page.wait_for_selector('[data-role="grid"] td input')

    def cell(self, code: str) -> Locator:
        return self.page.locator(f'td[data-code="{self.table}.{code}"] input')

    def click(self, code: str) -> None:
        self.cell(code).click()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def role(self, name: str) -> Locator:
        return self.page.locator(f'[data-role="{name}"]')

    def rule(self, code: str, where: str) -> Locator:
        return self.page.locator(f'[data-role="grid-rules"] li[data-rule="{code}"][data-where="{where}"]')

    def paste(self, text: str, html: str = "") -> None:
        self.page.evaluate(CLIPBOARD, ["paste", text, html])

    def copied(self) -> str:
        return str(self.page.evaluate(CLIPBOARD, ["copy", "", ""]))

    def values(self) -> dict[str, str]:
        return dict(
            self.page.eval_on_selector(
                '[data-role="grid"]',
                "grid => Object.fromEntries([...grid.querySelectorAll('td[data-code]')]"
                ".map(td => [td.dataset.code, td.querySelector('input').value]))",
            )
        )

    def expect_saved(self, count: int) -> None:
        expect(self.role("saved-cells")).to_have_text(str(count))
        expect(self.role("grid-saving")).to_contain_text("已保存")


@pytest.fixture
def grid_of(browser: Browser, address: str) -> Iterator[object]:
    opened: list[Grid] = []
    name = f"table-{next(NAMES)}"  # of each try of a test its own: the page keeps what the last try typed

    def make(**query: object) -> Grid:
        opened.append(Grid(browser, address, name, **query))
        return opened[-1]

    yield make
    for grid in opened:
        assert grid.errors == []
        grid.page.close()


def _block(first: int = 0) -> list[list[int]]:
    """25 rows of six figures, computed row included, as they stand in a spreadsheet."""
    rows = load().tables["T3"].rows
    return [[(first + 7 * y + 3 * x) % 11 for x in range(6)] for y in range(len(rows))]


def _expected(block: list[list[int]]) -> dict[str, str]:
    form = load()
    values = {
        f"T3.{row}.{column}": Decimal(block[y][x])
        for y, row in enumerate(form.tables["T3"].rows)
        for x, column in enumerate(APPLICANTS)
        if not form.cells[f"T3.{row}.{column}"].computed
    }
    return {code: plain(value) for code, value in fill(Figures(values)).figures.values.items()}


def _tsv(block: list[list[int]]) -> str:
    return "\r\n".join("\t".join(f"{value:,}" for value in row) for row in block) + "\r\n"


def test_typing_moves_the_total_and_is_saved(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.type("30")
    expect(grid.cell("received.total")).to_have_value("30")  # before the cell is left
    expect(grid.page.locator('td[data-code="T3.received.total"]')).to_have_class(re.compile("running"))
    grid.press("Tab")
    grid.type("4")
    for _ in range(4):
        grid.press("Tab")
        grid.type("0")
    expect(grid.cell("received.total")).to_have_value("34")
    expect(grid.page.locator('td[data-code="T3.received.total"]')).not_to_have_class(re.compile("running"))
    grid.press("Enter")
    grid.expect_saved(7)
    grid.open()
    expect(grid.cell("received.total")).to_have_value("34")


def test_an_identity_that_does_not_hold_shows_at_once_and_goes(grid_of) -> None:
    grid = grid_of(full=1)
    grid.click("received.business")
    expect(grid.role("grid-rules").locator("li")).to_have_count(0)
    grid.type("76")
    expect(grid.rule("T3-03", "T3.business")).to_have_text(
        "表三“商业企业”一列：第一项 76 + 第二项 0 = 76，第三项 75 + 第四项 0 = 75，相差 1。请核对。"
    )
    expect(grid.page.locator('td[data-code="T3.received.business"]')).to_have_class(re.compile("bad"))
    expect(grid.page.locator("th.bad")).to_have_count(2)
    grid.press("Enter")
    expect(grid.rule("T3-03", "T3.total")).to_have_count(1)
    grid.click("granted.business")
    grid.type("76")
    expect(grid.rule("T3-03", "T3.business")).to_have_count(0)
    expect(grid.page.locator("th.bad")).to_have_count(0)


def test_a_whole_block_pasted_gives_every_total_right(grid_of) -> None:
    grid = grid_of()
    block = _block()
    grid.click("received.natural_person")
    grid.paste(_tsv(block))
    assert grid.values() == _expected(block)
    expect(grid.role("grid-said")).to_contain_text("已填入 144 格")
    grid.expect_saved(175)
    grid.press("Control+z")
    assert set(grid.values().values()) == {""}
    grid.press("Control+y")
    assert grid.values() == _expected(block)
    grid.expect_saved(175)
    grid.open()
    assert grid.values() == _expected(block)


def _excel(block: list[list[object]]) -> str:
    """A block as a spreadsheet puts it on the clipboard beside the text."""
    cells = ["".join(f"<td class=xl65 align=right>{value}</td>" for value in row) for row in block]
    rows = "".join(f"<tr height=19 style='height:14.25pt'>{line}</tr>" for line in cells)
    return (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>td{padding:1px}</style></head>"
        f"<body><!--StartFragment--><table border=0 cellpadding=0><col width=72 span=6>{rows}</table><!--EndFragment-->"
        "</body></html>"
    )


@pytest.mark.parametrize("kinds", ["text", "html", "both"])
def test_a_balanced_block_from_a_spreadsheet_gives_the_known_totals(grid_of, kinds: str) -> None:
    grid = grid_of()
    rows = list(load().tables["T3"].rows)
    block = [[1, 2, 3, 4, 5, 6] for _ in rows]  # 21 results of each kind
    block[rows.index("received")] = [20, 42, 60, 84, 1105, 126]
    block[rows.index("carried_in")] = [3, 0, 4, 1, 0, 0]
    block[rows.index("total_handled")] = [21, 42, 63, 84, 105, 126]
    block[rows.index("carried_out")] = [2, 0, 1, 1, 1000, 0]
    grid.click("received.natural_person")
    grid.paste(_tsv(block) if kinds != "html" else "", _excel(block) if kinds != "text" else "")  # type: ignore[arg-type]
    values = grid.values()
    assert values["T3.received.total"] == "1437"
    assert values["T3.carried_in.total"] == "8"
    assert values["T3.carried_out.total"] == "1004"
    assert [values[f"T3.total_handled.{column}"] for column in (*APPLICANTS, "total")] == [
        "21", "42", "63", "84", "105", "126", "441",
    ]  # fmt: skip
    results = [row for row in rows if row not in {"received", "carried_in", "total_handled", "carried_out"}]
    assert {values[f"T3.{row}.total"] for row in results} == {"21"}
    expect(grid.role("grid-rules").locator("li")).to_have_count(0)
    expect(grid.role("grid-said")).not_to_contain_text("不一致")
    grid.expect_saved(175)


def test_a_clipboard_full_of_rubbish_is_refused_cell_by_cell_and_the_rest_is_kept(grid_of) -> None:
    grid = grid_of()
    prose = "本年度共收到政府信息公开申请若干件，均已按期办结"
    bad = ["5", prose, "-3", "1e9", "2.5", "７"]
    line = "\t".join([*bad, *["1"] * 294])
    grid.click("received.natural_person")
    grid.paste("\n".join([line, line.replace("5", "8", 1), "\t".join(["3"] * 6)]))
    values = grid.values()
    assert [values[f"T3.received.{name}"] for name in APPLICANTS] == ["5", "", "", "", "", "7"]
    assert [values[f"T3.carried_in.{name}"] for name in APPLICANTS] == ["8", "", "", "", "", "7"]
    assert values["T3.granted.total"] == "18"
    refused = grid.role("grid-rules").locator('li[data-rule="T-01"]')
    expect(refused).to_have_count(8)
    for column, reason in {
        "business": f"“{prose[:20]}…”不是数字",
        "research": "“-3”是负数",
        "public_welfare": "“1e9”不是数字",
        "legal_service": "“2.5”不是整数，件数应当是整数",
    }.items():
        expect(grid.rule("T-01", f"T3.received.{column}")).to_contain_text(f"{reason}")
    expect(grid.role("grid-said")).to_contain_text("8 格不能采用")
    expect(grid.role("grid-said")).to_contain_text("586 格超出表格")
    grid.expect_saved(4 + 7)
    grid.click("unprocessed_petition.natural_person")
    grid.paste(f"{prose}。\n二、{prose}。")
    expect(refused).to_have_count(10)


def test_taking_back_a_paste_says_so_and_forgets_what_it_could_not_take(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.paste("5\t若干\t6")
    expect(grid.rule("T-01", "T3.received.business")).to_have_count(1)
    grid.press("Control+z")
    expect(grid.role("grid-said")).to_have_text("已撤销 2 格的修改。")
    expect(grid.role("grid-rules").locator("li")).to_have_count(0)
    assert [grid.values()[f"T3.received.{name}"] for name in APPLICANTS[:3]] == ["", "", ""]
    grid.press("Control+y")
    expect(grid.role("grid-said")).to_have_text("已重做 2 格的修改。")
    assert [grid.values()[f"T3.received.{name}"] for name in APPLICANTS[:3]] == ["5", "", "6"]


def test_a_block_with_its_totals_skips_them_and_says_where_they_differ(grid_of) -> None:
    grid = grid_of()
    block = _block(2)
    expected = _expected(block)
    rows = [[*row, sum(row)] for row in block]
    handled = list(load().tables["T3"].rows).index("total_handled")
    rows[handled] = [int(expected[f"T3.total_handled.{column}"]) for column in (*APPLICANTS, "total")]
    rows[0][6] += 1
    grid.click("received.natural_person")
    grid.paste(_tsv(rows))
    assert grid.values() == expected
    expect(grid.role("grid-said")).to_contain_text("1 处与粘贴的数不一致")


def test_a_printed_table_from_a_web_page_finds_its_own_place(grid_of) -> None:
    grid = grid_of()
    block = _block(4)
    lines = []
    at = 0
    for line in load().tables["T3"].layout:
        boxes = []
        column = 0
        for box in line:
            text = box.text
            if box.code:
                text = str(block[at][column]) if column < 6 else ""
                column += 1
            boxes.append(f"<td colspan={box.wide} rowspan={box.tall}>{text}</td>")
        at += bool(column)
        lines.append(f"<tr>{''.join(boxes)}</tr>")
    grid.click("carried_out.other_org")
    grid.paste("", f"<table>{''.join(lines)}</table>")
    assert grid.values() == _expected(block)


def test_blanks_and_dashes_stay_blank_until_filled_deliberately(grid_of) -> None:
    grid = grid_of(table="T4")
    grid.click("review.upheld")
    grid.paste("１２\t-\t\t1,234件")
    assert [grid.values()[f"T4.review.{name}"] for name in ("upheld", "corrected", "other", "pending")] == [
        "12",
        "",
        "",
        "1234",
    ]
    expect(grid.role("grid-said")).to_contain_text("2 格是空白或“-”，保持空白")
    grid.role("fill-zero").click()
    assert grid.values()["T4.review.corrected"] == "0"
    assert grid.values()["T4.review.total"] == "1246"
    expect(grid.role("grid-blanks")).to_have_text("已填齐")
    grid.expect_saved(15)


def test_zero_is_filled_into_a_selection_alone(grid_of) -> None:
    grid = grid_of()
    grid.click("granted.natural_person")
    grid.press("Shift+ArrowRight", "Shift+ArrowDown")
    expect(grid.role("fill-zero")).to_have_text("所选空格填 0")
    grid.role("fill-zero").click()
    grid.expect_saved(4)
    assert sum(value == "0" for code, value in grid.values().items() if not load().cells[code].computed) == 4


def test_what_cannot_stand_is_refused_cell_by_cell(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.paste("5\tabc\t-3\t1.5\t1000000000\t7")
    values = grid.values()
    assert [values[f"T3.received.{name}"] for name in APPLICANTS] == ["5", "", "", "", "", "7"]
    expect(grid.role("grid-rules").locator('li[data-rule="T-01"]')).to_have_count(4)
    expect(grid.rule("T-01", "T3.received.business")).to_contain_text("“abc”不是数字，请填写阿拉伯数字。该格仍为空白。")
    grid.expect_saved(2)
    grid.click("received.business")
    grid.type("2")
    grid.press("Enter")
    expect(grid.role("grid-rules").locator('li[data-rule="T-01"]')).to_have_count(3)


def test_a_clipboard_far_too_wide_is_cut_at_the_table(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.paste("\t".join(["1"] * 300))
    assert grid.values()["T3.received.total"] == "6"
    expect(grid.role("grid-said")).to_contain_text("293 格超出表格")


def test_figures_copied_without_the_headings_between_land_row_by_row(grid_of) -> None:
    grid = grid_of(table="T2")
    grid.click("regulations.issued")
    grid.paste("1\t2\t3\n4\t5\t6\n7\n8\n9\n10.5")
    assert list(grid.values().values()) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10.5"]


def test_copying_gives_back_what_was_pasted(grid_of) -> None:
    grid = grid_of(full=1)
    grid.click("received.natural_person")
    grid.press("Shift+ArrowRight", "Shift+ArrowDown")
    assert grid.copied() == "0\t75\r\n0\t0"


def test_typing_on_while_saving_is_slow_loses_and_reverts_nothing(grid_of) -> None:
    grid = grid_of(slow="0.7")
    grid.click("received.natural_person")
    typed = {}
    for index, row in enumerate(row for row in load().tables["T3"].rows if row != "total_handled"):
        grid.type(str(index + 1))
        grid.press("Enter")
        grid.page.wait_for_timeout(60)
        typed[f"T3.{row}.natural_person"] = str(index + 1)
        shown = grid.values()
        assert {code: shown[code] for code in typed} == typed
    expect(grid.cell("received.business")).to_be_focused()
    grid.expect_saved(len(typed) + 1)  # with （七）总计
    grid.open()
    shown = grid.values()
    assert {code: shown[code] for code in typed} == typed


def test_a_returned_event_works_like_one_handed_over(grid_of) -> None:
    grid = grid_of(table="T4", plain=1)
    grid.click("direct.upheld")
    grid.type("3")
    grid.press("Tab")
    grid.expect_saved(1)
    grid.type("4")
    grid.press("Tab")
    grid.expect_saved(2)


def test_what_a_dropped_connection_swallowed_is_sent_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    cut = {"off": False}

    def route(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if cut["off"] else server.send(message))

    page.route_web_socket(re.compile("_stcore/stream"), route)
    page.goto(f"{address}/?name=cut-{next(NAMES)}&table=T4")
    cell = page.locator('td[data-code="T4.review.upheld"] input')
    cell.click()
    cut["off"] = True
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("有 1 格尚未保存", timeout=15_000)
    cut["off"] = False
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("已保存", timeout=30_000)
    expect(page.locator('[data-role="saved-cells"]')).to_have_text("1")
    expect(cell).to_have_value("8")
    page.close()


def test_what_was_not_saved_outlives_a_reload(browser: Browser, address: str) -> None:
    page = browser.new_page()
    cut = {"off": False}
    swallowed: list[bytes | str] = []

    def route(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: swallowed.append(message) if cut["off"] else server.send(message))

    page.route_web_socket(re.compile("_stcore/stream"), route)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{address}/?name=reload-{next(NAMES)}&table=T4")
    cell = page.locator('td[data-code="T4.review.upheld"] input')
    cell.click()
    cut["off"] = True
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(page.locator('[data-role="grid-saving"]')).to_contain_text("正在保存")
    while not swallowed:
        page.wait_for_timeout(50)
    cut["off"] = False
    page.reload()
    expect(page.locator('[data-role="grid-said"]')).to_contain_text("已恢复上次没有保存的 1 格")
    expect(page.locator('[data-role="saved-cells"]')).to_have_text("1")
    expect(cell).to_have_value("9")
    page.close()


def test_an_input_method_never_corrupts_a_number(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    session = grid.page.context.new_cdp_session(grid.page)
    session.send("Input.imeSetComposition", {"text": "１", "selectionStart": 1, "selectionEnd": 1})
    session.send("Input.imeSetComposition", {"text": "１２", "selectionStart": 2, "selectionEnd": 2})
    expect(grid.cell("received.natural_person")).to_have_value("１２")
    session.send("Input.insertText", {"text": "１２"})
    grid.press("Enter")
    expect(grid.cell("received.natural_person")).to_have_value("12")
    expect(grid.cell("carried_in.natural_person")).to_be_focused()
    grid.expect_saved(1)


def test_carried_over_cells_are_locked_until_a_reason_is_given(grid_of) -> None:
    grid = grid_of(last=1)
    grid.click("carried_in.natural_person")
    grid.type("5")
    expect(grid.cell("carried_in.natural_person")).to_have_value("")
    expect(grid.role("grid-status")).to_contain_text("已锁定")
    grid.click("received.natural_person")
    block = _block()
    grid.paste(_tsv(block))
    expected = _expected(block)
    values = grid.values()
    assert values["T3.carried_in.business"] == ""
    assert values["T3.granted.business"] == expected["T3.granted.business"]
    grid.click("carried_in.natural_person")
    grid.role("unlock-cell").click()
    expect(grid.role("grid-said")).to_have_text("请先写明解锁理由。")
    grid.role("unlock-reason").fill("上年报告有误")
    grid.role("unlock-cell").click()
    expect(grid.page.locator('td[data-code="T3.carried_in.natural_person"]')).not_to_have_class(re.compile("locked"))
    grid.click("carried_in.natural_person")
    grid.type("7")
    grid.press("Enter")
    expect(grid.rule("Y-01", "T3.carried_in.natural_person")).to_contain_text("相差 5")


def test_keys_move_as_in_a_spreadsheet(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.press("ArrowDown", "ArrowRight")
    expect(grid.cell("carried_in.business")).to_be_focused()
    grid.press("Shift+Tab")
    expect(grid.cell("carried_in.natural_person")).to_be_focused()
    grid.press("Shift+Enter", "End")
    expect(grid.cell("received.total")).to_be_focused()
    grid.press("Tab")
    expect(grid.cell("carried_in.natural_person")).to_be_focused()
    grid.type("12")
    grid.press("Escape")
    expect(grid.cell("carried_in.natural_person")).to_have_value("")
    grid.type("12")
    grid.press("ArrowDown", "ArrowUp", "F2", "ArrowLeft")
    grid.type("3")
    grid.press("Enter")
    expect(grid.cell("carried_in.natural_person")).to_have_value("132")
    grid.press("ArrowUp", "Delete")
    expect(grid.cell("carried_in.natural_person")).to_have_value("")
    grid.press("Control+End")
    expect(grid.cell("carried_out.total")).to_be_focused()


def test_one_value_fills_a_selection_and_a_row_fills_down(grid_of) -> None:
    grid = grid_of()
    grid.click("granted.natural_person")
    grid.press("Shift+ArrowRight", "Shift+ArrowDown")
    grid.type("4")
    grid.press("Control+Enter")
    values = grid.values()
    for code in ("granted.natural_person", "granted.business", "partly_granted.business"):
        assert values[f"T3.{code}"] == "4"
    expect(grid.cell("granted.natural_person")).to_be_focused()
    grid.expect_saved(4)
    grid.press("Control+z")
    assert grid.values()["T3.granted.business"] == ""
    grid.press("Control+y", "Shift+End", "Shift+ArrowDown", "Control+d")
    values = grid.values()
    assert [values[f"T3.partly_granted.{name}"] for name in APPLICANTS] == ["4", "4", "", "", "", ""]
    expect(grid.role("grid-status")).to_contain_text("已选 14 格")
    grid.click("received.research")
    grid.type("9")
    grid.press("ArrowDown", "Control+d")
    assert grid.values()["T3.carried_in.research"] == "9"
    grid.press("Escape")
    expect(grid.role("grid-status")).not_to_contain_text("已选")


def test_a_rectangle_is_selected_by_dragging_by_shift_and_to_the_edge(grid_of) -> None:
    grid = grid_of()
    status = grid.role("grid-status")
    one, two = (
        grid.cell(code).bounding_box() for code in ("granted.business", "refused_safety_and_stability.research")
    )
    assert one
    assert two
    grid.page.mouse.move(one["x"] + 8, one["y"] + 8)
    grid.page.mouse.down()
    grid.page.mouse.move(two["x"] + 8, two["y"] + 8, steps=4)
    grid.page.mouse.up()
    expect(status).to_contain_text("已选 10 格")
    grid.click("received.natural_person")
    grid.cell("carried_in.business").click(modifiers=["Shift"])
    expect(status).to_contain_text("已选 4 格")
    grid.click("received.natural_person")
    grid.press("Control+Shift+End")
    expect(status).to_contain_text("已选 175 格")
    grid.press("Escape", "Shift+Home", "Home", "Control+Shift+ArrowRight")
    expect(status).to_contain_text("已选 7 格")


def test_the_pages_own_shortcuts_do_not_hear_what_is_typed(grid_of) -> None:
    grid = grid_of()
    grid.click("received.natural_person")
    grid.type("rc")
    grid.press("Enter")
    expect(grid.page.locator('[role="dialog"]')).to_have_count(0)
    expect(grid.rule("T-01", "T3.received.natural_person")).to_contain_text("“rc”不是数字")


def test_a_read_only_table_takes_nothing(grid_of) -> None:
    grid = grid_of(full=1, read_only=1)
    grid.click("received.business")
    grid.type("9")
    grid.press("Delete", "Enter")
    grid.paste("1\t2")
    expect(grid.cell("received.business")).to_have_value("75")
    expect(grid.role("fill-zero")).to_be_hidden()


def test_a_jump_from_outside_puts_the_focus_on_the_cell(grid_of) -> None:
    grid = grid_of(focus="T3.carried_out.legal_service")
    expect(grid.cell("carried_out.legal_service")).to_be_focused()
    expect(grid.cell("carried_out.legal_service")).to_be_in_viewport()


@pytest.mark.parametrize("table", ["T2", "T3", "T4"])
def test_every_cell_is_named_every_heading_scoped_and_nothing_is_english(grid_of, table: str) -> None:
    grid = grid_of(table=table, last=1)
    labels = grid.page.locator("td input").evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    assert len(set(labels)) == len(labels) == len(list(load().tables[table].codes()))
    assert grid.page.locator("th:not([scope])").count() == 0
    text = grid.page.locator('[data-role="grid"]').inner_text() + "".join(labels)
    assert re.findall(r"[A-Za-z]+", text) == []


def test_labels_stand_still_while_figures_scroll_on_a_narrow_screen(grid_of) -> None:
    grid = grid_of()
    grid.page.set_viewport_size({"width": 600, "height": 720})
    grid.page.wait_for_function("() => innerWidth === 600")
    label = grid.page.get_by_text("四、结转下年度继续办理", exact=True)
    grid.click("received.natural_person")
    grid.press("Control+End")
    expect(label).to_be_in_viewport()
    expect(grid.page.locator("thead")).to_be_in_viewport()
    head = grid.page.locator("thead").bounding_box()
    cell = grid.cell("carried_out.total").bounding_box()
    side = label.bounding_box()
    assert head
    assert cell
    assert side
    assert cell["y"] > head["y"] + head["height"]
    assert cell["x"] > side["x"] + side["width"] * 0.5


@pytest.mark.parametrize("width", [500, 690, 820])
def test_the_totals_are_in_sight_on_a_tablet(grid_of, width: int) -> None:
    grid = grid_of(full=1, last=1)
    grid.page.set_viewport_size({"width": width, "height": 1100})
    grid.page.wait_for_function(f"() => innerWidth === {width}")
    grid.click("received.natural_person")
    total = grid.cell("received.total")
    head = grid.page.locator("thead th", has_text="总计")
    for element in (total, head):
        box = element.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
    # The cell that has the focus is never under the totals or the labels that stand still.
    for _ in range(5):
        grid.press("ArrowRight")
        seen, end = grid.page.locator("td.active").bounding_box(), total.bounding_box()
        assert seen
        assert end
        assert seen["x"] + seen["width"] <= end["x"] + 1
