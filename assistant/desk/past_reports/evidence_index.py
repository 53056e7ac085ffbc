"""The evidence index: every past report's passages to be searched, kept in step with what is filed.

It is cheap to write to; searching it loads libraries that take seconds, so that is left until it is asked for.
"""

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from assistant.desk.past_reports.shipped_reports import manifest
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.store import ArchiveStore

if TYPE_CHECKING:
    from assistant.evidence import Evidence, Passage


class EvidenceIndex:
    """The index over an archive; one serves every session of a process."""

    def __init__(self, archive: ArchiveStore, settings: Settings) -> None:
        """Index an archive in the folder the settings name; nothing is opened yet."""
        self._archive = archive
        self._settings = settings
        self._lock = RLock()

    @cached_property
    def _evidence(self) -> "Evidence":
        from assistant.evidence import Evidence

        return Evidence(self._settings)

    @property
    def evidence(self) -> "Evidence":
        """What is searched, in step with the archive, whichever process changed that."""
        with self._lock:
            # Asked of the index itself: it may have been removed, or built anew by another process.
            if self._evidence.seen() != self._archive.revision():
                self.catch_up()
            return self._evidence

    @property
    def amiss(self) -> tuple[str, ...]:
        """What was amiss with what searches when it was last asked, a sentence each; it is not asked for this."""
        return tuple(self._evidence.remarks) if "_evidence" in self.__dict__ else ()

    def catch_up(self) -> None:
        """Index what was filed, corrected and removed since this index was last in step."""
        with self._lock:
            seen = self._evidence.seen()
            revision, filed, changed = self._archive.since(-1 if seen is None else seen)
            if seen is not None and seen > revision:  # the database was put back from an older copy
                revision, filed, changed = self._archive.since(-1)
            if seen != revision:
                indexed = self._evidence.archive_ids()
                for gone in indexed - filed:
                    self._evidence.remove(gone)
                # An index that was never told keeps what it holds: only what it lacks is put in.
                wanted = [one for one in changed if seen is not None or one not in indexed]
                self._evidence.add([passage for archive_id in wanted for passage in self._passages(archive_id)])
                self._evidence.see(revision)

    def _passages(self, archive_id: str) -> "list[Passage]":
        from assistant.evidence import split

        entry = self._archive.entry(archive_id)
        return split(
            self._archive.report(archive_id),
            archive_id=archive_id,
            source=entry.name,
            kind=entry.kind,
            level=entry.level,
            region=entry.region,
        )

    def rebuild(self) -> int:
        """Build the index anew, whatever state it is in; returns how many reports are in it."""
        with self._lock:
            revision, _, filed = self._archive.since(-1)
            # Not brought in step first: a damaged index can be replaced, but not read.
            self._evidence.rebuild(passage for archive_id in filed for passage in self._passages(archive_id))
            self._evidence.see(revision)
            return len(filed)

    def train(self) -> int:
        """Train the small embedding model on the archive and build the index anew with it; the reports in it.

        The shipped reports are learned from too, so that a small archive gives no worse a model than the shipped one.
        UsageError where the settings name a model of their own, or the archive is empty.
        """
        from assistant.evidence import split
        from assistant.evidence.embedding import TRAINED
        from assistant.evidence.training import retrain

        if self._settings.embedding_model:
            raise UsageError("设置 NIANBAO_EMBEDDING_MODEL 已指定向量模型，训练的模型用不上；请先去掉这一设置。")
        with self._lock:
            filed = [entry.id for entry in self._archive.entries()]
            if not filed:
                raise UsageError("往年资料中还没有年报，请先存入（nianbao archive add）。")
            passages = [passage for archive_id in filed for passage in self._passages(archive_id)]
            for item in manifest():
                passages += split(item.report, archive_id="shipped", source=item.name)
            retrain(dict.fromkeys(passage.masked for passage in passages), self._settings.data / TRAINED)
            self._evidence.close()  # the next use opens the new model
            return self.rebuild()

    def close(self) -> None:
        """Give back what was opened."""
        with self._lock:
            if "_evidence" in self.__dict__:
                self._evidence.close()
