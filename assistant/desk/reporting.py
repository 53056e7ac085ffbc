"""Reports at the desk: started, opened, and changed piece by piece."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.desk.starting import checked, taken_over
from assistant.desk.work import Saved, Who, Work
from assistant.errors import Forbidden, NotFound, UsageError
from assistant.facts import derive
from assistant.figures import Indicator, Note, plain
from assistant.report import Report
from assistant.review import State, may_edit
from assistant.store import Filed, Head
from assistant.tables import fill

if TYPE_CHECKING:
    from assistant.desk.desk import Desk

_KEPT_OPEN = 32
"""Reports kept open between two looks: what one office works on at the same time."""


class Reporting:
    """Use cases on reports in work."""

    def __init__(self, desk: "Desk") -> None:
        """Work for a desk."""
        self._desk = desk
        self._opened: dict[str, tuple[Head, Filed | None, Work]] = {}

    def start(self, organ: str, year: int, *, last_id: str | None = None, who: Who) -> str:
        """Start a report, taking over from last year's: carried-in cells, indicators, the preamble rolled on.

        `last_id` is an archived report; without one the archive is asked for the organ's previous year.
        Raises UsageError for a missing name or an impossible year, Conflict if the year is already there.
        """
        organ = checked(organ, year)
        archive = self._desk.store.archive
        if last_id is None and (filed := archive.same(organ=organ, year=year - 1)):
            last_id = filed.id
        last = archive.report(last_id) if last_id else None
        report_id = self._desk.store.reports.create(taken_over(organ, year, last), last_id=last_id, actor=who.signature)
        self._desk.store.trail.audit(
            report_id, actor=who.signature, act="新建年报", detail={"organ": organ, "year": year}
        )
        return report_id

    def open(self, report_id: str) -> Work:
        """Open a report; NotFound.

        Nothing is read or derived again while nobody saved the report and last year's is the same: the head
        carries the moment of the last save, whichever process it was.
        """
        head = self._desk.store.reports.head(report_id)
        filed = self._filed(head)
        known = self._opened.get(report_id)
        if known is not None and known[:2] == (head, filed):
            return known[2]
        last = known[2].last if known is not None and known[1] == filed else self._last(filed)
        work = self._work(head, self._desk.store.reports.open(report_id), last)
        while len(self._opened) >= _KEPT_OPEN:
            self._opened.pop(next(iter(self._opened)), None)
        self._opened[report_id] = (head, filed, work)
        return work

    def _last(self, filed: Filed | None) -> Report | None:
        return self._desk.store.archive.report(filed.id) if filed else None

    def _work(self, head: Head, stored: Report, last: Report | None) -> Work:
        report = replace(stored, figures=fill(stored.figures).figures)
        locked = frozenset(
            code
            for code, cell in report.form.cells.items()
            if cell.carried
            and not cell.computed
            and code not in head.unlocked
            and last is not None
            and last.figures.values.get(code.replace("carried_in", "carried_out")) is not None
        )
        return Work(head, report, last, derive(report, last), locked)

    def _filed(self, head: Head) -> Filed | None:
        """Last year's report in the archive: the one it was started from, unless that has been removed since."""
        archive = self._desk.store.archive
        if head.last_id:
            with suppress(NotFound):
                return archive.entry(head.last_id)
        return archive.same(organ=head.organ, year=head.year - 1)

    def may_edit(self, report_id: str, who: Who) -> Head:
        """The head of a report this person may change now; Forbidden with whose turn it is."""
        return _permitted(self._desk.store.reports.head(report_id), who)

    def set_cells(
        self,
        report_id: str,
        changes: Mapping[str, Decimal | None],
        *,
        who: Who,
        base: Mapping[str, Decimal | None] | None = None,
    ) -> Saved:
        """Save cells at once. Computed, locked and meanwhile changed cells are refused, each with a sentence."""
        work = self.open(report_id)
        _permitted(work.head, who)
        form = work.report.form
        refused: dict[str, str] = {}
        wanted: dict[str, Decimal | None] = {}
        for code, value in changes.items():
            if code not in form.cells:
                raise UsageError(f"没有代码为“{code}”的单元格。")
            if form.cells[code].computed:
                refused[code] = f"{form.cell_name(code)}由程序计算，不用填写。"
            elif code in work.locked and value != work.report.figures.values.get(code):
                refused[code] = (
                    f"{form.cell_name(code)}来自上年报告的“结转下年度继续办理”，已锁定；确需修改请先解锁并说明理由。"
                )
            else:
                wanted[code] = value
        conflicts = self._desk.store.reports.set_cells(report_id, wanted, base=base, actor=who.signature)
        for conflict in conflicts:
            theirs = "空白" if conflict.theirs is None else plain(conflict.theirs)
            ours = "空白" if conflict.ours is None else plain(conflict.ours)
            refused[conflict.code] = (
                f"{form.cell_name(conflict.code)}刚被别人改为{theirs}，您填的是{ours}，没有覆盖，请核对。"
            )
        return Saved(self.open(report_id), refused)

    def unlock(self, report_id: str, code: str, reason: str, *, who: Who) -> Work:
        """Unlock a carried-over cell, with a reason that is kept."""
        head = self.may_edit(report_id, who)
        if not reason.strip():
            raise UsageError("解锁上年结转数请写明理由，例如“上年报告更正”。")
        self._desk.store.reports.set_head(report_id, unlocked={**head.unlocked, code: f"{reason}——{who.signature}"})
        self._desk.store.trail.audit(
            report_id, actor=who.signature, act="解锁上年结转", detail={"cell": code, "reason": reason}
        )
        return self.open(report_id)

    def set_section(self, report_id: str, section: str, text: str, *, who: Who, base: str | None = None) -> Work:
        """Save a section's text; Conflict if somebody else saved another since `base`."""
        self.may_edit(report_id, who)
        if section not in self.open(report_id).report.form.narrative and section != "unplaced":
            raise UsageError(f"没有“{section}”这一部分。")
        self._desk.store.reports.set_section(report_id, section, _tidy(text), base=base, actor=who.signature)
        return self.open(report_id)

    def set_indicators(self, report_id: str, indicators: Sequence[Indicator], *, who: Who) -> Work:
        """Replace the indicators; two of one name are refused, since prose names them."""
        self.may_edit(report_id, who)
        names = [item.name.strip() for item in indicators]
        if twice := {name for name in names if names.count(name) > 1}:
            raise UsageError(f"补充指标“{min(twice)}”出现了两次，请改用不同的名称。")
        self._desk.store.reports.set_indicators(
            report_id, [replace(item, name=item.name.strip()) for item in indicators if item.name.strip()]
        )
        return self.open(report_id)

    def recent(self, report_id: str) -> list[Report]:
        """This report and the organ's two years before it as far as they are filed, oldest first."""
        work = self.open(report_id)
        before = work.last
        out = [work.report]
        if before is not None:
            out.insert(0, replace(before, figures=fill(before.figures).figures))
        filed = self._desk.store.archive.same(organ=work.head.organ, year=work.head.year - 2)
        if filed is not None:
            older = self._desk.store.archive.report(filed.id)
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

    def set_notes(self, report_id: str, notes: Sequence[Note], *, who: Who) -> Work:
        """Replace the work facts; empty ones are dropped."""
        self.may_edit(report_id, who)
        self._desk.store.reports.set_notes(
            report_id, [replace(note, text=note.text.strip()) for note in notes if note.text.strip()]
        )
        return self.open(report_id)

    def import_figures(self, report_id: str, report: Report, *, who: Who) -> Saved:
        """Take the cells, indicators and notes of a filled workbook into a report in work.

        Cells blank in the workbook stay as they are; a version is kept before.
        """
        self.may_edit(report_id, who)
        before, form = self._desk.store.reports.open(report_id), report.form
        if form is not before.form:
            raise UsageError(
                f"填报表是{form.edition}年版的格式，这份年报是{before.edition}年版的，请下载这份年报的填报表填写。"
            )
        self._desk.store.trail.keep_version(report_id, before, reason="导入表格之前", actor=who.signature)
        typed = {code: value for code, value in report.figures.values.items() if not form.cells[code].computed}
        saved = self.set_cells(report_id, typed, who=who)
        if report.indicators:
            self.set_indicators(report_id, report.indicators, who=who)
        if report.notes:
            self.set_notes(report_id, report.notes, who=who)
        return Saved(self.open(report_id), saved.refused)

    def remove(self, report_id: str, *, who: Who) -> None:
        """Remove a report in work."""
        head = self._desk.store.reports.head(report_id)
        self._desk.store.reports.remove(report_id)
        self._desk.store.trail.audit(
            report_id, actor=who.signature, act="移除年报", detail={"organ": head.organ, "year": head.year}
        )


def _permitted(head: Head, who: Who) -> Head:
    """The same head, if this person may change the report now."""
    state = State(head.state)
    if not may_edit(state, who.role):
        turn = f"，现在由{state.turn.label}处理" if state.turn else ""
        raise Forbidden(f"年报{state.label}{turn}，当前身份（{who.role.label}）不能修改。")
    return head


def _tidy(text: str) -> str:
    """Paragraphs without blank lines or trailing spaces between them; wording is never touched."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
