"""Wrap width: whether the lines of a text were broken at a width, and at which, told by the lines themselves."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.past.blocks import Line
from assistant.past.lines.headings import heading
from assistant.past.lines.thresholds import (
    EXTRA,
    FEW_LINES,
    HUNG,
    INDENT,
    LONGER_SHARE,
    MIN_LINES,
    MIN_WIDTH,
    MOST_LINES,
    NARROWEST,
    SET_IN,
    WIDEST,
    WRAPPED_SHARE,
)

ENDS = re.compile(r"[。！？；：:!?;…][”’）)】》\"]*$")
"""What a sentence, or a line before a list, ends in."""
_UNIT = re.compile(r"[!-~]+[，。、；：！？）”》】]*|.[，。、；：！？）”》】]*")
"""What is not broken: a number or word, a character with the marks behind it."""
_ROW = re.compile(r"[|｜\t]|\d\s+\d+\s+\d")
"""A row of a table, which has no width of its own."""
_COMMA = re.compile(r"[，。、；]")


def _breadth(text: str) -> float:
    """How wide a line is printed, in Chinese characters: letters and digits take half the room."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


@dataclass(frozen=True)
class Wrap:
    """The width lines were broken at, 0 if they were not, in characters or in print; whether paragraphs are set in.

    `alike` lines told it, which are `short` of it by so much together; so many are `longer`.
    """

    width: float
    measure: Callable[[str], float]
    alike: int = 0
    longer: int = 0
    short: float = 0
    indents: bool = False

    def length(self, line: Line) -> float:
        """How long a line was printed."""
        return _length(line, self.measure)

    def forced(self, line: Line, after: str) -> bool:
        """Whether what begins the next line found no room in this one, which therefore need not be at an end."""
        unit = _UNIT.match(after)
        used = self.length(line)
        full = self.width - INDENT <= used <= self.width + EXTRA
        return full and used + self.measure(unit[0] if unit else "") > self.width - HUNG


def wrap_of(lines: Sequence[Line]) -> Wrap:
    """The width text was broken at: many lines of one length that end nowhere, hardly any longer.

    A few lines tell it as well where every line that ends nowhere is as long, and none is longer.
    """
    indents = sum(line.indented for line in lines) >= MIN_LINES
    prose = [
        one for one in lines if len(one.text) >= MIN_WIDTH and not _is_title(one.text) and not _ROW.search(one.text)
    ]
    broken = [line for line in prose if not ENDS.search(line.text)]
    found = [wrap for measure in (_breadth, len) if (wrap := _measured(prose, broken, measure, indents=indents))]
    return max(found, key=lambda wrap: (-wrap.longer, wrap.alike, -wrap.short), default=Wrap(0, _breadth))


def _length(line: Line, measure: Callable[[str], float]) -> float:
    return measure(line.text) + (SET_IN if line.indented else 0)


def _measured(
    prose: Sequence[Line], broken: Sequence[Line], measure: Callable[[str], float], *, indents: bool
) -> Wrap | None:
    """The width by one measure, if there is one; `broken` are the lines of prose that end nowhere."""
    ends = [_length(line, measure) for line in broken]
    width = max(set(ends), key=lambda width: (_near(ends, width), width), default=0.0)
    alike, longer = _near(ends, width), sum(_length(line, measure) > width + EXTRA for line in prose)
    many = alike >= MIN_LINES and alike >= len(broken) / 2 and alike >= len(prose) * WRAPPED_SHARE
    few = alike >= len(broken) * (1 if alike < FEW_LINES else MOST_LINES) and any(
        _COMMA.search(line.text) for line in broken
    )
    fits = (many and longer <= len(prose) * LONGER_SHARE) or (few and not longer)
    short = sum(width - length for length in ends if width - INDENT <= length <= width)
    return Wrap(width, measure, alike, longer, short, indents) if fits and NARROWEST < width < WIDEST else None


def _is_title(text: str) -> bool:
    """Whether a line is a heading; 一是 opens a sentence as well."""
    found = heading(text)
    return found is not None and found.level != "first"


def _near(lengths: Sequence[float], width: float) -> int:
    """How many of the lengths are this width or hardly less, as where the next word found no room."""
    return sum(width - INDENT <= length <= width for length in lengths)
