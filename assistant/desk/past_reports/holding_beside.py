"""An archived report held against its original: each part with where it stands, and a person's corrections of them."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING

from assistant.desk.access import Access
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.read_parts import HeldBeside, cells_of, parts_of_text
from assistant.desk.past_reports.section_text import UNPLACED, moved, paragraphs, sections_of, with_texts
from assistant.desk.typed_cells import typed_value
from assistant.desk.work import Who
from assistant.errors import Conflict, NianbaoError, NotFound, StorageProblem, UsageError
from assistant.figures import plain
from assistant.form import section_name
from assistant.report import Report
from assistant.store import ArchiveStore

if TYPE_CHECKING:
    from assistant.past.originals import Beside

_KEPT = 4
"""So many read originals are kept by a process: a page asks for one again with every cell that is saved."""


class HoldingBeside:
    """Use cases on one archived report beside its original."""

    def __init__(self, archive: ArchiveStore, access: Access, index: EvidenceIndex) -> None:
        """Read what an archive keeps."""
        self._archive = archive
        self._access = access
        self._index = index
        self._lock = RLock()
        self._read: OrderedDict[str, Beside] = OrderedDict()

    def look(self, archive_id: str) -> HeldBeside:
        """What is filed, part by part, and the original beside it; without one, or one unreadable now, no spots."""
        report, checked = self._archive.report(archive_id), self._archive.corrected(archive_id)
        original = self._original(archive_id)
        return HeldBeside(
            report.form,
            cells_of(report, checked, original),
            parts_of_text(report, checked, original),
            original.blocks if original else (),
            original.pages if original else 0,
        )

    def _original(self, archive_id: str) -> "Beside | None":
        from assistant.past.originals import beside

        with self._lock:
            if archive_id in self._read:
                self._read.move_to_end(archive_id)
                return self._read[archive_id]
        name, data = self._archive.original(archive_id)
        if data is None:
            return None
        try:
            original = beside(name, data)
        except NianbaoError:
            return None  # it could be read when it was filed; what is filed is shown without it
        with self._lock:
            self._read[archive_id] = original
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return original

    def page(self, archive_id: str, page: int, width: int) -> bytes:
        """Page `page` (from 1) of the original as PNG; NotFound where none is kept, FileUnreadable."""
        from assistant.past.originals import page_picture

        name, data = self._archive.original(archive_id)
        if data is None:
            raise NotFound(f"“{name}”随程序附带，没有原文件可以查看。")
        return page_picture(name, data, page, width)

    def correct_cell(self, archive_id: str, code: str, raw: str, *, base: Decimal | None, who: Who) -> None:
        """File what a person read in the original; what they typed is read as in the tables, "" is blank.

        `base` is the value they saw: Conflict, with both, if somebody has changed it meanwhile. UsageError for what
        cannot stand in the cell; StorageProblem if it is kept and the search index is behind. The cell counts as
        checked from then on, also where it stayed as it was, and reading the original again leaves it alone.
        """
        with self._access.installation("archive_correct", who) as detail:
            self._archive.hold()
            report = self._archive.report(archive_id)
            if code not in report.form.cells:
                raise UsageError("表格中没有这个单元格，请刷新页面后再试。")
            name, now = report.form.cell_name(code), report.figures.values.get(code)
            if now != base:
                raise Conflict(f"{name}刚刚被别人改为{_said(now)}，您看到的是{_said(base)}。请核对后再保存。")
            value, reason = typed_value(raw, report.form.cells[code])
            if reason:
                raise UsageError(reason)
            self._archive.correct_parts(archive_id, _with(report, code, value), [code])
            detail |= {"id": archive_id, "cells": {code: [_noted(now), _noted(value)]}}
        self._catch_up()

    def correct_section(self, archive_id: str, section: str, text: str, *, base: str, who: Who) -> None:
        """File a section's text as a person read it in the original, a line a paragraph.

        `base` is the text they saw: Conflict if somebody has changed it meanwhile. The section counts as checked from
        then on, also where it stayed as it was, and reading the original again leaves it alone; text in no place counts
        so only where it stayed. UsageError for a section the form has not; StorageProblem as for a cell.
        """
        with self._access.installation("archive_correct", who) as detail:
            report, now = self._seen(archive_id, section, base)
            new = "\n".join(paragraphs(text))
            settled = {section} if section != UNPLACED or new == now else set()
            corrected = with_texts(report, {section: new}, settled=settled)
            self._archive.correct_parts(archive_id, corrected, [section])
            detail |= {"id": archive_id, "sections": {section: [now, new]}}
        self._catch_up()

    def move_paragraph(self, archive_id: str, source: str, paragraph: int, target: str, *, base: str, who: Who) -> None:
        """Move paragraph `paragraph` (from 0) of a section to another, where it comes in the original.

        `base` is the text of the section it is taken from; Conflict, UsageError and StorageProblem as for a section.
        Both count as corrected.
        """
        original = self._original(archive_id)
        with self._access.installation("archive_correct", who) as detail:
            report, now = self._seen(archive_id, source, base)
            if target == source or target not in sections_of(report.form) or not 0 <= paragraph < len(paragraphs(now)):
                raise UsageError("这一段不能移到那里，请刷新页面后再试。")
            there = report.section(target)
            place = _place(paragraphs(now)[paragraph], paragraphs(there), original)
            left, right = moved(now, paragraph, there, place)
            settled = {source} - {UNPLACED}
            corrected = with_texts(report, {source: left, target: right}, settled=settled)
            self._archive.correct_parts(archive_id, corrected, [source, target])
            detail |= {"id": archive_id, "sections": {source: [now, left], target: [there, right]}}
        self._catch_up()

    def _seen(self, archive_id: str, section: str, base: str) -> tuple[Report, str]:
        """Hold the archive; the report and the section's text, Conflict if that is not the one they saw."""
        self._archive.hold()
        report = self._archive.report(archive_id)
        if section not in sections_of(report.form):
            raise UsageError("年报中没有这一部分，请刷新页面后再试。")
        now = report.section(section)
        if paragraphs(now) != paragraphs(base):
            name = section_name(report.form, section)
            raise Conflict(f"“{name}”刚刚被别人改过，您的改动没有保存。请看过现在的内容再改。")
        return report, now

    def _catch_up(self) -> None:
        """Bring the search index in step; StorageProblem if it is behind."""
        try:
            self._index.catch_up()
        except NianbaoError as problem:
            raise StorageProblem(f"更正已经保存，只是查找索引还没有更新。{problem.message}") from problem


def _place(text: str, others: Sequence[str], original: "Beside | None") -> int:
    """Before which of the other paragraphs one comes in the original; behind all of them where that is not known."""
    own, *spots = original.text.spots((text, *others)) if original else (None,)
    behind = (at for at, spot in enumerate(spots) if own and spot and own.begins < spot.begins)
    return next(behind, len(others))


def _with(report: Report, code: str, value: Decimal | None) -> Report:
    """The report with a cell as a person read it; what the reader remarked on that cell is settled."""
    kept = tuple(item for item in report.findings if item.where != code)
    return replace(report, figures=report.figures.with_values({code: value}), findings=kept)


def _said(value: Decimal | None) -> str:
    return "空" if value is None else f" {plain(value)}"


def _noted(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
