"""Reports in work, opened: read, totals computed and facts derived once, and again only after somebody saved."""

from contextlib import suppress
from dataclasses import replace

from assistant.desk.current_reports.closed_cells import locked_cells
from assistant.desk.work import Work
from assistant.errors import NotFound
from assistant.facts import derive
from assistant.report import Report
from assistant.store import Filed, Head, Store
from assistant.tables import fill

_KEPT_OPEN = 256
"""Reports kept open between two looks: what a whole government works on in the last week, at some 60 kB each.

With fewer than there are people at work, each would find their own report put away by somebody else's."""


class Opened:
    """The reports of a store that are open; holds nothing that it cannot check for staleness in a cheap query."""

    def __init__(self, store: Store) -> None:
        """Open reports of a store."""
        self._store = store
        self._known: dict[str, tuple[Head, Filed | None, Work]] = {}

    def open(self, report_id: str, *, head: Head | None = None) -> Work:
        """Open a report; NotFound.

        Nothing is read or derived again while nobody saved the report and last year's is the same: the head
        carries the moment of the last save, whichever process it was. `head` is that, where it was just asked for.
        """
        with self._store.at_once():
            head = head or self._store.reports.head(report_id)
            filed = self._filed(head)
            known = self._known.get(report_id)
            if known is None or known[:2] != (head, filed):
                stored, last, known = self._store.reports.open(report_id), self._report(head, filed), None
        known = known or (head, filed, _work(head, stored, last))
        # At the end again: the one nobody has looked at for longest is put away first.
        self._known.pop(report_id, None)
        self._known[report_id] = known
        while len(self._known) > _KEPT_OPEN:
            self._known.pop(next(iter(self._known)), None)
        return known[2]

    def last(self, head: Head) -> Report | None:
        """Last year's report beside a report in work, None if there is none in the archive."""
        return self._report(head, self._filed(head))

    def _report(self, head: Head, filed: Filed | None) -> Report | None:
        known = self._known.get(head.id)
        if known is not None and known[1] == filed:
            return known[2].last
        return self._store.archive.report(filed.id) if filed else None

    def _filed(self, head: Head) -> Filed | None:
        """Last year's report in the archive: the one it was started from, unless that has been removed since."""
        if head.last_id:
            with suppress(NotFound):
                return self._store.archive.entry(head.last_id)
        return self._store.archive.same(organ=head.organ, year=head.year - 1)


def _work(head: Head, stored: Report, last: Report | None) -> Work:
    report = replace(stored, figures=fill(stored.figures).figures)
    locked = locked_cells(report.figures, last.figures if last else None, unlocked=head.unlocked)
    return Work(head, report, last, derive(report, last), locked)
