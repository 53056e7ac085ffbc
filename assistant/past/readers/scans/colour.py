"""Colour: a picture of a page in grey, without its stamps; what is printed or written in red stays."""

from collections.abc import Iterator

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.thresholds import JOINED, RED, STAMP, UNDER_STAMP

Box = tuple[int, int, int, int]


def without_stamps(picture: Image) -> Image:
    """Grey by its red alone where a stamp lies, since it is there as bright as the paper; else red is ink as well.

    `picture` is in colours (RGB) or grey.
    """
    import numpy as np

    if picture.ndim == 2:  # noqa: PLR2004 - grey already
        return picture
    grey = np.ascontiguousarray(picture[:, :, 0])
    others = np.maximum(picture[:, :, 1], picture[:, :, 2])
    red = (grey > others) & (grey - others > RED)
    if not red.any():
        return grey
    ink = red.copy()
    for left, top, right, bottom in _stamps(red):
        part, stamped = grey[top:bottom, left:right], red[top:bottom, left:right]
        part[stamped & (part > UNDER_STAMP)] = 255
        ink[top:bottom, left:right] = False
    grey[ink] = others[ink]
    return grey


def _stamps(red: Image) -> Iterator[Box]:
    """The boxes of what is red and as large as a stamp each way: its rim, mostly."""
    import cv2
    import numpy as np

    wide = red.shape[1]
    joined = max(3, round(JOINED * wide)) | 1
    whole = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((joined, joined), np.uint8))
    _, _, spots, _ = cv2.connectedComponentsWithStats(whole)
    for x, y, across, down, _ in spots[1:]:
        if min(across, down) >= STAMP * wide:
            edge = round(JOINED * wide)
            yield max(0, x - edge), max(0, y - edge), x + across + edge, y + down + edge
