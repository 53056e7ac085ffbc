"""Figures brought in from outside: the workbook, and the ledger of applications."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.desk.work import Saved, Who
from assistant.errors import FileTooLarge, UsageError

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.form import Form
    from assistant.ledger import Counted, Headings
    from assistant.report import Report

_TAKEN = "按台账填写表三"


class Importing:
    """Use cases on spreadsheets."""

    def __init__(self, desk: "Desk") -> None:
        """Work for a desk."""
        self._desk = desk

    def workbook(self, report_id: str) -> bytes:
        """The workbook of a report in work, with what is known filled in."""
        from assistant import workbook

        return workbook.write(self._desk.reports.open(report_id).report)

    def read_workbook(self, name: str, data: bytes) -> "Report":
        """A filled workbook; FileProblem or UsageError if it is not one of ours."""
        from assistant import workbook

        self._fits(name, data)
        if not workbook.is_ours(data):
            raise UsageError(f"“{name}”不是本程序的数据填报表，请先下载填报表，填好后再上传。")
        return workbook.read(data)

    def ledger_template(self, form: "Form") -> bytes:
        """An empty ledger to keep through the year, with the applicants and results of a form."""
        from assistant import ledger

        return ledger.template(form)

    def ledger_headings(self, name: str, data: bytes) -> "Headings":
        """Which heading of a ledger was taken for what, to be confirmed; FileProblem if it cannot be read."""
        from assistant import ledger

        self._fits(name, data)
        return ledger.headings(name, data)

    def count_ledger(
        self, name: str, data: bytes, year: int, columns: Mapping[str, str] | None = None, *, form: "Form"
    ) -> "Counted":
        """A ledger counted into table three of a form for a year, by the confirmed columns; FileProblem."""
        from assistant import ledger

        self._fits(name, data)
        return ledger.count(name, data, year, columns, form=form)

    def take_ledger(self, report_id: str, counted: "Counted", *, who: Who) -> Saved:
        """Put the counted table three into a report: every cell of it, those counted 0 too."""
        form = counted.figures.form
        values = {
            code: counted.figures.values.get(code)
            for code in form.tables["T3"].codes()
            if not form.cells[code].computed
        }
        saved = self._desk.reports.set_cells(
            report_id, {code: value for code, value in values.items() if value is not None}, who=who
        )
        # Rows and case numbers alone: whose applications they were stays in the ledger.
        detail = {"year": counted.year, "cases": {code: list(rows) for code, rows in cases_of(counted).items()}}
        self._desk.store.trail.audit(report_id, actor=who.signature, act=_TAKEN, detail=detail)
        return saved

    def cases(self, report_id: str) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ledger rows and case numbers behind each cell of the ledger taken last; empty if none was."""
        for entry in self._desk.store.trail.entries(report_id):
            if entry.act == _TAKEN:
                kept: Mapping[str, Sequence[Sequence[str]]] = entry.detail.get("cases", {})
                return {code: [(row, number) for row, number in rows] for code, rows in kept.items()}
        return {}

    def _fits(self, name: str, data: bytes) -> None:
        if len(data) > self._desk.settings.upload_limit:
            raise FileTooLarge(f"“{name}”超过 {self._desk.settings.upload_limit_mb} MB 的上限，请精简后再上传。")


def cases_of(counted: "Counted") -> Mapping[str, Sequence[tuple[str, str]]]:
    """For each counted cell with cases, by code in the form's order: the ledger row and the case number of each."""
    return {code: [(row, counted.numbers.get(row, "")) for row in rows] for code, rows in counted.cases.items() if rows}
