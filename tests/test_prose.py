"""Prose: what a sentence is made of. Numbers' cases stand in cases/checks_numbers.yaml too."""

from decimal import Decimal

import pytest

from assistant.prose import dates, numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收申请34件", [("34", 34, "件")]),
        ("阅读量957541次，占42.86%", [("957541", 957541, "次"), ("42.86", Decimal("42.86"), "%")]),
        ("约18万余条", [("18万", 180000, "条")]),
        ("330余万人次", [("330余万", 3300000, "人次")]),
        ("共1,234份", [("1,234", 1234, "份")]),
        ("九十五件", [("九十五", 95, "件")]),
        ("占百分之四十二点八六", [("百分之四十二点八六", Decimal("42.86"), "%")]),
        ("2024年1月1日至12月31日", []),
        ("国办公开办函〔2021〕30号", []),
        ("国务院令第711号", []),
        ("依照第36条第2款", []),
        ("落实“三审三校”，依托12345热线", []),
        ("电话：0951-1234567，邮编：750001", []),
        ("在20个工作日内答复", []),
        ("一是加强领导，二是完善制度", []),
        ("5A级景区、1+X证书", []),
        ("详见本报告第三、四部分", []),
    ],
)
def test_figures_in_prose(text: str, found: list[tuple[str, object, str]]) -> None:
    assert [(text[slice(*item.digits)], item.value, item.unit) for item in numbers(text)] == found


def test_years_and_dates_in_prose() -> None:
    read = dates("2023年，按2022年度要点，11月23日召开会议。")
    assert [(item.year, item.month, item.day) for item in read] == [
        (2023, None, None),
        (2022, None, None),
        (None, 11, 23),
    ]
