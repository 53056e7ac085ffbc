"""Paragraphs: where the text of the sections stands in the file, found by its words, as a person would look for it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from assistant.past.blocks import Block, Grid, Line, Place
from assistant.past.lines.characters import fold

_ALIKE = 8
"""Characters in a row that tell where a paragraph was that a person reworded: 政府信息公开, six, stands everywhere."""
_SHARE = 4
"""They are at least one in so many of its characters, else the paragraph is another."""


@dataclass(frozen=True)
class TextSpot:
    """Where a paragraph stands: `at` are the numbers of its blocks, each with the row if it is a table, else None.

    `places` are those on the pages where they are known, in order.
    """

    at: tuple[tuple[int, int | None], ...]
    places: tuple[Place, ...] = ()

    @property
    def begins(self) -> tuple[int, int]:
        """What tells which of two paragraphs comes first."""
        block, row = self.at[0]
        return block, row or 0


@dataclass(frozen=True)
class _Piece:
    block: int
    row: int | None
    text: str
    place: Place | None


class DocumentText:
    """All text of a document without white space, with the blocks it stands in."""

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        """Take the text of lines and of tables, row by row."""
        self._pieces = [piece for piece in _whole(list(_pieces(blocks))) if piece.text]
        self._text = "".join(piece.text for piece in self._pieces)
        self._ends: list[int] = []
        for piece in self._pieces:
            self._ends.append((self._ends[-1] if self._ends else 0) + len(piece.text))
        self._alike: dict[str, tuple[int, int] | None] = {}

    def spots(self, paragraphs: Sequence[str]) -> list[TextSpot | None]:
        """Where each of the paragraphs stands, None where that is not known; the same text twice is taken in order."""
        taken: dict[str, int] = {}
        out: list[TextSpot | None] = []
        for paragraph in paragraphs:
            text = _bare(paragraph)
            at = self._find(text, taken.get(text, 0))
            if at >= 0:
                taken[text] = at + len(text)
                out.append(self._spot(at, at + len(text)))
            else:
                alike = self._reworded(text)
                out.append(self._spot(*alike) if alike else None)
        return out

    def _find(self, text: str, start: int) -> int:
        """The first character of a text from `start` on, -1 if it is not there; a short one stands by itself."""
        if len(text) >= _ALIKE:
            return self._text.find(text, start)
        begins = zip([0, *self._ends], self._pieces, strict=False)
        return next((at for at, piece in begins if at >= start and piece.text == text), -1)

    def _reworded(self, text: str) -> tuple[int, int] | None:
        """The longest piece that the document has of a paragraph that does not stand there word for word."""
        if text not in self._alike:
            same = SequenceMatcher(None, self._text, text, autojunk=False).find_longest_match()
            enough = same.size >= _ALIKE and same.size * _SHARE >= len(text)
            self._alike[text] = (same.a, same.a + same.size) if enough else None
        return self._alike[text]

    def _spot(self, first: int, last: int) -> TextSpot:
        """The spot of the characters from `first` up to `last`."""
        here = self._pieces[bisect_left(self._ends, first + 1) : bisect_left(self._ends, last) + 1]
        return TextSpot(
            tuple((piece.block, piece.row) for piece in here),
            tuple(piece.place for piece in here if piece.place is not None),
        )


def _bare(text: str) -> str:
    """The words alone: the rows of an office's own table are read as lines with bars between the cells."""
    return fold(text).replace("|", "")


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    for number, block in enumerate(blocks):
        if isinstance(block, Line):
            yield _Piece(number, None, _bare(block.text), block.place)
        elif isinstance(block, Grid):
            for y, row in enumerate(block.rows):
                places = [one for one in block.places[y] if one] if y < len(block.places) else []
                yield _Piece(number, y, _bare("".join(text or "" for text in row)), around(places))


def _whole(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces with the places of lines down to what follows on the page: a line's place is where it begins."""
    left = {piece.place.page: 1.0 for piece in pieces if piece.place}
    for piece in pieces:
        if piece.place and piece.row is None:
            left[piece.place.page] = min(left[piece.place.page], piece.place.box[0])
    for piece, after in zip_longest(pieces, pieces[1:]):
        place, below = piece.place, after.place if after else None
        if place is None or piece.row is not None or below is None or below.page != place.page:
            yield piece
            continue
        _, top, right, bottom = place.box
        box = (left[place.page], top, right, max(bottom, below.box[1]))
        yield _Piece(piece.block, piece.row, piece.text, Place(place.page, box))


def around(places: Sequence[Place | None]) -> Place | None:
    """The box around several places of one page; None if there is none, one is not known, or on another page."""
    known = [place for place in places if place is not None]
    if not known or len(known) != len(places) or len({place.page for place in known}) != 1:
        return None
    left, top, right, bottom = zip(*(place.box for place in known), strict=True)
    return Place(known[0].page, (min(left), min(top), max(right), max(bottom)))
