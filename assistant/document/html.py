"""html: the layout as HTML, once for a portal's CMS and once as paper for the screen and the PDF.

The portal's copy is semantic and carries the few styles a CMS keeps on the elements themselves. The paper
copy scopes its style sheet under one class, so that it can stand inside another page. All text is escaped.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import escape

from assistant.document import faces
from assistant.document.layout import Grid, Heading, Layout, Prose, Square
from assistant.document.stylesheet import paper_style

Origins = Mapping[str, Sequence[tuple[int, int, str]]]
"""Section id → spans of its text (start, end, where the number comes from)."""

_TABLE = "width:100%;border-collapse:collapse;text-align:center"
_SQUARE = "border:1px solid #333;padding:4px;font-weight:normal;vertical-align:middle"


def to_portal(layout: Layout) -> str:
    """A whole HTML page whose body can be pasted into a content management system."""
    lines = [f'<h1 style="text-align:center">{escape(layout.title)}</h1>']
    for block in layout.blocks:
        if isinstance(block, Heading):
            lines.append(f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Grid):
            lines += _portal_table(block)
        else:
            lines.append(f'<p style="text-indent:2em">{escape(block.text)}</p>')
    if layout.signature:
        lines.append(f'<p style="text-align:right">{escape(layout.signature)}</p>')
    for picture in layout.pictures:
        drawing = _image("svg+xml", picture.svg.encode(), picture.alternative, "max-width:100%;height:auto")
        lines.append(f'<p style="text-align:center">{drawing}</p>')
    return document_of(layout.title, "", ['<article lang="zh-CN">', *lines, "</article>"])


def _portal_table(grid: Grid) -> list[str]:
    lines = [f'<table style="{_TABLE}">', f"<caption>{escape(f'{grid.name}　{grid.title}')}</caption>", _columns(grid)]
    return [*lines, *_table_body(grid, lambda square: f' style="{_portal_square(square)}"'), "</table>"]


def _portal_square(square: Square) -> str:
    align = "" if square.centred else ";text-align:left"
    return _SQUARE + align + (f";background:#{faces.BANNER}" if square.banner else "")


def to_paper(layout: Layout, origins: Origins | None = None) -> str:
    """The report as printed: A4 paper on a grey desk on the screen, pages when printed.

    With `origins` each of those spans is marked and says on pointing where its number comes from.
    """
    body = ['<div class="nb-desk">', article(layout, origins=origins), "</div>"]
    return document_of(layout.title, paper_style(), body)


def article(layout: Layout, level: int = 1, *, origins: Origins | None = None) -> str:
    """The paper alone, to stand in a page with its style sheet; `level` is that of its title among the headings."""
    title = "".join(f"<span>{escape(line)}</span>" for line in layout.title_lines)
    lines = [f'<h{level} class="nb-title">{title}</h{level}>']
    for block in layout.blocks:
        if isinstance(block, Heading):
            tag = f"h{block.level + level}"
            lines.append(f'<{tag} class="nb-h{block.level}" id="section-{block.section}">{escape(block.text)}</{tag}>')
        elif isinstance(block, Grid):
            lines += _paper_table(block)
        else:
            lines.append(_paper_prose(block, origins or {}))
    if layout.signature:
        lines.append(f'<p class="nb-signature">{escape(layout.signature)}</p>')
    for picture in layout.pictures:
        dots = _image("png", picture.png, picture.alternative, "width:100%")
        lines.append(f'<p class="nb-picture">{dots}</p>')
    return "\n".join(['<article class="nb-paper" lang="zh-CN">', *lines, "</article>"])


def _image(kind: str, data: bytes, words: str, style: str) -> str:
    """A picture that carries its own data."""
    return f'<img alt="{escape(words)}" style="{style}" src="data:image/{kind};base64,{b64encode(data).decode()}">'


def _paper_prose(prose: Prose, origins: Origins) -> str:
    kind = "nb-unwritten" if prose.unwritten else "nb-text"
    text = _marked(prose, origins.get(prose.section, ()))
    return f'<p class="{kind}" data-section="{prose.section}" data-start="{prose.start}">{text}</p>'


def _marked(prose: Prose, spans: Sequence[tuple[int, int, str]]) -> str:
    out, at, end = [], 0, len(prose.text)
    for start, stop, origin in sorted(spans):
        left, right = max(start - prose.start, at), min(stop - prose.start, end)
        if left >= right:
            continue
        out.append(escape(prose.text[at:left]))
        out.append(f'<mark class="nb-origin" title="{escape(origin)}">{escape(prose.text[left:right])}</mark>')
        at = right
    return "".join([*out, escape(prose.text[at:])])


def _paper_table(grid: Grid) -> list[str]:
    size = "nb-small" if faces.table_size(len(grid.widths)) < faces.table_size(1) else "nb-large"
    label = escape(f"{grid.name} {grid.title}")
    head = f'<table class="nb-table {size}" aria-label="{label}">{_columns(grid)}'
    return [head, *_table_body(grid, _paper_square), "</table>"]


def _paper_square(square: Square) -> str:
    if square.code:
        return f' id="cell-{square.code}"'
    kind = "nb-banner" if square.banner else ("nb-centre" if square.centred else "nb-left")
    return f' class="{kind}"'


def _table_body(grid: Grid, attributes: Callable[[Square], str]) -> list[str]:
    lines: list[str] = []
    for y, row in enumerate(grid.rows):
        if y == 0:
            lines.append("<thead>" if grid.header_rows else "<tbody>")
        elif y == grid.header_rows:
            lines += ["</thead>", "<tbody>"]
        lines.append("<tr>" + "".join(_square(square, attributes(square)) for square in row) + "</tr>")
    return [*lines, "</tbody>"]


def _columns(grid: Grid) -> str:
    columns = "".join(f'<col style="width:{share / 100}%">' for share in grid.shares(10000))
    return f"<colgroup>{columns}</colgroup>"


def _square(square: Square, attributes: str) -> str:
    spans = (f' colspan="{square.wide}"' if square.wide > 1 else "") + (
        f' rowspan="{square.tall}"' if square.tall > 1 else ""
    )
    if not square.head:
        return f"<td{spans}{attributes}>{escape(square.text)}</td>"
    group = square.wide > 1 if square.scope == "col" else square.tall > 1
    return f'<th scope="{square.scope}{"group" if group else ""}"{spans}{attributes}>{escape(square.text)}</th>'


def document_of(title: str, style: str, body: Sequence[str], *, head: Sequence[str] = ()) -> str:
    """A whole HTML page; `head` stands in its head besides title and style."""
    head = ['<meta charset="utf-8">', *head, f"<title>{escape(title)}</title>"]
    if style:
        head.append(f"<style>{style}</style>")
    opening = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", *head, "</head>", "<body>"]
    return "\n".join([*opening, *body, "</body>", "</html>", ""])
