"""HTML tables → grids with their merges; what in a cell is seen, and what is struck out or hidden."""

from typing import Any, TypeAlias

from assistant.past.blocks import Grid
from assistant.past.lines.characters import fold
from assistant.past.lines.table_labels import scan

Element: TypeAlias = Any
"""An lxml element: its class is made at run time, the checker knows no attribute of it."""

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "audio",
        "video",
        "map",
        "s",
        "strike",
        "del",
    ]
)
"""Elements that hold no text of the page, or none that is meant to be read; and text struck out."""
_HIDDEN = ("display:none", "visibility:hidden", "text-decoration:line-through")
DEEPEST = 400
_WIDEST = 60
_TALLEST = 400
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_hidden(element: Element) -> bool:
    """Whether a reader of the page does not see it, or sees it struck out."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return any(mark in style for mark in _HIDDEN)


def raised(element: Element) -> str:
    """The text of a <sup>: its digits raised, so that a footnote's number never joins the number before it."""
    text = " ".join("".join(element.itertext()).split())
    return text.translate(_RAISED)


def owner(row: Element) -> Element | None:
    """The table a row belongs to."""
    return next((parent for parent in row.iterancestors("table")), None)


def arranges(element: Element) -> bool:
    """Whether a table only arranges the page: it holds other tables, or prose."""
    if element.find(".//table") is not None:
        return True
    rows = [row for row in element.iter("tr") if owner(row) is element]
    cells = [cell for row in rows for cell in row if cell.tag in {"td", "th"}]
    if not scan(fold("".join(element.itertext()))):
        return len(cells) <= 2 or any(len("".join(cell.itertext())) > 200 for cell in cells)  # noqa: PLR2004
    return any("。" in (text := "".join(cell.itertext())) and len(text) > 200 for cell in cells)  # noqa: PLR2004


def _cell_text(cell: Element) -> str:
    """A cell's text, line breaks kept: they may part several values."""
    pieces: list[str] = []
    _gather(cell, pieces, 0)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: Element, pieces: list[str], depth: int) -> None:
    if depth > DEEPEST:
        return
    pieces.append(" ".join((element.text or "").split("\n")))
    for child in element:
        if child.tag == "input" and child.get("type", "text") in {"text", "number"}:
            pieces.append(child.get("value", ""))  # a table shown in a form that can't be typed into
        elif isinstance(child.tag, str) and child.tag not in DROPPED and not is_hidden(child):
            block = child.tag in {"br", "p", "div", "li"}
            if block:
                pieces.append("\n")
            if child.tag == "sup":
                pieces.append(raised(child))
            else:
                _gather(child, pieces, depth + 1)
            if block and child.tag != "br":
                pieces.append("\n")
        pieces.append(" ".join((child.tail or "").split("\n")))


def _span(cell: Element, name: str, most: int) -> int:
    digits = (cell.get(name) or "1").strip()
    return min(max(int(digits), 1), most) if digits.isdigit() and len(digits) < 5 else 1  # noqa: PLR2004


def grid(element: Element) -> Grid:
    """A table element with its merges laid out: squares that are covered, or missing at a row's end, are None."""
    rows: list[dict[int, str | None]] = []
    down: dict[int, int] = {}
    for row in element.iter("tr"):
        if owner(row) is element and len(rows) < _TALLEST * 5:
            rows.append(_row(row, down))
    width = max((max(line) + 1 for line in rows if line), default=0)
    return Grid(tuple(tuple(line.get(x) for x in range(width)) for line in rows))


def _row(row: Element, down: dict[int, int]) -> dict[int, str | None]:
    """One row's squares by column; `down` counts the rows that cells above still cover."""
    line: dict[int, str | None] = {}
    for x in [x for x, left in down.items() if left > 0]:
        line[x] = None
        down[x] -= 1
    x = 0
    for cell in row:
        if cell.tag not in {"td", "th"}:
            continue
        while x in line:
            x += 1
        wide, tall = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
        line[x] = _cell_text(cell)
        for step in range(wide):
            line.setdefault(x + step, None)
            if tall > 1:
                down[x + step] = tall - 1
        x += wide
    return line
