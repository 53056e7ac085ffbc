"""Past reports: files taken in, asked about, found again, and read again."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace as replaced
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.desk.access import Access
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.outcome import READABLE, Outcome
from assistant.desk.past_reports.rereading import Reread, Rereading
from assistant.desk.past_reports.saying import facts, named, whose
from assistant.desk.work import Who
from assistant.errors import Conflict, FileMissing, NianbaoError, StorageProblem, UsageError
from assistant.report import Report
from assistant.store import Filed, Store

if TYPE_CHECKING:
    from assistant.evidence import Hit, Passage


class PastReports:
    """Use cases on the archive of past reports."""

    def __init__(self, store: Store, access: Access, index: EvidenceIndex, *, upload_limit: int) -> None:
        """Keep files of at most `upload_limit` bytes in the archive, each indexed."""
        self._archive = store.archive
        self._access = access
        self._index = index
        self._limit = upload_limit
        self._others: tuple[int, list[tuple[Filed, Report]]] | None = None

    @property
    def revision(self) -> int:
        """Grows with every change of the archive, whichever process made it."""
        return self._archive.revision()

    def add(
        self,
        name: str,
        data: bytes,
        *,
        who: Who,
        on_duplicate: Literal["ask", "replace", "skip"] = "ask",
        organ: str = "",
    ) -> Outcome:
        """Read a file and file it. A report of the same organ and year is asked about, never doubled.

        `organ` overrides what was recognised. Problems with the file come back as a failed outcome.
        """
        from assistant.past import read_bytes

        self._access.ask_installation("archive_add", who)
        try:
            report = read_bytes(name, data, limit=self._limit)
        except NianbaoError as problem:
            return Outcome(name, "failed", problem.message)
        if organ.strip():
            report = replaced(report, organ=organ.strip())
        if not report.sections and not report.figures.values:
            return Outcome(
                name, "failed", "没有从文件中读出年报的文字和表格，请确认选对了文件。", findings=report.findings
            )
        digest, archive_id = hashlib.sha256(data).hexdigest(), ""
        while not archive_id:
            same = self._archive.same(digest=digest, organ=report.organ, year=report.year)
            if same and on_duplicate != "replace":
                message = f"往年资料中已有{whose(same.organ, same.year)}（{same.name}）。"
                if on_duplicate == "ask":
                    message += "要用这份替换它吗？"
                return Outcome(name, "duplicate", message, same.id, report, same, report.findings)
            with suppress(Conflict):
                archive_id = self._take(name, data, digest, report, same, who)
        done = f"已存入：{named(report.organ, report.year)}。"
        if behind := self._behind():
            done += f"文件已经保存，不用再存，只是查找索引还没有更新，暂时查找不到它。{behind}"
        return Outcome(
            name, "replaced" if same else "filed", done, archive_id, report, same, report.findings, bool(behind)
        )

    def add_all(
        self, name: str, data: bytes, *, who: Who, on_duplicate: Literal["ask", "replace", "skip"] = "ask"
    ) -> Iterator[Outcome]:
        """Read and file a file, or every report in an archive or message; one outcome each, by its path in there."""
        from assistant.past import files_in

        self._access.ask_installation("archive_add", who)
        try:
            files = files_in(name, data, limit=self._limit)
        except NianbaoError as problem:
            yield Outcome(name, "failed", problem.message)
            return
        for file in files:
            if file.problem is not None:
                yield Outcome(file.name, "failed", file.problem.message)
            else:
                yield self.add(file.name, file.data, who=who, on_duplicate=on_duplicate)

    def _behind(self) -> str:
        """Bring the index in step; why it could not be, empty if it was. It can be built anew, what is filed not."""
        try:
            self._index.catch_up()
        except NianbaoError as problem:
            return problem.message
        return ""

    def _take(self, name: str, data: bytes, digest: str, report: Report, same: Filed | None, who: Who) -> str:
        """File a report in the place of `same`; Conflict if that is not, or no longer, the one that is there of it.

        It is asked while nobody else can file: of two who bring the same report at once, the second is told.
        """
        with self._access.installation("archive_replace" if same else "archive_add", who) as detail:
            self._archive.hold()
            if self._archive.same(digest=digest, organ=report.organ, year=report.year) != same:
                raise Conflict("往年资料中这份报告刚刚被别人存入、替换或者移除，请再存一次。")
            if same:
                detail |= {"old": same.name, "replaced": same.id}
                self._archive.remove(same.id)
            archive_id = self._file(name, report, digest, data)
            detail |= {"organ": report.organ, "year": report.year, "new": name, "digest": digest}
        return archive_id

    def _file(self, name: str, report: Report, digest: str, data: bytes | None, *, demo: bool = False) -> str:
        from assistant.past.organ import describe

        about = describe(report.organ)
        return self._archive.add(
            report,
            kind=about.kind,
            level=about.level,
            region=about.region,
            name=name,
            digest=digest,
            original=data,
            demo=demo,
        )

    def file_shipped(self, name: str, report: Report, *, demo: bool) -> str:
        """File a report that came with the program: without an original, and indexed when first searched."""
        return self._file(name, report, hashlib.sha256(name.encode()).hexdigest(), None, demo=demo)

    def add_paths(self, paths: Iterable[Path], *, who: Who, replace: bool = False) -> Iterator[Outcome]:
        """File every readable file of these files and folders, one outcome each, as they are done."""
        for path in paths:
            if not path.exists():
                raise FileMissing(f"找不到“{path}”，请检查路径。")
            inside = sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]
            for file in inside:
                if path.is_dir() and file.suffix.lower() not in READABLE:
                    continue
                data = file.read_bytes()
                yield from self.add_all(file.name, data, who=who, on_duplicate="replace" if replace else "skip")

    def entries(self) -> list[Filed]:
        """What is in the archive, by organ, newest first."""
        return self._archive.entries()

    def entry(self, archive_id: str) -> Filed:
        """One archived report without its content; NotFound."""
        return self._archive.entry(archive_id)

    def report(self, archive_id: str) -> Report:
        """What was read of an archived report."""
        return self._archive.report(archive_id)

    def original(self, archive_id: str) -> tuple[str, bytes | None]:
        """The original file's name and bytes."""
        return self._archive.original(archive_id)

    def correct(
        self, archive_id: str, *, organ: str, year: int | None, kind: str, level: str, region: str, who: Who
    ) -> None:
        """A person's correction of what was recognised; StorageProblem if it is kept and the index is behind."""
        with self._access.installation("archive_correct", who) as detail:
            if not organ.strip():
                raise UsageError("机关名称不能为空。")
            before = self.entry(archive_id)
            report = replaced(self.report(archive_id), organ=organ.strip(), year=year)
            self._archive.correct(archive_id, report, kind=kind, level=level, region=region)
            detail |= {"id": archive_id, "old": facts(before), "new": facts(self.entry(archive_id))}
        if behind := self._behind():
            raise StorageProblem(f"更正已经保存，只是查找索引还没有更新，查找到的还是更正前的。{behind}")

    def reread(self, archive_ids: Iterable[str] = (), *, who: Who) -> Iterator[Reread]:
        """Read kept originals again with today's reader, all by default; corrections stay, failures change nothing."""
        self._access.ask_installation("archive_reread", who)
        yield from Rereading(self._archive, self._access, self._index, upload_limit=self._limit).all(archive_ids, who)

    def remove(self, archive_id: str, *, who: Who) -> None:
        """Take a report out of the archive and of the index; StorageProblem if it is out and the index is behind."""
        with self._access.installation("archive_remove", who) as detail:
            detail |= {"id": archive_id, "old": facts(self.entry(archive_id))}
            self._archive.remove(archive_id)
        if behind := self._behind():
            raise StorageProblem(f"已从往年资料移除，只是查找索引还没有更新。{behind}")

    def others(self, organ: str) -> tuple[tuple[str, Report], ...]:
        """The newest archived report of every other organ, for 雷同 checks."""
        newest: dict[str, Report] = {}
        for filed, report in self._read():
            if filed.organ != organ:
                newest.setdefault(filed.organ, report)
        return tuple(newest.items())

    def _read(self) -> list[tuple[Filed, Report]]:
        """The whole archive, read once until it changes."""
        revision = self.revision
        if self._others is None or self._others[0] != revision:
            self._others = (revision, self._archive.reports())
        return self._others[1]

    def search(
        self,
        query: str,
        *,
        section: str | None = None,
        organ: str | None = None,
        year: int | None = None,
        k: int = 8,
    ) -> "list[Hit]":
        """Passages nearest to a query; UsageError for an empty one."""
        if not query.strip():
            raise UsageError("请输入要查找的词句。")
        return self._index.evidence.find(query, section=section, organ=organ, year=year, k=k)

    def passage(self, passage_id: str) -> "Passage":
        """One passage; NotFound."""
        return self._index.evidence.passage(passage_id)

    def reindex(self, *, who: Who) -> int:
        """Build the search index anew from the archive; returns the number of reports in it."""
        self._access.ask_installation("archive_reindex", who)
        count = self._index.rebuild()
        with self._access.installation("archive_reindex", who) as detail:
            detail |= {"reports": count}
        return count

    def train(self, *, who: Who) -> int:
        """Train the embedding model on the archive and reindex; returns the number of reports in it."""
        self._access.ask_installation("archive_train", who)
        count = self._index.train()
        with self._access.installation("archive_train", who) as detail:
            detail |= {"reports": count}
        return count
