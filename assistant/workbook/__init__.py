"""The xlsx file: the three tables as printed, indicators, notes and text, out and in again."""

from assistant.workbook.read import is_ours, read
from assistant.workbook.write import write

__all__ = ["is_ours", "read", "write"]
