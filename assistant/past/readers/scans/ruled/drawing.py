"""Drawing: a page's ruled tables, by the way of drawing rules by which their cells lie as the form's do."""

from assistant.past.readers.scans.recognition import Image
from assistant.past.readers.scans.ruled.layouts import lies_as_form
from assistant.past.readers.scans.ruled.rules import Drawn
from assistant.past.readers.scans.ruled.ruling import Ruled, ruled_tables


def best_ruled(grey: Image) -> list[Ruled]:
    """The ruled tables of a level page, from top to bottom.

    Light rules are looked for where the plain ones do not make the form's cells, and are believed where they do.
    """
    tables = ruled_tables(grey)
    if tables and all(map(lies_as_form, tables)):
        return tables
    settled = [table for table in tables if lies_as_form(table)]
    light = [table for table in ruled_tables(grey, Drawn.LIGHT) if lies_as_form(table)]
    light = [table for table in light if not any(_meet(table, other) for other in settled)]
    kept = [table for table in tables if not any(_meet(table, other) for other in light)]
    return sorted([*kept, *light], key=lambda table: table.box[1])


def _meet(one: Ruled, other: Ruled) -> bool:
    """Whether two tables share a part of the page."""
    (left, top, right, bottom), (x0, y0, x1, y1) = one.box, other.box
    return left < x1 and x0 < right and top < y1 and y0 < bottom
