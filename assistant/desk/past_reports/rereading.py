"""Reading the archive again: kept originals through today's reader, corrections kept, changes told cell by cell."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced
from decimal import Decimal
from typing import Literal

from assistant.desk.access import Access
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.section_text import as_corrected, sections_of
from assistant.desk.work import Who
from assistant.errors import Conflict, NianbaoError, NotFound
from assistant.figures import plain
from assistant.form import section_name
from assistant.report import Report, to_json
from assistant.store import ArchiveStore, Filed


@dataclass(frozen=True)
class CellChange:
    """A cell that is read otherwise than before; None where it held no number."""

    code: str
    name: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Reread:
    """What became of one archived report: changed, the same, without an original, or failed and left as it was."""

    archive_id: str
    name: str
    status: Literal["changed", "same", "kept", "failed"]
    message: str
    cells: tuple[CellChange, ...] = ()
    sections: tuple[str, ...] = ()


class Rereading:
    """Kept originals through today's reader."""

    def __init__(self, archive: ArchiveStore, access: Access, index: EvidenceIndex, *, upload_limit: int) -> None:
        """Read what an archive keeps; an original filed under a higher limit than today's is read all the same."""
        self._archive = archive
        self._access = access
        self._index = index
        self._limit = upload_limit

    def all(self, archive_ids: Iterable[str], who: Who) -> Iterator[Reread]:
        """Read these archived reports again, all if none are named; one outcome each, as they are done. NotFound."""
        wanted = [self._archive.entry(one) for one in archive_ids] or self._archive.entries()
        for entry in wanted:
            yield self._one(entry, who)

    def _one(self, entry: Filed, who: Who) -> Reread:
        from assistant.past import read_bytes

        name, data = self._archive.original(entry.id)
        if data is None:
            return Reread(entry.id, name, "kept", "随程序附带，没有原文件，保持不变。")
        try:
            read = read_bytes(name, data, limit=max(len(data), self._limit))
        except NianbaoError as problem:
            return Reread(entry.id, name, "failed", f"{problem.message}已保持原有内容。")
        if not read.sections and not read.figures.values:
            return Reread(entry.id, name, "failed", "这次没有读出文字和表格，已保持原有内容。")
        return self._take(entry, read, who)

    def _take(self, entry: Filed, read: Report, who: Who) -> Reread:
        """Store what was read now, with what a person corrected; put everything back if it cannot be indexed."""
        from assistant.past.organ import describe

        archive = self._archive
        before = archive.report(entry.id)
        corrected = archive.corrected(entry.id)
        organ = entry.organ if "organ" in corrected or not read.organ else read.organ
        year = entry.year if "year" in corrected or read.year is None else read.year
        same = archive.same(organ=organ, year=year)
        if same is not None and same.id != entry.id:
            organ, year = entry.organ, entry.year  # another file of the archive is that organ's and year's
        about = describe(organ)
        after = _as_corrected(replaced(read, organ=organ, year=year), before, corrected)
        named = ("kind", "level", "region")
        kind, level, region = (getattr(entry if name in corrected else about, name) for name in named)
        facts = (entry.organ, entry.year, entry.kind, entry.level, entry.region)
        if to_json(before) == to_json(after) and facts == (organ, year, kind, level, region):
            return Reread(entry.id, entry.name, "same", "读出的内容与原来一致。")
        cells, sections = _cells(before, after), _sections(before, after)
        try:
            with self._access.installation("archive_reread", who) as detail:
                self._unchanged(entry, before)
                archive.reread(entry.id, after, kind=kind, level=level, region=region)
                changes = {change.code: [_number(change.before), _number(change.after)] for change in cells}
                detail |= {"id": entry.id, "cells": changes, "sections": list(sections)}
        except (Conflict, NotFound) as problem:
            return Reread(entry.id, entry.name, "failed", f"{problem.message}没有重新读取。")
        try:
            self._index.catch_up()
        except NianbaoError as problem:
            with self._access.taking_back("archive_reread", who) as detail:
                archive.reread(entry.id, before, kind=entry.kind, level=entry.level, region=entry.region)
                detail |= {"id": entry.id, "taken_back": problem.message}
            return Reread(entry.id, entry.name, "failed", f"{problem.message}已保持原有内容。")
        told = _told(cells, sections, before, after)
        return Reread(entry.id, entry.name, "changed", told, cells, sections)

    def _unchanged(self, entry: Filed, report: Report) -> None:
        """Hold the archive; Conflict if this is no longer what is filed there, NotFound."""
        self._archive.hold()
        if (self._archive.entry(entry.id), self._archive.report(entry.id)) != (entry, report):
            raise Conflict("这份报告刚刚被别人更正或者替换。")


def _as_corrected(read: Report, before: Report, corrected: Collection[str]) -> Report:
    """What was read now, with the cells and sections a person saw to as they left them, but for another edition's."""
    kept = {code: before.figures.values.get(code) for code in read.form.cells if code in corrected}
    findings = tuple(item for item in read.findings if item.where not in kept)
    read = replaced(read, figures=read.figures.with_values(kept), findings=findings)
    return as_corrected(read, before, corrected)


def _cells(before: Report, after: Report) -> tuple[CellChange, ...]:
    old, new = before.figures.values, after.figures.values
    # Read again, a report may be known to be of another edition.
    forms = {code: form for form in (before.form, after.form) for code in form.cells}
    return tuple(
        CellChange(code, form.cell_name(code), old.get(code), new.get(code))
        for code, form in forms.items()
        if old.get(code) != new.get(code)
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _sections(before: Report, after: Report) -> tuple[str, ...]:
    order = dict.fromkeys((*before.form.narrative, *sections_of(after.form)))
    return tuple(name for name in order if before.section(name) != after.section(name))


def _told(cells: tuple[CellChange, ...], sections: tuple[str, ...], before: Report, after: Report) -> str:
    """One sentence on what changed."""
    more = sum(change.before is None for change in cells)
    fewer = sum(change.after is None for change in cells)
    parts = [f"读出单元格 {len(after.figures.values)} 个"]
    counts = (("新读出", more), ("不再读出", fewer), ("改变", len(cells) - more - fewer))
    parts += [f"{word} {count} 个" for word, count in counts if count]
    if (before.organ, before.year) != (after.organ, after.year):
        parts.append(f"机关和年度为{after.organ or '未识别'}{after.year or '（年度未识别）'}")
    if sections:
        parts.append("文字有变化：" + "、".join(section_name(after.form, name) for name in sections))
    return "，".join(parts) + "。"
