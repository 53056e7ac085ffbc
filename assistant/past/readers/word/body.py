"""A document's body → blocks: paragraphs, tables with their merges, pictures, text boxes, in order."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.past.blocks import Block, Line, Picture
from assistant.past.readers.word.changes import Gathered
from assistant.past.readers.word.numbering import Numbering
from assistant.past.readers.word.parts import Parts
from assistant.past.readers.word.passage import Passage, boxes, mark_of
from assistant.past.readers.word.runs import Piece, comment_mark, is_placeholder
from assistant.past.readers.word.table import AROUND, Table
from assistant.past.readers.word.tags import W

_MOST_NESTED = 30


class Body:
    """Walks a document body; keeps the counters of automatic numbering, and gathers what was tracked."""

    def __init__(self, document: Any, parts: Parts, *, accepted: bool = True) -> None:
        """Walk a document as python-docx opened it, with all tracked changes accepted, or with all rejected."""
        self.document = document
        self.parts = parts
        self.accepted = accepted
        self.numbering = Numbering(document)
        self.gathered = Gathered()
        self._between: list[Piece] = []
        """Where comments on whole paragraphs begin and end: what follows is read with it."""

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """What stands in an element, in order."""
        if depth > _MOST_NESTED:
            return
        together: list[Any] = []
        for child in parent:
            if child.tag == W + "p":
                together.append(child)
                if mark_of(child) is not None:
                    continue  # the break at its end was put in or taken out: what follows belongs to it
            elif (comment := comment_mark(child)) is not None:
                self._between.append(comment)
            if child.tag in {W + "p", W + "tbl", *AROUND}:
                yield from self.passage(together)
                together = []
            if child.tag == W + "tbl":
                yield from self.table(child, depth)
            elif child.tag in AROUND and not is_placeholder(child):
                yield from self.blocks(child, depth + 1)
        yield from self.passage(together)

    def passage(self, paragraphs: Sequence[Any]) -> Iterator[Block]:
        """The lines of a paragraph, or of several that were run together; what belongs to it follows."""
        if not paragraphs:
            return
        passage = Passage(paragraphs, self.parts.hidden)
        lines = []
        for start, text, numbered in passage.lines(accepted=self.accepted):
            line = Line((self.numbering.next(numbered) if numbered is not None else "") + text)
            lines.append((start, line))
            self.gathered.last = line
            yield line
        self.gathered.add([*self._between, *passage.pieces], lines)
        self._between = []
        yield from self.notes(passage.pieces)
        for paragraph in paragraphs:
            yield from self.paragraph(paragraph)

    def paragraph(self, element: Any) -> Iterator[Block]:
        """What is anchored in a paragraph: its picture, and what stands in its text boxes."""
        yield from (Picture(data=self._picture(name)) for name in _pictures(element))
        for box in boxes(element):
            yield from self.blocks(box, _MOST_NESTED - 2)

    def _picture(self, name: str) -> bytes:
        """The file of a picture; nothing where it lies elsewhere."""
        part = self.document.part.related_parts.get(name)
        return bytes(part.blob) if part is not None else b""

    def notes(self, pieces: Sequence[Piece]) -> Iterator[Line]:
        """The footnotes and endnotes referred to, each a line of its own: a note is no word of the sentence."""
        for piece in pieces:
            if piece.note and piece.stands(accepted=self.accepted):
                yield from (Line(line) for line in self.parts.note(piece.note).split("\n") if line)

    def table(self, element: Any, depth: int) -> Iterator[Block]:
        """A table as a grid; one that only frames text as what stands in it."""
        table = Table(element, self.parts.hidden, accepted=self.accepted)
        if table.frames_text:
            for cell in table.cells:
                yield from self.blocks(cell, depth + 1)
            return
        grid = table.grid()
        if grid.rows:  # of one that was taken out whole none are left
            self.gathered.last = grid
            yield grid
            self.gathered.add(self._between, [(0, grid)])
            self._between = []
        for place, pieces in table.read:
            self.gathered.add(pieces, [(0, grid)] if grid.rows else (), cell=place, rows=place is None)
            yield from self.notes(pieces)
        for inner in table.inner:
            yield from self.table(inner, depth + 1)


def _pictures(paragraph: Any) -> Iterator[str]:
    """The names by which a paragraph refers to its pictures, each once; "" where it says none."""
    names = {
        next((value for name, value in node.attrib.items() if name.endswith(("}embed", "}id", "}link"))), "")
        for node in paragraph.iter()
        if isinstance(node.tag, str) and node.tag.endswith(("}blip", "}imagedata"))
    }
    yield from sorted(names)
