"""Figures read: each cell of the tables a number, or unreadable with the raw text kept, with remarks on them.

What cannot be placed for certain is left unreadable; the sums of the form are used only to choose between readings,
never to compute a cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.figures import Figures, read_cell
from assistant.findings import Finding, found
from assistant.form import Form
from assistant.past.lines.pieces import Slip
from assistant.past.tables.slips import is_value
from assistant.past.tables.thresholds import SEVERAL_TWICE


@dataclass
class Reading:
    """What was read so far into a form: numbers, what could not be read, remarks.

    `old` is the edition no longer written that table two is printed in, if it is.
    """

    form: Form
    values: dict[str, Decimal] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    old: str = ""

    def put(self, code: str, text: str) -> None:
        """Read one cell's text into its place."""
        reading = read_cell(text, decimal=self.form.cells[code].decimal)
        if reading.state == "number" and reading.value is not None:
            self.values[code] = reading.value
            if reading.remark:
                name = self.form.cell_name(code)
                message = f"{name}原文为“{text.strip()}”，{reading.remark}，请核对。"
                self.findings.append(found("R-07", code, message, values={"raw": text.strip()}))
        elif reading.state == "unreadable":
            self.unreadable[code] = " ".join(text.split())

    def doubt(self, codes: Iterable[str], raw: str) -> None:
        """Leave cells unreadable because it is not certain which of the values are theirs."""
        for code in codes:
            self.unreadable[code] = raw

    def twice(self, table: str, rows: Sequence[str]) -> None:
        """Say once that a table holds more than one set of values in these rows, none of them taken for this year's."""
        if len(rows) < SEVERAL_TWICE:
            return
        name = self.form.tables[table].name
        message = (
            f"{name}中不止一组数字，可能是把两个年度放在一起对比，不能确定哪一组是本年的，"
            "有出入的单元格没有读入，请对照原件填写。"
        )
        self.findings.append(found("R-07", table, message))

    def leave_blank(self, table: str, years: Sequence[str]) -> None:
        """A table that shows several years, headed so: every cell unreadable, and a finding that says why."""
        self.seen.add(table)
        form = self.form.tables[table]
        self.doubt(form.codes(), "／".join(years))
        headings = "".join(f"“{year}”" for year in years)
        message = (
            f"{form.name}里有不止一个年度的数字（写着{headings}），不能确定哪些是本年度的，没有读入。"
            "请对照原件填写本年度的数字。"
        )
        self.findings.append(found("R-07", table, message, values={"years": list(years)}))

    def figures(self) -> Figures:
        """The figures as read."""
        return Figures(dict(self.values), dict(self.unreadable), self.form)


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


def twice_as_wide(slip: Slip, width: int) -> bool:
    """Whether a row holds two values or more for every column, as where two years stand side by side."""
    return slip.explicit and sum(is_value(cell) and bool(cell.strip()) for cell in slip.cells) >= 2 * width


def raw_of(slip: Slip) -> str:
    """What stood in a row, for showing."""
    return " ".join(" ".join(cell.split()) for cell in slip.cells if cell.strip())
