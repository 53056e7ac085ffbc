"""The package is found one's way in by names of files: no folder is so full that it must be read through."""

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
