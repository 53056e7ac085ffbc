"""Figures: what is known of each cell (a number, blank, or unreadable), with indicators and notes.

Blank is "not supplied" and is never 0; unreadable keeps what stood there. Numbers are Decimal.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal

from assistant.form import Form, load

LARGEST = Decimal(10) ** 12
"""No organ's count or fee in 万元 reaches this; anything larger is a misprint."""

BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "–", "－", "无", "空", "／", "*", "N/A", "n/a", "."})
UNITS = "件个条次份篇期场部人元万元项宗起"
_THOUSANDS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$")
_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_MARK = re.compile(
    r"(?<=[\d０-９])\s*(?P<mark>[¹²³⁰⁴-⁹₀-₉①-⑳⑴-⒇❶-❿]+|[*＊※★☆#＃]+|[\[［〔【]\s*注?\s*\d{1,2}\s*[\]］〕】])\s*$"
)
_ASIDE = re.compile(r"^(?P<number>[\d,.]+)\s*[（(](?P<aside>[^（）()]*)[）)]$")


@dataclass(frozen=True)
class Reading:
    """What a piece of text says as a cell value.

    `state` is number, blank or unreadable; `remark` is a Chinese clause about what was dropped, such
    as a bracketed aside, empty if nothing was.
    """

    state: Literal["number", "blank", "unreadable"]
    value: Decimal | None
    raw: str
    remark: str = ""


def _folded(text: str) -> str:
    """NFKC, but circled and raised numbers stay what they are: ③ in a cell is no 3."""
    return "".join(char if unicodedata.category(char) == "No" else unicodedata.normalize("NFKC", char) for char in text)


def read_number(raw: object) -> Reading:
    """Read one cell's text: 1,234 / １２３ / 12件 / 22（其中修订16件） are numbers; "", /, -, 无 are blank.

    Nothing is guessed: whatever else stands there is unreadable and comes back with its raw text.
    Negative numbers are read as numbers; whether they may stand in a cell is a check's business.
    """
    text = "" if raw is None else str(raw)
    mark = _MARK.search(text)  # a raised or circled number is a footnote's, and would else become a digit
    body = text[: mark.start()] if mark else text
    folded = "".join(
        # a line break between digits stays: "12", new line, "34" are two numbers, not 1234
        char
        for char in _folded(body)
        if char.isspace() or unicodedata.category(char) not in {"Cf", "Cc"}
    )
    folded = folded.replace("−", "-").strip()
    squeezed = re.sub(r"\s+", "", folded)
    if squeezed in BLANKS:
        return Reading("blank", None, text)
    remark = f"角注“{mark['mark']}”没有计入" if mark else ""
    if aside := _ASIDE.match(squeezed):
        squeezed, remark = aside["number"], f"括注“{aside['aside']}”没有计入"
    elif re.search(r"\d\s+\d", folded):
        return Reading("unreadable", None, text)
    stripped = squeezed.rstrip(UNITS) if squeezed[:1].isdigit() else squeezed
    if _THOUSANDS.match(stripped):
        stripped = stripped.replace(",", "")
    if not _PLAIN.match(stripped):
        return Reading("unreadable", None, text)
    try:
        value = Decimal(stripped)
    except InvalidOperation:
        return Reading("unreadable", None, text)
    if abs(value) >= LARGEST:
        return Reading("unreadable", None, text, "数值过大")
    return Reading("number", value, text, remark)


def plain(value: Decimal) -> str:
    """A decimal as it is printed: no exponent, no trailing zeros, no separators."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


@dataclass(frozen=True)
class Figures:
    """The cells of one report, with the form they belong to. Missing codes are blank. Never changed in place."""

    values: Mapping[str, Decimal] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    form: Form = field(default_factory=load)

    @property
    def edition(self) -> str:
        """The edition of the form the cells belong to."""
        return self.form.edition

    def get(self, code: str) -> Decimal | None:
        """The number in a cell, None if blank or unreadable; KeyError for a code the form does not have."""
        if code not in self.form.cells:
            raise KeyError(code)
        return self.values.get(code)

    def with_values(self, changes: Mapping[str, Decimal | None]) -> "Figures":
        """A copy with these cells set; None makes a cell blank. KeyError for an unknown code."""
        values = dict(self.values)
        unreadable = dict(self.unreadable)
        for code, value in changes.items():
            if code not in self.form.cells:
                raise KeyError(code)
            unreadable.pop(code, None)
            if value is None:
                values.pop(code, None)
            else:
                values[code] = value
        return Figures(values, unreadable, self.form)

    def with_unreadable(self, raw: Mapping[str, str]) -> "Figures":
        """A copy in which these cells are unreadable, keeping what stood there."""
        values = {code: value for code, value in self.values.items() if code not in raw}
        return Figures(values, {**self.unreadable, **raw}, self.form)

    def blanks(self) -> Iterator[str]:
        """Codes of cells that hold no number, in form order."""
        return (code for code in self.form.cells if code not in self.values)

    def as_json(self) -> dict[str, int | str | None]:
        """All cells in form order: counts as integers, decimals as strings, blank and unreadable as null."""
        out: dict[str, int | str | None] = {}
        for code, cell in self.form.cells.items():
            value = self.values.get(code)
            if value is None:
                out[code] = None
            elif cell.decimal or value != value.to_integral_value():
                out[code] = plain(value)
            else:
                out[code] = int(value)
        return out


@dataclass(frozen=True)
class Indicator:
    """A figure of the organ's own, such as 微博发布 104 条. `aspect` is a section id."""

    name: str
    value: Decimal | None
    unit: str = ""
    aspect: str = "overview.active"
    last: Decimal | None = None


@dataclass(frozen=True)
class Note:
    """A short statement of what was done this year, by section id."""

    aspect: str
    text: str
