"""Changes to a past sentence: what is written in place of what; and its years, rolled into this one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.prose import Date, dates, full_width


@dataclass(frozen=True)
class Change:
    """`new` in place of what stands at `start`:`end`, and a remark on what stood there."""

    start: int
    end: int
    new: str
    remark: str = ""


def years_rolled(text: str, request: Request, *, remark: str = "") -> Sentence:
    """The sentence with its years rolled and nothing else touched, for wording that holds no figures."""
    return sentence(full_width(apply(text, list(years(text, request)))), request.facts, remark=remark)


def years(text: str, request: Request) -> Iterator[Change]:
    """Every year of a text rolled; a day and month are asked for."""
    last_year = request.last.year if request.last is not None else None
    this_year = request.report.year
    if last_year is None and this_year is not None:
        last_year = this_year - 1
    for item in dates(text):
        if item.month is not None and not _is_period_end(item):
            yield Change(item.start, item.end, "【待核实：日期】", "上年的具体日期已去掉，请核对此事本年是否仍有")
        elif item.year is not None:
            yield _rolled_year(item, last_year)


def _rolled_year(item: Date, last_year: int | None) -> Change:
    digits = item.start + 4
    names = {0: "year", -1: "last_year", 1: "next_year"}
    step = None if last_year is None or item.year is None else item.year - last_year
    if step in names:
        return Change(item.start, digits, f"{{{{{names[step]}}}}}")
    return Change(item.start, digits, item.text[:4], f"文中提到{item.text[:4]}年，请核对")


def _is_period_end(item: Date) -> bool:
    return (item.month, item.day) in {(1, 1), (12, 31)}


def overlaps(change: Change, others: Sequence[Change]) -> bool:
    """Whether a change touches one of the others."""
    return any(change.start < other.end and other.start < change.end for other in others)


def apply(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made; of two that overlap the later one."""
    done = len(text)
    for change in sorted(changes, key=lambda item: -item.start):
        if change.end > done:
            continue
        text = text[: change.start] + change.new + text[change.end :]
        done = change.start
    return text
