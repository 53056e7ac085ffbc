"""The arithmetic in the browser and on the server come from the same rules: they never disagree."""

import json
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from assistant.checks import run
from assistant.figures import Figures, plain
from assistant.form import load
from assistant.report import Report
from assistant.tables import fill
from assistant.ui.grid import picture

pytestmark = pytest.mark.browser

FORM = load()
TYPED = {
    table: [code for code in FORM.tables[table].codes() if not FORM.cells[code].computed] for table in ("T3", "T4")
}

_EVALUATE = """([form, values]) => {
  const { totals, broken } = evaluate(form, (code) => values[code] ?? null, () => null, () => null);
  return {
    sums: Object.fromEntries(
      [...totals].filter(([, { state }]) => state === "sum").map(([code, { text }]) => [code, text]),
    ),
    broken: broken.map(({ rule }) => [rule.code, rule.place]),
  };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    made = browser.new_page()
    script = (resources.files("assistant.ui.grid") / "arithmetic.js").read_text("utf-8")
    made.add_script_tag(content=script)
    return made


@st.composite
def typed(draw: st.DrawFn, table: str) -> Figures:
    """Any typed cells, some blank; often in balance, so that both outcomes are met."""
    count = st.integers(0, 3) | st.integers(0, 10**9 - 1)
    blank = draw(st.sets(st.sampled_from(TYPED[table]), max_size=3))
    return Figures({code: Decimal(draw(count)) for code in TYPED[table] if code not in blank})


@pytest.mark.parametrize("table", ["T3", "T4"])
def test_totals_and_broken_identities_are_the_servers(page: Page, table: str) -> None:
    form = json.loads(json.dumps(picture.form_of(table, FORM)))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(typed(table))
    def agree(figures: Figures) -> None:
        told = page.evaluate(_EVALUATE, [form, {code: plain(value) for code, value in figures.values.items()}])
        filled = fill(figures).figures
        computed = {code: plain(value) for code, value in filled.values.items() if FORM.cells[code].computed}
        assert told["sums"] == {code: text for code, text in computed.items() if code.startswith(table)}
        found = run(Report("清川市文化局", 2024, figures=filled))
        wanted = {(one.code, one.where) for one in found if one.code.startswith(f"{table}-")}
        assert {tuple(one) for one in told["broken"]} == wanted

    agree()
