"""A count of the tables as a message tells it, and those gathered of a message."""

from dataclasses import dataclass, field
from decimal import Decimal

from assistant.form import Form
from assistant.listening.pieces import Piece


@dataclass(frozen=True)
class Count:
    """A number of a table: its row (T3.received), its column or "" where that was not said, and its words."""

    row: str
    column: str
    value: Decimal
    piece: Piece
    kind: str = ""
    """A kind of result (refused) whose row was not said."""
    whole: bool = False
    """Whether it was said to be all of its row: 都是个人提的."""


@dataclass
class Counts:
    """The counts of a message as they are gathered; `taken` are the pieces read, by index."""

    form: Form
    told: list[Count] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    every: str = ""
    """The one column of everybody who asked, where the message says so."""
    all_granted: tuple[str, Piece] | None = None
    parts: list[Piece] = field(default_factory=list)
    """Numbers of half a year or a quarter: what the year came to is asked where it was not told."""
    unclear: list[Piece] = field(default_factory=list)
    """Numbers of a field that no cell could be told for."""
    before: Piece | None = None
    """The words that said who asked, before how many was said."""
    compared: str = ""
    """The row of which last year's number was told: 去年收到申请8件，今年12件."""
    those: str = ""
    """The column of those of whom the results are told: 个人申请的那些，予以公开11件."""
    earlier: str = ""
    """The field that was in hand before in the sentence: 许可3件，收费没有 speaks of the fees beside them."""
    field: str = ""
    row: str = ""
