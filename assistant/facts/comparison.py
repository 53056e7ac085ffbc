"""Comparison with last year: its values as facts of their own (last.*), differences (change.*) and 同比 (rate.*)."""

from collections.abc import Iterable, Iterator, Mapping

from assistant.facts.fact import Fact, percent
from assistant.figures import plain


def compared(this_year: Iterable[Fact], before: Mapping[str, Fact], year: int | None) -> Iterator[Fact]:
    """last.* for all that is known of last year, change.* and rate.* for what is known exactly of both years."""
    last_year = None if year is None else year - 1
    for fact in before.values():
        label = f"上年{fact.label}"
        yield Fact(
            f"last.{fact.id}",
            label,
            fact.value,
            fact.unit,
            last_year,
            fact.formula,
            fact.cells,
            (),
            fact.aspect,
            about=fact.about,
        )
    for fact in this_year:
        if (old := before.get(fact.id)) is not None and not fact.about and not old.about:
            yield from _moved(fact, old, year)


def _moved(fact: Fact, old: Fact, year: int | None) -> Iterator[Fact]:
    difference = fact.value - old.value
    of_percentages = fact.unit == "%"
    new_shown, old_shown = plain(fact.value), plain(old.value)
    up, down = ("提高", "下降") if of_percentages else ("增加", "减少")
    yield Fact(
        f"change.{fact.id}",
        f"{fact.label}比上年{up if difference >= 0 else down}",
        abs(difference),
        "个百分点" if of_percentages else fact.unit,
        year,
        f"本年 {new_shown} − 上年 {old_shown}",
        fact.cells,
        (),
        fact.aspect,
    )
    # A percentage of a percentage is never said: 满意率 moves by 个百分点. Of a base of 0 there is none.
    if old.value != 0 and not of_percentages:
        yield Fact(
            f"rate.{fact.id}",
            f"{fact.label}同比{'增长' if difference >= 0 else '下降'}",
            abs(percent(difference, old.value)),
            "%",
            year,
            f"（{new_shown} − {old_shown}）÷ {old_shown}",
            fact.cells,
            (),
            fact.aspect,
        )
