"""Cells: rows as found → the figures of tables two and four, each cell by its label and its column.

What cannot be placed for certain is left unreadable with the raw text kept; the sums of the form are
used only to choose between readings, never to compute a cell. Table three is in `applications`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.figures import Figures, read_number
from assistant.findings import Finding, found
from assistant.form import load
from assistant.past.slips import Slip, is_value
from assistant.past.splitting import row_holds, splits

_MANY = 50_000


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
        reading = read_number(text)
        if reading.value and _in_another_unit(text, decimal=load().cells[code].decimal):
            self.unreadable[code] = " ".join(text.split())
        elif reading.state == "number" and reading.value is not None:
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


def _in_another_unit(text: str, *, decimal: bool) -> bool:
    """Whether the cell says 元 where the form counts 万元, or 万 where it counts single cases."""
    return ("元" in text and "万" not in text) if decimal else "万" in text


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
        if texts is None:
            reading.doubt(codes, "；".join(raw_of(one) for one in found_rows))
        elif yuan and table.columns[codes[0].rpartition(".")[2]].decimal and read_number(texts[0]).value:
            reading.doubt(codes, f"{raw_of(slip)}元")
        else:
            for code, text in zip(codes, texts, strict=True):
                reading.put(code, text)


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


def read_four(slips: Sequence[Slip], reading: Reading) -> None:
    """Table four: fifteen cells in a line, or three labelled lines of five."""
    table = load().tables["T4"]
    codes = list(table.codes())
    width = len(table.columns)
    lines = [slip for slip in slips if slip.cells]
    if slips:
        reading.seen.add("T4")
    if not lines:
        return
    texts = _three_lines(lines) or _one_line(lines, len(codes))
    if _two_lines(lines, len(codes)) or (texts is not None and _has_lost_a_cell(texts, width)):
        reading.doubt(codes, raw_of(_joined(lines)))
    elif texts is not None:
        for code, text in zip(codes, texts, strict=True):
            reading.put(code, text)
    elif way := _fifteen_run(lines, width):
        raw = raw_of(lines[-1])
        reading.values.update(zip(codes, way, strict=True))
        message = f"表四的数字连在一起（“{raw}”），按表内勾稽关系还原，请核对。"
        reading.findings.append(found("R-03", "T4", message, values={"raw": raw}))
    elif raw := raw_of(_joined(lines)):
        reading.doubt(codes, raw)


def _has_lost_a_cell(texts: Sequence[str], width: int) -> bool:
    """Whether the last cell is empty and the sums would hold if one before it were: the rest has moved up."""
    if read_number(texts[-1]).state != "blank" or _sums(texts, width) == len(texts) // width:
        return False
    moved = max(_sums((*texts[:at], "", *texts[at:-1]), width) for at in range(len(texts)))
    return moved > _sums(texts, width)


def _sums(texts: Sequence[str], width: int) -> int:
    """In how many blocks the outcomes sum to a total that is there."""
    values = tuple(read_number(text).value for text in texts)
    return sum(row_holds(values[start : start + width]) for start in range(0, len(values), width))


def _three_lines(slips: Sequence[Slip]) -> tuple[str, ...] | None:
    """The cells where 行政复议 and the two kinds of suit each have a line of their own."""
    table = load().tables["T4"]
    blocks = {
        slip.label.id: texts
        for slip in slips
        if slip.label and slip.label.id in table.rows and (texts := fit(slip, len(table.columns)))
    }
    if len(blocks) < len(table.rows):
        return None
    return tuple(text for row in table.rows for text in blocks[row])


def _one_line(slips: Sequence[Slip], width: int) -> tuple[str, ...] | None:
    """The cells of the line that has as many, one with a value before an empty one; else of all lines together."""
    full = [texts for slip in slips if (texts := _fifteen(slip, width)) and not _counts(texts)]
    filled = [texts for texts in full if any(text.strip() for text in texts)]
    return next(iter(filled or full), None) or _fifteen(_joined(slips), width)


def _counts(texts: Sequence[str]) -> bool:
    """Whether it is the line that numbers the columns, from 1 on."""
    return [text.strip() for text in texts] == [str(number) for number in range(1, len(texts) + 1)]


def _two_lines(slips: Sequence[Slip], width: int) -> bool:
    """Whether two lines of values stand there that are not the same: nothing says which is this year's."""
    lines = {texts for slip in slips if (texts := _fifteen(slip, width)) and not _counts(texts)}
    blocks: dict[str, set[str]] = {}
    for slip in slips:
        if slip.label and slip.label.id in load().tables["T4"].rows and (raw := raw_of(slip)):
            blocks.setdefault(slip.label.id, set()).add(raw)
    several = any(len(raws) > 1 for raws in blocks.values())
    return several or len({texts for texts in lines if any(read_number(one).state == "number" for one in texts)}) > 1


def _fifteen(slip: Slip, width: int) -> tuple[str, ...] | None:
    cells = list(slip.cells)
    while len(cells) > width and cells and cells[0].strip() and not is_value(cells[0]):
        cells = cells[1:]
    return fit(replace(slip, cells=tuple(cells)), width)


def _joined(slips: Sequence[Slip]) -> Slip:
    return Slip(None, tuple(cell for slip in slips for cell in slip.cells), table="T4")


def _fifteen_run(slips: Sequence[Slip], width: int) -> tuple[Decimal, ...] | None:
    """Fifteen numbers run together, if the sums of the three blocks leave one way to cut them."""
    tokens = [token for slip in slips for cell in slip.cells for token in cell.split()]
    if any(slip.explicit for slip in slips) or not tokens or not all(re.fullmatch(r"\d+", token) for token in tokens):
        return None
    good: set[tuple[Decimal, ...]] = set()
    for count, way in enumerate(splits(tokens, 3 * width)):
        if count > _MANY:
            return None
        blocks = [way[start : start + width] for start in range(0, 3 * width, width)]
        if all(row_holds(block) for block in blocks):
            good.add(tuple(value for value in way if value is not None))
            if len(good) > 1:
                return None
    return good.pop() if good else None
