"""Sifting: the pieces of a message that are told of the organ's own year, and what is asked of the others."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.listening.moods import moods
from assistant.listening.nouns import counted_words
from assistant.listening.pieces import Piece, names_something
from assistant.listening.told import Ask
from assistant.prose.vocabulary import alike
from assistant.prose.wordfile import compiled, load

_LONGEST_QUOTE = 40
"""Characters of what was left out that are said again: enough to know it by."""


class SiftingFile(BaseModel):
    """What sifting.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    of_year: str
    of_last: str
    long_ago: str
    this_year: str
    quoted: str
    whose: str
    others: str
    beside: str
    ours: str
    unreal: str
    why: dict[str, str]
    left_out: str
    ask: str

    @field_validator(
        "of_year", "of_last", "long_ago", "this_year", "quoted", "whose", "others", "beside", "ours", "unreal"
    )
    @classmethod
    def _compile(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern


@cache
def _words() -> SiftingFile:
    return load("assistant.listening.sifting", "sifting.yaml", SiftingFile)


def _found(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text)


def sifted(cut: Sequence[Piece], asking: Container[int], year: int, organ: str) -> tuple[list[Piece], list[Ask]]:
    """The pieces told of the organ and of its year, and one question for all the others.

    `asking` are the pieces that ask for something and tell nothing.
    """
    kept: list[Piece] = []
    left: list[tuple[str, Piece]] = []
    for index, why in enumerate(_whys(cut, year, organ)):
        piece = cut[index]
        if index in asking:
            continue
        if why:
            left.append((why, piece))
        else:
            kept.append(_naming(piece, left[-1][1]) if left else piece)
    runs: dict[str, list[str]] = {}
    for why, piece in left:
        runs.setdefault(why, []).append(piece.text)
    if not runs:
        return kept, []
    named = "；".join(_left_out(why, "，".join(said)) for why, said in runs.items())
    return kept, [Ask("，".join(piece.text for _, piece in left), _words().ask.format(left_out=named))]


def _naming(piece: Piece, before: Piece) -> Piece:
    """The piece with what was counted before it, where it names nothing itself: 上年发布会5场；今年6场."""
    near = piece.sentence - before.sentence <= 1 and piece.end >= before.end
    if not near or piece.number is None or before.number is None or names_something(piece.bare):
        return piece
    if not alike(piece.number.unit, before.number.unit):
        return piece
    said = re.sub(f"{_words().long_ago}|{_words().whose}", "", before.before)
    noun = counted_words(replace(before, before=said), "")[0]
    return replace(piece, before=f"{noun}{piece.before}", text=f"{noun}{piece.text}")


def _left_out(why: str, said: str) -> str:
    said = said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE] + "…"
    said = said.replace("“", "‘").replace("”", "’")
    return _words().left_out.format(said=said, why=_words().why[why])


def _whys(cut: Sequence[Piece], year: int, organ: str) -> Iterator[str]:
    """Why each piece is none of the organ's own year, "" if it is."""
    known = _words()
    past, conditional = "", -1
    """How far a past year reaches: `message` to the end, or the number of its sentence; the sentence of an if."""
    for index, piece in enumerate(cut):
        following = cut[index + 1] if index + 1 < len(cut) else None
        before = (
            cut[index - 1].text if index and piece.text.startswith("“") else piece.text if "“" in piece.text else ""
        )
        if _found(known.quoted, before):
            past = str(piece.sentence)
        past = _past(piece, past, year, begins=index == 0 or cut[index - 1].sentence != piece.sentence)
        if _found(known.unreal, piece.text) and not piece.mood:
            conditional = piece.sentence
        if past or (_found(known.long_ago, piece.text) and not piece.mood):
            yield "year"
        elif conditional == piece.sentence and not piece.mood:
            yield "unreal"
        elif not piece.mood and (_found(known.others, piece.text) or _is_beside(piece, following, organ)):
            yield "others"
        else:
            yield ""


def _past(piece: Piece, past: str, year: int, *, begins: bool) -> str:
    """How far the past year reaches in which a piece is told, "" if it is told of this year."""
    known = _words()
    said = _found(known.of_year, piece.text)
    if said and int(said["year"]) < year and not moods().promised.search(piece.text):
        return "message"
    if _found(known.this_year, piece.text) or (said and int(said["year"]) >= year) or piece.mood:
        return ""
    if begins and piece.number is None and _found(known.of_last, piece.text):
        return str(piece.sentence)
    return past if past in {"message", str(piece.sentence)} else ""


def _is_beside(piece: Piece, following: Piece | None, organ: str) -> bool:
    """Whether another organ's number stands beside the organ's own, told right after it."""
    said = _found(_words().beside, piece.text)
    ours = following is not None and following.sentence == piece.sentence and _found(_words().ours, following.text)
    return bool(said and ours) and said is not None and said["other"] not in organ
