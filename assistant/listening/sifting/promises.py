"""Promises: what was to be done by last year's words, and what the message says came of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.listening.moods import PLANS, PROBLEMS, Moods, moods
from assistant.listening.pieces import Piece


def with_outcomes(told: Sequence[Piece]) -> list[Piece]:
    """The pieces, a promise of last year one with what came of it: a shortcoming where it was not kept."""
    known = moods()
    out: list[Piece] = []
    promise = ""
    """What was promised and not kept in the sentence of the piece before: 明年接着弄 speaks of it."""
    for piece in told:
        before = out[-1] if out and out[-1].sentence == piece.sentence else None
        promise = promise if before is not None else ""
        made = known.promised.search(before.text) if before is not None else None
        if before is not None and made and not promise and piece.number is None and _came_of(piece.text, known):
            out[-1] = replace(before, text=f"{before.text}，{piece.text}", mood=_came_of(piece.text, known))
            promise = before.text[made.end() :] if known.unkept.search(piece.text) else ""
        elif promise and piece.mood == PLANS:
            out.append(replace(piece, text=f"{promise}，{piece.text}", planned=True, governed=True))
        elif piece.mood == PLANS and known.promised.search(piece.text):  # 去年打算建查阅点 plans nothing now
            out.append(replace(piece, mood="", planned=False, governed=False))
        else:
            out.append(piece)
        if known.promised.search(out[-1].text) and (mood := _came_of(out[-1].text, known) or out[-1].mood):
            out[-1] = replace(out[-1], mood=mood, planned=False, governed=True)
    return out


def _came_of(text: str, known: Moods) -> str:
    """Where what came of a promise is told: as a shortcoming, or with what was mended; "" if words say neither."""
    if known.unkept.search(text):
        return PROBLEMS
    return PLANS if known.kept.search(text) else ""
