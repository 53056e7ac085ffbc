"""What was tracked and remarked, gathered while a body is walked: every change and every comment with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.past.blocks import Block
from assistant.past.markup import Change, Comment, Hand, Kind, Spot
from assistant.past.readers.word.runs import Piece


@dataclass(frozen=True)
class _Read:
    """Pieces that were read, the blocks they became, by the character each begins at, and the cell they are."""

    pieces: Sequence[Piece]
    blocks: Sequence[tuple[int, Block]]
    cell: tuple[int, int] | None
    rows: bool

    def text(self, *, accepted: bool) -> str:
        return "".join(piece.text for piece in self.pieces if piece.stands(accepted=accepted))

    def spot(self, numbers: dict[int, int], place: int) -> Spot:
        """Where the character at a place of the text came to stand."""
        block = next((block for start, block in reversed(self.blocks) if start <= place), None)
        return Spot(numbers.get(id(block), 0), self.cell)


class Gathered:
    """What is gathered of one document."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._read: list[_Read] = []
        self.last: Block | None = None
        """The block made last: where something stood of which nothing is left."""

    def add(
        self,
        pieces: Sequence[Piece],
        blocks: Sequence[tuple[int, Block]] = (),
        *,
        cell: tuple[int, int] | None = None,
        rows: bool = False,
    ) -> None:
        """Keep pieces and what they became."""
        known = blocks or ([(0, self.last)] if self.last is not None else [])
        self._read.append(_Read(pieces, known, cell, rows))

    def changes(self, blocks: Sequence[Block]) -> tuple[Change, ...]:
        """The tracked changes, in order; `blocks` are all that were made."""
        numbers = {id(block): number for number, block in enumerate(blocks)}
        return tuple(change for read in self._read for change in _changes(read, numbers))

    def comments(self, blocks: Sequence[Block], said: dict[str, tuple[str, Hand]]) -> tuple[Comment, ...]:
        """The comments by what each says and whose it is, where they stand; one that stands nowhere comes last."""
        numbers = {id(block): number for number, block in enumerate(blocks)}
        found: dict[str, Comment] = {}
        quotes: dict[str, str] = {}
        open_ones: list[str] = []
        for read in self._read:
            place, whole = 0, read.text(accepted=True).strip()
            for piece in read.pieces:
                sign, name = piece.comment[:1], piece.comment.lstrip("+-")
                if sign == "-":
                    open_ones = [one for one in open_ones if one != name]
                elif name in said and name not in found:
                    text, hand = said[name]
                    found[name] = Comment(text, "", hand, read.spot(numbers, place), whole)
                    open_ones += [name] if sign == "+" else []
                if piece.stands(accepted=True):
                    place += len(piece.text)
                    for one in open_ones:
                        quotes[one] = quotes.get(one, "") + piece.text
            for one in open_ones:
                quotes[one] = quotes.get(one, "") + "\n"
        lost = (Comment(text, "", hand, Spot(0)) for name, (text, hand) in said.items() if name not in found)
        return (*(replace(one, quote=quotes.get(name, "").strip()) for name, one in found.items()), *lost)


_CELL = 30
"""Characters up to which a changed cell is told of as a whole: of a number, the digits that changed say nothing."""


def _changes(read: _Read, numbers: dict[int, int]) -> Iterator[Change]:
    before, after = read.text(accepted=False), read.text(accepted=True)
    if read.cell is not None and max(len(before), len(after)) <= _CELL:
        yield from _changed_cell(read, before, after, read.spot(numbers, 0))
        return
    was = now = 0
    for together in _together(read.pieces):
        old = "".join(piece.text for piece in together if piece.state != "put in")
        new = "".join(piece.text for piece in together if piece.state != "taken out")
        first = together[0]
        if first.state != "kept" and old != new:
            kind: Kind = "move" if first.moved else "replace" if old and new else "insert" if new else "delete"
            hand = max((piece.hand for piece in together), key=lambda one: (one.at is not None, one.at))
            yield Change(kind, old, new, hand, read.spot(numbers, now), before, after, was, now, read.rows)
        was, now = was + len(old), now + len(new)


def _changed_cell(read: _Read, before: str, after: str, spot: Spot) -> Iterator[Change]:
    """The one change that a cell's changes come to; of several people all are named, and the last one's time."""
    if before.strip() == after.strip():
        return
    hands = [piece.hand for piece in read.pieces if piece.text and piece.state != "kept"]
    names = dict.fromkeys(hand.author for hand in hands if hand.author)
    hand = Hand("、".join(names), max((hand.at for hand in hands if hand.at), default=None))
    kind: Kind = "replace" if before.strip() and after.strip() else "insert" if after.strip() else "delete"
    yield Change(kind, before.strip(), after.strip(), hand, spot, before, after)


def _together(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces of text that are one change, or one stretch that was kept."""
    group: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if group and not _is_one(group[-1], piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _is_one(one: Piece, other: Piece) -> bool:
    if "kept" in {one.state, other.state}:
        return one.state == other.state
    return one.hand.author == other.hand.author and one.moved == other.moved
