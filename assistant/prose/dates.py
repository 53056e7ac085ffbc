"""Dates: the years and dates of a text, which are rolled from year to year and never bound to a figure."""

import re
from dataclasses import dataclass

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年(?:度)?)?\s*(?P<month>\d{1,2})\s*月(?:份|底|初)?(?:\s*(?P<day>\d{1,2})\s*[日号])?"
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?=\s*(?:年|[-—–~至]\s*20\d{2}))")
_DOCUMENT = re.compile(
    r"〔\d{4}〕第?\d+号|\[\d{4}\]第?\d+号|[（(]\d{4}[)）]第?\d+号|令第?\d+号|https?://[\w./?=&%:#-]+|www\.[\w./-]+"
    r"|[\w.-]+@[\w.-]+|\{\{[^{}]*\}\}"
)
"""Where digits that look like a year belong to a document number, an address or a placeholder."""


@dataclass(frozen=True)
class Date:
    """A year or date in prose, `start`:`end` covering all of it; month and day where they are given."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None = None
    day: int | None = None


def dates(text: str) -> list[Date]:
    """The years and dates of a text in order of place; 〔2021〕 and the like are not among them."""
    taken = [match.span() for match in _DOCUMENT.finditer(text)]
    found: list[Date] = []
    for match in _DATE.finditer(text):
        if not _within(match.start(), taken):
            start = match.start("year") if match["year"] else match.start("month")
            year = int(match["year"]) if match["year"] else None
            day = int(match["day"]) if match["day"] else None
            found.append(Date(start, match.end(), text[start : match.end()], year, int(match["month"]), day))
    covered = [(item.start, item.end) for item in found]
    for match in _YEAR.finditer(text):
        if not _within(match.start(), [*taken, *covered]):
            found.append(Date(match.start(), match.end(), match[0], int(match["year"])))
    return sorted(found, key=lambda item: item.start)


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
