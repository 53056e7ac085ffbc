"""Lettering: the characters of a text object with where each stands in the object's own coordinates."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from lxml.etree import _Element as Element

from assistant.past.readers.ofd.geometry import number
from assistant.past.readers.ofd.package import children
from assistant.past.readers.thresholds import (
    BROAD_AT_MOST,
    DIGIT_AT_MOST,
    NARROW,
    NARROW_AT_MOST,
    STRETCHED,
)


class Spot(NamedTuple):
    """A character, the point its foot begins at, and how far it usually reaches."""

    char: str
    x: float
    y: float
    breadth: float


@dataclass(frozen=True)
class _Type:
    """What letters are set in: their height, their breadth beside what is usual, and whether they run downwards."""

    size: float
    breadth: float
    down: bool

    def usual(self, char: str) -> float:
        """How far a character usually reaches; the fonts themselves are seldom in the file."""
        return self.size * self.breadth * (1.0 if _broad(char) else NARROW)


def spots(element: Element, size: float, room: float) -> Iterator[Spot]:
    """The characters of a text object of letters `size` high; `room` is how far its frame reaches.

    ValueError for steps between letters that are no numbers.
    """
    kind = _Type(size, number(element.get("HScale") or "1"), element.get("ReadDirection") in {"90", "270"})
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = (
            number(code.get("X") or str(x)),
            number(code.get("Y") or str(y)),
        )  # one that is not said is the one before
        for char, left, foot in _placed(text, x, y, code, kind, room):
            yield Spot(char, left, foot, kind.usual(char))


def _placed(
    text: str, x: float, y: float, code: Element, kind: _Type, room: float
) -> Iterator[tuple[str, float, float]]:
    across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    bare = not across and not down
    stretch = _stretch(text, kind, room) if bare else 1.0
    for at, char in enumerate(text):
        yield char, x, y
        step = kind.usual(char) * stretch
        if bare or (across and at >= len(across) and not down):
            x, y = (x, y + step) if kind.down else (x + step, y)
        else:
            x += across[at] if at < len(across) else 0.0
            y += down[at] if at < len(down) else 0.0


def _stretch(text: str, kind: _Type, room: float) -> float:
    """By how much letters without steps are broader than usual, where the frame is drawn around them."""
    share = room / (sum(kind.usual(char) for char in text) or 1)
    return share if 1 / STRETCHED < share < STRETCHED else 1.0


def _steps(text: str | None, most: int) -> list[float]:
    """The steps from letter to letter; "g 3 2.5" is three times 2.5. No more than there are letters."""
    out: list[float] = []
    parts = iter((text or "").split(maxsplit=3 * most)[: 3 * most])
    for part in parts:
        if part.casefold() == "g":
            count, step = int(next(parts, "")), number(next(parts, ""))
            out += repeat(step, max(0, min(count, most - len(out))))
        else:
            out.append(number(part))
    return out


def reach(char: str, usual: float, step: float) -> float:
    """How far a character reaches whose next one begins `step` after it: as far as that, unless it stands apart."""
    most = BROAD_AT_MOST if _broad(char) else (DIGIT_AT_MOST if char.isdigit() else NARROW_AT_MOST) / NARROW
    return step if 0 < step <= most * usual else usual


def _broad(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"
