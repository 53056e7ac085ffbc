"""Desk: the one place where the stages are wired together."""

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from assistant import document
from assistant.desk import demo
from assistant.desk.filing import Filing
from assistant.desk.importing import Importing
from assistant.desk.judging import Judging
from assistant.desk.reporting import Reporting
from assistant.desk.wording import Wording
from assistant.errors import UsageError
from assistant.report import Report
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from assistant.draft.model.writer import ModelWriter
    from assistant.evidence import Evidence, Passage


class Desk:
    """Everything a face can ask for: `reports`, `words`, `judging`, `archive`, and documents.

    One desk serves every session of a process; it keeps no state of its own beyond caches.
    """

    def __init__(self, settings: Settings) -> None:
        """Open the store (StorageProblem) and, on the first start, put the shipped reports in."""
        self.settings = settings
        self.store = Store(settings)
        self._indexing = RLock()
        self._in_step = False
        self.reports = Reporting(self)
        self.words = Wording(self)
        self.judging = Judging(self)
        self.archive = Filing(self)
        self.importing = Importing(self)
        if settings.demo:
            demo.put_in(self)

    # ---- the index: cheap to write to; searching it loads libraries that take seconds

    @cached_property
    def _index(self) -> "Evidence":
        from assistant.evidence import Evidence

        return Evidence(self.settings)

    @property
    def evidence(self) -> "Evidence":
        """The search index, brought in step with the archive when first asked for."""
        with self._indexing:
            if not self._in_step:
                self._catch_up(self._index)
                self._in_step = True
            return self._index

    def _catch_up(self, evidence: "Evidence") -> None:
        """Index what was filed without this index: the shipped reports, or by another machine's program."""
        filed = {entry.id for entry in self.store.archive.entries()}
        indexed = evidence.archive_ids()
        for gone in indexed - filed:
            evidence.remove(gone)
        missing = [passage for archive_id in sorted(filed - indexed) for passage in self._passages(archive_id)]
        if missing:
            evidence.add(missing)

    def _passages(self, archive_id: str) -> "list[Passage]":
        from assistant.evidence import split

        entry = self.store.archive.entry(archive_id)
        return split(
            self.store.archive.report(archive_id),
            archive_id=archive_id,
            source=entry.name,
            kind=entry.kind,
            level=entry.level,
            region=entry.region,
        )

    def index(self, archive_id: str) -> None:
        """Index a filed report, replacing what was indexed of it."""
        with self._indexing:
            self._index.add(self._passages(archive_id))

    def unindex(self, archive_id: str) -> None:
        """Take a report out of the index."""
        with self._indexing:
            self._index.remove(archive_id)

    def rebuild_index(self) -> int:
        """Build the index anew; returns how many reports are in it."""
        with self._indexing:
            filed = [entry.id for entry in self.store.archive.entries()]
            self.evidence.rebuild(passage for archive_id in filed for passage in self._passages(archive_id))
            return len(filed)

    def train(self) -> int:
        """Train the small embedding model on the archive and build the index anew with it; the reports in it.

        The shipped reports are learned from too, so that a small archive gives no worse a model than the shipped one.
        UsageError where the settings name a model of their own, or the archive is empty.
        """
        from assistant.evidence import split
        from assistant.evidence.embedding import TRAINED
        from assistant.evidence.training import retrain

        if self.settings.embedding_model:
            raise UsageError("设置 NIANBAO_EMBEDDING_MODEL 已指定向量模型，训练的模型用不上；请先去掉这一设置。")
        with self._indexing:
            filed = [entry.id for entry in self.store.archive.entries()]
            if not filed:
                raise UsageError("往年资料中还没有年报，请先存入（nianbao archive add）。")
            passages = [passage for archive_id in filed for passage in self._passages(archive_id)]
            for item in demo.manifest():
                passages += split(item.report, archive_id="shipped", source=item.name)
            retrain(dict.fromkeys(passage.masked for passage in passages), self.settings.data / TRAINED)
            self._index.close()  # the next use opens the new model
            return self.rebuild_index()

    # ---- the language model, if one is configured

    @cached_property
    def writer(self) -> "ModelWriter | None":
        """The model writer, None when no endpoint is set."""
        if not self.settings.has_model:
            return None
        from assistant.draft.model.writer import ModelWriter

        return ModelWriter(self.settings)

    # ---- documents

    def export(self, report_id: str, suffix: str, *, illustrated: bool = False) -> tuple[str, bytes]:
        """A finished document: its file name and bytes; with the charts of its figures if wanted."""
        report = self.reports.open(report_id).report
        drawn = document.pictures(self.reports.recent(report_id)) if illustrated else ()
        return document_name(report, suffix), document.to_bytes(report, suffix, drawn)

    def preview(self, report_id: str, *, origins: bool = False) -> str:
        """The report as it will be printed, as HTML; with `origins`, every number shows where it comes from."""
        work = self.reports.open(report_id)
        if not origins:
            return document.preview(work.report)
        marks = {
            section: [
                (item.number.start, item.number.end, item.explain)
                for item in self.words.bind(report_id, section, text, work)
            ]
            for section, text in work.report.sections.items()
        }
        return document.preview(work.report, origins=marks)

    # ---- the demonstration

    def has_demo(self) -> bool:
        """Whether the demonstration organ is there."""
        return demo.is_there(self)

    def put_demo_back(self) -> None:
        """Put the demonstration organ back."""
        demo.put_back(self)

    def remove_demo(self) -> None:
        """Remove the demonstration organ."""
        demo.remove(self)

    def close(self) -> None:
        """Give back the index and every connection."""
        with self._indexing:
            if "_index" in self.__dict__:
                self._index.close()
        self.store.close()


def document_name(report: Report, suffix: str) -> str:
    """The file name a finished document gets: its title, safe on every system."""
    title = report.title or f"{report.organ}{report.year or ''}年政府信息公开工作年度报告"
    return "".join("_" if char in '\\/:*?"<>|\r\n\t' else char for char in title)[:80] + suffix
