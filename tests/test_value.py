"""One number as it is put down in a table, exact or only about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.prose import read_value, value_text


@pytest.mark.parametrize(
    ("raw", "number", "about", "unit"),
    [
        ("104", 104, "", ""),
        ("1,200条", 1200, "", "条"),
        ("12 件", 12, "", "件"),
        ("1000余", 1000, "over", ""),
        ("１０００余篇", 1000, "over", "篇"),
        ("100多场", 100, "over", "场"),
        ("300以上", 300, "over", ""),
        ("近100人次", 100, "under", "人次"),
        ("约80", 80, "around", ""),
        ("80左右", 80, "around", ""),
        ("大约1.2万次", 12000, "around", "次"),
        ("", None, "", ""),
        ("无", None, "", ""),
    ],
)
def test_a_number_is_read_with_how_exactly_it_is_known(raw, number, about, unit):
    value = read_value(raw)
    assert value.reading.state != "unreadable"
    assert (value.number, value.about) == (None if number is None else Decimal(number), about)
    assert value.unit == unit


@pytest.mark.parametrize(
    "raw", ["三四场", "约5场，不确定", "培训约5场", "1000余条和80余条", "99余%", "约" + "9" * 20, "约"]
)
def test_whatever_else_stands_there_is_no_number(raw):
    assert read_value(raw).reading.state == "unreadable"


@given(st.decimals(0, 10**9, allow_nan=False, places=2), st.sampled_from(["", "over", "under", "around"]))
def test_what_is_written_reads_back(number, about):
    value = read_value(value_text(number, about))
    assert (value.number, value.about) == (number, about)


def test_a_number_that_begins_like_a_service_telephone_reads_back():
    for about in ("over", "under", "around"):
        assert read_value(value_text(Decimal(400000000), about)).number == Decimal(400000000)
