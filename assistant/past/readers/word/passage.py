"""A passage: paragraphs that a tracked break runs together or parts, as one sequence of pieces; mostly just one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.past.readers.word.runs import Piece, pieces, tracked
from assistant.past.readers.word.tags import MC, W


class Passage:
    """Paragraphs in a row. Between them stand line breaks, put in or taken out where the break was tracked."""

    def __init__(self, paragraphs: Sequence[Any], hidden: frozenset[str]) -> None:
        """Take the pieces of the paragraphs; `hidden` are the styles whose text is not shown."""
        self.paragraphs = paragraphs
        self._owned: list[tuple[Any, Piece]] = []
        for number, paragraph in enumerate(paragraphs):
            self._owned += [(paragraph, piece) for piece in pieces(paragraph, hidden)]
            if number < len(paragraphs) - 1:
                mark = mark_of(paragraph)
                self._owned.append((paragraph, replace(mark, text="\n") if mark else Piece("\n")))

    @property
    def pieces(self) -> list[Piece]:
        """All of its pieces, in order."""
        return [piece for _, piece in self._owned]

    def lines(self, *, accepted: bool) -> Iterator[tuple[int, str, Any]]:
        """Its lines: where each begins in the passage's text, what it says, and whose number it is printed with.

        That is the paragraph its first words are of, None for a further line of the same.
        """
        numbered: list[Any] = []
        start, text, owner = 0, "", None
        for paragraph, piece in (*self._owned, (None, Piece("\n"))):
            if not piece.stands(accepted=accepted):
                continue
            for place, part in enumerate(piece.text.split("\n")):
                if place:
                    if text.strip():
                        yield start, text.strip(), None if owner in numbered else owner
                        numbered.append(owner)
                    start, text, owner = start + len(text) + 1, "", None
                if owner is None and part.strip():
                    owner = paragraph
                text += part


def mark_of(paragraph: Any) -> Piece | None:
    """What was tracked of the break at a paragraph's end, None if nothing was."""
    return tracked(paragraph.find(f"{W}pPr/{W}rPr"))


def boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once, though old and new programs are told of it in two ways."""
    for box in paragraph.iter(W + "txbxContent"):
        outer = next(box.iterancestors(W + "p"), None)
        if outer is paragraph and not _said_already(box):
            yield box


def _said_already(box: Any) -> bool:
    fallback = next(box.iterancestors(MC + "Fallback"), None)
    return fallback is not None and any(
        next(way.iter(W + "txbxContent"), None) is not None
        for way in fallback.itersiblings(MC + "Choice", preceding=True)
    )
