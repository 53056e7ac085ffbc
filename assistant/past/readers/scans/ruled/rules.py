"""Rules: the straight runs of ink on a page that are long enough to be rules, and where they lie."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from assistant.past.readers.scans.levelling import ink
from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import (
    DRAWN,
    GAP,
    LEAST_OPEN,
    LEAST_RULE,
    LIGHT_RULE,
    SAME_RULE,
    SHORTEST_LIGHT_RULE,
    SHORTEST_RULE,
)


class Drawn(Enum):
    """How rules are drawn: as dark as print, or in a light grey."""

    PLAIN = "plain"
    LIGHT = "light"


class Rules(NamedTuple):
    """The rules of one frame: its long runs each way, and all that is as dark."""

    across: Image
    down: Image
    dark: Image

    @classmethod
    def of(cls, grey: Image, drawn: Drawn) -> "Rules":
        """Those of a picture."""
        return cls(runs(grey, drawn, across=True), runs(grey, drawn, across=False), dark(grey, drawn))

    def places(self) -> tuple[list[int], list[int]]:
        """Where rules lie across and go down; where a page ends within a row, its end is one that lies across."""
        ys, xs = _places(self.across, across=True), _places(self.down, across=False)
        if ys and xs:
            near = [self.down[:, max(0, x - SAME_RULE) : x + SAME_RULE + 1] for x in (xs[0], xs[-1])]
            outer = [[ys[0], ys[-1], *rule.any(axis=1).nonzero()[0].tolist()] for rule in near]
            top, bottom = max(map(min, outer)), min(map(max, outer))
            ys = [top] * (ys[0] - top >= LEAST_OPEN) + ys + [bottom] * (bottom - ys[-1] >= LEAST_OPEN)
        return ys, xs

    def lies_across(self, y: int, left: int, right: int) -> bool:
        """Whether a rule lies here from one place to another."""
        return _is_drawn(self.across[max(0, y - SAME_RULE) : y + SAME_RULE + 1, left:right].any(axis=0))

    def goes_down(self, x: int, top: int, bottom: int) -> bool:
        """Whether a rule goes down here; in one low row it is shorter than other rules are, but goes all the way."""
        near = slice(max(0, x - SAME_RULE), x + SAME_RULE + 1)
        if _is_drawn(self.down[top:bottom, near].any(axis=1)):
            return True
        return bottom - top <= SHORTEST_RULE and bool(self.dark[top:bottom, near].all(axis=0).any())


def _places(rules: Image, *, across: bool) -> list[int]:
    """Where rules lie: the middles of their runs, those that are one rule taken together."""
    import cv2

    _, _, stats, middles = cv2.connectedComponentsWithStats(rules)
    found: list[_Run] = []
    for (left, top, wide, tall, _), (x, y) in zip(stats[1:], middles[1:], strict=True):
        length, thick = (wide, tall) if across else (tall, wide)
        if length >= SHORTEST_RULE and thick <= 4 * SAME_RULE:
            start = int(left if across else top)
            found.append(_Run(float(y if across else x), start, start + int(length)))
    groups: list[list[_Run]] = []
    for run in sorted(found):
        if groups and run.at - groups[-1][-1].at <= SAME_RULE:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [_middle(group) for group in groups if _reach(group) >= LEAST_RULE]


class _Run(NamedTuple):
    """A straight run: where it lies across its direction, and from where to where it goes."""

    at: float
    start: int
    end: int


def _middle(runs: Sequence[_Run]) -> int:
    return round(sum(run.at * (run.end - run.start) for run in runs) / sum(run.end - run.start for run in runs))


def _reach(runs: Sequence[_Run]) -> int:
    """How much of its way a rule is drawn: strokes beside each other are not longer than one of them."""
    reach = end = 0
    for run in sorted(runs, key=lambda one: one.start):
        reach += max(0, run.end - max(run.start, end))
        end = max(end, run.end)
    return reach


def runs(grey: Image, drawn: Drawn, *, across: bool) -> Image:
    """Only the straight runs long enough to be rules, their gaps closed."""
    import cv2
    import numpy as np

    def bar(length: int, thick: int = 1) -> Image:
        return np.ones((thick, length) if across else (length, thick), np.uint8)

    thick = cv2.dilate(dark(grey, drawn), bar(1, 3))  # a rule a pixel aslant stays one run
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, bar(SHORTEST_LIGHT_RULE if drawn is Drawn.LIGHT else SHORTEST_RULE))
    return cv2.morphologyEx(long, cv2.MORPH_CLOSE, bar(GAP))


def dark(grey: Image, drawn: Drawn) -> Image:
    """What is as dark as rules drawn so, as 255 and 0."""
    return ink(grey, LIGHT_RULE) if drawn is Drawn.LIGHT else ink(grey)


def _is_drawn(along: Image) -> bool:
    return bool(along.mean() >= DRAWN)
