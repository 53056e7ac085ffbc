"""An archived report held against its original: each cell with where it stands, and a person's corrections of them."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING

from assistant.desk.access import Access
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.typed_cells import typed_value
from assistant.desk.work import Who
from assistant.errors import Conflict, NianbaoError, NotFound, StorageProblem, UsageError
from assistant.figures import plain
from assistant.past.blocks import Block
from assistant.report import Report
from assistant.store import ArchiveStore

if TYPE_CHECKING:
    from assistant.past.originals import Beside
    from assistant.past.spots import Spot

_KEPT = 4
"""So many read originals are kept by a process: a page asks for one again with every cell that is saved."""


@dataclass(frozen=True)
class ReadCell:
    """A cell as it is filed: `value` None where it holds no number, `raw` what stood there instead.

    `offer` is what a reader took it for without being certain, "" for nothing. `checked`: a person has seen to it.
    """

    code: str
    name: str
    value: Decimal | None
    raw: str = ""
    offer: str = ""
    checked: bool = False
    spot: "Spot | None" = None

    @property
    def doubtful(self) -> bool:
        """Whether a person still has to look: it holds no number, or one is only offered."""
        return not self.checked and (self.value is None or bool(self.offer))


@dataclass(frozen=True)
class HeldBeside:
    """An archived report's cells in form order, and its original: `pages` that can be drawn, else its `blocks`."""

    name: str
    cells: tuple[ReadCell, ...]
    blocks: tuple[Block, ...] = field(default=())
    pages: int = 0


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
        """What is filed, cell by cell, and the original beside it; without one, or one unreadable now, no spots."""
        report, checked = self._archive.report(archive_id), self._archive.corrected(archive_id)
        name = self._archive.entry(archive_id).name
        original = self._original(archive_id)
        # A filed report keeps what stood in an unreadable cell in the finding alone.
        raws = {
            item.where: str(item.values["raw"])
            for item in report.findings
            if item.code == "T-01" and item.values.get("raw")
        }
        offers = {item.where: str(item.values["offer"]) for item in report.findings if item.values.get("offer")}
        cells = tuple(
            ReadCell(
                code,
                report.form.cell_name(code),
                report.figures.values.get(code),
                raws.get(code, ""),
                offers.get(code, ""),
                code in checked,
                original.spots.get(code) if original else None,
            )
            for code in report.form.cells
        )
        return HeldBeside(name, cells, original.blocks if original else (), original.pages if original else 0)

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
            self._archive.correct_cells(archive_id, _with(report, code, value), [code])
            detail |= {"id": archive_id, "cells": {code: [_noted(now), _noted(value)]}}
        try:
            self._index.catch_up()
        except NianbaoError as problem:
            raise StorageProblem(f"更正已经保存，只是查找索引还没有更新。{problem.message}") from problem


def _with(report: Report, code: str, value: Decimal | None) -> Report:
    """The report with a cell as a person read it; what the reader remarked on that cell is settled."""
    kept = tuple(item for item in report.findings if item.where != code)
    return replace(report, figures=report.figures.with_values({code: value}), findings=kept)


def _said(value: Decimal | None) -> str:
    return "空" if value is None else f" {plain(value)}"


def _noted(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
