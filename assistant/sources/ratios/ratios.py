"""Ratios: numbers that are computed from others, and what recomputing one says."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.sources.setting.setting import Setting, is_ratio

Verdict = tuple[str, tuple[str, ...], str]
"""Status (derived or contradicted), the facts it was computed from, and the explanation."""

Before = Sequence[tuple[Setting, tuple[str, ...]]]
"""The numbers before this one in the text, each with the facts it was bound to."""


def of_sentence(setting: Setting, before: Before) -> list[tuple[Setting, tuple[str, ...]]]:
    """The plain numbers before this one in its sentence, in order; of a 分别 those alone it is dealt out to."""
    return [item for item in said_before(setting, before) if not is_ratio(item[0])]


def said_before(setting: Setting, before: Before) -> list[tuple[Setting, tuple[str, ...]]]:
    """All numbers before this one in its sentence; of a 分别 those alone it is dealt out to."""
    same = [item for item in before if item[0].sentence == setting.sentence]
    if setting.partners is None:
        return same
    return [item for item in same if item[0].number.start in setting.partners]


def rounded(value: Decimal, setting: Setting) -> str:
    """A value to the places the number in the text is written with."""
    return format(value.quantize(min(setting.number.step, Decimal(1)), ROUND_HALF_UP), "f")
