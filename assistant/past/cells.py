"""Cells: slips → the figures of the three tables, each cell by its row label and its column.

What cannot be placed for certain is left unreadable with the raw text kept; the sums of the form are
used only to choose between readings, never to compute a cell.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.figures import Figures, read_number
from assistant.findings import Finding, found
from assistant.form import Form, load
from assistant.past.slips import Slip, is_value
from assistant.past.splitting import Column, Way, placements, row_holds, solve, splits

OTHER_OLD = "other_handling"
_OTHERS = ("other_not_corrected", "other_fee_unpaid", "other_other")
_SAME_MEANING = {"licensing": 2, "penalty": 2, "coercion": 2}
"""Rows of the 2019 table two whose third cell (处理决定数量) means what the one cell of 2021 means."""


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


def read_two(slips: Sequence[Slip], reading: Reading, *, old: bool) -> None:
    """Table two. Of the old edition only the cells that mean the same are taken."""
    table = load().tables["T2"]
    reading.old = reading.old or old
    done: set[str] = set()
    for slip in slips:
        if slip.label is None or slip.label.kind != "row" or not slip.cells:
            continue
        row = slip.label.id
        if row in done or row not in table.rows:
            continue
        done.add(row)
        reading.seen.add("T2")
        codes = [f"T2.{row}.{column}" for column in table.rows[row].columns]
        if old:
            if row in _SAME_MEANING and (texts := _fit(slip, 3)):
                reading.put(codes[0], texts[_SAME_MEANING[row]])
            continue
        texts = _fit(slip, len(codes)) if len(codes) > 1 else _one(slip.cells)
        if texts is None and (way := _zeros(slip, len(codes))):
            texts = way
        if texts is None:
            reading.doubt(codes, _raw(slip))
        else:
            for code, text in zip(codes, texts, strict=True):
                reading.put(code, text)


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


def _fit(slip: Slip, width: int) -> tuple[str, ...] | None:
    """The cells as `width` columns if only empty ones stand over, or values stand apart in one cell; else None."""
    texts = slip.cells
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


def _raw(slip: Slip) -> str:
    return " ".join(" ".join(cell.split()) for cell in slip.cells if cell.strip())


# ---- table three -----------------------------------------------------------------------------------


def read_three(slips: Sequence[Slip], reading: Reading) -> None:
    """Table three: rows by label and order, cells by column, doubtful rows by the table's identities."""
    form = load()
    columns = list(form.tables["T3"].columns)
    width = len(columns)
    rows = _assign(_apart(slips, width), form)
    if not rows:
        return
    reading.seen.add("T3")
    if OTHER_OLD in rows:
        rows = _fold_others(rows, reading)
    certain: dict[str, tuple[str, ...]] = {}
    doubtful: dict[str, list[Way]] = {}
    for row, slip in rows.items():
        texts = _fit(slip, width)
        if (texts is not None and not (slip.placed and len(slip.cells) > width)) or texts is not None:
            certain[row] = texts
        else:
            doubtful[row] = list(_ways(slip, width))
    known = {row: way for row, texts in certain.items() if (way := _numbers(texts)) is not None}
    if OTHER_OLD in {slip.label.id for slip in rows.values() if slip.label}:
        known |= dict.fromkeys(_OTHERS[:2], (None,) * width)
    solved = solve(known, {row: ways for row, ways in doubtful.items() if ways}, _identities(form))
    for row, slip in rows.items():
        codes = [f"T3.{row}.{column}" for column in columns]
        if row in certain:
            for code, text in zip(codes, certain[row], strict=True):
                reading.put(code, text)
        elif row in solved:
            _take(row, slip, solved[row], codes, reading)
        else:
            reading.doubt(codes, _raw(slip))


def _take(row: str, slip: Slip, way: Way, codes: Sequence[str], reading: Reading) -> None:
    for code, value in zip(codes, way, strict=True):
        if value is not None:
            reading.values[code] = value
    raw = _raw(slip)
    name = load().cell_name(f"T3.{row}")
    shown = "、".join("空" if value is None else str(value) for value in way)
    message = f"{name}的数字连在一起或者缺少空格（“{raw}”），按表内勾稽关系还原为 {shown}，请核对。"
    reading.findings.append(found("R-03", f"T3.{row}", message, values={"raw": raw}))


def _numbers(texts: Sequence[str]) -> Way | None:
    readings = [read_number(text) for text in texts]
    return None if any(item.state == "unreadable" for item in readings) else tuple(item.value for item in readings)


def _identities(form: Form) -> list[Column]:
    """The column identities of table three, rows only: each rule of the form holds for every column alike."""
    out: dict[tuple[tuple[str, int], ...], None] = {}
    for rule in form.rules:
        if rule.code in {"T3-02", "T3-03"}:
            signs = [(op.cell.split(".")[1], op.sign) for op in rule.left]
            signs += [(op.cell.split(".")[1], -op.sign) for op in rule.right]
            out[tuple(signs)] = None
    return [Column(signs) for signs in out]


def _ways(slip: Slip, width: int) -> Iterable[Way]:
    """Every reading of a doubtful row that its own sum allows; a total may be missing only from separate cells."""
    tokens = [token for cell in slip.cells for token in cell.split()]
    values = [
        item.value for token in tokens if (item := read_number(token)).state == "number" and item.value is not None
    ]
    if len(values) != len([token for token in tokens if read_number(token).state != "blank"]):
        return
    whole = all(re.fullmatch(r"\d+", token) for token in tokens)
    ways: dict[Way, None] = {}
    if not slip.explicit and whole and any(len(token) > 1 for token in tokens):
        for way in splits(tokens, width):
            if row_holds(way):
                ways[way] = None
            if len(ways) > _MANY:
                return
    if 1 < len(values) < width and not (not slip.explicit and any(len(token) > width for token in tokens)):
        for way in placements(values, width):
            if way[-1] is None or row_holds(way):
                ways[way] = None
    yield from ways


_MANY = 5000


def _apart(slips: Sequence[Slip], width: int) -> list[Slip]:
    """Runs that hold several rows, taken apart: 14 values after one label are its 7 and another row's."""
    out: list[Slip] = []
    for slip in slips:
        count = len(slip.cells)
        if slip.explicit or count <= width or count % width or any(not cell.strip() for cell in slip.cells):
            out.append(slip)
            continue
        for start in range(0, count, width):
            label = slip.label if start == 0 else None
            out.append(Slip(label, slip.cells[start : start + width], explicit=False, table=slip.table))
    return out


def _assign(slips: Sequence[Slip], form: Form) -> dict[str, Slip]:
    """Which form row each slip is: by label; without one, by standing between two labels that leave no choice."""
    order = list(form.tables["T3"].rows)
    old = _has_old_other(slips)
    if old:
        order = [row for row in order if row not in _OTHERS]
        order.insert(order.index("total_handled"), OTHER_OLD)
    rows: dict[str, Slip] = {}
    loose: list[Slip] = []
    before = -1
    clashes: set[str] = set()
    for slip in slips:
        row = slip.label.id if slip.label and slip.label.kind == "row" else None
        if row is None or row not in order:
            if slip.label is None or (slip.label.kind == "column" and any(cell.strip() for cell in slip.cells)):
                loose.append(slip)
            continue
        at = order.index(row)
        if not slip.cells:
            continue
        _between(order, before, at, loose, rows)
        before, loose = at, []
        if row in rows and rows[row].cells != slip.cells and any(cell.strip() for cell in rows[row].cells):
            if any(cell.strip() for cell in slip.cells):
                clashes.add(row)
            continue
        rows[row] = slip
    _between(order, before, len(order), loose, rows)
    if not rows and len(loose) in {len(order), len(order) - 2}:
        pass
    for row in clashes:
        del rows[row]
    return rows


def _between(order: Sequence[str], before: int, at: int, loose: Sequence[Slip], rows: dict[str, Slip]) -> None:
    missing = [row for row in order[before + 1 : at] if row not in rows]
    if loose and len(loose) == len(missing):
        rows.update(zip(missing, loose, strict=True))


def _has_old_other(slips: Sequence[Slip]) -> bool:
    ids = [slip.label.id for slip in slips if slip.label and any(cell.strip() for cell in slip.cells)]
    named = {slip.label.id for slip in slips if slip.label}
    if named & set(_OTHERS[:2]):
        return False
    return OTHER_OLD in ids or OTHER_OLD in named


def _fold_others(rows: dict[str, Slip], reading: Reading) -> dict[str, Slip]:
    """（六）其他处理 as one row stands for three; it is kept under 其他, and the other two are left blank."""
    out = {("other_other" if row == OTHER_OLD else row): slip for row, slip in rows.items()}
    if not any(read_number(cell).state != "blank" for cell in rows[OTHER_OLD].cells):
        return out
    message = "表三“（六）其他处理”只有一行，没有分列三种情形：数字计入“3.其他”，另外两行留空，请核对后分别填写。"
    reading.findings.append(found("R-07", "T3.other_other", message))
    return out


# ---- table four ------------------------------------------------------------------------------------


def read_four(slips: Sequence[Slip], reading: Reading) -> None:
    """Table four: fifteen cells in a line, or three labelled lines of five."""
    table = load().tables["T4"]
    width = len(table.columns)
    blocks = {
        slip.label.id: texts
        for slip in slips
        if slip.label and slip.label.id in table.rows and (texts := _fit(slip, width))
    }
    codes = list(table.codes())
    if len(blocks) == len(table.rows):
        reading.seen.add("T4")
        for row, texts in blocks.items():
            for column, text in zip(table.columns, texts, strict=True):
                reading.put(f"T4.{row}.{column}", text)
        return
    lines = [slip for slip in slips if slip.cells]
    if slips:
        reading.seen.add("T4")
    if not lines:
        return
    texts = next((fit for slip in lines if (fit := _fifteen(slip, len(codes)))), None) or _fifteen(
        _joined(lines), len(codes)
    )
    if texts is None and (way := _fifteen_run(lines, width)):
        raw = _raw(lines[-1])
        for code, value in zip(codes, way, strict=True):
            reading.values[code] = value
        message = f"表四的数字连在一起（“{raw}”），按表内勾稽关系还原，请核对。"
        reading.findings.append(found("R-03", "T4", message, values={"raw": raw}))
        return
    if texts is None:
        raw = _raw(_joined(lines))
        if raw:
            reading.doubt(codes, raw)
        return
    for code, text in zip(codes, texts, strict=True):
        reading.put(code, text)


def _fifteen(slip: Slip, width: int) -> tuple[str, ...] | None:
    cells = list(slip.cells)
    while len(cells) > width and cells and cells[0].strip() and not is_value(cells[0]):
        cells = cells[1:]
    return _fit(replace(slip, cells=tuple(cells)), width)


def _joined(slips: Sequence[Slip]) -> Slip:
    return Slip(None, tuple(cell for slip in slips for cell in slip.cells), table="T4")


def _fifteen_run(slips: Sequence[Slip], width: int) -> tuple[Decimal, ...] | None:
    """Fifteen numbers run together, if the sums of the three blocks leave one way to cut them."""
    tokens = [token for slip in slips for cell in slip.cells for token in cell.split()]
    if any(slip.explicit for slip in slips) or not tokens or not all(re.fullmatch(r"\d+", token) for token in tokens):
        return None
    good: set[tuple[Decimal, ...]] = set()
    for count, way in enumerate(splits(tokens, 3 * width)):
        if count > _MANY * 10:
            return None
        blocks = [way[start : start + width] for start in range(0, 3 * width, width)]
        if all(row_holds(block) for block in blocks):
            good.add(tuple(value for value in way if value is not None))
            if len(good) > 1:
                return None
    return good.pop() if good else None
