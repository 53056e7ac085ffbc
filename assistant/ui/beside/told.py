"""What the browser is told of a cell and of an original without pages, as JSON."""

from collections.abc import Sequence
from typing import Any

from assistant.desk import ReadCell
from assistant.figures import plain
from assistant.past.blocks import Block


def row_of(cell: ReadCell) -> dict[str, Any]:
    """A cell as the browser lists it; `at` is where it stands in the original, None where that is not known."""
    spot = cell.spot
    place = spot.place if spot else None
    return {
        "code": cell.code,
        "name": cell.name,
        "value": "" if cell.value is None else plain(cell.value),
        "raw": cell.raw,
        "offer": cell.offer,
        "checked": cell.checked,
        "doubtful": cell.doubtful,
        "at": spot
        and {
            "block": spot.block,
            "row": spot.row,
            "first": spot.first,
            "last": spot.last,
            "page": place.page if place else 0,
            "box": list(place.box) if place else [],
        },
    }


def original_of(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Lines and tables by their text alone, in order, so that a spot's number is the place in the list."""
    return [{"rows": getattr(block, "rows", None), "text": getattr(block, "text", "")} for block in blocks]
