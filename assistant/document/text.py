"""text: the layout as Markdown, and the report as the program's JSON.

Markdown tables have no merged cells: a label stands in every square it covers, a number once. Signs are escaped only
where Markdown would read something into them, for the file is pasted as plain text too; addresses are left as they
are, since what is shown of them is where they lead.
"""

import json
import re

from assistant.document.layout import Grid, Heading, Layout, Square
from assistant.report import Report, to_json

_SIGNS = re.compile(r"[\\`*_\[~$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|#(?=#*$)")
"""What is escaped anywhere. At the end of a heading # would be taken for its closing marks."""
_OPENS = re.compile(r"(?=[-+=>]|#+\s)|\d+(?=[.)](?:\s|$))")
"""Up to where a line stands in its beginning that would open a heading, a list or a quotation."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can hold and no file can."""


def to_markdown(layout: Layout) -> str:
    """The report as Markdown: headings with #, paragraphs apart, pipe tables."""
    lines = [f"# {_plain(layout.title)}"]
    for block in layout.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * (block.level + 1)} {_plain(block.text)}")
        elif isinstance(block, Grid):
            lines.append(_table(block))
        else:
            lines.append(_opening(block.text))
    if layout.signature:
        lines.append(_opening(layout.signature))
    return "\n\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which Markdown finds nothing to format, link or load."""
    return _SIGNS.sub(r"\\\g<0>", text)


def _opening(text: str) -> str:
    """The same for text that begins a line."""
    shown, opening = _plain(text), _OPENS.match(text)
    return f"{shown[: opening.end()]}\\{shown[opening.end() :]}" if opening else shown


def _table(grid: Grid) -> str:
    rows = [_line([_content(square, x, y) for x, square in enumerate(row)]) for y, row in enumerate(grid.covering)]
    return "\n".join([rows[0], _line(["---"] * len(grid.widths)), *rows[1:]])


def _content(square: Square, x: int, y: int) -> str:
    if square.head or (x, y) == (square.x, square.y):
        return _plain(square.text).replace("|", "\\|")
    return ""


def _line(contents: list[str]) -> str:
    return f"| {' | '.join(contents)} |"


def to_json_text(report: Report) -> str:
    """The report's JSON, which alone keeps everything, text outside the form's sections too."""
    return _HALF.sub("\ufffd", json.dumps(to_json(report), ensure_ascii=False, indent=1)) + "\n"
