"""A scanned page → what a printed one is: its lines outside the tables, and its statutory tables as grids.

A number that was not read the same twice with confidence is written with `DOUBT` behind it: nobody takes it for one,
and what it may be is told.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.form import known
from assistant.past.blocks import DOUBT, Grid, Place
from assistant.past.lines.characters import fold, squeeze
from assistant.past.lines.chrome import is_page_mark
from assistant.past.lines.table_labels import scan
from assistant.past.readers.printed.page import Page, PrintedLine, is_mark
from assistant.past.readers.scans import recognition
from assistant.past.readers.scans.bare.placing import bare_tables
from assistant.past.readers.scans.bare.rows import middle
from assistant.past.readers.scans.cell_reading import Seen, placed_cells, seen_cells
from assistant.past.readers.scans.fitting import fitted
from assistant.past.readers.scans.levelling import Level, level
from assistant.past.readers.scans.recognition import Image, Written
from assistant.past.readers.scans.ruled.drawing import best_ruled
from assistant.past.readers.scans.ruled.ruling import Ruled
from assistant.past.readers.scans.thresholds import FEWEST_LABELS, LEGIBLE, PAGES_KEPT, SURE, SURE_ALONE
from assistant.past.tables.flattened.regions import is_tabular
from assistant.past.tables.flattened.tokens import tokens
from assistant.past.tables.slips import is_value

NOTE = "文字和数字是由程序识别的，请对照原件核对。"
"""What is said of everything that was read in a picture."""


_LOCK = threading.Lock()
_READ: OrderedDict[tuple[bytes, tuple[int, ...], int], Page] = OrderedDict()


def scanned_page(picture: Image, number: int) -> Page:
    """Read a page that is a picture, in colours (RGB) or grey; `number` counts from 1.

    The last pages read are kept: a file that was just read is read again when it is held against its original.
    """
    key = hashlib.blake2b(picture.tobytes()).digest(), picture.shape, number
    with _LOCK:
        if key in _READ:
            _READ.move_to_end(key)
            return _READ[key]
    page = _page(picture, number)
    with _LOCK:
        _READ[key] = page
        while len(_READ) > PAGES_KEPT:
            _READ.popitem(last=False)
    return page


def _page(picture: Image, number: int) -> Page:
    flat = level(picture)
    tall, wide = picture.shape[:2]
    grids: list[tuple[float, Grid]] = []
    rest = flat.grey.copy()
    for table in best_ruled(flat.grey):
        cells = fitted(table, seen_cells(table))
        name = "T4" if _values_of_four(table, cells) else ""
        if not name and _labels(cells) < (1 if _ends(cells) else FEWEST_LABELS):
            continue
        left, top, right, bottom = table.box
        rest[top - 4 : bottom + 4, max(0, left - 4) : right + 4] = 255
        grids.append((float(top), _grid(table, cells, _Back(flat, table, wide, tall, number), name=name)))
    words = [one for one in recognition.lines(rest) if one.text and one.sure >= LEGIBLE]
    words = [one for one in words if not is_page_mark(squeeze(one.text))]  # — 2 — is no row of the table above it
    for bare in bare_tables(rest, words):
        words = [one for one in words if not bare.ruled.box[1] <= middle(one.box) <= bare.ruled.box[3]]
        grid = _grid(bare.ruled, placed_cells(bare), _Back(flat, bare.ruled, wide, tall, number))
        grids.append((float(bare.ruled.box[1]), grid))
    lines = tuple(line for line in _lines(words) if not is_mark(line, flat.size[1]))
    return Page(flat.size[0], float(flat.size[1]), lines, tuple(grids), number)


def _labels(cells: Sequence[Seen]) -> int:
    """How many labels of the statutory tables stand in the cells."""
    return sum(bool(scan(fold(cell.text))) for cell in cells if cell.text)


def _values_of_four(table: Ruled, cells: Sequence[Seen]) -> bool:
    """Whether it is table four's one row of values, which a page has parted from its head: no other row is so long."""
    values = {sum(1 for _ in form.tables["T4"].codes()) for form in known()}
    return table.rows == 1 and len(cells) in values and all(is_value(cell.text) for cell in cells)


def _ends(cells: Sequence[Seen]) -> bool:
    """Whether these may be a statutory table's last rows, alone on a page: labels of it and values, nothing else."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    return any(map(is_value, texts)) and all(is_value(text) or scan(fold(text)) for text in texts)


class _Back:
    """The way from the pixels of a table to places on the original."""

    def __init__(self, flat: Level, table: Ruled, wide: int, tall: int, number: int) -> None:
        import numpy as np

        self._back = flat.back @ np.linalg.inv(table.move)
        self._wide, self._tall, self._number = wide, tall, number

    def __call__(self, box: tuple[float, float, float, float]) -> Place:
        left, top, right, bottom = box
        corners = [self._back @ (x, y, 1.0) for x, y in ((left, top), (right, top), (left, bottom), (right, bottom))]
        xs = [min(1.0, max(0.0, float(x / w) / self._wide)) for x, _, w in corners]
        ys = [min(1.0, max(0.0, float(y / w) / self._tall)) for _, y, w in corners]
        return Place(self._number, (min(xs), min(ys), max(xs), max(ys)))


def _grid(table: Ruled, cells: Sequence[Seen], back: _Back, *, name: str = "") -> Grid:
    rows: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    places: list[list[Place | None]] = [[None] * table.columns for _ in range(table.rows)]
    needed = _needed(cells)
    for cell, seen in zip(table.cells, cells, strict=True):
        rows[cell.row][cell.column] = _told(seen, needed)
        places[cell.row][cell.column] = back(seen.box)
    return Grid(tuple(map(tuple, rows)), places=tuple(map(tuple, places)), table=name, scanned=True)


def _needed(cells: Sequence[Seen]) -> float:
    """How sure a number must be: less where the sums of tables three and four hold it as well."""
    found = (labels for cell in cells if cell.text for labels in scan(fold(cell.text)))
    tables = {label.table for labels in found for label in labels if label.strong}
    return SURE_ALONE if "T2" in tables else SURE


def _told(seen: Seen, needed: float) -> str:
    """A cell's text, a number that is not sure marked as such."""
    number = is_value(seen.text) and bool(seen.text.strip())
    if seen.sure < needed and (number or not seen.text):
        return f"{seen.text}{DOUBT}"
    return seen.text


def _lines(found: Sequence[Written]) -> Iterator[PrintedLine]:
    """Lines of writing from top to bottom, pieces of one line put together from left to right."""
    rows: list[list[Written]] = []
    for one in sorted(found, key=lambda line: (line.box[1] + line.box[3]) / 2):
        middle = (one.box[1] + one.box[3]) / 2
        last = rows[-1][-1] if rows else None
        if (
            last
            and last.box[1] < middle < last.box[3]
            and abs(middle - (last.box[1] + last.box[3]) / 2) < 0.5 * (last.box[3] - last.box[1])
        ):
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        row.sort(key=lambda one: one.box[0])
        text = row[0].text + "".join(_gap(a, b) + b.text for a, b in pairwise(row))
        boxes = [one.box for one in row]
        yield PrintedLine(
            _doubted(text),
            min(box[0] for box in boxes),
            max(box[2] for box in boxes),
            min(box[1] for box in boxes),
            max(box[3] for box in boxes),
        )


def _doubted(text: str) -> str:
    """A line of a table that was not put into cells: its numbers were read once, and nothing says where they belong."""
    if is_page_mark(squeeze(text)) or not is_tabular(text):
        return text
    parts = tokens(text, 0)
    return " ".join(
        f"{part.text}{DOUBT}" if part.kind == "value" and part.text[-1:].isdigit() else part.text for part in parts
    )


def _gap(before: Written, after: Written) -> str:
    """A space where two pieces stand further apart than letters do."""
    return " " if after.box[0] - before.box[2] > before.box[3] - before.box[1] else ""
