"""A Word table: its rows and cells with their merges, those that came or went while changes were tracked too."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.past.blocks import Grid
from assistant.past.readers.word.passage import Passage, boxes
from assistant.past.readers.word.runs import Piece, is_placeholder, tracked
from assistant.past.readers.word.tags import W, integer

AROUND = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
"""What stands around paragraphs, rows and cells and is nothing itself."""
_FRAMED = 200
"""Characters in the only cell of a row from which a table is a frame around text. A judgement: no label is so long."""
_MOST_COLUMNS = 63
"""Columns of a Word table."""


class Table:
    """A table as it stands with all changes accepted, or with all rejected.

    `cells` are the cells that stand, `inner` the tables within them. `read` is what was read, in order: of each cell
    its row, its column and its pieces; without a place a row or a cell that came or went whole.
    """

    def __init__(self, element: Any, hidden: frozenset[str], *, accepted: bool) -> None:
        """Read it; `hidden` are the styles whose text is not shown."""
        self._hidden = hidden
        self._accepted = accepted
        self._open: dict[int, bool] = {}
        self._rows: list[list[str | None]] = []
        self.cells: list[Any] = []
        self.inner: list[Any] = []
        self.read: list[tuple[tuple[int, int] | None, list[Piece]]] = []
        for row in _children(element, W + "tr"):
            mark = tracked(row.find(W + "trPr"))
            if mark is not None:
                said = [self._said(cell, mark) for cell in _children(row, W + "tc")]
                self._whole("　".join(text for text in said if text), mark)
            if mark is None or mark.stands(accepted=accepted):
                self._rows.append(self._row(row, listed=mark is None))

    @property
    def frames_text(self) -> bool:
        """Whether it only stands around text."""
        return self._width == 1 or any(len(row) == 1 and len(row[0] or "") > _FRAMED for row in self._rows)

    def grid(self) -> Grid:
        """What its cells say."""
        return Grid(tuple((*row, *[None] * (self._width - len(row))) for row in self._rows))

    @property
    def _width(self) -> int:
        return max((len(row) for row in self._rows), default=0)

    def _row(self, row: Any, *, listed: bool) -> list[str | None]:
        """The cells of a row; `listed` if what was tracked in them is told of, not of the row as a whole."""
        skipped = row.find(f"{W}trPr/{W}gridBefore")
        line: list[str | None] = [""] * (integer(skipped, 0) if skipped is not None else 0)
        for cell in _children(row, W + "tc"):
            mark = tracked(cell.find(W + "tcPr"))
            if mark is not None:
                self._whole(self._said(cell, mark), mark)
                if not mark.stands(accepted=self._accepted):
                    continue
            pieces = self._pieces(cell)
            if listed and mark is None:
                self.read.append(((len(self._rows), len(line)), pieces))
            self.cells.append(cell)
            self.inner.extend(_children(cell, W + "tbl"))
            self._append(line, cell, _joined(pieces, accepted=self._accepted))
        return line

    def _append(self, line: list[str | None], cell: Any, text: str) -> None:
        """A cell's text at the end of its row; None where a merge from above covers it, and as wide as it is."""
        properties = cell.find(W + "tcPr")
        wide = integer(properties.find(W + "gridSpan"), 1) if properties is not None else 1
        merge = properties.find(W + "vMerge") if properties is not None else None
        continued = merge is not None and merge.get(W + "val", "continue") != "restart"
        line.append(None if continued and self._open.get(len(line)) else text)
        self._open[len(line) - 1] = merge is not None
        line += [None] * (min(wide, _MOST_COLUMNS) - 1)

    def _whole(self, text: str, mark: Piece) -> None:
        """A row or a cell that came or went whole."""
        self.read.append((None, [Piece(text, mark.state, mark.hand, mark.moved)]))

    def _pieces(self, cell: Any) -> list[Piece]:
        """What a cell says itself, the boxes in it too, without the tables in it."""
        paragraphs = [one for one in _children(cell, W + "p") if not _is_unfilled(one)]
        paragraphs += [inner for one in paragraphs for box in boxes(one) for inner in _children(box, W + "p")]
        return Passage(paragraphs, self._hidden).pieces

    def _said(self, cell: Any, mark: Piece) -> str:
        """What a cell said before it was taken out, or says since it was put in."""
        return _joined(self._pieces(cell), accepted=mark.state == "put in")


def _joined(pieces: Sequence[Piece], *, accepted: bool) -> str:
    text = "".join(piece.text for piece in pieces if piece.stands(accepted=accepted))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND:
            yield from _children(child, tag)


def _is_unfilled(cell: Any) -> bool:
    """Whether a control around it or around what it says shows what should be filled in: it is there, and empty."""
    return any(is_placeholder(control) for control in cell.iterancestors(W + "sdt"))
