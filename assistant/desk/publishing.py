"""The finished report at the desk: as a file to be handed on, and as the paper it will be."""

from assistant import document
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.proposing import Proposing
from assistant.report import Report


class Publishing:
    """Use cases on finished documents."""

    def __init__(self, reports: Reporting, words: Proposing) -> None:
        """Print reports in work; where their numbers come from is said by `words`."""
        self._reports = reports
        self._words = words

    def export(self, report_id: str, suffix: str, *, illustrated: bool = False) -> tuple[str, bytes]:
        """A finished document: its file name and bytes; with the charts of its figures if wanted."""
        report = self._reports.open(report_id).report
        drawn = document.pictures(self._reports.recent(report_id)) if illustrated else ()
        return document_name(report, suffix), document.to_bytes(report, suffix, drawn)

    def preview(self, report_id: str, *, origins: bool = False) -> str:
        """The report as it will be printed, as HTML; with `origins`, every number shows where it comes from."""
        work = self._reports.open(report_id)
        if not origins:
            return document.preview(work.report)
        marks = {
            section: [
                (item.number.start, item.number.end, item.explain)
                for item in self._words.bind(report_id, section, text, work)
            ]
            for section, text in work.report.sections.items()
        }
        return document.preview(work.report, origins=marks)


def document_name(report: Report, suffix: str) -> str:
    """The file name a finished document gets: its title, safe on every system."""
    title = report.title or f"{report.organ}{report.year or ''}年政府信息公开工作年度报告"
    return "".join("_" if char in '\\/:*?"<>|\r\n\t' else char for char in title)[:80] + suffix
