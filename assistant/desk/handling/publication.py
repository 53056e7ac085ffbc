"""登记公布: where and on which day a report was made public, and whether that was in time (条例 article 49 and 50)."""

from datetime import date
from urllib.parse import urlsplit

from assistant.desk.access import Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.judging import digest_of
from assistant.desk.work import Who, Work
from assistant.errors import UsageError
from assistant.store import Store

_LONG_PAST = 60
"""Days after a deadline that are still counted: a judgement; after two months nobody hurries by the day."""
LONGEST = 500
"""Characters of an address: a judgement; portals' addresses have a hundred or two."""


class Publication:
    """Use cases on what became public."""

    def __init__(self, store: Store, access: Access, reports: Reporting) -> None:
        """Keep it with the reports of a store."""
        self._store = store
        self._access = access
        self._reports = reports

    def record(self, report_id: str, address: str, day: date, *, today: date, who: Who) -> None:
        """Keep where and when an approved report was published, in place of what was kept; UsageError, Forbidden."""
        with self._access.step("record_publication", report_id, who) as step:
            kept = {"address": checked_address(address), "day": day.isoformat()}
            if day > today:
                raise UsageError(f"公布日期 {day} 还没有到，请填写实际公布的日期。")
            if day.year <= step.head.year:
                raise UsageError(f"{step.head.year}年度的年报在年度结束之后公布，公布日期不能是 {day}，请核对。")
            before = dict(step.head.published)
            content = digest_of(self._reports.open(report_id))
            self._store.reports.set_head(report_id, published=kept | {"content": content, "by": who.signature})
            step.note(old=before, new=kept, content=content)

    def take_back(self, report_id: str, *, who: Who) -> None:
        """Forget what was recorded: it was a slip."""
        with self._access.step("record_publication", report_id, who) as step:
            step.note(old=dict(step.head.published), new={})
            step.silent = not step.head.published
            self._store.reports.set_head(report_id, published={})

    def differs(self, work: Work) -> bool:
        """Whether the report says something else now than when its publication was recorded."""
        return bool(work.head.published) and work.head.published["content"] != digest_of(work)


def checked_address(address: str) -> str:
    """An address that a browser may be led to; UsageError for any other."""
    address = address.strip()
    wrong = UsageError("公布的网址须以 http:// 或者 https:// 开头，例如 https://www.xx.gov.cn/gkml/nb.html，请核对。")
    if len(address) > LONGEST:
        raise UsageError(f"网址超过 {LONGEST} 个字符，请核对。")
    if any(char.isspace() or not char.isprintable() for char in address):
        raise UsageError("网址中有空格或者看不见的字符，请核对。")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not host or "." not in host or parts.username is not None:
        raise wrong
    return address


def lateness(deadline: date, today: date, day: date | None) -> str:
    """How a publication stands to its deadline, in words; empty for what is not published and not due."""
    late = ((day or today) - deadline).days
    if day is None:
        if late <= 0:
            return ""
        return f"逾期 {late} 天，未登记公布" if late <= _LONG_PAST else "已过截止日期，未登记公布"
    if late > 0:
        return f"逾期 {late} 天"
    return f"按期，提前 {-late} 天" if late else "按期"
