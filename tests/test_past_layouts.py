"""Small files in the layouts of published ones: whose they are, each text in its section, once, and the figures."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.past import read_bytes
from assistant.report import Report

CASES = Path(__file__).parent / "cases"
READING: list[dict[str, Any]] = yaml.safe_load((CASES / "reading.yaml").read_text("utf-8"))


def of(text: str, name: str = "report.txt") -> Report:
    return read_bytes(name, text.encode())


@pytest.mark.parametrize("case", READING, ids=lambda case: case["name"])
def test_small_files_of_published_layouts(case: dict[str, Any]) -> None:
    got = of(case["text"])
    whole = "\n".join([got.title, *got.sections.values()])
    assert {"organ": got.organ, "year": got.year} == {
        "organ": case.get("organ", got.organ),
        "year": case.get("year", got.year),
    }
    assert case.get("organ_like", "") in got.organ
    assert got.organ or "organ_like" not in case
    assert {name: got.section(name) for name in case.get("sections", {})} == case.get("sections", {})
    figures = case.get("figures", {})
    assert {code: got.figures.values.get(code) for code in figures} == figures
    assert [code for code in case.get("blank", []) if code in got.figures.values] == []
    assert [word for word in case.get("everywhere", []) if whole.count(word) != 1] == []
    assert [word for word in case.get("not_anywhere", []) if word in whole] == []
    assert [word for word in case.get("not_in_preamble", []) if word in got.section("preamble")] == []
