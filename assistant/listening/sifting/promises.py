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
    for index, piece in enumerate(told):
        before = out[-1] if out and out[-1].sentence == piece.sentence else None
        promise = promise if before is not None else ""
        made = known.promised.search(before.text) if before is not None else None
        said = piece.number is None and before is not None and before.number is None
        if made and said and not promise and before is not None and (came := _outcome(told, index, known)):
            out[-1] = replace(before, text=f"{before.text}，{piece.text}", mood=came)
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


def _outcome(told: Sequence[Piece], index: int, known: Moods) -> str:
    """What came of the promise before a piece: by its own words, or by those after it: 钱没批下来，没配成."""
    piece, following = told[index], told[index + 1] if index + 1 < len(told) else None
    if came := _came_of(piece.text, known):
        return came
    near = following is not None and following.sentence == piece.sentence and following.number is None
    return PROBLEMS if near and following is not None and known.unkept.search(following.text) else ""
