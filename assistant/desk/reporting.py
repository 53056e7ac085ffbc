"""Reports at the desk: started, opened, and changed piece by piece."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from assistant.desk.closed_cells import locked_cells, why_closed
from assistant.desk.opened import Opened
from assistant.desk.taking_over import checked, taken_over
from assistant.desk.work import Saved, Who, Work
from assistant.errors import Forbidden, UsageError
from assistant.figures import Figures, Indicator, Note, plain
from assistant.report import Report
from assistant.review import State, closed
from assistant.store import Head, Store
from assistant.tables import fill

_Told = TypeVar("_Told", Indicator, Note)


class Reporting:
    """Use cases on reports in work.

    A change reads no more of the report than it touches, and does not open it: whoever draws it afterwards does.
    """

    def __init__(self, store: Store) -> None:
        """Keep reports in a store."""
        self._store = store
        self._opened = Opened(store)

    def start(self, organ: str, year: int, *, last_id: str | None = None, who: Who) -> str:
        """Start a report, taking over from last year's: carried-in cells, indicators, the preamble rolled on.

        `last_id` is an archived report; without one the archive is asked for the organ's previous year.
        Raises UsageError for a missing name or an impossible year, Conflict if the year is already there.
        """
        organ = checked(organ, year)
        archive = self._store.archive
        if last_id is None and (filed := archive.same(organ=organ, year=year - 1)):
            last_id = filed.id
        last = archive.report(last_id) if last_id else None
        report_id = self._store.reports.create(taken_over(organ, year, last), last_id=last_id, actor=who.signature)
        self._store.trail.audit(report_id, actor=who.signature, act="新建年报", detail={"organ": organ, "year": year})
        return report_id

    def open(self, report_id: str) -> Work:
        """Open a report, as it stands now; NotFound. Cheap while nobody saved it."""
        return self._opened.open(report_id)

    def may_edit(self, report_id: str, who: Who) -> Head:
        """The head of a report this person may change now; Forbidden with whose turn it is."""
        head = self._store.reports.head(report_id)
        if reason := closed(State(head.state), who.role):
            raise Forbidden(reason)
        return head

    def cells(self, report_id: str, codes: Iterable[str]) -> Figures:
        """These cells alone, as they are stored; NotFound."""
        return self._store.reports.cells(report_id, codes)

    def set_cells(
        self,
        report_id: str,
        changes: Mapping[str, Decimal | None],
        *,
        who: Who,
        base: Mapping[str, Decimal | None] | None = None,
    ) -> Saved:
        """Save cells at once. Computed, locked and meanwhile changed cells are refused, each with a sentence."""
        return self._put_cells(self.may_edit(report_id, who), changes, who=who, base=base)

    def _put_cells(
        self,
        head: Head,
        changes: Mapping[str, Decimal | None],
        *,
        who: Who,
        base: Mapping[str, Decimal | None] | None = None,
    ) -> Saved:
        form = head.form
        for code in changes:
            if code not in form.cells:
                raise UsageError(f"没有代码为“{code}”的单元格。")
        refused = self.refused(head, changes)
        wanted = {code: value for code, value in changes.items() if code not in refused}
        for conflict in self._store.reports.set_cells(head.id, wanted, base=base, actor=who.signature):
            theirs = "空白" if conflict.theirs is None else plain(conflict.theirs)
            ours = "空白" if conflict.ours is None else plain(conflict.ours)
            refused[conflict.code] = (
                f"{form.cell_name(conflict.code)}刚被别人改为{theirs}，您填的是{ours}，没有覆盖，请核对。"
            )
        return Saved(refused)

    def refused(self, head: Head, changes: Mapping[str, Decimal | None]) -> dict[str, str]:
        """Which of the changes touch a cell nobody types into, each with the sentence that says so."""
        form = head.form
        locked: set[str] = set()
        if any(form.cells[code].carried for code in changes):
            kept, last = self.cells(head.id, changes), self._opened.last(head)
            held = locked_cells(kept, last.figures if last else None, unlocked=head.unlocked)
            locked = {code for code, value in changes.items() if code in held and value != kept.values.get(code)}
        said = {
            code: why_closed(form.cells[code], is_locked=code in locked, name=form.cell_name(code)) for code in changes
        }
        return {code: sentence for code, sentence in said.items() if sentence}

    def unlock(self, report_id: str, code: str, reason: str, *, who: Who) -> None:
        """Unlock a carried-over cell, with a reason that is kept."""
        head = self.may_edit(report_id, who)
        if not reason.strip():
            raise UsageError("解锁上年结转数请写明理由，例如“上年报告更正”。")
        self._store.reports.set_head(report_id, unlocked={**head.unlocked, code: f"{reason}——{who.signature}"})
        self._store.trail.audit(
            report_id, actor=who.signature, act="解锁上年结转", detail={"cell": code, "reason": reason}
        )

    def set_section(self, report_id: str, section: str, text: str, *, who: Who, base: str | None = None) -> str:
        """Save a section's text and return it as it is kept; Conflict if somebody else saved another since `base`."""
        head = self.may_edit(report_id, who)
        if section not in head.form.narrative and section != "unplaced":
            raise UsageError(f"没有“{section}”这一部分。")
        kept = _tidy(text)
        self._store.reports.set_section(report_id, section, kept, base=base, actor=who.signature)
        return kept

    def set_indicators(self, report_id: str, indicators: Sequence[Indicator], *, who: Who) -> None:
        """Replace the indicators; two of one name are refused, since prose names them."""
        self.may_edit(report_id, who)
        self._put_indicators(report_id, indicators)

    def _put_indicators(self, report_id: str, indicators: Sequence[Indicator]) -> None:
        names = [item.name.strip() for item in indicators]
        if twice := {name for name in names if names.count(name) > 1}:
            raise UsageError(f"补充指标“{min(twice)}”出现了两次，请改用不同的名称。")
        self._store.reports.set_indicators(
            report_id, [replace(item, name=item.name.strip()) for item in indicators if item.name.strip()]
        )

    def recent(self, report_id: str) -> list[Report]:
        """This report and the organ's two years before it as far as they are filed, oldest first."""
        work = self.open(report_id)
        before = work.last
        out = [work.report]
        if before is not None:
            out.insert(0, replace(before, figures=fill(before.figures).figures))
        filed = self._store.archive.same(organ=work.head.organ, year=work.head.year - 2)
        if filed is not None:
            older = self._store.archive.report(filed.id)
            out.insert(0, replace(older, figures=fill(older.figures).figures))
        return out

    def suggested_indicators(self, report_id: str) -> list[Indicator]:
        """Numbers of last year's text to be confirmed as indicators: `last` is the old value, `value` None.

        Empty if last year's report keeps indicators of its own (those are taken over), or there is none.
        """
        from assistant.sources.numbers_found import indicators_in

        work = self.open(report_id)
        if work.last is None or work.last.indicators:
            return []
        taken = {item.name for item in work.report.indicators}
        return [item for item in indicators_in(work.last) if item.name not in taken]

    def set_notes(self, report_id: str, notes: Sequence[Note], *, who: Who) -> None:
        """Replace the work facts; empty ones are dropped."""
        self.may_edit(report_id, who)
        self._put_notes(report_id, notes)

    def _put_notes(self, report_id: str, notes: Sequence[Note]) -> None:
        self._store.reports.set_notes(
            report_id, [replace(note, text=note.text.strip()) for note in notes if note.text.strip()]
        )

    def import_figures(self, report_id: str, report: Report, *, who: Who) -> Saved:
        """Take the cells, indicators and notes of a filled workbook into a report in work.

        Cells blank in the workbook stay as they are; a version is kept before.
        """
        head = self.may_edit(report_id, who)
        before, form = self._store.reports.open(report_id), report.form
        if form is not before.form:
            raise UsageError(
                f"填报表是{form.edition}年版的格式，这份年报是{before.edition}年版的，请下载这份年报的填报表填写。"
            )
        self._store.trail.keep_version(report_id, before, reason="导入表格之前", actor=who.signature)
        typed = {code: value for code, value in report.figures.values.items() if not form.cells[code].computed}
        saved = self._put_cells(head, typed, who=who)
        if report.indicators:
            self._put_indicators(report_id, _with_origins(report.indicators, before.indicators))
        if report.notes:
            self._put_notes(report_id, _with_origins(report.notes, before.notes))
        return saved

    def remove(self, report_id: str, *, who: Who) -> None:
        """Remove a report in work."""
        head = self._store.reports.head(report_id)
        self._store.reports.remove(report_id)
        self._store.trail.audit(
            report_id, actor=who.signature, act="移除年报", detail={"organ": head.organ, "year": head.year}
        )


def _with_origins(imported: Iterable[_Told], kept: Iterable[_Told]) -> list[_Told]:
    """What comes from a workbook, which doesn't say where it was told, with where that was if it says the same."""
    told = {replace(item, origin=""): item.origin for item in kept}
    return [replace(item, origin=told.get(replace(item, origin=""), "")) for item in imported]


def _tidy(text: str) -> str:
    """Paragraphs without blank lines or trailing spaces between them; wording is never touched."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
