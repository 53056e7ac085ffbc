"""Levelling: a picture of a page → the page upright, straight, evenly lit, without colours, `WIDTH` across."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.past.readers.scans.colour import without_stamps
from assistant.past.readers.scans.recognition import Image, upside_down
from assistant.past.readers.scans.sheet import laid_flat
from assistant.past.readers.scans.thresholds import INK, LENGTH, LIGHT, MOST_SKEW, PAPER, SKEW_STEP, SPECK, WIDTH

_SMALL = 900
"""Width at which turning is tried: rules and lines of text are still there."""


@dataclass(frozen=True)
class Level:
    """A page made level: `grey` with paper 255, and the way back from its pixels to those of the original."""

    grey: Image
    back: Any

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height."""
        return self.grey.shape[1], self.grey.shape[0]


def level(picture: Image, *, quick: bool = False) -> Level:
    """Make a page level. `picture` is in colours (RGB) or grey; `quick` leaves it the way up it is."""
    import cv2
    import numpy as np

    sheet, moved = laid_flat(picture)
    grey = _even(without_stamps(sheet))
    if not quick:
        grey, moved = _turned(grey, moved, _quarter(grey))
    angle = _skew(grey)
    if abs(angle) >= SKEW_STEP:
        grey, moved = _rotated(grey, moved, angle)
    if not quick and _stands_on_its_head(grey):
        grey, moved = _turned(grey, moved, 2)
    scale = _scale(*grey.shape)
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Level(cv2.resize(grey, size, interpolation=way), np.linalg.inv(np.diag([scale, scale, 1.0]) @ moved))


def _scale(tall: int, wide: int) -> float:
    """To what share of its size a page is brought: as wide as pages are; one that lies across by its shorter side.

    What has fewer pixels than that is enlarged no further than to the width of a page.
    """
    return max(WIDTH / wide, min(1.0, WIDTH / tall, LENGTH / wide))


def _even(grey: Image) -> Image:
    """The page divided by its paper: shadows go, and what shines through from the back."""
    import cv2
    import numpy as np

    scale = _SMALL / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    wide = max(15, round(PAPER * small.shape[1] / WIDTH)) | 1
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((wide, wide), np.uint8)), wide)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = grey.astype(np.float32) / np.maximum(paper.astype(np.float32), 1.0)
    even = np.clip((even - 0.1) / (LIGHT - 0.1), 0.0, 1.0)
    return (even * 255).astype(np.uint8)


def ink(grey: Image, share: float = INK) -> Image:
    """Where there is ink, darker than this share of the paper, as 255 and 0."""
    import numpy as np

    return ((grey < share * 255) * 255).astype(np.uint8)


def _profile(dark: Image) -> float:
    """How much the rows of pixels differ: most where lines of text lie along them."""
    import numpy as np

    rows = dark.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _small(grey: Image, side: int = _SMALL) -> Image:
    import cv2

    scale = side / max(grey.shape)
    return ink(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)) if scale < 1 else ink(grey)


def _quarter(grey: Image) -> int:
    """1 where the lines of text run upwards or downwards, else 0: which of the two is told by their heads.

    Letters of one line stand closer than lines do: closed by half a letter, writing becomes bars along its lines.
    """
    dark = _letters(_small(grey, 2 * _SMALL))
    return int(_bars(dark.T.copy()) > _bars(dark))


def _bars(dark: Image) -> int:
    """Pixels of the bars that writing makes along the rows."""
    import cv2
    import numpy as np

    _, _, spots, _ = cv2.connectedComponentsWithStats(dark)
    sizes = [max(w, h) for _, _, w, h, n in spots[1:] if n >= SPECK]
    if not sizes:
        return 0
    half = max(3, round(float(np.median(sizes)) * 0.5))
    _, _, bars, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, half), np.uint8))
    )
    return int(sum(w * h for _, _, w, h, _ in bars[1:] if w >= 4 * h))


def _letters(dark: Image) -> Image:
    """The ink without long rules, which run both ways."""
    import cv2
    import numpy as np

    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return cv2.bitwise_and(dark, cv2.bitwise_not(rules))


def _at(image: Image, angle: float) -> Image:
    import cv2

    tall, wide = image.shape
    return cv2.warpAffine(image, cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1.0), (wide, tall))


def _skew(grey: Image) -> float:
    """By how many degrees the page must be turned for its lines to lie level."""
    dark = _small(grey)

    def best(angles: Iterator[float]) -> float:
        return max(angles, key=lambda angle: _profile(_at(dark, angle)))

    rough = best(step * 0.5 for step in range(-round(MOST_SKEW * 2), round(MOST_SKEW * 2) + 1))
    return best(rough + step * SKEW_STEP for step in range(-5, 6))


def _turned(grey: Image, moved: Any, quarters: int) -> tuple[Image, Any]:
    """The picture turned by quarters against the clock, and how its pixels moved."""
    import numpy as np

    tall, wide = grey.shape
    for _ in range(quarters):
        moved = np.array([[0, 1, 0], [-1, 0, wide - 1], [0, 0, 1]], float) @ moved
        tall, wide = wide, tall
    return np.ascontiguousarray(np.rot90(grey, quarters)), moved


def _rotated(grey: Image, moved: Any, angle: float) -> tuple[Image, Any]:
    """The picture turned by some degrees on a sheet that holds all of it."""
    import cv2
    import numpy as np

    tall, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1.0)
    sine, cosine = abs(math.sin(math.radians(angle))), abs(math.cos(math.radians(angle)))
    size = (round(tall * sine + wide * cosine), round(tall * cosine + wide * sine))
    turn[0, 2] += (size[0] - wide) / 2
    turn[1, 2] += (size[1] - tall) / 2
    flat = cv2.warpAffine(grey, turn, size, flags=cv2.INTER_CUBIC, borderValue=255)
    return flat, np.vstack([turn, [0, 0, 1]]) @ moved


_LINES = 9
_DASH = 4
"""Pixels up to which a spot twice as long is a dash of a rule; dashes would make words of the noughts beside them."""


def _without_dashes(dark: Image) -> Image:
    import cv2
    import numpy as np

    _, owner, spots, _ = cv2.connectedComponentsWithStats(dark)
    sides = spots[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    dash = (sides.min(axis=1) <= _DASH) & (sides.max(axis=1) >= 2 * sides.min(axis=1))
    return np.where(dash[owner], np.uint8(0), dark)


def _stands_on_its_head(grey: Image) -> bool:
    """Whether most of its longest lines of text do."""
    import cv2
    import numpy as np

    scale = 1400 / grey.shape[1]
    page = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    dark = _without_dashes(_letters(ink(page)))
    words = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 31), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(words)
    found = [(int(w), int(x), int(y), int(h)) for x, y, w, h, _ in stats[1:] if 10 <= h <= 60 and w >= 4 * h]  # noqa: PLR2004
    crops = [page[max(0, y - 4) : y + h + 4, max(0, x - 4) : x + w + 4] for w, x, y, h in sorted(found)[-_LINES:]]
    return bool(crops) and upside_down(crops) * 2 > len(crops)
