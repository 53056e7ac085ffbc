"""Figures brought in from outside: the workbook, and the ledger of applications."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.desk.access import Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.work import Saved, Who
from assistant.errors import FileTooLarge, UsageError
from assistant.review import permission
from assistant.settings import Settings
from assistant.store import Audit

if TYPE_CHECKING:
    from assistant.form import Form
    from assistant.ledger import Counted, Headings
    from assistant.report import Report

_TAKING = "take_ledger"


class Importing:
    """Use cases on spreadsheets."""

    def __init__(self, reports: Reporting, access: Access, audit: Audit, settings: Settings) -> None:
        """Bring figures into reports; the rows behind a ledger's counts are kept in the trail."""
        self._reports = reports
        self._access = access
        self._audit = audit
        self._settings = settings

    def workbook(self, report_id: str) -> bytes:
        """The workbook of a report in work, with what is known filled in."""
        from assistant import workbook

        return workbook.write(self._reports.open(report_id).report)

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
        wanted = {code: value for code, value in values.items() if value is not None}
        with self._access.step(_TAKING, report_id, who) as step:
            saved = self._reports.put_cells(step, wanted, who=who)
            # Rows and case numbers alone: whose applications they were stays in the ledger.
            step.note(year=counted.year, cases={code: list(rows) for code, rows in cases_of(counted).items()})
            step.silent = False
        return saved

    def cases(self, report_id: str) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ledger rows and case numbers behind each cell of the ledger taken last; empty if none was."""
        taken = self._audit.entries(report_id, acts=[permission(_TAKING).name])
        kept: Mapping[str, Sequence[Sequence[str]]] = taken[0].detail.get("cases", {}) if taken else {}
        return {code: [(row, number) for row, number in rows] for code, rows in kept.items()}

    def _fits(self, name: str, data: bytes) -> None:
        if len(data) > self._settings.upload_limit:
            raise FileTooLarge(f"“{name}”超过 {self._settings.upload_limit_mb} MB 的上限，请精简后再上传。")


def cases_of(counted: "Counted") -> Mapping[str, Sequence[tuple[str, str]]]:
    """For each counted cell with cases, by code in the form's order: the ledger row and the case number of each."""
    return {code: [(row, counted.numbers.get(row, "")) for row in rows] for code, rows in counted.cases.items() if rows}
