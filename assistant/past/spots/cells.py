"""Spots: where each cell's value stands in the file it was read from, found after reading and checked against it.

A cell has a spot only where what stands there reads as its value, or is the raw text that could not be read. Where the
cells of a row cannot be told apart, its cells share the spot of the row; where nothing can be told they have none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.figures import Figures, plain, read_cell, read_number
from assistant.form import Form
from assistant.past.blocks import DOUBT, Document, Grid, Line, Place
from assistant.past.lines.apart import apart
from assistant.past.lines.characters import fold
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label, is_fragment, scan
from assistant.past.spots.paragraphs import around
from assistant.past.tables.slips import Walk, is_value, names


@dataclass(frozen=True)
class Spot:
    """Where a value stands: the block's number in the document, and what of it.

    Of a grid the row and the columns `first` to `last`; of a line (`row` is None) the characters from `first` up to
    `last`. `place` is the place on the page where that is known. `whole`: a row's, whose cells cannot be told apart.
    """

    block: int
    row: int | None
    first: int
    last: int
    place: Place | None = None
    whole: bool = False


@dataclass
class _Run:
    """The texts behind one label of a table, on their way to being told apart; `label` is None in table four."""

    table: str
    label: Label | None
    walk: Walk
    atoms: list[tuple[str, Spot]] = field(default_factory=list)


def spots(document: Document, figures: Figures) -> dict[str, Spot]:
    """Code → spot of every cell of the figures that was read from the document and can be found there again."""
    found: dict[str, Spot] = {}
    twice: set[str] = set()
    for run in _runs(document, figures):
        placed = _placed(run, figures)
        # The same row twice, as in a report that shows two years: which of them was read is not told here.
        twice |= {code for code in placed if code in found}
        found |= placed
    return {code: spot for code, spot in found.items() if code not in twice}


def _runs(document: Document, figures: Figures) -> Iterator[_Run]:
    """The runs of values of all three tables, in order."""
    raws = {"".join(raw.split()) for raw in figures.unreadable.values()}
    walks: dict[str, Walk] = {}
    run: _Run | None = None
    for text, spot in _texts(document):
        if is_value(text) or "".join(text.split()) in raws:
            _hold(run, text, spot)
            continue
        table = _table_of(text) or (run.table if run else "")
        if not table:
            continue
        if run is None or run.table != table:
            if run is not None:
                yield run
            run = _Run(table, None, walks.setdefault(table, Walk(table, figures.form)))
        labels = names(text, run.walk)
        if not labels and is_fragment(text):
            continue
        if run.atoms or (labels and run.label is not None):
            yield run
        for label in labels:
            run.walk.note(label)
        run = _next(run, labels, text)
    if run is not None:
        yield run


def _hold(run: _Run | None, text: str, spot: Spot) -> None:
    if run is not None:
        run.atoms.append((text, spot))


def _next(run: _Run, labels: Sequence[Label], text: str) -> _Run | None:
    """The run that begins behind a text; None where the table has ended."""
    if not labels and len(text) >= _PROSE:
        return None
    row = next((one for one in reversed(labels) if _names_row(one, run.walk.form)), None)
    group = run.label if labels and row is None and all(one.kind == "group" for one in labels) else None
    return _Run(run.table, row or group, run.walk)


def _names_row(label: Label, form: Form) -> bool:
    """Whether values of a row may follow the label; table four's blocks stand above its columns, or as labels."""
    return label.kind == "row" or (label.table == "T4" and label.id in form.tables["T4"].rows)


_PROSE = 30
"""A text so long that names nothing of a table stands behind it; labels of the form that long name something."""


def _table_of(text: str) -> str:
    tables = {label.table for found in scan(fold(text)) for label in found if label.strong}
    return tables.pop() if len(tables) == 1 else ""


def _texts(document: Document) -> Iterator[tuple[str, Spot]]:
    """Every cell's text and every piece of a line that may be one, with its spot."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            for y, row in enumerate(block.rows):
                for x, text in enumerate(row):
                    if text is not None:
                        yield text, Spot(number, y, x, x, _of_cell(block, y, x))
        elif isinstance(block, Line):
            for piece in apart(block.text):
                yield piece.text, Spot(number, None, piece.first, piece.last, block.place)


def _of_cell(grid: Grid, y: int, x: int) -> Place | None:
    return grid.places[y][x] if y < len(grid.places) and x < len(grid.places[y]) else None


def _placed(run: _Run, figures: Figures) -> dict[str, Spot]:
    """The spots of one run's cells; empty where it does not read as what was read."""
    codes = _codes(run, figures.form)
    filled = [(text, spot) for text, spot in run.atoms if text.strip()]
    atoms = filled if len(filled) == len(codes) else run.atoms
    texts = tuple(text for text, _ in atoms)
    if not codes or not texts or not run.walk.marked(Slip(run.label, texts, table=run.table)).sure:
        return {}
    width = len(codes)
    fits = [
        at
        for at in range(len(texts) - width + 1)
        if not any(text.strip() for text in (*texts[:at], *texts[at + width :]))
        and all(_reads(code, text, figures) for code, text in zip(codes, texts[at : at + width], strict=True))
    ]
    if len(fits) == 1:
        return {code: spot for code, (_, spot) in zip(codes, atoms[fits[0] :], strict=False)}
    whole = _whole(run)
    return dict.fromkeys(codes, whole) if not fits and whole and _says(codes, texts, figures) else {}


def _codes(run: _Run, form: Form) -> list[str]:
    """The cells a run holds, in the order their columns have in the header."""
    table = form.tables[run.table]
    if run.table == "T4" and run.label is None:
        return list(table.codes())
    if run.label is None or run.label.id not in table.rows:
        return []
    columns = list(table.rows[run.label.id].columns)
    heads = list(dict.fromkeys(run.walk.heads))
    if run.table == "T2" and all(column in heads for column in columns):
        columns.sort(key=heads.index)
    return [f"{run.table}.{run.label.id}.{column}" for column in columns]


def _reads(code: str, text: str, figures: Figures) -> bool:
    """Whether what stands there is what the cell was read as."""
    if code in figures.unreadable:
        # A number that was put in doubt by its sums is written without the mark of doubt in the file's block.
        return " ".join(text.split()).removesuffix(DOUBT) == figures.unreadable[code].removesuffix(DOUBT)
    reading = read_cell(text, decimal=figures.form.cells[code].decimal)
    value = figures.values.get(code)
    return reading.state == "blank" if value is None else reading.value == value


def _says(codes: Sequence[str], texts: Sequence[str], figures: Figures) -> bool:
    """Whether a row whose cells cannot be told apart holds all that was read of it, or is the raw text kept of it."""
    there = "".join("".join(text.split()) for text in texts)
    kept = {"".join(figures.unreadable[code].split()) for code in codes if code in figures.unreadable}
    if kept:
        return kept == {there}
    values = [plain(figures.values[code]) for code in codes if code in figures.values]
    read = [reading.value for text in texts if (reading := read_number(text)).value is not None]
    same = [plain(value) for value in read] == values
    return bool(values) and (there == "".join(values) or same)


def _whole(run: _Run) -> Spot | None:
    """The spot of all the texts of a run together; None if they do not stand in one row or line."""
    if len({(spot.block, spot.row) for _, spot in run.atoms}) != 1:
        return None
    own = [spot for text, spot in run.atoms if text.strip()]
    if not own:
        return None
    return Spot(own[0].block, own[0].row, own[0].first, own[-1].last, around([spot.place for spot in own]), whole=True)
