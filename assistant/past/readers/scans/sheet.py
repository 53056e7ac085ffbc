"""The sheet in a photograph: where paper lies on a desk, seen from an angle, it is laid flat."""

from typing import Any

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import LEAST_SHEET, PIECE_OF_SHEET, WHOLE_SHEET

_SMALL = 800
"""Pixels of the longer side in which the sheet is looked for."""


def laid_flat(picture: Image) -> tuple[Image, Any]:
    """The sheet alone, as if seen from above, and how its pixels moved; the picture as it is where no sheet is seen."""
    import numpy as np

    corners = _corners(picture)
    if corners is None:
        return picture, np.eye(3)
    return squared(picture, corners)


def squared(picture: Image, corners: Any, margin: int = 0) -> tuple[Image, Any]:
    """What lies between four corners as an upright rectangle with a margin around, and how its pixels moved."""
    import cv2
    import numpy as np

    wide = round(max(_far(corners[0], corners[1]), _far(corners[3], corners[2]))) + 2 * margin
    tall = round(max(_far(corners[0], corners[3]), _far(corners[1], corners[2]))) + 2 * margin
    inner = ((margin, margin), (wide - margin, margin), (wide - margin, tall - margin), (margin, tall - margin))
    move = cv2.getPerspectiveTransform(corners.astype(np.float32), np.array(inner, np.float32))
    return cv2.warpPerspective(picture, move, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)), move


def _far(one: Any, other: Any) -> float:
    return float(((one - other) ** 2).sum() ** 0.5)


def _corners(picture: Image) -> Any:
    """The sheet's corners from the upper left on round; None where the picture is all sheet, or holds none."""
    import cv2
    import numpy as np

    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)  # noqa: PLR2004 - grey already
    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.GaussianBlur(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (5, 5), 0)
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))  # the writing goes, the paper stays
    edge = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    _, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if float(np.median(edge)) > float(np.median(small)) * 0.8:
        return None  # paper up to the edges
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    # A shadow across the sheet may part it in two.
    pieces = [outline for outline in outlines if cv2.contourArea(outline) >= PIECE_OF_SHEET * small.size]
    if not pieces:
        return None
    hull = cv2.convexHull(np.concatenate(pieces))
    if not LEAST_SHEET <= cv2.contourArea(hull) / small.size <= WHOLE_SHEET:
        return None
    four = corners_of(hull)
    return None if four is None else four / scale


def corners_of(hull: Any) -> Any:
    """The four corners of an outline from the upper left on round; None where it has not four."""
    import cv2

    for slack in (0.01, 0.015, 0.02, 0.03, 0.05, 0.08):
        four = cv2.approxPolyDP(hull, slack * cv2.arcLength(hull, closed=True), closed=True)
        if len(four) == 4:  # noqa: PLR2004 - corners
            return _in_order(four.reshape(4, 2))
    return None


def _in_order(corners: Any) -> Any:
    import numpy as np

    across, down = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [int(across.argmin()), int(down.argmax()), int(across.argmax()), int(down.argmin())]
    return corners[order].astype(np.float32) if len(set(order)) == 4 else None  # noqa: PLR2004
