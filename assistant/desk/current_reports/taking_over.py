"""What a new report takes over from last year's."""

from dataclasses import replace
from datetime import date

from assistant.errors import UsageError
from assistant.facts import derive
from assistant.figures import Figures
from assistant.report import Report
from assistant.tables import fill

FIRST_YEAR = 2008
"""The 条例 took effect on 1 May 2008; no report is older."""


def checked(organ: str, year: int) -> str:
    """The organ's name, trimmed; UsageError for a missing name or an impossible year."""
    organ = organ.strip()
    if not organ:
        raise UsageError("请填写机关名称，例如“××县教育局”。")
    this_year = date.today().year  # noqa: DTZ011 - the office's own calendar day
    if not FIRST_YEAR <= year <= this_year + 1:
        raise UsageError(f"年度“{year}”不对，请填写报告所属的年度，例如 {this_year - 1}。")
    return organ


def taken_over(organ: str, year: int, last: Report | None) -> Report:
    """A new report: carried-in cells, the indicators' names and old values, the preamble rolled on."""
    report = Report(organ=organ, year=year, title=f"{organ}{year}年政府信息公开工作年度报告")
    if last is None:
        return report
    carried = {
        code.replace("carried_out", "carried_in"): value
        for code, value in fill(last.figures).figures.values.items()
        if code.startswith("T3.carried_out.")
    }
    typed = {code for code, cell in report.form.cells.items() if not cell.computed}
    figures = Figures({code: value for code, value in carried.items() if code in typed}, {}, report.form)
    indicators = tuple(
        # What was known only about is nothing to compare this year's number with.
        replace(item, value=None, last=None if item.about else item.value, about="", origin="")
        for item in last.indicators
    )
    return _with_preamble(replace(report, figures=figures, indicators=indicators), last)


def _with_preamble(report: Report, last: Report) -> Report:
    """Last year's preamble with this year's period, where every number in it could be rolled."""
    from assistant.draft import Request
    from assistant.draft.ways.offline import propose

    request = Request(section="preamble", report=report, facts=derive(report, last), last=last)
    for proposal in propose(request, "last-year"):
        if proposal.text and "【待" not in proposal.text:
            return report.with_section("preamble", proposal.text)
    return report
