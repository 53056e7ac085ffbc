"""The lint that keeps an edition from being chosen unasked: the package passes it, and it sees what it should."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = """from assistant.figures import Figures
from assistant.form import CURRENT, load
from assistant.report import Report
"""


@pytest.fixture(scope="module")
def lint() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lint_editions", ROOT / "scripts" / "lint_editions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_program_chooses_an_edition_only_where_a_reason_stands(lint: ModuleType, capsys) -> None:
    assert lint.main(ROOT) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("load().cells", "load() without"),
        ('load("2021")', "load() without"),
        ('load(edition="2021")', "load() without"),
        ("make(form=load)", "load handed on"),
        ("CURRENT", "CURRENT named"),
        ("Figures({})", "Figures without"),
        ("Report('某局', 2024)", "a Report without"),
        ("field(default_factory=Figures)", "Figures as a default"),
    ],
)
def test_a_place_that_chooses_is_named(lint: ModuleType, body: str, what: str) -> None:
    [(line, place, said)] = lint.violations(f"{IMPORTS}\ndef here():\n    return {body}\n")
    assert (line, place) == (6, "here")
    assert said.startswith(what)


@pytest.mark.parametrize(
    "body", ["load(report.edition)", "Figures({}, {}, form)", "Report(figures=figures)", "loads()"]
)
def test_a_place_that_is_told_is_left_alone(lint: ModuleType, body: str) -> None:
    text = (
        "from assistant.figures import Figures\nfrom assistant.form import load\nfrom assistant.report import Report\n"
    )
    assert list(lint.violations(f"{text}x = {body}\n")) == []


def test_a_list_that_has_grown_old_is_named(lint: ModuleType, tmp_path: Path, capsys) -> None:
    (tmp_path / "assistant").mkdir()
    assert lint.main(tmp_path) == 1
    assert "chooses no edition" in capsys.readouterr().out
