"""The form's identities: every break is found, and nothing else."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checks import CHECKS, run
from assistant.figures import Figures
from assistant.findings import CATALOGUE
from assistant.form import load
from assistant.report import Report
from assistant.tables import fill

FORM = load()
ARITHMETIC = {"T3-01", "T3-02", "T3-03", "T4-01"}
INPUTS = [code for code, cell in FORM.cells.items() if not cell.computed]


def report(figures: Figures, year: int = 2024) -> Report:
    return Report("清川市文化局", year, figures=figures)


def said(figures: Figures, last: Figures | None = None, *, submitting: bool = True) -> list[tuple[str, str]]:
    before = None if last is None else report(last, 2023)
    findings = run(report(figures), last=before, submitting=submitting)
    return [(one.code, one.where) for one in findings if one.code[0] in "TY"]


@st.composite
def balanced_figures(draw: st.DrawFn) -> Figures:
    """Inputs drawn at random, 新收 made to balance, totals computed."""
    values = {code: Decimal(draw(st.integers(0, 40))) for code in INPUTS}
    for column in FORM.tables["T3"].columns:
        if column == "total":
            continue
        results = sum(
            value for code, value in values.items() if code.endswith(f".{column}") and FORM.cells[code].row.group
        )
        need = results + values[f"T3.carried_out.{column}"]
        values[f"T3.carried_in.{column}"] = min(values[f"T3.carried_in.{column}"], need)
        values[f"T3.received.{column}"] = need - values[f"T3.carried_in.{column}"]
    return fill(Figures(values)).figures


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(balanced_figures())
def test_a_balanced_report_has_no_arithmetic_finding(figures: Figures) -> None:
    assert said(figures) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(balanced_figures(), st.sampled_from(list(FORM.cells)), st.integers(1, 9))
def test_changing_one_cell_breaks_exactly_the_rules_that_contain_it(figures: Figures, code: str, by: int) -> None:
    wrong = figures.with_values({code: (figures.get(code) or Decimal(0)) + by})
    expected = {(rule.code, rule.place) for rule in FORM.rules_of[code] if not rule.across_years}
    assert set(said(wrong)) == expected


def test_each_of_the_cells_changed_alone_breaks_exactly_its_rules(balanced: Figures) -> None:
    for code in FORM.cells:
        wrong = balanced.with_values({code: (balanced.get(code) or Decimal(0)) + 1})
        expected = {(rule.code, rule.place) for rule in FORM.rules_of[code] if not rule.across_years}
        assert (code, set(said(wrong))) == (code, expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(balanced_figures(), st.data())
def test_whatever_stands_in_the_totals_filling_leaves_no_arithmetic_finding(
    figures: Figures, data: st.DataObject
) -> None:
    totals = [code for code, cell in FORM.cells.items() if cell.computed]
    wrong = data.draw(st.dictionaries(st.sampled_from(totals), st.none() | st.integers(0, 99).map(Decimal)))
    assert said(fill(figures.with_values(wrong)).figures) == []


def test_the_message_holds_the_values_and_the_difference(balanced: Figures) -> None:
    wrong = balanced.with_values({"T3.carried_out.business": Decimal(2)})
    [column] = [one for one in run(report(wrong)) if one.code == "T3-03"]
    assert column.message == ("表三“商业企业”一列：新收 4 + 上年结转 0 = 4，办结 3 + 结转下年 2 = 5，相差 1。请核对。")
    assert column.values["difference"] == "1"
    assert column.basis


def test_a_blank_is_told_and_nothing_is_invented_from_it(balanced: Figures) -> None:
    assert said(balanced.with_values({"T3.granted.business": None})) == [("T-01", "T3.granted.business")]


@pytest.mark.parametrize(("value", "code"), [("-1", "T3.granted.business"), ("1.5", "T4.review.other")])
def test_negative_and_broken_numbers(balanced: Figures, value: str, code: str) -> None:
    assert ("T-01", code) in said(balanced.with_values({code: Decimal(value)}))


def test_a_fee_may_have_decimals(balanced: Figures) -> None:
    assert said(balanced.with_values({"T2.fees.amount": Decimal("59237.2449")})) == []


def test_what_cannot_be_read_is_shown(balanced: Figures) -> None:
    [one] = [one for one in run(report(balanced.with_unreadable({"T4.review.other": "约3"}))) if one.code == "T-01"]
    assert "“约3”" in one.message


def test_a_blank_table_of_a_published_file_is_one_finding(balanced: Figures) -> None:
    empty = balanced.with_values(dict.fromkeys(FORM.tables["T3"].codes()))
    assert said(empty, submitting=False) == []
    assert len(said(empty)) == len(list(FORM.tables["T3"].codes()))


def test_carried_over_cells_are_compared_with_last_year(balanced: Figures) -> None:
    last = balanced.with_values({f"T3.carried_out.{column}": Decimal(0) for column in FORM.tables["T3"].columns})
    last = last.with_values({"T3.carried_out.natural_person": Decimal(3), "T3.carried_out.total": Decimal(3)})
    last = last.with_values({"T2.normative.in_force": Decimal(38)})
    assert said(balanced, last) == [("Y-01", "T3.carried_in.natural_person"), ("Y-01", "T3.carried_in.total")]


def test_in_force_rolls_forward(balanced: Figures) -> None:
    last = balanced.with_values({"T3.carried_out.natural_person": Decimal(2), "T3.carried_out.business": Decimal(0)})
    last = last.with_values({"T3.carried_out.total": Decimal(2)})
    assert said(balanced, last) == [("Y-02", "T2.normative")]


def test_a_leap_is_told_once_by_its_total(balanced: Figures) -> None:
    last = balanced.with_values({code: Decimal(1) for code in balanced.values if code.startswith("T3.granted")})
    assert [where for code, where in said(balanced, last) if code == "Y-03"] == ["T3.granted.total"]


def test_small_numbers_and_a_base_of_zero_do_not_leap(balanced: Figures) -> None:
    last = balanced.with_values({"T4.review.upheld": Decimal(0), "T4.review.total": Decimal(0)})
    last = last.with_values({"T2.licensing.decisions": Decimal(9)})
    assert not [code for code, _ in said(balanced, last) if code == "Y-03"]


def test_without_last_years_report_nothing_is_compared(balanced: Figures) -> None:
    assert not [code for code, _ in said(balanced) if code.startswith("Y")]


def test_every_check_is_listed_once_and_speaks_of_catalogued_codes() -> None:
    assert len({check.__qualname__ + check.__module__ for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert any(code in (check.__doc__ or "") for code in CATALOGUE), check
