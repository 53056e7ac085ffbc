"""The ruled tables of a printed page → grids, the statutory ones only; each cell with where it stands."""

from collections.abc import Iterator
from typing import Any

from assistant.past.blocks import Grid, Place
from assistant.past.lines.characters import clean
from assistant.past.lines.years import years_in
from assistant.past.readers.thresholds import MOST_RULES, OPEN_END
from assistant.past.tables.grids import part


def grids(page: Any, going_on: str) -> Iterator[tuple[float, float, Grid]]:
    """The statutory tables on a page: top, bottom, grid. Rows of a found table that are text are left to the text.

    `going_on` is the statutory table that the page before ended in; "" if none.
    """
    if len(page.lines) + len(page.rects) + len(page.curves) > MOST_RULES:
        return
    for table in page.find_tables({"explicit_horizontal_lines": _open_ends(page)}):
        hint, going_on = going_on, ""
        rows = [tuple(None if cell is None else clean(cell) for cell in row) for row in table.extract()]
        at, years = 0, years_in(rows)
        for parted in part(Grid(tuple(rows), table=hint)):
            own = table.rows[at : at + len(parted.rows)]
            at += len(parted.rows)
            if parted.table and own:
                places = tuple(tuple(_place(page, cell) for cell in row.cells) for row in own)
                grid = Grid(parted.rows, table=parted.table, places=places, years=years)
                yield min(row.bbox[1] for row in own), max(row.bbox[3] for row in own), grid


def _place(page: Any, box: tuple[float, float, float, float] | None) -> Place | None:
    if box is None:
        return None
    left, top, right, bottom = box
    return Place(page.page_number, (left / page.width, top / page.height, right / page.width, bottom / page.height))


def _open_ends(page: Any) -> list[float]:
    """Where upright rules end without a line across: a row at the page's end or beginning left open there."""
    # A thick rule is a filled rectangle, whose short sides are no rules.
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > OPEN_END]
    across = [edge["top"] for edge in page.edges if edge["orientation"] == "h" and edge["width"] > OPEN_END]
    if not upright or not across:
        return []
    ends = (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright))
    return [end for end in ends if all(abs(end - line) > OPEN_END for line in across)]
