"""Fixtures shared by all rooms' tests."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.figures import Figures
from assistant.form import load
from assistant.tables import fill


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real published reports that stands beside a checkout during development."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("没有真实年报样本文件夹（../shared/samples），跳过以样本为准的测试")
    return folder


@pytest.fixture
def balanced() -> Figures:
    """A full, balanced set of figures with cases in several columns."""
    form = load()
    values = {code: Decimal(0) for code, cell in form.cells.items() if not cell.computed}
    values |= {
        f"T3.{row}.{column}": Decimal(number)
        for row, column, number in [
            ("received", "natural_person", 30),
            ("received", "business", 4),
            ("carried_in", "natural_person", 2),
            ("granted", "natural_person", 17),
            ("granted", "business", 2),
            ("partly_granted", "natural_person", 3),
            ("refused_third_party_rights", "natural_person", 1),
            ("unavailable_not_held", "natural_person", 6),
            ("unavailable_not_held", "business", 1),
            ("unprocessed_petition", "natural_person", 2),
            ("carried_out", "natural_person", 3),
            ("carried_out", "business", 1),
        ]
    }
    values |= {"T4.review.upheld": Decimal(2), "T4.direct.pending": Decimal(1)}
    values |= {"T2.normative.issued": Decimal(3), "T2.normative.in_force": Decimal(41), "T2.fees.amount": Decimal("12.5")}
    return fill(Figures(values)).figures
