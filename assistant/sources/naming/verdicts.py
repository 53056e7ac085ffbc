"""Verdicts on the numbers of a text, and the totals among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.facts import Facts
from assistant.prose import Number, Reading
from assistant.sources.naming.candidates import sum_of
from assistant.sources.setting.setting import Setting


@dataclass(frozen=True)
class Bound:
    """A number with its verdict: bound, derived, confirmed, unbound or contradicted.

    `facts` are the ids it states or should state, `explain` says why in Chinese; `code` is the finding a
    contradicted number makes (G-02 for a value, G-04 for a calculation). `named` is true where the words beside the
    number name the fact, false where value and unit alone agree. `asked` marks a contradiction that is a question,
    since the words name a narrower subject than the organ.
    """

    number: Number
    status: str
    facts: tuple[str, ...] = ()
    explain: str = ""
    code: str = ""
    named: bool = False
    asked: bool = False

    @property
    def holds(self) -> bool:
        """Whether the number has a source that gives its value."""
        return self.status in {"bound", "derived", "confirmed"}

    def at_home(self, reading: Reading) -> "Bound":
        """The verdict with its number in its place in the text as it was given."""
        number = self.number
        start, end = reading.span(number.start, number.end)
        home = replace(
            number,
            start=start,
            end=end,
            digits=reading.span(*number.digits),
            unit_at=end if number.unit_at == number.end else reading.at[number.unit_at],
        )
        return replace(self, number=home)


Judged = Sequence[tuple[Setting, Bound]]
"""The numbers of a text in order, each with its verdict."""


def as_total(setting: Setting, bound: Bound, done: Judged, facts: Facts) -> Bound:
    """The verdict of a total: derived where the parts before or after it in its sentence are bound and add up to it.

    What the words beside a number name counts for more; an equal value somewhere in the tables counts for less.
    """
    if bound.status == "confirmed" or (bound.status != "unbound" and (bound.named or not bound.holds)):
        return bound
    parts = _parts_of(setting, done)
    if not parts:
        return bound
    whole = sum_of((name for _, part in parts for name in part.facts[:1]), facts)
    if bound.holds and not whole:
        return bound
    return Bound(bound.number, "derived", (whole,) if whole else (), "同句各分项之和", named=True)


def _parts_of(setting: Setting, done: Judged) -> Judged | None:
    """The numbers before or after a total in its sentence that add up to it, None if none do."""
    if not re.search(r"共|合计|总|累计|计", setting.before[-12:]):
        return None
    same = [(s, b) for s, b in done if s.sentence == setting.sentence and b.number != setting.number]
    sides = (
        [item for item in same if item[1].number.start < setting.number.start],
        [item for item in same if item[1].number.start > setting.number.start],
    )
    return next(
        (
            side
            for side in sides
            if len(side) > 1
            and all(bound.holds for _, bound in side)
            and setting.number.fits(sum((bound.number.value for _, bound in side), Decimal(0)))
        ),
        None,
    )
