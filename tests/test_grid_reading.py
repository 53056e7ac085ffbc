"""What is typed into a table is read in the browser as the server reads it: for any text, word for word.

It runs in the browser, which is where clerks' texts are read, not in an engine beside it.
"""

import json
from importlib import resources

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from assistant.figures import BLANKS, FOLDS, UNITS, Figures, plain, read_cell, read_number
from assistant.form import load
from assistant.ui.grid import apply, picture

pytestmark = pytest.mark.browser

FORM = load()
COUNT, FEE = "T2.normative.issued", "T2.fees.amount"

_READ = """([rules, texts]) => texts.map((text) => [
  readNumber(text, rules), ...[false, true].flatMap((decimal) => [
    readCell(text, decimal, rules), readText(text, decimal, rules)])])"""

DIGITS = st.sampled_from("0123456789")
ODD_DIGITS = st.sampled_from("０１９𝟏𝟗٣४৪〇零十𜳱🯱")
RAISED = st.sampled_from("¹²³⁰⁴⁹₀₉①⑳⑴⒇❶❿½㈠㊿㉑➀⓪⓵⒈")
MARKS = st.sampled_from(["*", "＊", "※", "☆", "#", "[1]", "［注2］", "〔 3 〕", "【注 12】", "[123]", "[", "]"])
BRACKETS = st.sampled_from("()（）﹙﹚⁽⁾")
POINTS = st.sampled_from(",，﹐.．。、'٫٬")
SPACES = st.sampled_from(" \t\n\r\x0b\x1c\x1f\x85\xa0\u2003\u2028\u202f\u3000")
UNSEEN = st.sampled_from(
    "\x00\x07\x7f\xad\u200b\u200d\u200e\u202a\u202c\u202d\u202e\u2060\u2063\ufeff\ufe0f\u0600\U000e0031"
)
MINUS = st.sampled_from("-－−–—﹣⁻‐‑")
WORDS = st.sampled_from([*UNITS, *sorted(BLANKS), "万元", "其中修订16件", "注", "约", "余", "⼈", "⽆", "e", "_", "+"])
PIECES = st.one_of(
    DIGITS, DIGITS, DIGITS, ODD_DIGITS, RAISED, MARKS, BRACKETS, POINTS, SPACES, UNSEEN, MINUS, WORDS, st.characters()
)
NUMBERS = st.integers(0, 10**13).map(str) | st.integers(0, 10**10).map("{:,}".format) | st.decimals(0, 10**12).map(str)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.tuples(PIECES, NUMBERS, PIECES, PIECES).map("".join),
    st.tuples(NUMBERS, st.sampled_from(["（{}）", "({})", " （{}）", "[{}]"]), st.text(max_size=4)).map(
        lambda parts: parts[0] + parts[1].format(parts[2])
    ),
    st.text(max_size=30),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    made = browser.new_page()
    made.add_script_tag(content=(resources.files("assistant.ui.grid") / "reading.js").read_text("utf-8"))
    return made


def readings(raw: str) -> list[object]:
    """What the server says: of the text, of a cell that counts cases, of one that counts 万元."""
    out = [_told(read_number(raw))]
    for code in (COUNT, FEE):
        reading = read_cell(raw, decimal=FORM.cells[code].decimal)
        changes, refusals = apply({code: raw}, Figures(unreadable={code: "?"}))
        typed: dict[str, object] = {"state": "blank", "value": None, "reason": "", "remark": ""}
        if refusals:
            typed |= {"state": "refused", "reason": refusals[0].reason}
        elif (value := changes[code]) is not None:
            typed |= {"state": "number", "value": plain(value), "remark": reading.remark}
        out += [_told(reading), typed]
    return out


def _told(reading):
    value = None if reading.value is None else plain(reading.value)
    return {"state": reading.state, "value": value, "remark": reading.remark}


def test_any_text_is_read_alike_in_the_browser_and_on_the_server(page: Page) -> None:
    rules = json.loads(json.dumps(picture.form_of("T2", FORM)["reading"]))

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.lists(TEXTS, min_size=10, max_size=40))
    @example(["12③", "1²", "12*", "12[1]", "12 [注1] ", "１２３件", "-0", "-0.50", "007", "1,234.50", "0,123"])
    @example(["12\n34", "1, 234", "- 5", "1 2（其中3件）", "22（其中 修订16件）"])
    @example(["12\x0734", "1\u200b234", "12\u202e34", "\U0001ccf1", "12\U00013439"])
    @example(["3万", "0万", "500元", "3万元", "3万件", "9" * 12, "9" * 13])
    @example(["999999999999." + "9" * 30, "1." + "0" * 30 + "1"])
    @example([f"12{char}" for char in FOLDS])
    @example(list(FOLDS))
    def agree(texts: list[str]) -> None:
        told = page.evaluate(_READ, [rules, texts])
        assert told == [readings(text) for text in texts]

    agree()
