"""What an edited Word file has otherwise than the report: cells, passages of text, comments, each with whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.past.markup import Comment, Hand

if TYPE_CHECKING:
    from assistant.desk.edited_files.three_texts import Fitted


_MOST = 2000
"""Characters of a comment that a remark keeps: four times what one may type on a page; more is in the file."""


@dataclass(frozen=True)
class CellEdit:
    """A cell the file has otherwise: what it holds now, what the file has, and what both began with; None is blank.

    `hands` are who tracked it, none where nobody did. `conflict` is whether it was changed here too since the file was
    made; `closed` why nobody types into it, "" where one may.
    """

    code: str
    now: Decimal | None
    file: Decimal | None
    base: Decimal | None
    hands: tuple[Hand, ...] = ()
    conflict: bool = False
    closed: str = ""

    @property
    def careful(self) -> bool:
        """Whether it is left out where everything is taken: a conflict, or a number that the file has none for."""
        return self.conflict or self.file is None


@dataclass(frozen=True)
class TextEdit:
    """A change of a section's text as it is now, and who tracked it."""

    fitted: "Fitted"
    hands: tuple[Hand, ...] = ()

    @property
    def careful(self) -> bool:
        """Whether it is left out where everything is taken."""
        return self.fitted.conflict


@dataclass(frozen=True)
class CommentFound:
    """A comment, the section or cell it is on, and whether it is among the report's remarks already."""

    place: str
    comment: Comment
    kept: bool = False

    @property
    def text(self) -> str:
        """What a remark made of it says: the words, and that they came with the file, from whom and when."""
        when = f"，{self.comment.hand.at:%Y-%m-%d}" if self.comment.hand.at else ""
        words = self.comment.text if len(self.comment.text) <= _MOST else f"{self.comment.text[:_MOST]}……（后略）"
        return f"{words}（Word 文件中的批注，{self.comment.hand.author or '未署名'}{when}）"


@dataclass(frozen=True)
class Found:
    """All of it. `texts` are by section, with the text of now that they change; `notes` are sentences to be told."""

    cells: tuple[CellEdit, ...] = ()
    texts: Mapping[str, tuple[str, tuple[TextEdit, ...]]] = field(default_factory=dict)
    comments: tuple[CommentFound, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing that the report does not."""
        return not self.cells and not self.texts and all(one.kept for one in self.comments)
