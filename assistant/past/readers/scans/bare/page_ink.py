"""Page ink: a level page without its rules: its picture, the words found on it, and the ink that may be digits."""

from collections.abc import Sequence

from assistant.past.readers.scans import recognition
from assistant.past.readers.scans.lettering import cut_out
from assistant.past.readers.scans.levelling import ink
from assistant.past.readers.scans.recognition import Image, Written
from assistant.past.readers.scans.thresholds import (
    BETWEEN_DIGITS,
    HIGHEST_DIGIT,
    INSET,
    LEAST_RULE,
    LETTER,
    LOWEST_DIGIT,
    SPECK,
    UPRIGHT_RULE,
)

Box = tuple[float, float, float, float]
Span = tuple[float, float]


def runs(spans: Sequence[Span], gap: float) -> list[Span]:
    """Spans put together where less than a gap is between them, from left to right."""
    out: list[Span] = []
    for left, right in sorted(spans):
        if out and left - out[-1][1] < gap:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


class PageInk:
    """A page, its rules taken out."""

    def __init__(self, grey: Image, words: Sequence[Written]) -> None:
        import cv2
        import numpy as np

        level = cv2.morphologyEx(ink(grey), cv2.MORPH_OPEN, np.ones((1, LEAST_RULE), np.uint8))
        upright = cv2.morphologyEx(ink(grey), cv2.MORPH_OPEN, np.ones((UPRIGHT_RULE, 1), np.uint8))
        rules = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((5, 5), np.uint8))
        self.grey = np.where(rules > 0, np.uint8(255), grey)
        self.words = list(words)
        _, _, stats, _ = cv2.connectedComponentsWithStats(ink(self.grey))
        self._ink = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, n in stats[1:] if n >= SPECK]

        self._whole = (-INSET, -INSET, grey.shape[1] + INSET, grey.shape[0] + INSET)

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height."""
        return self.grey.shape[1], self.grey.shape[0]

    def within(self, zone: Box) -> list[Written]:
        """The words whose middle is in a zone."""
        return [word for word in self.words if _holds(zone, word.box)]

    def parted(self, words: Sequence[Written]) -> list[Written]:
        """The words, those with a gap in their ink as several: heads, or a label and its number, found as one line."""
        out: list[Written] = []
        parts: list[tuple[int, int, int, int]] = []
        for word in words:
            top, bottom = round(word.box[1]), round(word.box[3])
            gap = BETWEEN_DIGITS * LETTER * (word.box[3] - word.box[1])
            spans = runs([(box[0], box[2]) for box in self._ink if _holds(word.box, box)], gap)
            if len(spans) < 2:  # noqa: PLR2004 - several
                out.append(word)
            else:
                parts += [(round(x0), top, round(x1), bottom) for x0, x1 in spans]
        texts = recognition.cells([cut_out(self.grey, part, within=self._whole) for part in parts])
        return [*out, *(Written(text, sure, part) for (text, sure), part in zip(texts, parts, strict=True))]

    def reach(self, word: Written) -> Span:
        """From where to where a word's ink goes: it was found with a margin, which may reach over the next one's."""
        own = [(box[0], box[2]) for box in self._ink if _holds(word.box, box)]
        return (min(left for left, _ in own), max(right for _, right in own)) if own else (word.box[0], word.box[2])

    def digits(self, zone: Box, height: float) -> list[Box]:
        """The boxes of the ink in a zone that is about as high as digits are where letters have a height."""
        low, high = LOWEST_DIGIT * height, HIGHEST_DIGIT * height
        return [box for box in self._ink if low <= box[3] - box[1] <= high and _holds(zone, box)]


def _holds(zone: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return zone[0] <= x <= zone[2] and zone[1] <= y <= zone[3]
