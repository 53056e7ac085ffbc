"""DOCX → blocks: paragraphs with their automatic numbers, tables with their merges, pictures."""

import io
from collections.abc import Iterator
from typing import Any

from assistant.errors import FileUnreadable
from assistant.past.blocks import Block, Document, Grid, Line, Picture
from assistant.past.readers.zip_files import check_zip, holds

_CHINESE = "〇一二三四五六七八九十"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_NESTED = 30


def read_word(data: bytes) -> Document:
    """A .docx file."""
    check_zip(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = tuple(_Body(document).blocks(document.element.body))
        title = document.core_properties.title or ""
    except RecursionError:
        raise FileUnreadable(
            "文档的嵌套层次过深，无法读取。请用 Word 或 WPS 打开后另存为新的 docx 文件再试。"
        ) from None
    except Exception as problem:
        raise FileUnreadable("文档已损坏，无法读取。请用 Word 或 WPS 打开并另存为新的 docx 文件后再试。") from problem
    return Document(blocks, titles=(title,) if title else ())


def is_word(data: bytes) -> bool:
    """Whether a zip file is a Word document."""
    return holds(data, "word/document.xml")


class _Body:
    """Walks a document body; keeps the counters of automatic numbering."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.counters: dict[tuple[str, str], int] = {}
        self.formats = _formats(document)

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        if depth > _MOST_NESTED:
            return
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == _W + "p":
                yield from self.paragraph(child)
            elif tag == _W + "tbl":
                yield from self.table(child, depth)
            elif tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "smartTag", _W + "customXml"}:
                yield from self.blocks(child, depth + 1)

    def paragraph(self, element: Any) -> Iterator[Block]:
        text = _text(element)
        number = self.number(element) if text.strip() else ""
        for index, piece in enumerate(text.split("\n")):
            if piece.strip():
                yield Line((number if index == 0 else "") + piece.strip())
        if _pictures(element):
            yield Picture()
        for box in element.iter(_W + "txbxContent"):
            if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                yield from self.blocks(box, _MOST_NESTED - 2)

    def number(self, element: Any) -> str:
        """The automatic number of a paragraph as printed; "" if it has none or it is only a bullet."""
        properties = element.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number = properties.find(_W + "numId")
        level = properties.find(_W + "ilvl")
        key = (
            number.get(_W + "val") if number is not None else "",
            level.get(_W + "val") if level is not None else "0",
        )
        if key not in self.formats:
            return ""
        kind, pattern, start = self.formats[key]
        self.counters[key] = self.counters.get(key, start - 1) + 1
        for other in list(self.counters):
            if other[0] == key[0] and other[1] > key[1]:
                del self.counters[other]
        value = self.counters[key]
        shown = (
            _chinese(value)
            if "hinese" in kind or "ideograph" in kind
            else str(value)
            if kind.startswith("decimal")
            else ""
        )
        own = f"%{int(key[1]) + 1}"
        return pattern.replace(own, shown) if shown and own in pattern and pattern.count("%") == 1 else ""

    def table(self, element: Any, depth: int) -> Iterator[Block]:
        rows: list[list[str | None]] = []
        open_merges: dict[int, bool] = {}
        inner: list[Any] = []
        for row in _rows(element):
            line: list[str | None] = []
            skipped = row.find(f"{_W}trPr/{_W}gridBefore")
            line += [""] * (_int(skipped, 0) if skipped is not None else 0)
            for cell in _cells(row):
                properties = cell.find(_W + "tcPr")
                wide = _int(properties.find(_W + "gridSpan"), 1) if properties is not None else 1
                merge = properties.find(_W + "vMerge") if properties is not None else None
                continued = merge is not None and merge.get(_W + "val", "continue") != "restart"
                text = "\n".join(piece for paragraph in cell.iter(_W + "p") if (piece := _text(paragraph).strip()))
                line.append(None if continued and open_merges.get(len(line)) else text)
                open_merges[len(line) - 1] = merge is not None
                line += [None] * (min(wide, 63) - 1)
                inner.extend(child for child in cell if child.tag == _W + "tbl")
            rows.append(line)
        width = max((len(line) for line in rows), default=0)
        if width == 1 or any(len(line) == 1 and len(line[0] or "") > 200 for line in rows):  # noqa: PLR2004
            # A frame around text rather than a table of data.
            for row in _rows(element):
                for cell in _cells(row):
                    yield from self.blocks(cell, depth + 1)
            return
        yield Grid(tuple((*line, *[None] * (width - len(line))) for line in rows))
        for table in inner:
            yield from self.table(table, depth + 1)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _W + "tr":
            yield child
        elif child.tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in {_W + "sdt", _W + "sdtContent", _W + "customXml"}:
            yield from _cells(child)


def _int(element: Any, default: int) -> int:
    value = element.get(_W + "val") if element is not None else None
    return int(value) if value and value.isdigit() else default


def _text(paragraph: Any) -> str:
    """A paragraph's own text: runs, breaks and tabs, without deleted runs and text boxes."""
    out: list[str] = []
    for node in paragraph.iter(_W + "t", _W + "br", _W + "cr", _W + "tab", _W + "noBreakHyphen"):
        owner = next(node.iterancestors(_W + "p"), None)
        if owner is not paragraph or _is_gone(node):
            continue
        if node.tag == _W + "t":
            out.append(_raised(node) or node.text or "")
        elif node.tag == _W + "tab":
            # A tab stop definition is not a tab in the text.
            if next(node.iterancestors(_W + "tabs"), None) is None:
                out.append("\t")
        elif node.tag == _W + "noBreakHyphen":
            out.append("-")
        elif node.get(_W + "type") != "page":
            out.append("\n")
    return "".join(out)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _is_gone(node: Any) -> bool:
    """Whether text was deleted or moved away with changes tracked, struck out, or hidden."""
    if next(node.iterancestors(_W + "del", _W + "moveFrom"), None) is not None:
        return True
    return any(_is_on(node, name) for name in ("strike", "dstrike", "vanish"))


def _is_on(node: Any, name: str) -> bool:
    """Whether a property of the run is set."""
    found = _property(node, name)
    return found is not None and found.get(_W + "val", "true") not in {"0", "false", "off"}


def _property(node: Any, name: str) -> Any:
    run = next(node.iterancestors(_W + "r"), None)
    return run.find(f"{_W}rPr/{_W}{name}") if run is not None else None


def _raised(node: Any) -> str:
    """A raised run's text, its digits raised: a footnote's number never joins the number before it."""
    place = _property(node, "vertAlign")
    raised = place is not None and place.get(_W + "val") == "superscript"
    return (node.text or "").translate(_RAISED) if raised else ""


def _pictures(paragraph: Any) -> bool:
    return any(
        str(node.tag).endswith(("}blip", "}imagedata")) for node in paragraph.iter() if isinstance(node.tag, str)
    )


def _formats(document: Any) -> dict[tuple[str, str], tuple[str, str, int]]:
    """(numId, level) → number format, printed pattern and first value."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        root = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except (KeyError, AttributeError):  # no numbering, or a part of that name that holds none
        return {}
    abstract: dict[str, dict[str, tuple[str, str, int]]] = {}
    for item in root.iter(_W + "abstractNum"):
        levels: dict[str, tuple[str, str, int]] = {}
        for level in item.iter(_W + "lvl"):
            kind, text, start = level.find(_W + "numFmt"), level.find(_W + "lvlText"), level.find(_W + "start")
            levels[level.get(_W + "ilvl", "0")] = (
                kind.get(_W + "val", "") if kind is not None else "",
                text.get(_W + "val", "") if text is not None else "",
                _int(start, 1),
            )
        abstract[item.get(_W + "abstractNumId", "")] = levels
    out: dict[tuple[str, str], tuple[str, str, int]] = {}
    for item in root.iter(_W + "num"):
        base = item.find(_W + "abstractNumId")
        for level, form in abstract.get(base.get(_W + "val", "") if base is not None else "", {}).items():
            out[item.get(_W + "numId", ""), level] = form
    return out


def _chinese(value: int) -> str:
    if value <= 10:  # noqa: PLR2004 - 十 has its own character
        return _CHINESE[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
