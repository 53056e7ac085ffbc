"""Recognition: pictures of cells and of lines → what is written there, with confidence from 0 to 1.

rapidocr with the models inside its own wheel, so that nothing is fetched. All three of its switches are given at every
call: it keeps the last ones.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.past.readers.scans.thresholds import BATCH, CELL_SHAPE, LINES_SIDE

Image = Any
"""A picture as an array of bytes, rows by columns, in grey or in three colours."""

_ONE_AT_A_TIME = threading.Lock()
"""The engine keeps its switches between two steps of a call; and two pages at once would take the memory of two."""


@dataclass(frozen=True)
class Written:
    """A line found on a page: its words, how sure, and its box (left, top, right, bottom) in pixels."""

    text: str
    sure: float
    box: tuple[float, float, float, float]


def cells(pictures: Sequence[Image]) -> list[tuple[str, float]]:
    """What is written in each picture of one line, and how sure."""
    if not pictures:
        return []
    with _ONE_AT_A_TIME:
        found = _engine().recognize_txt([_coloured(one) for one in pictures])
    return [(text.strip(), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def lines(page: Image) -> list[Written]:
    """The lines of a page, in no order."""
    with _ONE_AT_A_TIME:
        found = _engine()(_coloured(page), use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None:
        return []
    return [
        Written(text.strip(), float(score), _around(box))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def upside_down(pictures: Sequence[Image]) -> int:
    """How many of these lines stand on their head."""
    with _ONE_AT_A_TIME:
        _, found = _engine().cls_and_rotate([_coloured(one) for one in pictures])
    return sum(label == "180" for label, _ in found.cls_res)


def _around(box: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return min(xs), min(ys), max(xs), max(ys)


def _coloured(picture: Image) -> Image:
    import cv2

    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture  # noqa: PLR2004 - grey


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.max_side_len": 4000,
            "Global.text_score": 0.0,
            "Det.limit_type": "max",
            "Det.limit_side_len": LINES_SIDE,
            "Rec.rec_img_shape": list(CELL_SHAPE),
            "Rec.rec_batch_num": BATCH,
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
        }
    )
    import numpy as np

    # Its parts are loaded by the first call that uses them.
    engine(np.full((64, 64, 3), 255, np.uint8), use_det=False, use_cls=True, use_rec=True)
    return engine
