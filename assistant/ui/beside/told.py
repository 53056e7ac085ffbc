"""What the browser is told of a cell, of a section and of an original without pages, as JSON."""

from collections.abc import Sequence
from typing import Any

from assistant.desk import ReadCell, ReadSection
from assistant.figures import plain
from assistant.form import Form
from assistant.past.blocks import Block


def tables_of(form: Form) -> list[dict[str, str]]:
    """The tables by their official titles, in order."""
    return [{"id": table.id, "title": f"{table.name}　{table.title}"} for table in form.tables.values()]


def row_of(cell: ReadCell, form: Form) -> dict[str, Any]:
    """A cell as the browser lists it under its table; `at` is where it stands in the original, None if unknown."""
    spot = cell.spot
    place = spot.place if spot else None
    table = form.tables[form.cells[cell.code].table]
    return {
        "code": cell.code,
        "table": table.id,
        "name": cell.name.removeprefix(table.name),
        "value": "" if cell.value is None else plain(cell.value),
        "raw": cell.raw,
        "offer": cell.offer,
        "summed": cell.summed,
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


def section_of(section: ReadSection) -> dict[str, Any]:
    """A section as the browser lists it, each paragraph with the blocks and places it stands at."""
    return {
        "id": section.id,
        "name": section.name,
        "remarks": list(section.remarks),
        "doubtful": section.doubtful,
        "checked": section.checked,
        "paragraphs": [
            {
                "text": text,
                "at": [list(one) for one in spot.at] if spot else [],
                "places": [{"page": one.page, "box": list(one.box)} for one in spot.places] if spot else [],
            }
            for text, spot in section.paragraphs
        ],
    }


def original_of(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Lines and tables by their text alone, in order, so that a spot's number is the place in the list."""
    return [{"rows": getattr(block, "rows", None), "text": getattr(block, "text", "")} for block in blocks]
