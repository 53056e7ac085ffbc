"""The package is found one's way in by names: no folder is so full that it must be read through, no name means two."""

import ast
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "assistant"
FULL = 15
FULLER: dict[str, str] = {}
"""Folders that hold more, each with the reason."""


def test_no_folder_holds_more_than_fifteen_modules():
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"]
    held = Counter(str(path.parent.relative_to(PACKAGE)) for path in modules)
    assert held["draft/book"] > 1
    assert {folder: count for folder, count in held.items() if count > FULL and folder not in FULLER} == {}


def test_every_folder_of_modules_says_what_it_holds():
    folders = {path.parent for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts}
    silent = [str(one) for one in folders if not (one / "__init__.py").read_text("utf-8").startswith('"""')]
    assert silent == []


def test_no_constant_of_a_module_has_two_values():
    """The later one would count for both, also where only the first was meant."""
    twice = []
    for path in PACKAGE.rglob("*.py"):
        named = [one.targets for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.Assign)]
        held = Counter(one.id for targets in named for one in targets if isinstance(one, ast.Name) and one.id.isupper())
        twice += [f"{path.relative_to(PACKAGE)}: {name}" for name, count in held.items() if count > 1]
    assert twice == []
