"""Tokens: one line of flattened text → the labels and values in it, in order."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.figures import read_number
from assistant.past.blocks import DOUBT
from assistant.past.lines.characters import fold
from assistant.past.lines.table_labels import Label, spans
from assistant.past.tables.slips import is_rule


@dataclass(frozen=True)
class Token:
    """A label, a value or something else in a stream. `gap` is the blank lines before it, -1 within a line."""

    kind: str
    text: str
    gap: int
    labels: tuple[Label, ...] = ()
    touching: bool = False


def tokens(text: str, gap: int) -> Iterator[Token]:
    """The labels and values of one line, in order."""
    soft = _soften(text)
    at = 0
    for start, end, labels in spans(soft):
        yield from _loose(soft[at:start], gap if at == 0 else -1, labels)
        first = not soft[:start].strip()
        yield Token("label", soft[start:end], gap if first else -1, labels)
        at = end
    yield from _loose(soft[at:], gap if at == 0 else -1, ())


_FOOTNOTE = re.compile(r"(?<=[\d０-９])[¹²³⁰⁴-⁹₀-₉①-⑳⑴-⒇❶-❿*＊※]+(?=\s|[|｜]|$)")


_DOUBTED = re.compile(r"\d[\d,.]*\?")
"""A number recognised in a picture without certainty, folded."""
_THOUSANDS = re.compile(r",\d{3}")
"""A comma that may stand within a number: where several ran together, nobody can say which does."""
_CIRCLED = re.compile("[①-⑨]")


def _soften(text: str) -> str:
    """Fold a line but keep its spaces, each as one; a footnote's number behind a value stays apart from it."""
    text = _FOOTNOTE.sub("（角注）", text)
    text = _CIRCLED.sub(lambda mark: f"{unicodedata.digit(mark[0])}.", text)
    return " ".join(fold(piece) for piece in re.split(r"\s+", text.strip()))


def _loose(chunk: str, gap: int, following: tuple[Label, ...]) -> Iterator[Token]:
    """What stands between labels. A digit with a dot right before a label is the label's number, no value."""
    if following:
        chunk = (
            re.sub(r"(?<![\d.])\(?\d\s*[.、)]\s*$", "", chunk)
            if not re.search(r"\d\d\s*[.、)]\s*$", chunk)
            else re.sub(r"\d\s*[.、)]\s*$", "", chunk)
        )
    for piece in re.split(r"\s+|\||(?<=[\u4e00-\u9fff)])(?=\d[\d,.]*(?:\s|$))", chunk):
        if not piece:
            continue
        if _DOUBTED.fullmatch(piece):
            yield Token("value", piece[:-1] + DOUBT, gap)
            gap = -1
            continue
        state = read_number(piece).state
        if state in {"number", "blank"}:
            if is_rule(piece):
                continue
            yield Token("value", piece, gap)
        elif piece.isdigit():
            yield Token("value", piece, gap)
        elif re.fullmatch(r"[\d,]+", piece) and "," in piece and not _THOUSANDS.search(piece):
            for part in piece.split(","):
                yield Token("value", part, gap)
                gap = -1
        else:
            yield Token("text", piece, gap)
        gap = -1


def is_slashed(values: Sequence[Token]) -> bool:
    """Whether slashes stand between label and value and between all values: they part the cells and are none."""
    between, cells = values[::2], values[1::2]
    return bool(cells) and all(one.text == "/" for one in between) and not any(one.text == "/" for one in cells)
