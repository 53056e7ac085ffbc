"""Cells: rows as found → the figures of table two, each cell by its label and its column.

What cannot be placed for certain is left unreadable with the raw text kept; the sums of the form are
used only to choose between readings, never to compute a cell. Table three is in `applications`, four in `reviews`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.figures import Figures, read_cell, read_number
from assistant.findings import Finding, found
from assistant.form import load
from assistant.past.slips import Slip, is_value


@dataclass
class Reading:
    """What was read so far: numbers, what could not be read, remarks."""

    values: dict[str, Decimal] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    old: bool = False

    def put(self, code: str, text: str) -> None:
        """Read one cell's text into its place."""
        reading = read_cell(text, decimal=load().cells[code].decimal)
        if reading.state == "number" and reading.value is not None:
            self.values[code] = reading.value
            if reading.remark:
                name = load().cell_name(code)
                message = f"{name}原文为“{text.strip()}”，{reading.remark}，请核对。"
                self.findings.append(found("R-07", code, message, values={"raw": text.strip()}))
        elif reading.state == "unreadable":
            self.unreadable[code] = " ".join(text.split())

    def doubt(self, codes: Iterable[str], raw: str) -> None:
        """Leave cells unreadable because it is not certain which of the values are theirs."""
        for code in codes:
            self.unreadable[code] = raw

    def figures(self) -> Figures:
        """The figures as read."""
        return Figures(dict(self.values), dict(self.unreadable))


def fit(slip: Slip, width: int) -> tuple[str, ...] | None:
    """The cells as `width` columns if only empty ones stand over, or values stand apart in one cell; else None."""
    texts = slip.cells
    if not slip.sure:
        return None
    if len(texts) > width:
        windows = [at for at in range(len(texts) - width + 1) if not any(_outside(texts, at, width))]
        if windows and (len(windows) == 1 or (slip.flush and windows[0] == 0)):
            return texts[windows[0] : windows[0] + width]
        return None
    pieces = [piece for text in texts for piece in text.split()]
    if len(texts) < width == len(pieces) and all(is_value(piece) for piece in pieces):
        return tuple(pieces)
    return texts if len(texts) == width else None


def _outside(texts: Sequence[str], at: int, width: int) -> Iterable[bool]:
    return (bool(text.strip()) for text in (*texts[:at], *texts[at + width :]))


def raw_of(slip: Slip) -> str:
    """What stood in a row, for showing."""
    return " ".join(" ".join(cell.split()) for cell in slip.cells if cell.strip())


_SAME_MEANING = {"licensing": 2, "penalty": 2, "coercion": 2}
"""Rows of the 2019 table two whose third cell (处理决定数量) means what the one cell of 2021 means."""


def read_two(slips: Sequence[Slip], reading: Reading, *, old: bool, yuan: bool = False) -> None:
    """Table two. Of the old edition only the cells that mean the same are taken; fees in 元 are not converted."""
    table = load().tables["T2"]
    reading.old = reading.old or old
    rows: dict[str, list[Slip]] = {}
    for slip in slips:
        if slip.label and slip.label.kind == "row" and slip.cells and slip.label.id in table.rows:
            rows.setdefault(slip.label.id, []).append(slip)
    for row, found_rows in rows.items():
        reading.seen.add("T2")
        slip = found_rows[0]
        codes = [f"T2.{row}.{column}" for column in table.rows[row].columns]
        if old:
            if row in _SAME_MEANING and (texts := fit(slip, 3)):
                reading.put(codes[0], texts[_SAME_MEANING[row]])
            continue
        texts = None if _differ(found_rows) else _texts_of(slip, len(codes))
        codes = _as_headed(codes, slip.order)
        if texts is None:
            reading.doubt(codes, "；".join(raw_of(one) for one in found_rows))
        elif yuan and table.columns[codes[0].rpartition(".")[2]].decimal and read_number(texts[0]).value:
            reading.doubt(codes, f"{raw_of(slip)}元")
        else:
            for code, text in zip(codes, texts, strict=True):
                reading.put(code, text)


def _as_headed(codes: list[str], order: Sequence[str]) -> list[str]:
    """The cells of a row in the order their columns have in the header, where it names all of them."""
    places = {code: order.index(column) for code in codes if (column := code.rpartition(".")[2]) in order}
    return sorted(codes, key=lambda code: places[code]) if len(places) == len(codes) else codes


def _differ(slips: Sequence[Slip]) -> bool:
    """Whether a row stands there more than once with different values, as in a report that shows two years."""
    return len({raw for slip in slips if (raw := raw_of(slip))}) > 1


def _texts_of(slip: Slip, width: int) -> tuple[str, ...] | None:
    return (fit(slip, width) or _zeros(slip, width)) if width > 1 else _one(slip.cells)


def _one(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The one value of a cell printed over several grid columns, or repeated in them."""
    texts = {" ".join(cell.split()) for cell in cells if read_number(cell).state != "blank"}
    if len(texts) > 1:
        return None
    return (texts.pop(),) if texts else (cells[0],)


def _zeros(slip: Slip, width: int) -> tuple[str, ...] | None:
    """000 can be nothing but three zeros."""
    run = "".join(slip.cells)
    return ("0",) * width if not slip.explicit and run == "0" * width else None
