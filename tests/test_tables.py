from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Figures
from assistant.form import load
from assistant.tables import fill

INPUTS = [code for code, cell in load().cells.items() if not cell.computed]


@given(st.lists(st.integers(0, 5000), min_size=len(INPUTS), max_size=len(INPUTS)))
def test_filling_a_full_form_makes_every_computed_identity_hold(numbers):
    figures = fill(Figures(dict(zip(INPUTS, map(Decimal, numbers), strict=True)))).figures
    assert not list(figures.blanks())
    for rule in load().computing:
        left = sum(operand.sign * figures.values[operand.cell] for operand in rule.left)
        assert left == figures.values[rule.computes]


def test_a_sum_with_a_blank_in_it_is_blank(balanced):
    totals = {code: None for code, cell in load().cells.items() if cell.computed}
    figures = fill(balanced.with_values({**totals, "T3.granted.research": None})).figures
    blank = set(figures.blanks())
    assert blank == {
        "T3.granted.research",
        "T3.granted.total",
        "T3.total_handled.research",
        "T3.total_handled.total",
    }


def test_a_supplied_total_that_is_wrong_is_overruled_and_named(balanced):
    filled = fill(balanced.with_values({"T3.granted.total": Decimal(99)}))
    assert filled.figures.values["T3.granted.total"] == 19
    assert filled.overruled == {"T3.granted.total": Decimal(99)}


def test_a_supplied_total_over_blanks_is_kept():
    figures = fill(Figures({"T3.granted.total": Decimal(5)})).figures
    assert figures.values == {"T3.granted.total": Decimal(5)}
