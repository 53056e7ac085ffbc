from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UsageError
from assistant.figures import Figures, Indicator, Note, plain, read_cell, read_number
from assistant.form import load
from assistant.report import Report, from_json, to_json


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12", "12"), (" 12 ", "12"), ("1,234", "1234"), ("１２３", "123"), ("１，２３４", "1234"), ("12件", "12"),
        ("22（其中修订16件）", "22"), ("59237.2449", "59237.2449"), ("0.00", "0.00"), ("-3", "-3"),
        ("3.5万元", "3.5"), (7, "7"), ("12③", "12"), ("1²", "1"), ("12*\u200b", "12"), ("12［注1］", "12"),
        ("1\u200b234", "1234"), ("\u202d12\u202c", "12"), ("999999999999." + "9" * 30, "999999999999." + "9" * 30),
    ],
)  # fmt: skip
def test_numbers_as_they_are_published(raw, value):
    reading = read_number(raw)
    assert (reading.state, reading.value) == ("number", Decimal(value))


@pytest.mark.parametrize("raw", ["", " ", None, "/", "-", "—", "——", "无", "\u200b", "／"])
def test_marks_for_nothing_are_blank_and_never_zero(raw):
    assert read_number(raw).state == "blank"


@pytest.mark.parametrize(
    "raw",
    ["3 4", "1e9", "12,34", "十二", "约5", "5-6", "O", "1.2.3", "99999999999999999", "==3", "12abc",
    # two numbers, or one torn apart; another script's digits; a shift of the order; what decides nothing
     "1, 234", "1 2（其中3件）", "- 5", "12\x0734", "٣", "12\u202e34", "0,123", "12½", "③"],
)  # fmt: skip
def test_whatever_else_stands_there_is_unreadable_and_kept(raw):
    reading = read_number(raw)
    assert (reading.state, reading.value, reading.raw) == ("unreadable", None, raw)


@given(st.text(max_size=30))
def test_reading_never_fails(raw):
    assert read_number(raw).state in {"number", "blank", "unreadable"}


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_a_printed_number_reads_back(value):
    assert read_number(plain(value)).value == value


def test_an_aside_is_not_counted_and_said():
    assert read_number("22（其中修订16件）").remark == "括注“其中修订16件”没有计入"


@pytest.mark.parametrize(("raw", "decimal"), [("3万", False), ("3万件", False), ("500元", True)])
def test_a_number_in_another_unit_is_not_the_cells_number(raw, decimal):
    reading = read_cell(raw, decimal=decimal)
    assert (reading.state, reading.value) == ("unreadable", None)
    assert "换算" in reading.remark


def test_a_long_decimal_is_printed_whole():
    assert plain(Decimal("1." + "0" * 30 + "10")) == "1." + "0" * 30 + "1"


def test_unknown_cells_are_refused():
    with pytest.raises(KeyError):
        Figures().with_values({"T3.nobody.total": Decimal(1)})
    with pytest.raises(UsageError, match=r"T3\.nobody"):
        from_json({"figures": {"T3.nobody.total": 1}})


values = st.dictionaries(
    st.sampled_from([code for code, cell in load().cells.items() if not cell.decimal]),
    st.integers(0, 10**6).map(Decimal),
)
words = st.text(st.characters(whitelist_categories=("Lo", "Nd")), min_size=1, max_size=12)


@given(values, st.lists(st.tuples(words, st.one_of(st.none(), st.integers(0, 10**9)))), st.lists(words))
def test_a_report_survives_its_json(cells, indicators, notes):
    report = Report(
        organ="某县某局",
        year=2025,
        figures=Figures(cells),
        indicators=tuple(
            Indicator(name, None if number is None else Decimal(number), "条") for name, number in indicators
        ),
        notes=tuple(Note("overview.active", text) for text in notes),
        sections={"problems": "一是……\n二是……"},
    )
    assert from_json(to_json(report)) == report


def test_json_holds_every_cell_counts_as_integers_fee_as_text(balanced):
    figures = to_json(Report(figures=balanced.with_values({"T4.review.upheld": None})))["figures"]
    assert len(figures) == 200
    assert figures["T3.received.natural_person"] == 30
    assert figures["T2.fees.amount"] == "12.5"
    assert figures["T4.review.upheld"] is None


@pytest.mark.parametrize(
    "data", [[], "年报", {"sections": {"problems": 5}}, {"year": "今年"}, {"indicators": [{"value": "1"}]}]
)
def test_json_that_is_no_report_gets_a_sentence(data):
    with pytest.raises(UsageError, match=r"年度报告数据|JSON"):
        from_json(data)
