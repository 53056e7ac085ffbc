"""HTML → blocks: real tables as grids with their merges, everything else as lines; the portal's frame dropped."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from assistant.errors import FileUnreadable
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.characters import fold
from assistant.past.labels import scan
from assistant.past.readers.encoding import decode

Element: TypeAlias = Any
"""An lxml element: its class is made at run time, the checker knows no attribute of it."""

_DROPPED = frozenset(
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
        "form",
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
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "o:p",
        "st1:chsdate",
    ]
)
_HIDDEN = ("display:none", "visibility:hidden")
_DEEPEST = 400
_WIDEST = 60
_TALLEST = 400
_MIN_PICTURE = 60
_TITLE_METAS = {"articletitle", "og:title", "title", "dc.title"}


def read_html(data: bytes) -> Document:
    """An .html file, or one that is HTML under another name."""
    text = decode(data, declared=True).replace("\x00", "")
    parser = lxml_html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=_utf8(parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise FileUnreadable("网页文件的结构已损坏，无法读取。请在浏览器中打开原网页，重新保存后再试。") from problem
    body = root.find("body")
    main = _content(body if body is not None else root)
    out: list[Block] = []
    _Walk(out).children(main, 0)
    return Document(tuple(out), titles=tuple(_titles(root)))


def _utf8(_: lxml_html.HTMLParser) -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )


def _titles(root: Element) -> Iterator[str]:
    """What the page calls itself: its metadata, headings, title."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLE_METAS and meta.get("content"):
            yield meta.get("content", "")
    for tag in ("h1", "h2", "title"):
        for element in root.iter(tag):
            text = "".join(element.itertext()).strip()
            if text:
                yield " ".join(text.split())


_PARTS = (
    "总体情况",
    "主动公开政府信息情况",
    "申请情况",
    "行政诉讼情况",
    "存在的主要问题",
    "其他需要报告的事项",
    "主动公开",
)


def _content(body: Element) -> Element:
    """The deepest element that still holds everything that looks like the report: headings and table labels."""
    current = body
    whole = _weight(current)
    while whole:
        inner = next((child for child in current if isinstance(child.tag, str) and _weight(child) == whole), None)
        if inner is None or inner.tag in {"table", "tbody", "tr", "p"}:
            return current
        current = inner
    return body


def _weight(element: Element) -> int:
    """How many headings and labels of a report an element holds."""
    text = fold("".join(element.itertext()))
    return sum(text.count(part) for part in _PARTS) + text.count("第二十条第")


class _Walk:
    """Collects blocks in document order; text of inline elements runs together, block elements break it."""

    def __init__(self, out: list[Block]) -> None:
        self.out = out
        self.text: list[str] = []

    def flush(self) -> None:
        line = " ".join("".join(self.text).split())
        self.text.clear()
        if line:
            self.out.append(Line(line))

    def children(self, element: Element, depth: int) -> None:
        if depth > _DEEPEST:
            self.text.append("".join(element.itertext()))
            return
        self.text.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.one(child, depth + 1)
            self.text.append(child.tail or "")
        if depth == 0:
            self.flush()

    def one(self, element: Element, depth: int) -> None:
        tag = str(element.tag).lower()
        if tag in _DROPPED or _hidden(element):
            return
        if tag == "br":
            self.flush()
        elif tag == "img":
            if _is_large(element):
                self.flush()
                self.out.append(Picture(element.get("alt") or element.get("title") or ""))
        elif tag == "table":
            self.flush()
            self.table(element, depth)
        elif tag in _INLINE:
            self.children(element, depth)
        else:
            self.flush()
            self.children(element, depth)
            self.flush()

    def table(self, element: Element, depth: int) -> None:
        """A table of data is a grid; one that only arranges the page is walked like any element."""
        if _arranges(element):
            for row in element.iter("tr"):
                if _owner(row) is element:
                    for cell in row:
                        if isinstance(cell.tag, str) and cell.tag in {"td", "th"}:
                            self.flush()
                            self.children(cell, depth + 1)
                            self.flush()
            return
        self.out.append(grid(element))


def _hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return any(mark in style for mark in _HIDDEN)


def _is_large(element: Element) -> bool:
    """Icons are no pictures of tables."""
    for side in ("width", "height"):
        digits = "".join(char for char in (element.get(side) or "") if char.isdigit())
        if digits and int(digits[:6]) < _MIN_PICTURE:
            return False
    return not any(
        word in (element.get("src") or "").lower() for word in ("icon", "logo", "qrcode", "ewm", "share", ".gif")
    )


def _owner(row: Element) -> Element | None:
    return next((parent for parent in row.iterancestors("table")), None)


def _arranges(element: Element) -> bool:
    if element.find(".//table") is not None:
        return True
    rows = [row for row in element.iter("tr") if _owner(row) is element]
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
    if depth > _DEEPEST:
        return
    pieces.append(" ".join((element.text or "").split("\n")))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _DROPPED and not _hidden(child):
            block = child.tag in {"br", "p", "div", "li"}
            if block:
                pieces.append("\n")
            _gather(child, pieces, depth + 1)
            if block and child.tag != "br":
                pieces.append("\n")
        pieces.append(" ".join((child.tail or "").split("\n")))


def _span(cell: Element, name: str, most: int) -> int:
    digits = (cell.get(name) or "1").strip()
    return min(max(int(digits), 1), most) if digits.isdigit() and len(digits) < 5 else 1  # noqa: PLR2004


def grid(element: Element) -> Grid:
    """A table element with rowspan and colspan laid out: covered squares are None."""
    rows: list[dict[int, str | None]] = []
    down: dict[int, int] = {}
    for row in element.iter("tr"):
        if _owner(row) is element and len(rows) < _TALLEST * 5:
            rows.append(_row(row, down))
    width = max((max(line) + 1 for line in rows if line), default=0)
    return Grid(tuple(tuple(line.get(x, "") for x in range(width)) for line in rows))


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
