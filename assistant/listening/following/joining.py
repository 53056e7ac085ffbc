"""Joining: two clauses that are one statement, whatever each would say alone.

派出所有个微博老没人管，今年给关停了 tells of a closing and of no shortcoming; 优惠政策，公众号里就能查 of where.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.listening.naming import naming
from assistant.listening.pieces import Piece


def joined(cut: Sequence[Piece]) -> list[Piece]:
    """The pieces, each pair that is one statement in one."""
    out: list[Piece] = []
    taken = False
    for piece, following in pairwise([*cut, None]):
        if piece is None or taken:
            taken = False
            continue
        said = _one(piece, following) if following is not None else ""
        taken = bool(said and following)
        out.append(replace(following, text=said, mood="", governed=False) if taken and following else piece)
    return out


def _one(piece: Piece, following: Piece) -> str:
    """What the two say together, "" where they are two."""
    if piece.sentence != following.sentence or piece.number is not None or following.number is not None:
        return ""
    left, closed = naming().left_alone.match(piece.text), naming().closed.match(following.text)
    if left and closed:
        return f"{piece.text}，{following.text}"
    if not piece.mood and naming().named_only.match(piece.text) and naming().found_there.match(following.text):
        return f"{piece.text}{following.text}"
    return ""
