"""HTML → blocks: real tables as grids with their merges, everything else as lines; the portal's frame dropped."""

import base64
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from assistant.errors import FileUnreadable
from assistant.past.blocks import Block, Document, Line, Picture
from assistant.past.lines.characters import fold
from assistant.past.readers.encoding import decode
from assistant.past.readers.html_tables import DEEPEST, DROPPED, Element, arranges, grid, is_hidden, owner, raised

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "samp",
        "small",
        "span",
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
        if depth > DEEPEST:
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
        if tag in DROPPED or is_hidden(element):
            return
        if tag == "br":
            self.flush()
        elif tag == "img":
            if _is_large(element):
                self.flush()
                named = element.get("alt") or element.get("title") or ""
                self.out.append(Picture(named, _within(element.get("src") or "")))
        elif tag == "table":
            self.flush()
            self.table(element, depth)
        elif tag == "sup":
            self.text.append(raised(element))
        elif tag in _INLINE:
            self.children(element, depth)
        else:
            self.flush()
            self.children(element, depth)
            self.flush()

    def table(self, element: Element, depth: int) -> None:
        """A table of data is a grid; one that only arranges the page is walked like any element."""
        if arranges(element):
            for row in element.iter("tr"):
                if owner(row) is element:
                    for cell in row:
                        if isinstance(cell.tag, str) and cell.tag in {"td", "th"}:
                            self.flush()
                            self.children(cell, depth + 1)
                            self.flush()
            return
        self.out.append(grid(element))


_SMALL = ("icon", "logo", "qrcode", "ewm", "share", ".gif")
"""Words in the addresses of pictures that are no pictures of tables."""


def _is_large(element: Element) -> bool:
    """Icons are no pictures of tables."""
    for side in ("width", "height"):
        digits = "".join(char for char in (element.get(side) or "") if char.isdigit())
        if digits and int(digits[:6]) < _MIN_PICTURE:
            return False
    source = (element.get("src") or "").lower()
    return source.startswith("data:") or not any(word in source for word in _SMALL)


def _within(source: str) -> bytes:
    """A picture that the page holds itself; nothing for one that lies elsewhere."""
    kind, _, written = source.partition(";base64,")
    if not kind.startswith("data:image/"):
        return b""
    try:
        return base64.b64decode(written, validate=False)
    except ValueError:
        return b""
