"""A cell edit in a real browser: from Enter to the server's acknowledgement, beside the same table in st.data_editor.

The application reads, stores, audits and checks the edit and redraws the page. The peer stores nothing and checks
nothing: it takes the edit, computes the totals and says so, which is the least a page with `st.data_editor` does.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench_first_page import streamlit_page
from browsing import FLAGS, free_port, serving
from timing import line

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITS = 30
_WARMING = 2
_VIEW = {"width": 1440, "height": 1300}
_ROW_PX = 35
_COLUMN = 16

# The clock starts where the key goes down and stops in the browser when `done` appears in the element's text.
_WATCH = """(element) => {
  window.edits = { start: 0, took: null };
  window.addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.edits = { start: performance.now(), before: element.textContent, took: null };
  }, true);
  new MutationObserver(() => {
    const { start, before, took } = window.edits;
    const text = element.textContent;
    if (start && text.startsWith("正在")) window.edits.before = text;
    else if (start && took === null && text !== before) window.edits.took = performance.now() - start;
  }).observe(element, { childList: true, characterData: true, subtree: true });
}"""

_PEER = '''
"""Table three in st.data_editor, with its totals."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from assistant.figures import Figures
from assistant.form import load
from assistant.tables import fill

st.set_page_config(layout="wide")
table = load().tables["T3"]
columns = [key for key in table.columns if key != "total"]
rows = [key for key in table.rows if not load().cells[f"T3.{key}.{columns[0]}"].computed]


@st.cache_data
def start():
    return pd.DataFrame(0, index=rows, columns=columns)


edited = st.data_editor(start(), hide_index=True, height=35 * (len(rows) + 1) + 3, key="peer")
values = {f"T3.{row}.{column}": Decimal(int(edited.at[row, column])) for row in rows for column in columns}
figures = fill(Figures(values)).figures
total = sum(values.values())
shown = f"{total} / {figures.values['T3.total_handled.total']}"
st.markdown(f"<span data-role='taken'>{shown}</span>", unsafe_allow_html=True)
'''


def main() -> None:
    """Print both."""
    executable = shutil.which("chromium")
    if executable is None:
        print("chromium is not installed; nothing measured")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        script = Path(folder) / "peer.py"
        script.write_text(_PEER, "utf-8")
        print(line("st.data_editor, Enter to answer", _in_editor(browser, script)))
        print(line("年报助手, Enter to 已保存", _in_application(browser, Path(folder) / "home")))
        browser.close()


def _in_application(browser: "Browser", home: Path) -> list[float]:
    port = free_port()
    command = [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", str(port)]
    with serving(command, port, {"NIANBAO_HOME": str(home), "DISPLAY": ""}):
        page = browser.new_page(viewport=_VIEW, locale="zh-CN")  # type: ignore[arg-type]
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("[class*='st-key-open_'] button").first.click(timeout=60_000)
        page.wait_for_url("**report=*")
        report = page.url.split("report=")[1].split("&")[0]
        page.goto(f"http://127.0.0.1:{port}/figures?tab=T3&report={report}")
        page.locator('[data-role="grid-saving"]').wait_for(state="attached", timeout=60_000)
        page.locator('td[data-code="T3.granted.business"] input').wait_for(timeout=60_000)
        page.locator('[data-role="grid-saving"]').evaluate(_WATCH)
        cells = page.locator("td[data-code^='T3.'] input:not([readonly])")
        took = []
        for at in range(EDITS + _WARMING):
            if at % _COLUMN == 0:
                cells.nth(at // _COLUMN).click()
            took.append(_edit(page, 311 + at))
        page.close()
    return took[_WARMING:]


def _in_editor(browser: "Browser", script: Path) -> list[float]:
    port = free_port()
    with serving(streamlit_page(script, port), port, {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}):
        page = browser.new_page(viewport=_VIEW, locale="zh-CN")  # type: ignore[arg-type]
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator('[data-role="taken"]').wait_for(timeout=60_000)
        canvas = page.locator('[data-testid="stDataFrame"] canvas').first
        canvas.wait_for(timeout=60_000)
        page.locator('[data-role="taken"]').evaluate(_WATCH)
        took = []
        for at in range(EDITS + _WARMING):
            if at % _COLUMN == 0:  # Enter goes on down the column
                canvas.click(position={"x": 100 + 230 * (at // _COLUMN), "y": 1.5 * _ROW_PX}, force=True)
            took.append(_edit(page, 311 + at))
        page.close()
    return took[_WARMING:]


def _edit(page: "Page", value: int) -> float:
    """Type a value into the cell that has the focus; seconds until the answer. Gives up after 20 s."""
    page.keyboard.type(str(value), delay=120)  # st.data_editor loses keys typed faster
    page.keyboard.press("Enter")
    page.wait_for_function("window.edits.took !== null", timeout=20_000)
    page.wait_for_timeout(150)  # a person's next keystroke; the page comes to rest
    return float(page.evaluate("window.edits.took")) / 1000


if __name__ == "__main__":
    main()
