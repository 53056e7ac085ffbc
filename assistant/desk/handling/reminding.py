"""催办: somebody asks whoever's turn it is to go on with a report."""

from datetime import datetime, timedelta

from assistant.desk.access import Access
from assistant.desk.work import Who
from assistant.errors import UsageError
from assistant.store import Head, Store, now

AGAIN = timedelta(hours=1)
"""How soon a report may be asked for again: a judgement; oftener nobody is helped by."""


class Reminding:
    """The use case of asking."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep it with the reports of a store, until they move on."""
        self._store = store
        self._access = access

    def remind(self, report_id: str, note: str = "", *, who: Who) -> None:
        """Ask for a report to be gone on with; UsageError within an hour of the last time, Forbidden."""
        with self._access.step("remind", report_id, who) as step:
            last, moment = step.head.reminded, now()
            if last and moment - datetime.fromisoformat(last["at"]) < AGAIN:
                raise UsageError(f"{last['by']}在 {clock(last['at'])} 已经催办过，一小时内不再重复。")
            kept = {"by": who.signature, "at": moment.isoformat(), "note": note.strip()}
            self._store.reports.set_head(report_id, reminded=kept)
            step.note(note=note.strip())


def reminder(head: Head) -> str:
    """Who asked for a report to be gone on with, when and with which words; empty if nobody did."""
    last = head.reminded
    if not last:
        return ""
    note = f"：{last['note']}" if last["note"] else ""
    return f"{last['by']} {clock(last['at'])} 催办{note}"


def clock(moment: str) -> str:
    """A kept moment in the office's time."""
    return datetime.fromisoformat(moment).astimezone().strftime("%m月%d日 %H:%M")
