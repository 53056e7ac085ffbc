"""The statutory tables' Python side: reading what was typed, and what the browser is told."""

import json
from decimal import Decimal

import pytest

from assistant.figures import Figures
from assistant.findings import found
from assistant.form import load
from assistant.ui.grid import apply, picture

CODE = "T3.received.business"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("１２３", 123),
        ("12件", 12),
        (" 7 ", 7),
        ("5.0", 5),
        ("22（其中修订16件）", 22),
        ("0", 0),
    ],
)
def test_figures_as_people_write_them_are_taken(raw: str, value: int) -> None:
    assert apply({CODE: raw}, Figures()) == ({CODE: Decimal(value)}, [])


@pytest.mark.parametrize("raw", ["", "-", "/", "—", "无", "　"])
def test_blank_and_dash_make_a_cell_blank_not_zero(raw: str) -> None:
    assert apply({CODE: raw}, Figures({CODE: Decimal(3)})) == ({CODE: None}, [])


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("abc", "“abc”不是数字，请填写阿拉伯数字。"),
        ("-3", "“-3”是负数，请填写不小于 0 的数。"),
        ("3.5", "“3.5”不是整数，件数应当是整数。"),
        ("1000000000", "“1000000000”数值过大，请核对。"),
        ("1e9", "“1e9”不是数字，请填写阿拉伯数字。"),
        ("9" * 40, f"“{'9' * 20}…”数值过大，请核对。"),  # in the words in which the page refuses it at once
        ("3万件", "“3万件”以“万”计，应当换算成以“件”计的数，请核对。"),
        ("12\n34", "“12 34”不是数字，请填写阿拉伯数字。"),
        (
            "本年度共收到政府信息公开申请若干件，均已按期办结",
            "“本年度共收到政府信息公开申请若干件，均已…”不是数字，请填写阿拉伯数字。",
        ),
    ],
)
def test_what_cannot_stand_in_a_cell_is_refused_with_the_reason(raw: str, reason: str) -> None:
    changes, refusals = apply({CODE: raw}, Figures({CODE: Decimal(3)}))
    assert not changes
    assert [(item.code, item.raw, item.reason) for item in refusals] == [(CODE, raw, reason)]


def test_refusals_are_cell_by_cell_and_the_rest_is_kept() -> None:
    changes, refusals = apply({CODE: "5", "T3.granted.business": "x", "T3.carried_out.business": "1"}, Figures())
    assert changes == {CODE: Decimal(5), "T3.carried_out.business": Decimal(1)}
    assert [item.code for item in refusals] == ["T3.granted.business"]


def test_computed_locked_and_unknown_cells_are_refused() -> None:
    locked = "T3.carried_in.business"
    changes, refusals = apply({"T3.received.total": "5", locked: "1", "T9.x.y": "1"}, Figures(), locked={locked})
    assert not changes
    assert ["自动计算" in refusals[0].reason, "锁定" in refusals[1].reason, "没有代码" in refusals[2].reason] == [
        True
    ] * 3


def test_fees_may_have_decimals() -> None:
    assert apply({"T2.fees.amount": "12.50万元"}, Figures())[0] == {"T2.fees.amount": Decimal("12.50")}


def test_an_edit_that_changes_nothing_is_no_change(balanced: Figures) -> None:
    assert apply({CODE: "4"}, balanced) == ({}, [])


@pytest.mark.parametrize("table", ["T2", "T3", "T4"])
def test_the_browser_is_told_every_cell_once_and_every_rule_of_the_table(table: str) -> None:
    form = load()
    told = picture.form_of(table, form)
    assert json.loads(json.dumps(told)) == told
    drawn = [box["code"] for line in told["layout"] for box in line if "code" in box]
    assert sorted(drawn) == sorted(told["cells"]) == sorted(form.tables[table].codes())
    assert len(told["rules"]) == sum(rule.place.startswith(f"{table}.") for rule in form.rules)


def test_a_computing_rule_comes_after_those_it_needs() -> None:
    seen: set[str] = set()
    for rule in picture.form_of("T3", load())["rules"]:
        operands = {operand[1] for operand in rule["left"] if not operand[2]}
        computed = {code for code in operands if load().cells[code].computed}
        if rule["computes"]:
            assert computed <= seen
            seen.add(rule["computes"])


def test_the_columns_identity_speaks_of_items_as_the_form_does() -> None:
    rule = next(rule for rule in picture.form_of("T3", load())["rules"] if rule["code"] == "T3-03")
    assert [operand[3] for operand in rule["left"] + rule["right"]] == ["第一项", "第二项", "第三项", "第四项"]


def test_only_the_tables_own_findings_and_cells_are_told() -> None:
    findings = [
        found("T-01", "T3.received.business", "空白"),
        found("T-01", "T2.fees.amount", "空白"),
        found("S-03", "other", "缺"),
    ]
    assert [item["where"] for item in picture.findings_of("T3", findings)] == ["T3.received.business"]
    assert picture.of_table("T3", ["T3.b", "T2.a", "T3.a"]) == ["T3.a", "T3.b"]


def test_the_first_applications_behind_a_cell_are_named_and_all_are_counted() -> None:
    cases = {
        "T3.granted.business": [("2", "甲1"), ("5", "")],
        "T3.received.business": [(str(at), f"甲{at}") for at in range(2, 14)],
        "T2.fees.amount": [("2", "甲1")],
    }
    told = picture.cases_of("T3", cases)
    assert told["T3.granted.business"] == [2, "甲1（第 2 行）、第 5 行"]
    count, named = told["T3.received.business"]
    assert (count, named.count("行"), named.endswith("甲9（第 9 行） 等")) == (12, 8, True)
    assert set(told) == {"T3.granted.business", "T3.received.business"}
