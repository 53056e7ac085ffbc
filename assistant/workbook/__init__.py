"""The xlsx file: the three tables as printed, indicators, notes and text, out and in again."""

from assistant.report import Report


def write(report: Report, *, template: bool = False) -> bytes:
    """The workbook's bytes."""
    raise NotImplementedError
