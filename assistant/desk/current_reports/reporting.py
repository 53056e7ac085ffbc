"""Reports at the desk: started, opened, and changed piece by piece."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.desk.access import Access, Step
from assistant.desk.current_reports.closed_cells import locked_cells, why_closed
from assistant.desk.current_reports.listing import Lists, with_origins
from assistant.desk.current_reports.opened import Opened
from assistant.desk.current_reports.taking_over import checked, taken_over
from assistant.desk.work import Saved, Who, Work
from assistant.errors import UsageError
from assistant.figures import Figures, Indicator, Note, plain
from assistant.report import Report, to_json
from assistant.store import Head, Store
from assistant.tables import fill


class Reporting:
    """Use cases on reports in work.

    A change reads no more of the report than it touches, and does not open it: whoever draws it afterwards does.
    """

    def __init__(self, store: Store, access: Access) -> None:
        """Keep reports in a store, changed by whom the gate lets."""
        self._store = store
        self._access = access
        self._opened = Opened(store)
        self._lists = Lists(store)

    def start(self, organ: str, year: int, *, last_id: str | None = None, who: Who) -> str:
        """Start a report, taking over from last year's: carried-in cells, indicators, the preamble rolled on.

        `last_id` is an archived report; without one the archive is asked for the organ's previous year.
        Raises UsageError for a missing name or an impossible year, Conflict if the year is already there.
        """
        organ = checked(organ, year)
        with self._access.start(organ, who):
            return self._begun(organ, year, last_id, who)

    def _begun(self, organ: str, year: int, last_id: str | None, who: Who) -> str:
        archive = self._store.archive
        if last_id is None and (filed := archive.same(organ=organ, year=year - 1)):
            last_id = filed.id
        last = archive.report(last_id) if last_id else None
        report = taken_over(organ, year, last)
        report_id = self._store.reports.create(report, last_id=last_id, actor=who.signature)
        self._access.write("start", report_id, who, {"organ": organ, "year": year})
        return report_id

    def open(self, report_id: str, *, head: Head | None = None) -> Work:
        """Open a report, as it stands now; NotFound. Cheap while nobody saved it.

        Whoever has just asked for its head hands it over, and it is not asked for again.
        """
        return self._opened.open(report_id, head=head)

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
        with self._access.step("set_cells", report_id, who) as step:
            return self.put_cells(step, changes, who=who, base=base)

    def put_cells(
        self,
        step: Step,
        changes: Mapping[str, Decimal | None],
        *,
        who: Who,
        base: Mapping[str, Decimal | None] | None = None,
    ) -> Saved:
        """The same as a part of a step that is under way."""
        head = step.head
        form = head.form
        for code in changes:
            if code not in form.cells:
                raise UsageError(f"没有代码为“{code}”的单元格。")
        refused = self.refused(head, changes)
        wanted = {code: value for code, value in changes.items() if code not in refused}
        before = self.cells(head.id, wanted).values
        for conflict in self._store.reports.set_cells(head.id, wanted, base=base, actor=who.signature):
            theirs, ours = _shown(conflict.theirs), _shown(conflict.ours)
            refused[conflict.code] = (
                f"{form.cell_name(conflict.code)}刚被别人改为{theirs}，您填的是{ours}，没有覆盖，请核对。"
            )
        changed = {
            code: [_kept(before.get(code)), _kept(value)]
            for code, value in wanted.items()
            if code not in refused and before.get(code) != value
        }
        step.note(**({"cells": changed} if changed else {}))
        step.silent = not step.detail
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
        with self._access.step("unlock", report_id, who) as step:
            if code not in step.head.form.cells:
                raise UsageError(f"没有代码为“{code}”的单元格。")
            if not reason.strip():
                raise UsageError("解锁上年结转数请写明理由，例如“上年报告更正”。")
            unlocked = {**step.head.unlocked, code: f"{reason}——{who.signature}"}
            self._store.reports.set_head(report_id, unlocked=unlocked)
            step.note(cell=code, reason=reason, old=step.head.unlocked.get(code))

    def set_section(
        self, report_id: str, section: str, text: str, *, who: Who, base: str | None = None, way: str = ""
    ) -> str:
        """Save a section's text and return it as it is kept; Conflict if somebody else saved another since `base`.

        `way` is how a proposal that is being adopted was written.
        """
        with self._access.step("adopt" if way else "set_section", report_id, who) as step:
            if section not in step.head.form.narrative and section != "unplaced":
                raise UsageError(f"没有“{section}”这一部分。")
            kept = _tidy(text)
            before = self._store.reports.text(report_id, section)
            self._store.reports.set_section(report_id, section, kept, base=base, actor=who.signature)
            step.note(section=section, old=before, new=kept, **({"way": way} if way else {}))
            step.silent = before == kept and not way
        return kept

    def set_indicators(
        self, report_id: str, indicators: Sequence[Indicator], *, who: Who, base: Sequence[Indicator] | None = None
    ) -> Saved:
        """Save the indicators; two of one name are refused, since prose names them.

        With `base`, the list as the person saw it, only what they changed since is saved, and what somebody else
        changed otherwise meanwhile is left alone: by name, a sentence with both values.
        """
        with self._access.step("set_indicators", report_id, who) as step:
            return Saved(self._lists.put_indicators(step, indicators, base))

    def set_notes(self, report_id: str, notes: Sequence[Note], *, who: Who, base: Sequence[Note] | None = None) -> bool:
        """Save the work facts; empty ones are dropped.

        With `base`, the list as the person saw it, only what they changed since is saved. Whether somebody else changed
        the same section's meanwhile: then all of both stand, to be looked through.
        """
        with self._access.step("set_notes", report_id, who) as step:
            return self._lists.put_notes(step, notes, base)

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

    def suggested_indicators(self, report_id: str, work: Work | None = None) -> list[Indicator]:
        """Numbers of last year's text to be confirmed as indicators: `last` is the old value, `value` None.

        Empty if last year's report keeps indicators of its own (those are taken over), or there is none.
        """
        from assistant.sources.numbers_found import indicators_in

        work = work or self.open(report_id)
        if work.last is None or work.last.indicators:
            return []
        taken = {item.name for item in work.report.indicators}
        return [item for item in indicators_in(work.last) if item.name not in taken]

    def import_figures(self, report_id: str, report: Report, *, who: Who) -> Saved:
        """Take the cells, indicators and notes of a filled workbook into a report in work.

        Cells blank in the workbook stay as they are; a version is kept before.
        """
        with self._access.step("import_figures", report_id, who) as step:
            before, form = self._store.reports.open(report_id), report.form
            if form is not before.form:
                raise UsageError(
                    f"填报表是{form.edition}年版的格式，这份年报是{before.edition}年版的，请下载这份年报的填报表填写。"
                )
            self._store.trail.keep_version(report_id, before, reason="导入表格之前", actor=who.signature)
            typed = {code: value for code, value in report.figures.values.items() if not form.cells[code].computed}
            saved = self.put_cells(step, typed, who=who)
            if report.indicators:
                self._lists.put_indicators(step, with_origins(report.indicators, before.indicators))
            if report.notes:
                self._lists.put_notes(step, with_origins(report.notes, before.notes))
            step.silent = False
        return saved

    def remove(self, report_id: str, *, who: Who) -> None:
        """Remove a report in work; what it held stays in the line of the trail that says so."""
        with self._access.step("remove", report_id, who) as step:
            content = to_json(self._store.reports.open(report_id))
            content.pop("findings")
            self._store.reports.remove(report_id)
            step.note(organ=step.head.organ, year=step.head.year, content=content)


def _shown(value: Decimal | None) -> str:
    return "空白" if value is None else plain(value)


def _kept(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _tidy(text: str) -> str:
    """Paragraphs without blank lines or trailing spaces between them; wording is never touched."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
