"""A document's body → blocks: paragraphs, tables with their merges, pictures, text boxes, in order."""

from collections.abc import Iterator
from typing import Any

from assistant.past.blocks import Block, Grid, Line, Picture
from assistant.past.readers.word.numbering import Numbering
from assistant.past.readers.word.runs import text_of
from assistant.past.readers.word.tags import W, integer

_MOST_NESTED = 30


class Body:
    """Walks a document body; keeps the counters of automatic numbering."""

    def __init__(self, document: Any) -> None:
        """Walk a document as python-docx opened it."""
        self.document = document
        self.numbering = Numbering(document)

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """What stands in an element, in order."""
        if depth > _MOST_NESTED:
            return
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == W + "p":
                yield from self.paragraph(child)
            elif tag == W + "tbl":
                yield from self.table(child, depth)
            elif tag in {W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"}:
                yield from self.blocks(child, depth + 1)

    def paragraph(self, element: Any) -> Iterator[Block]:
        """A paragraph's lines, its picture, and what stands in its text boxes."""
        text = text_of(element)
        number = self.numbering.next(element) if text.strip() else ""
        for index, piece in enumerate(text.split("\n")):
            if piece.strip():
                yield Line((number if index == 0 else "") + piece.strip())
        if _pictures(element):
            yield Picture()
        for box in element.iter(W + "txbxContent"):
            if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                yield from self.blocks(box, _MOST_NESTED - 2)

    def table(self, element: Any, depth: int) -> Iterator[Block]:
        """A table as a grid; one that only frames text as what stands in it."""
        rows: list[list[str | None]] = []
        open_merges: dict[int, bool] = {}
        inner: list[Any] = []
        for row in _rows(element):
            line: list[str | None] = []
            skipped = row.find(f"{W}trPr/{W}gridBefore")
            line += [""] * (integer(skipped, 0) if skipped is not None else 0)
            for cell in _cells(row):
                properties = cell.find(W + "tcPr")
                wide = integer(properties.find(W + "gridSpan"), 1) if properties is not None else 1
                merge = properties.find(W + "vMerge") if properties is not None else None
                continued = merge is not None and merge.get(W + "val", "continue") != "restart"
                text = "\n".join(piece for paragraph in cell.iter(W + "p") if (piece := text_of(paragraph).strip()))
                line.append(None if continued and open_merges.get(len(line)) else text)
                open_merges[len(line) - 1] = merge is not None
                line += [None] * (min(wide, 63) - 1)
                inner.extend(child for child in cell if child.tag == W + "tbl")
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
        if child.tag == W + "tr":
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            yield from _cells(child)


def _pictures(paragraph: Any) -> bool:
    return any(
        str(node.tag).endswith(("}blip", "}imagedata")) for node in paragraph.iter() if isinstance(node.tag, str)
    )
