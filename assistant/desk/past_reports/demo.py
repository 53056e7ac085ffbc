"""The demonstration: the shipped reports, put in on the first start, taken out for good, and put back when asked."""

from collections.abc import Iterable
from contextlib import suppress

from assistant.desk.access import Access
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.filed import PastReports
from assistant.desk.past_reports.shipped_reports import Shipped, manifest
from assistant.desk.work import Who
from assistant.errors import Conflict
from assistant.report import Report
from assistant.store import Store

_SHIPPED, _IN = "shipped", "in"
"""The fact about the installation that says that the shipped reports were put in, and need not be again."""


def leave_out(store: Store) -> None:
    """From now on the shipped reports are put into this store no more, whether or not they are there."""
    store.put(_SHIPPED, _IN)


class Demo:
    """Use cases on what came with the program."""

    def __init__(self, store: Store, access: Access, archive: PastReports, index: EvidenceIndex) -> None:
        """Put reports into the store and the archive, and take them out of both and of the index."""
        self._store = store
        self._access = access
        self._archive = archive
        self._index = index

    def put_in(self) -> None:
        """Put the shipped reports in, once in the life of an installation."""
        if self._store.get(_SHIPPED) == _IN:
            return
        with self._store.together():
            self._store.archive.hold()
            if self._store.get(_SHIPPED) != _IN:  # another replica may have been quicker
                self._file(manifest())
                leave_out(self._store)

    def put_back(self, *, who: Who) -> None:
        """Put the demonstration organ back after it was removed, as it was on the first start."""
        with self._access.installation("demo_put_back", who) as detail:
            self._store.archive.hold()
            reports, archived = self._file(item for item in manifest() if item.demo or item.current)
            detail |= {"reports": reports, "archived": archived}
        self._index.catch_up()

    def _file(self, items: Iterable[Shipped]) -> tuple[list[str], int]:
        """The reports in work that were put in, and how many past ones; none is put in twice."""
        # Of what was removed some may have been filed again by a person.
        current, begun, archived = list[Report](), list[str](), 0
        for item in items:
            if item.current:
                current.append(item.report)
            elif not self._store.archive.same(organ=item.report.organ, year=item.report.year):
                self._archive.file_shipped(item.name, item.report, demo=item.demo)
                archived += 1
        for report in current:
            last = self._store.archive.same(organ=report.organ, year=(report.year or 0) - 1)
            with suppress(Conflict):
                self._store.reports.create(report, last_id=last.id if last else None, demo=True, actor="示例")
                begun.append(f"{report.organ}{report.year}年")
        return begun, archived

    def is_there(self) -> bool:
        """Whether anything of the demonstration is still there."""
        return any(head.demo for head in self._store.reports.heads()) or any(
            entry.demo for entry in self._archive.entries()
        )

    def remove(self, *, who: Who) -> None:
        """Remove the demonstration organ: its report in work and its past reports."""
        with self._access.installation("demo_remove", who) as detail:
            taken = self._store.archive.remove_demo()
            heads = [head for head in self._store.reports.heads() if head.demo]
            for head in heads:
                self._store.reports.remove(head.id)
            detail |= {"reports": [f"{head.organ}{head.year}年" for head in heads], "archived": len(taken)}
        self._index.catch_up()
