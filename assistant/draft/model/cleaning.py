"""Cleaning: what of an imported text a model may read. Tables' remnants and sentences that give orders are left out.

An imported report is data. What speaks to whoever writes, or to a machine, is neither passed on nor written.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.prose import sentences
from assistant.prose.wordfile import compiled, load

_HIDDEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_CELL = re.compile(r"[×\d.,%％/\-—]+|[^\s|]{1,12}")
_MARKS = re.compile(r"[。；！？，：]")
_CELLS_IN_A_ROW = 4
"""Short pieces apart from one another on a line without punctuation: three may be a heading, four are a table's row."""


class _Order(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    machine: bool = False
    until: Literal["sentence", "line"]
    pattern: str


class OrdersFile(BaseModel):
    """What orders.yaml may say: every pattern compiles with the named lists in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, str]
    orders: list[_Order]

    @field_validator("words")
    @classmethod
    def _compile(cls, words: dict[str, str]) -> dict[str, str]:
        for pattern in words.values():
            compiled(pattern)
        return words

    @model_validator(mode="after")
    def _patterns_compile(self) -> "OrdersFile":
        for order in self.orders:
            compiled(order.pattern, self.words)
        return self


@cache
def _orders() -> tuple[tuple[re.Pattern[str], _Order], ...]:
    file = load("assistant.draft.model", "orders.yaml", OrdersFile)
    return tuple((compiled(order.pattern, file.words), order) for order in file.orders)


def instructs(text: str) -> bool:
    """Whether a sentence gives an order to whoever writes, or to a machine."""
    return bool(_given(text))


def commands_a_machine(text: str) -> bool:
    """Whether a sentence says what nobody says to a colleague: of a clerk's own notes no more is kept back."""
    return any(order.machine for order in _given(text))


def _given(text: str) -> list[_Order]:
    """The orders that a sentence gives."""
    flat = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    return [order for pattern, order in _orders() if pattern.search(flat)]


def cleaned(text: str) -> str:
    """The text without table remnants and orders; what follows an order on its line goes with it."""
    kept = (_without_orders(line) for line in text.splitlines() if not tabular(line))
    return "\n".join(line for line in kept if line.strip())


def _without_orders(line: str) -> str:
    kept: list[str] = []
    for item in sentences(line):
        orders = _given(item)
        if any(order.until == "line" for order in orders):
            break
        if not orders:
            kept.append(item)
    return "".join(kept).strip()


def tabular(line: str) -> bool:
    """Whether a line is a row of a table that was read as text: cells side by side, and no sentence."""
    if ("|" in line or "\t" in line.strip()) and "。" not in line:
        return True
    pieces = line.split()
    return (
        len(pieces) >= _CELLS_IN_A_ROW and not _MARKS.search(line) and all(_CELL.fullmatch(piece) for piece in pieces)
    )
