"""text: the layout as Markdown, and the report as the program's JSON.

Markdown tables have no merged cells: a label stands in every square it covers, a number once.
"""

import json
import re

from assistant.document.layout import Grid, Heading, Layout, Square
from assistant.report import Report, to_json


def to_markdown(layout: Layout) -> str:
    """The report as Markdown: headings with #, paragraphs apart, pipe tables."""
    lines = [f"# {layout.title}"]
    for block in layout.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * (block.level + 1)} {block.text}")
        elif isinstance(block, Grid):
            lines.append(_table(block))
        else:
            lines.append(_plain(block.text))
    if layout.signature:
        lines.append(layout.signature)
    return "\n\n".join(lines) + "\n"


_EMPHASIS = re.compile(r"[*_]")
_TAG = re.compile(r"<(/?[A-Za-z][^<>]*)>")


def _plain(text: str) -> str:
    """Prose in which nothing is taken for emphasis, a tag or a link."""
    return _TAG.sub(r"<\1\>", _EMPHASIS.sub(r"\\\g<0>", text)).replace("](", "]\\(")


def _table(grid: Grid) -> str:
    rows = [_line([_content(square, x, y) for x, square in enumerate(row)]) for y, row in enumerate(grid.covering)]
    return "\n".join([rows[0], _line(["---"] * len(grid.widths)), *rows[1:]])


def _content(square: Square, x: int, y: int) -> str:
    if square.head or (x, y) == (square.x, square.y):
        return square.text.replace("|", "\\|")
    return ""


def _line(contents: list[str]) -> str:
    return f"| {' | '.join(contents)} |"


def to_json_text(report: Report) -> str:
    """The report's JSON, which alone keeps everything, text outside the form's sections too."""
    return json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n"
