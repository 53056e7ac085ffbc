"""What can be filed, and what became of a file that was to be."""

from dataclasses import dataclass
from typing import Literal

from assistant.findings import Finding
from assistant.report import Report
from assistant.store import Filed

READABLE = (
    *(".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".html", ".htm", ".mht", ".mhtml"),
    *(".txt", ".md", ".xlsx", ".json", ".zip", ".eml", ".png", ".jpg", ".jpeg", ".tif", ".tiff"),
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: filed, replaced, a duplicate to be decided on, or failed with a sentence.

    `unindexed` says that it is filed and the search index could not take it in; the message says why and what to do.
    """

    name: str
    status: Literal["filed", "replaced", "duplicate", "failed"]
    message: str
    archive_id: str = ""
    report: Report | None = None
    existing: Filed | None = None
    findings: tuple[Finding, ...] = ()
    unindexed: bool = False
