"""Figures: what is known of each cell (a number, blank, or unreadable), with indicators and notes.

Blank is "not supplied" and is never 0; unreadable keeps what stood there. Numbers are Decimal.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.form import Form, load

LARGEST = Decimal(10) ** 12
"""No organ's count or fee in 万元 reaches this; anything larger is a misprint."""

# From here to `MARKED` all is handed to the browser, which makes the same reading of what is typed. The expressions
# are such as Python and JavaScript take alike: digits are spelt out, white space is " ". The characters are listed,
# since the two need not know the same year's Unicode.
BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "–", "无", "空", "*", "N/A", "n/a", "."})
UNITS = "件个条次份篇期场部人元万元项宗起"
NUMBER = rf"^(-?[0-9]+(?:\.[0-9]+)?|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?)[{UNITS}]*$"
APART = r"[0-9,.-] +[0-9,.]"
"""Two numbers in one cell, or one that was torn apart: nobody can tell."""
ASIDE = r"^([0-9,. ]*[0-9]) *\(([^()]*)\)$"
MARKED = (
    r"^(.*[0-9]) *"
    r"([¹²³⁰⁴-⁹₀-₉①-⑳⑴-⒇❶-❿]+|[*※★☆#]+|[\[〔【] *注? *[0-9]{1,2} *[\]〕】]) *$"
)
"""A number with a footnote's mark behind it."""

_INVISIBLE = (
    0xAD,
    0x61C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202E),
    0x2060,
    *range(0x2066, 0x206A),
    0xFEFF,
)
"""Not U+202E, which turns the order of what it stands before."""
_FORMS = (
    *range(0x2000, 0x20A0),
    *range(0x2F00, 0x2FE0),
    *range(0xFE10, 0xFE70),
    *range(0xFF01, 0xFF5F),
    *range(0x1D7CE, 0x1D800),
)
"""Punctuation, the radicals that PDF files have for characters, small and vertical, full-width and bold forms."""


def _folds() -> Iterator[tuple[str, str]]:
    for char in map(chr, (*range(0x100), 0x1680, *_FORMS, 0x3000)):
        if char.isspace() or unicodedata.category(char) == "Cc":  # a table's cells may be told apart by a control alone
            yield char, " "
        elif unicodedata.category(char) != "No":  # ③ in a cell is no 3
            yield char, unicodedata.normalize("NFKC", char).replace("−", "-")
    yield "−", "-"
    yield from ((chr(code), "") for code in _INVISIBLE)


FOLDS = {char: folded for char, folded in _folds() if char != folded}
"""What a character is read as where that is another, or none."""
_FOLDING = str.maketrans(FOLDS)
_NUMBER, _APART, _ASIDE, _MARKED = map(re.compile, (NUMBER, APART, ASIDE, MARKED))


@dataclass(frozen=True)
class Reading:
    """What a piece of text says as a cell value.

    `state` is number, blank or unreadable; `remark` is a Chinese clause about what was dropped, such
    as a bracketed aside, or why a number was not taken, empty if there is nothing to say.
    """

    state: Literal["number", "blank", "unreadable"]
    value: Decimal | None
    raw: str
    remark: str = ""


def read_number(raw: object) -> Reading:
    """Read one cell's text: 1,234 / １２３ / 12件 / 22（其中修订16件） are numbers; "", /, -, 无 are blank.

    Nothing is guessed: whatever else stands there is unreadable and comes back with its raw text.
    Negative numbers are read as numbers; whether they may stand in a cell is a check's business.
    """
    text = "" if raw is None else str(raw)
    folded = text.translate(_FOLDING).strip(" ")
    remark = ""
    if marked := _MARKED.search(folded):  # a raised or circled number is a footnote's, and would else become a digit
        folded, remark = marked[1], f"角注“{marked[2]}”没有计入"
    elif aside := _ASIDE.search(folded):
        folded, remark = aside[1], f"括注“{aside[2].replace(' ', '')}”没有计入"
    squeezed = folded.replace(" ", "")
    if squeezed in BLANKS:
        return Reading("blank", None, text)
    number = _NUMBER.search(squeezed)
    if number is None or _APART.search(folded):
        return Reading("unreadable", None, text)
    value = Decimal(number[1].replace(",", ""))
    if value.copy_abs() >= LARGEST:
        return Reading("unreadable", None, text, "数值过大")
    return Reading("number", value, text, remark)


def read_cell(raw: object, *, decimal: bool) -> Reading:
    """Read a cell of the form, which counts single cases, or 万元 where it is `decimal`: 3万 is no 3, 500元 no 500."""
    reading = read_number(raw)
    has_ten_thousand = "万" in reading.raw
    if not reading.value or (has_ten_thousand or "元" not in reading.raw if decimal else not has_ten_thousand):
        return reading
    said, wanted = ("元", "万元") if decimal else ("万", "件")
    return Reading("unreadable", None, reading.raw, f"以“{said}”计，应当换算成以“{wanted}”计的数")


def plain(value: Decimal) -> str:
    """A decimal as it is printed: no exponent, no trailing zeros, no separators."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if value else "0"


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
    """A figure of the organ's own, such as 微博发布 104 条. `aspect` is a section id.

    `about` says how exactly it is known: empty for exactly, else over (1000余), under (近百) or around (约80), as in
    `assistant.prose.numbers`. `origin` says where it was told and by whom, empty for what was typed into the table.
    """

    name: str
    value: Decimal | None
    unit: str = ""
    aspect: str = "overview.active"
    last: Decimal | None = None
    about: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Note:
    """A short statement of what was done this year, by section id; `origin` as for an indicator."""

    aspect: str
    text: str
    origin: str = ""
