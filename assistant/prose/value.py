"""Value: one number as a person puts it down in a table, with how exactly it is known: 104, 1,200条, 1000余, 约80."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.figures import LARGEST, Reading, plain, read_number
from assistant.prose.numbers import NARROW, inexact, numbers
from assistant.prose.vocabulary import words


@dataclass(frozen=True)
class Value:
    """A number put down: what it is, how exactly it is known (over, under, around, or empty), and its unit if any.

    `reading` says whether it is a number at all, as `read_number` does; a blank has no value.
    """

    reading: Reading
    about: str = ""
    unit: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value; None for a blank and for what is no number."""
        return self.reading.value


def read_value(raw: object) -> Value:
    """Read what stands in a box or a cell: all that `read_number` takes, and 1000余, 近100条, 约80, 12万余, 80左右.

    Nothing else may stand beside it: 3场左右，不确定 is unreadable as ever.
    """
    reading = read_number(raw)
    text = "".join(reading.raw.translate(NARROW).split())
    if reading.state != "unreadable":
        return Value(reading, unit=_unit(text) if reading.state == "number" else "")
    found = numbers(text)
    if len(found) != 1 or not found[0].approx or found[0].percent or found[0].value >= LARGEST:
        return Value(reading)
    number = found[0]
    behind = {word for kind in words().after.values() for word in kind}
    if number.start or (text[number.end :] and text[number.end :] not in behind):
        return Value(reading)
    return Value(Reading("number", number.value, reading.raw), number.approx, number.unit)


def value_text(value: Decimal, about: str = "") -> str:
    """The number as it is put down, so that `read_value` reads it back: 104, 1000余, 近100, 约80."""
    return inexact(plain(value), about)


def _unit(text: str) -> str:
    """The unit behind a plain number: 件 of “12件”."""
    unit = text.lstrip("0123456789,.-")
    return unit if unit and len(text) > len(unit) and len(unit) <= _LONGEST_UNIT else ""


_LONGEST_UNIT = 4
"""平方公里 is the longest anybody counts in; what is longer behind a number is a remark."""
