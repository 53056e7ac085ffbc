"""Holds that the form of a report comes with the report: an edition is chosen only where the list below says why.

Named are `load()` without an edition or with one spelt out, `load` handed on as a default, CURRENT, and figures or
reports made without saying of which form they are. Each place that may is listed with its reason; a listed place
that is no longer there is named too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = {
    "assistant/figures.py: Figures": "figures that name no form begin a new report",
    "assistant/report.py: Report": "a report without figures is a new one",
    "assistant/report.py: _form": "a file of ours that names no edition, as figures typed by hand: the one in force",
    "assistant/workbook/read.py: _form": "a workbook of ours whose edition and tables are gone is read as one in force",
    "assistant/past/passes.py: Recognition": "a file is read into the edition in force until its labels tell another",
    "assistant/desk/current_reports/taking_over.py: taken_over": "a new report begins in the edition in force",
    "assistant/listening/requests/places.py: _section_words": "sections as people call them, of no report",
    "assistant/cli/files.py: template": "the blank workbook is for a new report",
    "assistant/cli/files.py: count_ledger": "a ledger counted on the command line begins a new report",
}

_HOME = "assistant/form/"
_FIGURES_AT, _FORM_AT = 3, 2
"""Where a report's figures and a figures' form stand among arguments given by position."""


def main(root: Path) -> int:
    """Print every place that chooses an edition unasked; 1 if there is any."""
    found: list[str] = []
    used: set[str] = set()
    for file in sorted([*root.glob("assistant/**/*.py"), root / "app.py"]):
        path = file.relative_to(root).as_posix()
        if path.startswith(_HOME) or not file.exists():
            continue
        for line, place, what in violations(file.read_text("utf-8")):
            key = f"{path}: {place}"
            used.add(key)
            if key not in ALLOWED:
                found.append(f"{path}:{line} {place}: {what}")
    found += [
        f"{key}: listed in scripts/lint_editions.py, but chooses no edition" for key in ALLOWED if key not in used
    ]
    print("\n".join(found), end="\n" * bool(found))
    return int(bool(found))


def violations(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, outermost function or class, and what is done there, for each place in a module's text."""
    tree = ast.parse(text)
    names = _imported(tree)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for top in tree.body:
        place = getattr(top, "name", "module")
        for node in ast.walk(top):
            if what := _violation(node, names, called):
                yield getattr(node, "lineno", 0), place, what


def _imported(tree: ast.Module) -> dict[str, str]:
    """Local name → what it is, for the names that choose an edition."""
    homes = {"assistant.form": {"load", "CURRENT"}, "assistant.form.loading": {"load", "CURRENT"}}
    homes |= {"assistant.figures": {"Figures"}, "assistant.report": {"Report"}}
    out: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in homes:
            out |= {item.asname or item.name: item.name for item in node.names if item.name in homes[node.module]}
        elif isinstance(node, ast.ClassDef) and node.name in {"Figures", "Report"}:
            out[node.name] = node.name
    return out


def _violation(node: ast.AST, names: dict[str, str], called: set[int]) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        what, keywords = names.get(node.func.id, ""), {item.arg for item in node.keywords}
        if what == "load" and (not (node.args or keywords) or _spelt_out(node)):
            return "load() without the edition of a report"
        if what == "Figures" and len(node.args) <= _FORM_AT and "form" not in keywords:
            return "Figures without their form"
        if what == "Report" and len(node.args) <= _FIGURES_AT and "figures" not in keywords:
            return "a Report without figures, and so without a form"
    if isinstance(node, ast.keyword) and node.arg == "default_factory" and isinstance(node.value, ast.Name):
        return f"{node.value.id} as a default" if node.value.id in names else ""
    if isinstance(node, ast.Name) and id(node) not in called:
        return {"CURRENT": "CURRENT named", "load": "load handed on"}.get(names.get(node.id, ""), "")
    return ""


def _spelt_out(node: ast.Call) -> bool:
    return any(isinstance(value, ast.Constant) for value in (*node.args, *(item.value for item in node.keywords)))


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
