"""dates: a date as ledgers write it; what is no whole date is not guessed at."""

import re
import unicodedata
from datetime import date, datetime, timedelta

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""Excel day numbers of 2000 and 2099; outside them a number is something else."""

_WRITTEN = re.compile(
    r"^(?P<year>\d{4})\s*[年/.、\-]\s*(?P<month>\d{1,2})\s*[月/.、\-]\s*(?P<day>\d{1,2})\s*日?[.。]?"
    r"(?:[T\s]*\d{1,2}[:时点].*|\s*\(?(?:周|星期)[一二三四五六日天]\)?)?$"
)
_RUN = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$")


def read_date(value: object) -> date | None:
    """2024/3/5, 2024-03-05, 2024.3.5, 2024、3、5, 2024年3月5日（周二）, 20240305, a date, an Excel day; else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if match := _WRITTEN.match(text) or _RUN.match(text.removesuffix(".0")):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    return _serial(text)


def _serial(text: str) -> date | None:
    try:
        days = float(text)
    except ValueError:
        return None
    return _EPOCH + timedelta(days=int(days)) if _FIRST_SERIAL <= days <= _LAST_SERIAL else None
